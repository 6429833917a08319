import { join } from 'node:path'
import type { Adapter } from 'lowdb'
import type { Disk } from '../../disk.ts'
import { type Content, DamagedDocument, decodeDocument, encodeDocument } from './envelope.ts'
import { fileNameOf, temporaryName } from './layout.ts'

/**
 * lowdb's adapter for one document, durable: written beside its place, synced, renamed, and the folder synced. lowdb's own
 * JSONFile never syncs. The folder must exist; reading throws DamagedDocument, and
 * `newer-format`.
 */
export function durableFile(disk: Disk, folder: string, id: string): Adapter<Content | null> {
  const file = join(folder, fileNameOf(id))
  const temporary = join(folder, temporaryName(fileNameOf(id)))

  return {
    async read() {
      const bytes = await disk.read(file).catch(asDamage)
      return bytes === null ? null : decodeDocument(bytes, file)
    },
    async write(content) {
      if (content === null) return
      await disk.writeNew(temporary, encodeDocument(content))
      await disk.sync(temporary)
      await disk.rename(temporary, file)
      await disk.syncFolder(folder)
    }
  }
}

// One bad sector is one bad document; a missing right or too many open files concern all and are thrown on.
function asDamage(error: NodeJS.ErrnoException): never {
  throw error.code === 'EIO' ? new DamagedDocument('unreadable') : error
}
