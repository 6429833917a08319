import { dirname, join } from 'node:path'
import type { Disk } from '../../disk.ts'
import { tellRefusal } from './disk-refusal.ts'

/** Makes folders and the names in them last. */
export interface Folders {
  /** The folder and its parents down from the root exist durably once this resolves. @throws DiskRefusal */
  ensure(folder: string): Promise<void>
  /** What was created, renamed or removed in a folder before this call lasts once it resolves. */
  sync(folder: string): Promise<void>
}

/** Folders at and below `root`. */
export function createFolders(disk: Disk, root: string): Folders {
  const ensured = new Map<string, Promise<void>>()
  const sync = shareSyncs(folder => disk.syncFolder(folder))

  function ensure(folder: string): Promise<void> {
    const known = ensured.get(folder)
    if (known !== undefined) return known
    const made = make(folder)
    ensured.set(folder, made)
    made.catch(() => ensured.delete(folder))
    return made
  }

  // Also synced where it exists: the process that made it may have died before its own sync.
  async function make(folder: string): Promise<void> {
    if (folder !== root) await ensure(dirname(folder))
    await tellRefusal(() => disk.makeFolder(folder))
    await sync(dirname(folder))
  }

  return { ensure: folder => ensured.get(folder) ?? ensure(join(folder)), sync }
}

/**
 * Everybody who asks while a sync of the folder is under way shares the one that begins after it: the one under way may have
 * begun before their change.
 */
function shareSyncs(sync: (folder: string) => Promise<void>): (folder: string) => Promise<void> {
  const running = new Map<string, Promise<void>>()
  const next = new Map<string, Promise<void>>()

  function begin(folder: string): Promise<void> {
    next.delete(folder)
    const begun = sync(folder).finally(() => running.delete(folder))
    running.set(folder, begun)
    return begun
  }

  return folder => {
    const shared = next.get(folder)
    if (shared !== undefined) return shared
    const before = running.get(folder)
    if (before === undefined) return begin(folder)
    const after = before.then(
      () => begin(folder),
      () => begin(folder)
    )
    next.set(folder, after)
    return after
  }
}
