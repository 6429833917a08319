import { join, relative } from 'node:path'
import type { Disk } from '../../disk.ts'
import { isShelf } from '../../names.ts'
import { type Kind, kinds } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import type { DocumentIndex } from '../memory/document-index.ts'
import type { Aside } from './aside.ts'
import type { DocumentFiles } from './document-files.ts'
import { type Content, DamagedDocument } from './envelope.ts'
import type { Folders } from './folders.ts'
import { endedFolder, folderOf, idOfFile, isTemporary, type Place } from './layout.ts'
import type { WriteGuard } from './write-guard.ts'

/** What the start works with. */
export interface ScanParts {
  readonly disk: Disk
  readonly root: string
  readonly folders: Folders
  readonly guard: WriteGuard
  readonly aside: Aside
  readonly files: DocumentFiles
  readonly index: DocumentIndex
}

const readsAtOnce = 32

/**
 * Builds the index from the data folder and finishes what a crash has left half done. Open documents are read, ended
 * ones only listed, unless they lie in two places. A disk that takes no writes makes the store read-only.
 */
export async function scan(parts: ScanParts): Promise<void> {
  for (const kind of kinds) {
    await parts.aside.load(kind)
    await unlessReadOnly(parts.guard.attempt(() => parts.folders.ensure(folderOf(parts.root, kind, null))))
    const found = [...(await findPlaces(parts, kind))]
    for (let at = 0; at < found.length; at += readsAtOnce) {
      await Promise.all(found.slice(at, at + readsAtOnce).map(([id, places]) => takeIn(parts, kind, id, places)))
    }
  }
}

async function findPlaces(parts: ScanParts, kind: Kind): Promise<Map<string, Place[]>> {
  const { disk, root, aside } = parts
  const found = new Map<string, Place[]>()
  const shelves = (await disk.list(endedFolder(root, kind))).filter(isShelf)
  for (const place of [null, ...shelves]) {
    const folder = folderOf(root, kind, place)
    const names = await disk.list(folder)
    for (const name of names) {
      const id = idOfFile(name)
      if (id !== null) found.set(id, [...(found.get(id) ?? []), place])
      else if (!isTemporary(name)) aside.note(relative(root, join(folder, name)), 'not-a-document')
    }
    await unlessReadOnly(tidy(parts, folder, names.filter(isTemporary)))
  }
  return found
}

/** Removes what writers left behind. The sync is for names that an earlier process saw and did not live to sync. */
function tidy({ disk, guard }: ScanParts, folder: string, leftOver: readonly string[]): Promise<void> {
  return guard.attempt(async () => {
    for (const name of leftOver) await disk.remove(join(folder, name))
    await disk.syncFolder(folder)
  })
}

async function takeIn(parts: ScanParts, kind: Kind, id: string, places: readonly Place[]): Promise<void> {
  const [only] = places
  if (places.length === 1 && typeof only === 'string') {
    parts.index.of(kind).shelve(id, only)
    return
  }
  const copies: Content[] = []
  for (const place of places) {
    const content = await loadOrPutAside(parts, kind, id, place)
    if (content !== null) copies.push(content)
  }
  const [newest, ...older] = copies.sort(newestFirst)
  if (newest === undefined) return
  parts.index.swap(newest)
  for (const copy of older) await unlessReadOnly(parts.files.erase(kind, id, copy.shelf))
}

/** The document, or null if it is damaged: then it lies aside. */
export async function loadOrPutAside(
  parts: Pick<ScanParts, 'files' | 'aside'>,
  kind: Kind,
  id: string,
  place: Place
): Promise<Content | null> {
  try {
    return await parts.files.load(kind, id, place)
  } catch (error) {
    if (!(error instanceof DamagedDocument)) throw error
    await unlessReadOnly(parts.aside.move(kind, id, place, error.because))
    return null
  }
}

// Shelving at one revision writes the shelf first, so of two equals the shelved one is the later.
function newestFirst(a: Content, b: Content): number {
  return b.revision - a.revision || Number(b.shelf !== null) - Number(a.shelf !== null)
}

async function unlessReadOnly(write: Promise<void>): Promise<void> {
  await write.catch(error => {
    if (!(error instanceof StoreError)) throw error
  })
}
