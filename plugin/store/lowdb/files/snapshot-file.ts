import { hash } from 'node:crypto'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Disk } from '../../disk.ts'
import { currentFormat } from '../../formats/steps.ts'
import type { IndexImage } from '../memory/document-index.ts'
import { temporaryName } from './layout.ts'

/** What a start needs of the open requests, and by which marks their files were known when it was true of them. */
export interface Snapshot {
  readonly image: IndexImage
  /** Of each one in the order of its ids, see `Disk.markMany`. */
  readonly marks: Float64Array
}

interface Parts {
  readonly disk: Disk
  readonly root: string
}

/** Raised by whoever changes what an image holds: another layout is never read as this one. */
const layout = 1

const fileOf = (root: string): string => join(root, 'index.snapshot')

/** Another layout, another format of documents, another Node or a byte that was changed: another first line. */
const headOf = (content: Buffer): Buffer =>
  Buffer.from(
    `${JSON.stringify({ snapshot: layout, documents: currentFormat, node: process.version, sha256: hash('sha256', content) })}\n`
  )

/**
 * Takes away the snapshot of a store, for good, and answers it; null: there is none of this layout that is whole. Throws
 * what the disk throws: then it may still be there.
 */
export const takeSnapshot = async ({ disk, root }: Parts): Promise<Snapshot | null> => {
  const names = await disk.list(root)
  const file = fileOf(root)
  const left = [file, temporaryName(file)].filter(one => names.some(name => join(root, name) === one))
  if (left.length === 0) return null
  // One that cannot be read is as good as none.
  const bytes = left.includes(file) ? await disk.read(file).catch(() => null) : null
  for (const one of left) await disk.remove(one)
  await disk.syncFolder(root)
  if (bytes === null) return null
  const end = bytes.indexOf(10) + 1
  const content = bytes.subarray(end)
  if (!headOf(content).equals(bytes.subarray(0, end))) return null
  try {
    return deserialize(content) as Snapshot
  } catch {
    return null
  }
}

/**
 * Writes a snapshot beside its place and puts it there. Begins nothing more once that is `over`, and throws then, as it
 * throws what the disk throws; what it leaves half done `takeSnapshot` takes away.
 */
export const writeSnapshot = async ({ disk, root }: Parts, snapshot: Snapshot, over: AbortSignal): Promise<void> => {
  const file = fileOf(root)
  const temporary = temporaryName(file)
  const content = serialize(snapshot)
  const steps = [
    () => disk.writeNew(temporary, Buffer.concat([headOf(content), content])),
    () => disk.sync(temporary),
    () => disk.rename(temporary, file),
    () => disk.syncFolder(root)
  ]
  for (const step of steps) {
    over.throwIfAborted()
    await step()
  }
}
