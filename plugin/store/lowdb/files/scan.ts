import { join, relative } from 'node:path'
import type { Clock } from '../../../clock.ts'
import type { Disk } from '../../disk.ts'
import { isShelf } from '../../names.ts'
import { type Kind, kinds } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import type { DocumentIndex } from '../memory/document-index.ts'
import type { Aside } from './aside.ts'
import type { DocumentFiles } from './document-files.ts'
import { type Content, DamagedDocument, type Entry } from './envelope.ts'
import type { Folders } from './folders.ts'
import { endedFolder, folderOf, idOfFile, isTemporary, type Place } from './layout.ts'
import type { Unread } from './unread.ts'
import type { WriteGuard } from './write-guard.ts'

/** What the start works with. */
export interface ScanParts {
  readonly clock: Clock
  readonly disk: Disk
  readonly root: string
  readonly folders: Folders
  readonly guard: WriteGuard
  readonly aside: Aside
  readonly unread: Unread
  readonly files: DocumentFiles
  readonly index: DocumentIndex
}

/** Read between two breaths of the process. */
const readsAtOnce = 256
/** What the disk does not give is asked for again after this. */
const againMs = 5_000

/**
 * Builds the index from the data folder and finishes what a crash has left half done. Of open documents all but the body is
 * read, of requests the body is not compared either (`check-bodies.ts`); ended ones are only listed, unless they lie in two places. A disk that takes no writes makes the store read-only.
 */
export async function scan(parts: ScanParts): Promise<void> {
  for (const kind of kinds) {
    await parts.aside.load(kind)
    await unlessReadOnly(parts.guard.attempt(() => parts.folders.ensure(folderOf(parts.root, kind, null))))
    const open = new Set(await listIds(parts, kind, null))
    const twice = await listShelves(parts, kind, open)
    for (const id of twice.keys()) open.delete(id)
    await takeOpenIn(parts, kind, [...open])
    for (const [id, places] of twice) await takeNewest(parts, kind, id, places)
  }
}

/** Ids of the files of a place; what writers left there is removed. */
async function listIds(parts: ScanParts, kind: Kind, place: Place): Promise<readonly string[]> {
  const { disk, root, aside } = parts
  const folder = folderOf(root, kind, place)
  const ids: string[] = []
  const leftOver: string[] = []
  for (const name of await disk.list(folder)) {
    const id = idOfFile(name)
    if (id !== null) ids.push(id)
    else if (isTemporary(name)) leftOver.push(name)
    else aside.note(relative(root, join(folder, name)), 'not-a-document')
  }
  await unlessReadOnly(tidy(parts, folder, leftOver))
  return ids
}

/** Takes ended documents in by their names; answers those that lie in several places, and which. */
async function listShelves(
  parts: ScanParts,
  kind: Kind,
  open: ReadonlySet<string>
): Promise<ReadonlyMap<string, readonly Place[]>> {
  const index = parts.index.of(kind)
  const twice = new Map<string, Place[]>()
  for (const shelf of (await parts.disk.list(endedFolder(parts.root, kind))).filter(isShelf)) {
    for (const id of await listIds(parts, kind, shelf)) {
      const before = twice.get(id) ?? [...(open.has(id) ? [null] : []), ...[index.placeOf(id) ?? []].flat()]
      if (before.length === 0) index.shelve(id, shelf)
      else twice.set(id, [...before, shelf])
    }
  }
  for (const id of twice.keys()) index.forget(id)
  return twice
}

/** Removes what writers left behind. The sync is for names that an earlier process saw and did not live to sync. */
function tidy({ disk, folders, guard }: ScanParts, folder: string, leftOver: readonly string[]): Promise<void> {
  return guard.attempt(async () => {
    for (const name of leftOver) await disk.remove(join(folder, name))
    await folders.sync(folder)
  })
}

const neverAborted = new AbortController().signal

/** What the disk does not give is asked for again for as long as while running: a start waits for it. */
async function takeOpenIn(parts: ScanParts, kind: Kind, ids: readonly string[]): Promise<void> {
  const { aside, unread, clock } = parts
  for (let left = await takeSomeIn(parts, kind, ids); left.length > 0; ) {
    const again: string[] = []
    for (const [id, { because }] of left)
      if (because === 'unreadable' && !unread.hasLasted(kind, id)) again.push(id)
      else await unlessReadOnly(aside.move(kind, id, null, because))
    if (again.length > 0) await clock.sleep(againMs, neverAborted)
    left = await takeSomeIn(parts, kind, again)
  }
}

/** Those that are spoilt, and how. */
async function takeSomeIn(
  { files, index, unread }: ScanParts,
  kind: Kind,
  ids: readonly string[]
): Promise<readonly (readonly [id: string, DamagedDocument])[]> {
  const spoilt: [string, DamagedDocument][] = []
  const entry = (taken: Entry) => {
    index.swap(taken)
    unread.end(kind, taken.id)
  }
  for (let at = 0; at < ids.length; at += readsAtOnce) {
    await files.loadEntries(kind, ids.slice(at, at + readsAtOnce), {
      entry,
      spoilt: (id, damage) => spoilt.push([id, damage])
    })
  }
  return spoilt
}

async function takeNewest(parts: ScanParts, kind: Kind, id: string, places: readonly Place[]): Promise<void> {
  const copies: Content[] = []
  for (const place of places) {
    const content = await loadPatiently(parts, kind, id, place)
    // Each place has its own, under one name.
    parts.files.forget(kind, id)
    parts.unread.end(kind, id)
    if (content !== null) copies.push(content)
  }
  const [newest, ...older] = copies.sort(newestFirst)
  if (newest === undefined) return
  parts.index.swap(newest)
  for (const copy of older) await unlessReadOnly(parts.files.erase(kind, id, copy.shelf))
}

async function loadPatiently(parts: ScanParts, kind: Kind, id: string, place: Place): Promise<Content | null> {
  for (;;) {
    try {
      return await loadOrPutAside(parts, kind, id, place)
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'unreachable') throw error
      await parts.clock.sleep(againMs, neverAborted)
    }
  }
}

/**
 * The document, or null if it is damaged: then it lies aside. One that the disk does not give counts as damaged once that
 * has lasted a minute: a disk that gives nothing for a moment would else have every document put aside that is asked for.
 * @throws StoreError `unreachable` until then
 */
export async function loadOrPutAside(
  parts: Pick<ScanParts, 'files' | 'aside' | 'unread'>,
  kind: Kind,
  id: string,
  place: Place
): Promise<Content | null> {
  try {
    return await parts.files.load(kind, id, place)
  } catch (error) {
    if (!(error instanceof DamagedDocument)) throw error
    if (error.because === 'unreadable' && !parts.unread.hasLasted(kind, id))
      throw new StoreError('unreachable', 'the disk does not give the document now')
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
