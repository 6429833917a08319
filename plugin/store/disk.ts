import { constants } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { lockFile } from './lock.ts'

/** The only door to the data folder. Nothing lasts until it is synced: contents by `sync`, names by `syncFolder`. */
export interface Disk {
  /** The bytes, or null if there is no such file. */
  read(file: string): Promise<Buffer | null>
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
  return {
    read: file => readFile(file).catch(unlessMissing(null)),
    writeNew: (file, bytes) => writeFile(file, bytes, { flag: 'wx', mode: 0o600 }),
    sync: file => syncPath(file, constants.O_RDWR),
    rename,
    syncFolder: folder => syncPath(folder, constants.O_RDONLY),
    remove: unlink,
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

async function syncPath(path: string, flags: number): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
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
