import { dirname, join } from 'node:path'
import type { Disk } from '../../disk.ts'

/** Makes folders that last. */
export interface Folders {
  /** The folder and its parents down from the root exist durably once this resolves. */
  ensure(folder: string): Promise<void>
}

/** Folders at and below `root`. */
export function createFolders(disk: Disk, root: string): Folders {
  const ensured = new Map<string, Promise<void>>()

  function ensure(folder: string): Promise<void> {
    const known = ensured.get(folder)
    if (known !== undefined) return known
    const made = make(folder)
    ensured.set(folder, made)
    return made
  }

  // Also synced where it exists: the process that made it may have died before its own sync.
  async function make(folder: string): Promise<void> {
    if (folder !== root) await ensure(dirname(folder))
    await disk.makeFolder(folder)
    await disk.syncFolder(dirname(folder))
  }

  return { ensure: folder => ensure(join(folder)) }
}
