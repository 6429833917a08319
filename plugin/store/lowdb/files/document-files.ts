import { join } from 'node:path'
import { Low } from 'lowdb'
import type { Disk } from '../../disk.ts'
import { referenceOf } from '../../names.ts'
import type { Kind } from '../../store.ts'
import { tellRefusal } from './disk-refusal.ts'
import { asDamage, durableFile } from './durable-file.ts'
import {
  type Content,
  type ContentText,
  DamagedDocument,
  decodeEntry,
  decodeHeader,
  type Entry,
  type Header,
  headBytes,
  isUndamaged,
  readContentText,
  readKnownText,
  spellContent,
  type Written
} from './envelope.ts'
import type { Folders } from './folders.ts'
import { fileNameOf, filePathOf, folderOf, type Place } from './layout.ts'
import type { TextCache } from './text-cache.ts'
import type { WriteGuard } from './write-guard.ts'

/** One lowdb document per file. Calls for one document must not overlap. */
export interface DocumentFiles {
  /** @throws DamagedDocument */
  load(kind: Kind, id: string, place: Place): Promise<Content>
  /**
   * Reads many open ones for the index; those that are damaged are handed to `spoilt`. Of requests the bodies are neither
   * read nor compared: see `check`.
   */
  loadEntries(
    kind: Kind,
    ids: readonly string[],
    take: { entry(entry: Entry): void; spoilt(id: string, damage: DamagedDocument): void }
  ): Promise<void>
  /** Ids of those open ones whose files are not what was written; some may have been ended or removed meanwhile. */
  check(kind: Kind, ids: readonly string[]): Promise<readonly string[]>
  /** Reads it anew next time, wherever it then lies. */
  forget(kind: Kind, id: string): void
  /**
   * Writes a document to its place, then removes it from where it was. A crash in between leaves both; the next start
   * keeps the newer. Whoever writes what is not read soon says so: it is not kept in memory.
   * @throws StoreError `write-failed`, `read-only`
   */
  save(content: Written, before: Place | undefined, isReadSoon?: boolean): Promise<void>
  /** @throws StoreError `write-failed`, `read-only` */
  erase(kind: Kind, id: string, place: Place): Promise<void>
}

/** The documents below `root`; those in `cache` are not read again while the same file lies there. */
export function createDocumentFiles(parts: {
  disk: Disk
  root: string
  folders: Folders
  guard: WriteGuard
  cache: TextCache
}): DocumentFiles {
  const { disk, root, folders, guard, cache } = parts

  const markOf = (kind: Kind, id: string, place: Place): string | null =>
    disk.mark(filePathOf(folderOf(root, kind, place), id))

  async function readText(kind: Kind, id: string, place: Place): Promise<ContentText> {
    const document = new Low<ContentText | null>(durableFile(parts, folderOf(root, kind, place), id), null)
    await document.read()
    if (document.data === null) throw new DamagedDocument('missing')
    return document.data
  }

  async function write(content: Written, text: ContentText, before: Place | undefined): Promise<void> {
    const { kind, id, shelf } = content
    const folder = folderOf(root, kind, shelf)
    await folders.ensure(folder)
    await new Low<ContentText | null>(durableFile(parts, folder, id), text).write()
    if (before === undefined || before === shelf) return
    // A failure from here on leaves two of them: only a start tells which one counts.
    const left = folderOf(root, kind, before)
    await disk.remove(join(left, fileNameOf(id)))
    await folders.sync(left)
  }

  return {
    async load(kind, id, place) {
      const reference = referenceOf(kind, id)
      const mark = markOf(kind, id, place)
      const kept = cache.get(reference)
      const known = kept !== undefined && mark !== null && kept.mark === mark ? kept : undefined
      const text = known ?? (await readText(kind, id, place))
      const content = known === undefined ? readContentText(text) : readKnownText(text)
      assertPlaced(content, kind, id, place)
      if (known === undefined) cache.keep(reference, { ...text, mark })
      return content
    },
    async loadEntries(kind, ids, take) {
      const folder = folderOf(root, kind, null)
      const whole: string[] = kind === 'request' ? [] : [...ids]
      const takeHead = (bytes: Buffer | null | Error, at: number) => {
        const entry = bytes instanceof Buffer ? decodeEntry(bytes) : null
        if (entry === null || !isPlaced(entry, kind, ids[at]!, null)) whole.push(ids[at]!)
        else take.entry(entry)
      }
      if (kind === 'request') await disk.readMany(folder, ids.map(fileNameOf), takeHead, headBytes)
      const takeWhole = (bytes: Buffer | null | Error, at: number) => {
        const id = whole[at]!
        try {
          if (bytes instanceof Error) asDamage(bytes)
          if (bytes === null) throw new DamagedDocument('missing')
          const header = decodeHeader(bytes, join(folder, fileNameOf(id)))
          assertPlaced(header, kind, id, null)
          take.entry(header)
        } catch (error) {
          if (!(error instanceof DamagedDocument)) throw error
          take.spoilt(id, error)
        }
      }
      if (whole.length > 0) await disk.readMany(folder, whole.map(fileNameOf), takeWhole)
    },
    async check(kind, ids) {
      const damaged: string[] = []
      await disk.readMany(folderOf(root, kind, null), ids.map(fileNameOf), (bytes, at) => {
        if (!(bytes instanceof Buffer && isUndamaged(bytes))) damaged.push(ids[at]!)
      })
      return damaged
    },
    forget: (kind, id) => cache.forget(referenceOf(kind, id)),
    async save(content, before, isReadSoon = true) {
      const reference = referenceOf(content.kind, content.id)
      const text = spellContent(content)
      // Whatever comes of the write: what lay there is no longer known.
      cache.forget(reference)
      await guard.attempt(() => write(content, text, before))
      if (!isReadSoon) return
      cache.keep(reference, { ...text, mark: markOf(content.kind, content.id, content.shelf) })
    },
    async erase(kind, id, place) {
      cache.forget(referenceOf(kind, id))
      await guard.attempt(async () => {
        const folder = folderOf(root, kind, place)
        await tellRefusal(() => disk.remove(join(folder, fileNameOf(id))))
        await folders.sync(folder)
      })
    }
  }
}

type Placed = Pick<Header, 'kind' | 'id' | 'shelf'>

const isPlaced = (header: Placed, kind: Kind, id: string, place: Place): boolean =>
  header.kind === kind && header.id === id && header.shelf === place

function assertPlaced(header: Placed, kind: Kind, id: string, place: Place): void {
  if (!isPlaced(header, kind, id, place)) throw new DamagedDocument('misplaced')
}
