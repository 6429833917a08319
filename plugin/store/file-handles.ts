import {
  closeSync,
  constants,
  fstatSync,
  fsync,
  open,
  openSync,
  read,
  readFileSync,
  readSync,
  statSync,
  write
} from 'node:fs'
import { sep } from 'node:path'
import { promisify } from 'node:util'

// Calls by number: the handles of node:fs/promises cost several times what the disk does.
const [openFile, readInto, writeFile, syncFile] = [promisify(open), promisify(read), promisify(write), promisify(fsync)]

const { O_WRONLY, O_CREAT, O_EXCL, O_SYNC } = constants
/** Of Linux alone it is known that a write is then as lasting as by fsync (open(2), O_SYNC). */
const lastsWhenWritten = process.platform === 'linux'
const newFile = O_WRONLY | O_CREAT | O_EXCL | (lastsWhenWritten ? O_SYNC : 0)

/** Files that were just written, and of which the system said that they last: they are not synced once more. */
export interface FreshFiles {
  /** Creates a file; fails if it exists. It lasts once `sync` has been called too. */
  writeNew(file: string, bytes: Buffer): Promise<void>
  sync(file: string): Promise<void>
  /** Forgets a file that is no longer there under this name. */
  leave(file: string): void
}

/** No file was written yet. */
export function createFreshFiles(): FreshFiles {
  const lasting = new Set<string>()

  return {
    async writeNew(file, bytes) {
      lasting.delete(file)
      const handle = await openFile(file, newFile, 0o600)
      try {
        for (let at = 0; at < bytes.length; ) at += (await writeFile(handle, bytes, at)).bytesWritten
      } finally {
        closeSync(handle)
      }
      // Where nothing was written, nothing was made to last.
      if (lastsWhenWritten && bytes.length > 0) lasting.add(file)
    },
    async sync(file) {
      if (!lasting.delete(file)) await syncPath(file, constants.O_RDWR)
    },
    leave: file => void lasting.delete(file)
  }
}

/** The bytes of a file. */
export async function readWhole(file: string): Promise<Buffer> {
  const handle = await openFile(file, constants.O_RDONLY)
  try {
    const { size } = fstatSync(handle)
    const bytes = Buffer.allocUnsafeSlow(size)
    for (let at = 0; at < size; ) {
      const { bytesRead } = await readInto(handle, bytes, at, size - at, at)
      // Somebody has cut it meanwhile.
      if (bytesRead === 0) return bytes.subarray(0, at)
      at += bytesRead
    }
    return bytes
  } finally {
    closeSync(handle)
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
  for (const [at, name] of names.entries()) take(readFrom(`${folder}${sep}${name}`, most), at)
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

/** Of each file its number, its size, and when its contents and anything of it changed last. */
export const numbersOfMark = 4

/** Marks files one after the other, see `Disk.markMany`. Others get their turn afterwards. What was restored or copied has another number or was changed later; nobody can set when. */
export async function markEach(folder: string, names: readonly string[], beforeMs: number): Promise<Float64Array> {
  const marks = new Float64Array(names.length * numbersOfMark).fill(Number.NaN)
  for (const [at, name] of names.entries()) {
    const mark = markOf(`${folder}${sep}${name}`)
    if (mark !== null && mark[3] < beforeMs) marks.set(mark, at * numbersOfMark)
  }
  await new Promise(resolve => setImmediate(resolve))
  return marks
}

function markOf(file: string): readonly [ino: number, size: number, mtimeMs: number, ctimeMs: number] | null {
  try {
    const found = statSync(file, { throwIfNoEntry: false })
    return found === undefined ? null : [found.ino, found.size, found.mtimeMs, found.ctimeMs]
  } catch {
    return null
  }
}
