import type { Adapter } from 'lowdb'
import type { Disk } from '../../disk.ts'
import { tellRefusal } from './disk-refusal.ts'
import { type ContentText, DamagedDocument, decodeText, encodeDocument } from './envelope.ts'
import type { Folders } from './folders.ts'
import { filePathOf, temporaryName } from './layout.ts'

/**
 * lowdb's adapter for one document, durable: written beside its place, synced, renamed, and the folder synced. lowdb's own
 * JSONFile never syncs. The folder must exist; reading throws DamagedDocument, writing DiskRefusal where nothing was changed.
 */
export function durableFile(
  { disk, folders }: { readonly disk: Disk; readonly folders: Folders },
  folder: string,
  id: string
): Adapter<ContentText | null> {
  const file = filePathOf(folder, id)
  const temporary = temporaryName(file)

  return {
    async read() {
      const bytes = await disk.read(file).catch(asDamage)
      return bytes === null ? null : decodeText(bytes, file)
    },
    async write(text) {
      if (text === null) return
      await tellRefusal(() => putInPlace(disk, temporary, file, encodeDocument(text)))
      await folders.sync(folder)
    }
  }
}

/** Whatever it fails at: what lay there still does. What was written beside it goes, for its room. */
async function putInPlace(disk: Disk, temporary: string, file: string, bytes: Buffer): Promise<void> {
  try {
    await writeBeside(disk, temporary, bytes)
    await disk.sync(temporary)
    await disk.rename(temporary, file)
  } catch (error) {
    await disk.remove(temporary).catch(() => {})
    throw error
  }
}

/** A writer that was refused may have been refused to tidy up, too; writers of one document never overlap. */
async function writeBeside(disk: Disk, temporary: string, bytes: Buffer): Promise<void> {
  try {
    await disk.writeNew(temporary, bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    await disk.remove(temporary)
    await disk.writeNew(temporary, bytes)
  }
}

/** One bad sector is one bad document; a missing right or too many open files concern all and are thrown on. */
export function asDamage(error: NodeJS.ErrnoException): never {
  throw error.code === 'EIO' ? new DamagedDocument('unreadable') : error
}
