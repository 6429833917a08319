import type { QueryBy } from '../../store.ts'
import type { Content } from '../files/envelope.ts'
import type { Place } from '../files/layout.ts'
import { createDueList } from './due-list.ts'

/** A document that asks for attention, and since when. */
export interface Waiting {
  readonly id: string
  readonly sinceMs: number
}

/** Where the documents of one kind lie, and for the open ones how they are found. Bodies stay on disk. */
export interface KindIndex {
  /** Undefined: there is no such document. */
  placeOf(id: string): Place | undefined
  uniqueOf(id: string): readonly string[]
  /** Takes a stored document in, in place of what was known of it. */
  set(content: Content): void
  /** Takes an ended document in by its name alone. */
  shelve(id: string, shelf: string): void
  forget(id: string): void
  /** Ids by code unit. */
  find(by: QueryBy): readonly string[]
  /** The shelves there are, the oldest first. */
  shelves(): readonly string[]
  count(by: QueryBy): number
  matches(id: string, by: QueryBy): boolean
  isWaiting(id: string, nowMs: number): boolean
  /** Those with signals in no order, then those with a due date from the earliest on, also future ones. */
  waiting(): Iterable<Waiting & { readonly isSignalled: boolean }>
}

interface Card {
  readonly keys: readonly string[]
  readonly unique: readonly string[]
  readonly dueAtMs: number | null
  readonly signalledAtMs: number | null
}

/** An index with nothing in it. */
export function createKindIndex(): KindIndex {
  const open = new Map<string, Card>()
  const byKey = new Map<string, Set<string>>()
  const signalled = new Map<string, number>()
  const due = createDueList()
  const shelves = new Map<string, Set<string>>()

  function shelfOf(id: string): string | undefined {
    for (const [shelf, ids] of shelves) if (ids.has(id)) return shelf
    return undefined
  }

  function forget(id: string): void {
    for (const ids of shelves.values()) ids.delete(id)
    const card = open.get(id)
    if (card === undefined) return
    open.delete(id)
    signalled.delete(id)
    if (card.dueAtMs !== null) due.remove(id, card.dueAtMs)
    for (const key of card.keys) {
      byKey.get(key)?.delete(id)
      if (byKey.get(key)?.size === 0) byKey.delete(key)
    }
  }

  function setOpen(id: string, card: Card): void {
    open.set(id, card)
    if (card.signalledAtMs !== null) signalled.set(id, Math.min(card.signalledAtMs, card.dueAtMs ?? Infinity))
    if (card.dueAtMs !== null) due.add(id, card.dueAtMs)
    for (const key of card.keys) byKey.set(key, (byKey.get(key) ?? new Set()).add(id))
  }

  function shelve(id: string, shelf: string): void {
    shelves.set(shelf, (shelves.get(shelf) ?? new Set()).add(id))
  }

  function* waiting(): Iterable<Waiting & { isSignalled: boolean }> {
    for (const [id, sinceMs] of signalled) yield { id, sinceMs, isSignalled: true }
    for (const { id, atMs } of due) if (!signalled.has(id)) yield { id, sinceMs: atMs, isSignalled: false }
  }

  return {
    placeOf: id => (open.has(id) ? null : shelfOf(id)),
    uniqueOf: id => open.get(id)?.unique ?? [],
    set(content) {
      forget(content.id)
      if (content.shelf === null) setOpen(content.id, cardOf(content))
      else shelve(content.id, content.shelf)
    },
    shelve,
    forget,
    find: by => [...(idsOf(by) ?? [])].sort(),
    shelves: () => [...shelves].flatMap(([shelf, ids]) => (ids.size > 0 ? [shelf] : [])).sort(),
    count: by => idsOf(by)?.size ?? 0,
    matches: (id, by) => idsOf(by)?.has(id) ?? false,
    isWaiting: (id, nowMs) => signalled.has(id) || (open.get(id)?.dueAtMs ?? Infinity) <= nowMs,
    waiting
  }

  function idsOf(
    by: QueryBy
  ): { readonly size: number; has(id: string): boolean; [Symbol.iterator](): Iterator<string> } | undefined {
    if ('key' in by) return byKey.get(by.key)
    if ('shelf' in by) return shelves.get(by.shelf)
    return { size: open.size, has: id => open.has(id), [Symbol.iterator]: () => open.keys() }
  }
}

function cardOf(content: Content): Card {
  return {
    keys: content.keys,
    unique: content.unique,
    dueAtMs: content.dueAt === null ? null : Date.parse(content.dueAt),
    signalledAtMs: content.signals[0] === undefined ? null : Date.parse(content.signals[0].at)
  }
}
