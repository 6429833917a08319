import { close, closeSync, constants, fsync, open, openSync, readFileSync, readSync, write } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

// Calls by number: the handles of node:fs/promises cost several times what the disk does.
const [openFile, writeFile, syncFile, closeFile] = [
  promisify(open),
  promisify(write),
  promisify(fsync),
  promisify(close)
]

/** Files that were just written: they stay open until they are synced, because opening one again costs more than writing it. */
export interface FreshFiles {
  /** Creates a file; fails if it exists. Does not sync. */
  writeNew(file: string, bytes: Buffer): Promise<void>
  sync(file: string): Promise<void>
  /** Lets go of a file that nobody is going to sync. */
  leave(file: string): void
}

/** No file is open yet. */
export function createFreshFiles(): FreshFiles {
  const opened = new Map<string, number>()

  return {
    async writeNew(file, bytes) {
      const handle = await openFile(file, 'wx', 0o600)
      try {
        for (let at = 0; at < bytes.length; ) at += (await writeFile(handle, bytes, at)).bytesWritten
      } catch (error) {
        await closeFile(handle)
        throw error
      }
      opened.set(file, handle)
    },
    async sync(file) {
      const handle = opened.get(file)
      if (handle === undefined) return syncPath(file, constants.O_RDWR)
      opened.delete(file)
      await syncAndClose(handle)
    },
    leave(file) {
      const handle = opened.get(file)
      if (handle === undefined) return
      opened.delete(file)
      closeSync(handle)
    }
  }
}

/** Makes a file or a folder last as it is. */
export async function syncPath(path: string, flags: number = constants.O_RDONLY): Promise<void> {
  await syncAndClose(await openFile(path, flags))
}

async function syncAndClose(handle: number): Promise<void> {
  try {
    await syncFile(handle)
  } finally {
    // What was synced is closed at once.
    closeSync(handle)
  }
}

const scratch = { bytes: Buffer.alloc(0) }

/** Reads small files one after the other, see `Disk.readMany`. Others get their turn afterwards. */
export async function readEach(
  folder: string,
  names: readonly string[],
  take: (bytes: Buffer | null | Error, at: number) => void,
  most?: number
): Promise<void> {
  if (scratch.bytes.length === 0) scratch.bytes = Buffer.allocUnsafe(256 * 1024)
  for (const [at, name] of names.entries()) take(readFrom(join(folder, name), most), at)
  await new Promise(resolve => setImmediate(resolve))
}

function readFrom(file: string, most: number | undefined): Buffer | null | Error {
  let handle: number | null = null
  try {
    handle = openSync(file, 'r')
    const room = most ?? scratch.bytes.length
    const read = readSync(handle, scratch.bytes, 0, room, 0)
    return most !== undefined || read < room ? scratch.bytes.subarray(0, read) : readFileSync(file)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : (error as Error)
  } finally {
    if (handle !== null) closeSync(handle)
  }
}
