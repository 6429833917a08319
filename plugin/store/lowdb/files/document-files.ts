import { join } from 'node:path'
import { Low } from 'lowdb'
import type { Disk } from '../../disk.ts'
import type { Kind } from '../../store.ts'
import { durableFile } from './durable-file.ts'
import { type Content, DamagedDocument } from './envelope.ts'
import type { Folders } from './folders.ts'
import { fileNameOf, folderOf, type Place } from './layout.ts'
import type { WriteGuard } from './write-guard.ts'

/** One lowdb document per file. Calls for one document must not overlap. */
export interface DocumentFiles {
  /** @throws DamagedDocument */
  load(kind: Kind, id: string, place: Place): Promise<Content>
  /**
   * Writes a document to its place, then removes it from where it was. A crash in between leaves both; the next start
   * keeps the newer.
   * @throws StoreError `write-failed`, `read-only`
   */
  save(content: Content, before: Place | undefined): Promise<void>
  /** @throws StoreError `write-failed`, `read-only` */
  erase(kind: Kind, id: string, place: Place): Promise<void>
}

/** The documents below `root`. */
export function createDocumentFiles(parts: {
  disk: Disk
  root: string
  folders: Folders
  guard: WriteGuard
}): DocumentFiles {
  const { disk, root, folders, guard } = parts

  async function removeFrom(kind: Kind, id: string, place: Place): Promise<void> {
    const folder = folderOf(root, kind, place)
    await disk.remove(join(folder, fileNameOf(id)))
    await disk.syncFolder(folder)
  }

  return {
    async load(kind, id, place) {
      const document = new Low<Content | null>(durableFile(disk, folderOf(root, kind, place), id), null)
      await document.read()
      const content = document.data
      if (content === null) throw new DamagedDocument('missing')
      if (content.kind !== kind || content.id !== id || content.shelf !== place) throw new DamagedDocument('misplaced')
      return content
    },
    async save(content, before) {
      await guard.attempt(async () => {
        const folder = folderOf(root, content.kind, content.shelf)
        await folders.ensure(folder)
        await new Low<Content | null>(durableFile(disk, folder, content.id), content).write()
        if (before !== undefined && before !== content.shelf) await removeFrom(content.kind, content.id, before)
      })
    },
    erase: (kind, id, place) => guard.attempt(() => removeFrom(kind, id, place))
  }
}
