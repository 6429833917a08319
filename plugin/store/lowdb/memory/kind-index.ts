import { createInterning } from '../../interning.ts'
import type { QueryBy } from '../../store.ts'
import type { Entry } from '../files/envelope.ts'
import type { Place } from '../files/layout.ts'
import { createDueList } from './due-list.ts'
import { createManyOf, type Handle } from './many-of.ts'
import { type Card, cardsOf, imageOf, type OpenImage } from './open-image.ts'
import { createShelfIndex } from './shelf-index.ts'
import { createSortedList } from './sorted-list.ts'

/** A document that asks for attention, and since when. */
export interface Waiting {
  readonly id: string
  readonly sinceMs: number
}

/** Where the documents of one kind lie, and for the open ones how they are found. Bodies stay on disk. */
export interface KindIndex {
  /** Undefined: there is no such document. */
  placeOf(id: string): Place | undefined
  /** How to let go of the unique keys of an open document. */
  uniqueOf(id: string): readonly Handle[]
  /** What lists show of an open document; null: nothing was given. */
  lineOf(id: string): unknown
  /** Takes a stored document in, in place of what was known of it. `unique`: how to let go of its unique keys. */
  set(entry: Entry, unique: readonly Handle[]): void
  /** Takes an ended document in by its name alone. */
  shelve(id: string, shelf: string): void
  forget(id: string): void
  /** Ids by code unit; those after this one, and so many at most. */
  find(by: QueryBy, after?: string, most?: number): readonly string[]
  /** The shelves there are, the oldest first. */
  shelves(): readonly string[]
  count(by: QueryBy): number
  matches(id: string, by: QueryBy): boolean
  isWaiting(id: string, nowMs: number): boolean
  isSignalled(id: string): boolean
  /** Those with signals in no order, then those with a due date from the earliest on, also future ones. */
  waiting(): Iterable<Waiting & { readonly isSignalled: boolean }>
  /** What is known of the open documents, good until one is changed. */
  image(): OpenImage
  /**
   * Takes over what an image holds of the open documents that are `kept`, by their numbers; nothing of open ones is known
   * yet. `uniqueOf`: how to let go of the unique keys of one.
   */
  restore(image: OpenImage, isKept: (n: number) => boolean, uniqueOf: (n: number) => readonly Handle[]): void
}

const never = Number.POSITIVE_INFINITY

const none: readonly Handle[] = []

/** Fewer than so many of a key are sorted; more are picked out of all that are open, which are in order. */
const fewEnough = 256

/** Of so many shelves the ids are kept in order. */
const mostReadShelves = 4

/** An index with nothing in it. */
export function createKindIndex(): KindIndex {
  const open = new Map<string, Card>()
  const inOrder = createSortedList<string>((one, other) => one < other)
  const byKey = createManyOf()
  const signalled = new Map<string, number>()
  const due = createDueList()
  const ended = createShelfIndex()
  const intern = createInterning()
  /** What is on the shelves that were asked for last, in order: they are read page by page, several at a time. */
  const readShelves = new Map<string, readonly string[]>()

  function forget(id: string): void {
    const shelf = ended.shelfOf(id)
    if (shelf !== undefined) {
      readShelves.delete(shelf)
      ended.remove(id)
    }
    const card = open.get(id)
    if (card === undefined) return
    open.delete(id)
    inOrder.remove(id)
    signalled.delete(id)
    if (card.atMs !== never) due.remove(card)
    for (const handle of card.handles.slice(0, card.keys)) byKey.remove(handle, id)
  }

  function setOpen(card: Card, signalledAt: string | undefined): void {
    const { id, atMs } = card
    open.set(id, card)
    inOrder.add(id)
    if (signalledAt !== undefined) signalled.set(id, Math.min(Date.parse(signalledAt), atMs))
    if (atMs !== never) due.add(card)
  }

  function shelve(id: string, shelf: string): void {
    const before = ended.shelfOf(id)
    if (before !== undefined) readShelves.delete(before)
    readShelves.delete(shelf)
    ended.put(id, shelf)
  }

  function* waiting(): Iterable<Waiting & { isSignalled: boolean }> {
    for (const [id, sinceMs] of signalled) yield { id, sinceMs, isSignalled: true }
    for (const { id, atMs } of due) if (!signalled.has(id)) yield { id, sinceMs: atMs, isSignalled: false }
  }

  function matches(id: string, by: QueryBy): boolean {
    if ('key' in by) return byKey.has(by.key, id)
    if ('anyKey' in by) return by.anyKey.some(key => byKey.has(key, id))
    return 'shelf' in by ? ended.shelfOf(id) === by.shelf : open.has(id)
  }

  function idsOn(shelf: string): readonly string[] {
    const ids = readShelves.get(shelf) ?? [...ended.idsOn(shelf)].sort()
    readShelves.delete(shelf)
    if (readShelves.size >= mostReadShelves) readShelves.delete(readShelves.keys().next().value!)
    readShelves.set(shelf, ids)
    return ids
  }

  function* from(ids: readonly string[], after: string): Iterable<string> {
    let low = 0
    for (let high = ids.length; low < high; ) {
      const middle = (low + high) >>> 1
      if (ids[middle]! <= after) low = middle + 1
      else high = middle
    }
    for (let at = low; at < ids.length; at += 1) yield ids[at]!
  }

  /** Whoever stands under several counts as often. */
  const sizeOf = (keys: readonly string[]): number => keys.reduce((size, key) => size + byKey.size(key), 0)

  const standingUnder = (keys: readonly string[]): readonly string[] =>
    [...new Set(keys.flatMap(key => [...byKey.of(key)]))].sort()

  /** In order, from `after` on or a little before it. */
  function candidates(by: QueryBy, after: string): Iterable<string> {
    if ('shelf' in by) return from(idsOn(by.shelf), after)
    if ('anyKey' in by) return sizeOf(by.anyKey) < fewEnough ? standingUnder(by.anyKey) : inOrder.walk(after)
    const areFew = 'key' in by && byKey.size(by.key) < fewEnough
    return areFew ? [...byKey.of(by.key)].sort() : inOrder.walk(after)
  }

  return {
    placeOf: id => (open.has(id) ? null : ended.shelfOf(id)),
    uniqueOf(id) {
      const { handles = none, keys = 0 } = open.get(id) ?? {}
      return handles.slice(keys)
    },
    lineOf: id => open.get(id)?.line ?? null,
    set(entry, unique) {
      const { id, shelf, line, dueAt, signals } = entry
      forget(id)
      if (shelf !== null) return shelve(id, shelf)
      const keys = entry.keys.map(key => byKey.add(key, id))
      const card = {
        id,
        atMs: dueAt === null ? never : Date.parse(dueAt),
        handles: unique.length === 0 ? keys : keys.concat(unique),
        keys: keys.length,
        line: intern(id, line ?? null)
      }
      setOpen(card, signals[0]?.at)
    },
    shelve,
    forget,
    find(by, after = '', most = Number.POSITIVE_INFINITY) {
      const found: string[] = []
      for (const id of candidates(by, after)) {
        if (found.length >= most) break
        if (id > after && matches(id, by)) found.push(id)
      }
      return found
    },
    shelves: () => ended.shelves(),
    count(by) {
      if ('key' in by) return byKey.size(by.key)
      if ('anyKey' in by) return standingUnder(by.anyKey).length
      return 'shelf' in by ? ended.count(by.shelf) : open.size
    },
    matches,
    isSignalled: id => signalled.has(id),
    isWaiting: (id, nowMs) => signalled.has(id) || (open.get(id)?.atMs ?? never) <= nowMs,
    waiting,
    image: () =>
      imageOf(
        [...inOrder.walk()].map(id => open.get(id)!),
        { byKey, due, signalled }
      ),
    restore(known, isKept, uniqueOf) {
      byKey.restore(known.keys, known.ids)
      for (const { card, signalledMs, n } of cardsOf(known)) {
        const { id, handles: keys } = card
        if (isKept(n)) {
          const unique = uniqueOf(n)
          const whole = unique.length === 0 ? card : { ...card, handles: keys.concat(unique) }
          open.set(id, whole)
          inOrder.add(id)
          if (!Number.isNaN(signalledMs)) signalled.set(id, signalledMs)
        } else for (const handle of keys) byKey.remove(handle, id)
      }
      // In order already: what is sorted later is found so.
      for (const n of known.due) {
        const card = isKept(n) ? open.get(known.ids[n]!) : undefined
        if (card !== undefined) due.add(card)
      }
    }
  }
}
