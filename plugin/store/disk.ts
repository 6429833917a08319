import { statSync } from 'node:fs'
import { mkdir, readdir, rename, unlink } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { createFreshFiles, markEach, readEach, readWhole, syncPath } from './file-handles.ts'
import { lockFile } from './lock.ts'

/** The only door to the data folder. Nothing lasts until it is synced: contents by `sync`, names by `syncFolder`. */
export interface Disk {
  /** The bytes, or null if there is no such file. */
  read(file: string): Promise<Buffer | null>
  /**
   * Reads small files of one folder without a pause in between, for a start; `take` gets the bytes of each, of long files
   * `most` where that is said, good until it returns, null where there is no such file, or why it could not be read, and
   * which of the names it is.
   */
  readMany(
    folder: string,
    names: readonly string[],
    take: (bytes: Buffer | null | Error, at: number) => void,
    most?: number
  ): Promise<void>
  /**
   * By what a file can be told from another that lies there later, or from itself changed. Null if there is none, or it
   * cannot be asked: never throws, because it is asked after a write, too, which stands.
   */
  mark(file: string): string | null
  /**
   * The same for some files of one folder without a pause in between, four numbers each, which are not equal to themselves where that cannot be
   * told: there is no such file, it cannot be asked, or it was not changed before this instant (epoch milliseconds).
   */
  markMany(folder: string, names: readonly string[], beforeMs: number): Promise<Float64Array>
  /** Creates a file; fails if it exists. Does not sync. */
  writeNew(file: string, bytes: Buffer): Promise<void>
  sync(file: string): Promise<void>
  /** Replaces the target in one step. */
  rename(from: string, to: string): Promise<void>
  /** Makes the names in a folder last: created, renamed and removed ones. */
  syncFolder(folder: string): Promise<void>
  remove(file: string): Promise<void>
  /** Names in a folder; none if there is no such folder. */
  list(folder: string): Promise<readonly string[]>
  /** Makes one folder; one that exists is left as it is. Its parent must exist. */
  makeFolder(folder: string): Promise<void>
  /** Takes the lock that keeps a second process out; returns how to give it back. See lock.ts. */
  lock(file: string): Promise<() => void>
}

/** The machine's disk. Files and folders are for the owner of the process alone. */
export function nodeDisk(): Disk {
  const fresh = createFreshFiles()
  return {
    read: file => readWhole(file).catch(unlessMissing(null)),
    readMany: readEach,
    mark(file) {
      try {
        const { ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true })
        return `${ino} ${size} ${mtimeNs} ${ctimeNs}`
      } catch {
        return null
      }
    },
    markMany: markEach,
    writeNew: fresh.writeNew,
    sync: fresh.sync,
    async rename(from, to) {
      fresh.leave(from)
      await rename(from, to)
    },
    syncFolder: syncPath,
    async remove(file) {
      fresh.leave(file)
      await unlink(file)
    },
    list: folder => readdir(folder).catch(unlessMissing([])),
    makeFolder: folder => mkdir(folder, { mode: 0o700 }).catch(unlessExisting),
    lock: async file => lockFile(file)
  }
}

/** Makes the folders that a folder lies below: nobody may have made them yet. */
export async function makeFoldersAbove(disk: Pick<Disk, 'makeFolder'>, folder: string): Promise<void> {
  const above: string[] = []
  for (let parent = dirname(resolve(folder)); parent !== dirname(parent); parent = dirname(parent))
    above.unshift(parent)
  for (const parent of above) await disk.makeFolder(parent)
}

function unlessMissing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return error => {
    if (error.code === 'ENOENT') return instead
    throw error
  }
}

function unlessExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
