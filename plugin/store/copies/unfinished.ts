import { join } from 'node:path'
import type { Disk } from '../disk.ts'
import { StoreError } from '../store-error.ts'

/** What stands in the data folder from the first to the last moment of a copy into it. */
const fileOf = (root: string): string => join(root, 'unfinished.json')

/** From what a copy was being made here; null: none is unfinished. */
export const readUnfinished = async (disk: Disk, root: string): Promise<string | null> => {
  const bytes = await disk.read(fileOf(root))
  if (bytes === null) return null
  try {
    return String((JSON.parse(bytes.toString('utf8')) as { from?: unknown }).from)
  } catch {
    // The power went while it was written: nothing else had been.
    return ''
  }
}

/** Throws `copy-unfinished` where a copy broke off. */
export const assertFinished = async (disk: Disk, root: string): Promise<void> => {
  const from = await readUnfinished(disk, root)
  if (from === null) return
  throw new StoreError(
    'copy-unfinished',
    `${root} is half a copy of ${from || 'something'}. Run the same \`lethe store\` command again, which begins anew, or empty the folder`
  )
}

/** Says durably that what is here is not whole. */
export const noteUnfinished = async (disk: Disk, root: string, from: string): Promise<void> => {
  const file = fileOf(root)
  if ((await disk.read(file)) !== null) await disk.remove(file)
  await disk.writeNew(file, Buffer.from(JSON.stringify({ from })))
  await disk.sync(file)
  await disk.syncFolder(root)
}

/** Says durably that it is whole. */
export const noteFinished = async (disk: Disk, root: string): Promise<void> => {
  await disk.remove(fileOf(root))
  await disk.syncFolder(root)
}
