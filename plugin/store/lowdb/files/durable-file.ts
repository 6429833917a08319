import type { Adapter } from 'lowdb'
import type { Disk } from '../../disk.ts'
import { type ContentText, DamagedDocument, decodeText, encodeDocument } from './envelope.ts'
import type { Folders } from './folders.ts'
import { filePathOf, temporaryName } from './layout.ts'

/**
 * lowdb's adapter for one document, durable: written beside its place, synced, renamed, and the folder synced. lowdb's own
 * JSONFile never syncs. The folder must exist; reading throws DamagedDocument.
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
      await disk.writeNew(temporary, encodeDocument(text))
      await disk.sync(temporary)
      await disk.rename(temporary, file)
      await folders.sync(folder)
    }
  }
}

/** One bad sector is one bad document; a missing right or too many open files concern all and are thrown on. */
export function asDamage(error: NodeJS.ErrnoException): never {
  throw error.code === 'EIO' ? new DamagedDocument('unreadable') : error
}
