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
  /** Hears how many documents the start waits for, because the disk does not give them. */
  readonly tellWait: (count: number) => void
  /** Takes in open requests that need not be read, and answers the others. */
  readonly takeKnown: (ids: readonly string[]) => Promise<readonly string[]>
}

/** Read between two breaths of the process. */
const readsAtOnce = 256
/** What the disk does not give is asked for again after this. */
const againMs = 5_000

/**
 * Builds the index from the data folder and finishes what a crash has left half done. Of open documents all but the body is
 * read (of requests that an orderly stop has left known, their marks alone), of requests the body is not compared either (`check-bodies.ts`); ended ones are only listed, unless they lie in two
 * places. What the disk does not give is waited for once all the rest is there, a minute in all. A disk that takes no writes
 * makes the store read-only.
 */
export async function scan(parts: ScanParts): Promise<void> {
  const late: Late[] = []
  for (const kind of kinds) {
    await parts.aside.load(kind)
    await unlessReadOnly(parts.guard.attempt(() => parts.folders.ensure(folderOf(parts.root, kind, null))))
    const open = new Set(await listIds(parts, kind, null))
    const twice = await listShelves(parts, kind, open)
    for (const id of twice.keys()) open.delete(id)
    const unknown = kind === 'request' ? await parts.takeKnown([...open]) : [...open]
    const unread = await takeOpenIn(parts, kind, unknown)
    late.push(...unread.map(id => async () => (await takeOpenIn(parts, kind, [id])).length === 0))
    for (const [id, places] of twice) {
      const copies = { read: [], left: places }
      const again = () => takeNewest(parts, kind, id, copies)
      if (!(await again())) late.push(again)
    }
  }
  await takeLate(parts, late)
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

/** Tries again to read a document that the disk did not give, and tells whether it is taken in or lies aside now. */
type Late = () => Promise<boolean>

/** The rows of failures began before, so that all of them have lasted after the same minute. */
async function takeLate({ clock, tellWait }: ScanParts, late: readonly Late[]): Promise<void> {
  if (late.length > 0) tellWait(late.length)
  for (let left = late; left.length > 0; ) {
    await clock.sleep(againMs, neverAborted)
    const still: Late[] = []
    for (const again of left) if (!(await again())) still.push(again)
    left = still
  }
}

/** Takes open documents in, damaged ones aside; answers those that the disk does not give. */
async function takeOpenIn(parts: ScanParts, kind: Kind, ids: readonly string[]): Promise<readonly string[]> {
  const { aside, unread } = parts
  const again: string[] = []
  for (const [id, { because }] of await takeSomeIn(parts, kind, ids)) {
    if (because === 'unreadable' && !unread.hasLasted(kind, id)) {
      again.push(id)
      continue
    }
    await unlessReadOnly(aside.move(kind, id, null, because))
    unread.end(kind, id)
  }
  return again
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

/** The copies of a document that lies in several places: those that were read, and where the others lie. */
interface Copies {
  readonly read: Content[]
  left: readonly Place[]
}

/** Keeps the newest copy; false: the disk does not give all of them yet. */
async function takeNewest(parts: ScanParts, kind: Kind, id: string, copies: Copies): Promise<boolean> {
  const unread: Place[] = []
  for (const place of copies.left) {
    try {
      const content = await loadOrPutAside(parts, kind, id, place)
      if (content !== null) copies.read.push(content)
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'unreachable') throw error
      unread.push(place)
    }
    // Each place has its own, under one name.
    parts.files.forget(kind, id)
  }
  copies.left = unread
  if (unread.length > 0) return false
  parts.unread.end(kind, id)
  const [newest, ...older] = copies.read.sort(newestFirst)
  if (newest === undefined) return true
  parts.index.swap(newest)
  for (const copy of older) await unlessReadOnly(parts.files.erase(kind, id, copy.shelf))
  return true
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
