import { type Line, lineOf, shownLine } from '../erasure/line.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import { type Stops, stopsOfAll } from '../store/records/platforms/keeps-back.ts'
import type { Document, Store } from '../store/store.ts'
import { unlessDamaged } from '../store/unless-damaged.ts'
import type { ApiParts } from './parts.ts'
import { boardOf, type Placement } from './queue/board.ts'
import { passing, type QueueFilter } from './queue/filter.ts'
import { createGroups } from './queue/groups.ts'
import { firstAfter, type QueueOrder } from './queue/order.ts'
import { createCountDays } from './views/clock-view.ts'
import { summaryView } from './views/request-view.ts'

type Query = Readonly<Record<string, string | number | boolean | undefined>>
type Requests = readonly Document<ErasureRequest>[]
type KeepVisible = (found: Requests) => Promise<Requests>

const given = ['state', 'platform', 'origin', 'turn', 'due', 'blocker'] as const

/** What a query asks for. @param caller whom `waits=for-me` means */
export const filterOf = (query: Query, caller: string): QueueFilter => {
  const named = given.flatMap(name => (query[name] === undefined ? [] : [[name, String(query[name])] as const]))
  return {
    ...Object.fromEntries(named),
    ...(query.overdue === true && { due: 'late' }),
    ...(query.waits === 'for-me' && { approver: caller })
  }
}

const readAll = async (store: Store, ids: readonly string[]): Promise<Requests> => {
  const found = await Promise.all(ids.map(id => store.get<ErasureRequest>('request', id).catch(unlessDamaged)))
  return found.filter(one => one !== null)
}

/** One page: of open requests by the board, of a month of ended ones from its shelf. */
export interface PageAsked {
  readonly query: Query
  readonly caller: string
  /** Of what was found, what the caller may see, in the same order. */
  readonly keepVisible: KeepVisible
  /** Whether nothing has to be read to know what the caller may see. */
  readonly seesAll: boolean
}

const shelved = async (store: Store, shelf: string): Promise<Placement> => {
  const groups = createGroups()
  const found = await store.query<ErasureRequest>('request', { shelf })
  return { lines: found.map(({ body }) => groups.place(lineOf(body))), groups }
}

/** Lines of what is asked for, in order, from a place on. */
const readLines = async (
  { store, clock }: Pick<ApiParts, 'store' | 'clock'>,
  { query, caller }: PageAsked,
  stops: Stops
): Promise<
  (after: string | undefined, limit: number) => readonly { readonly line: Line; readonly place: string }[]
> => {
  const placement =
    query.ended === undefined ? await boardOf(store).placed() : await shelved(store, String(query.ended))
  const lines = passing(placement, { filter: filterOf(query, caller), stops, now: clock.now() })
  const order = query.order as QueueOrder | undefined
  return (after, limit) => firstAfter(lines, order, after, limit)
}

type Summary = ReturnType<typeof summaryView>

/** So many requests of a page are in memory at the same time, each some thirty times as large as what is shown of it. */
const bodiesAtOnce = 8

/** What is shown of those of these requests that the caller may see. Whom a platform is asked about it is asked at once. */
const summarise = async (
  store: Store,
  ids: readonly string[],
  { keepVisible, seesAll }: PageAsked,
  draw: (request: ErasureRequest) => Summary
): Promise<ReadonlyMap<string, Summary>> => {
  const shown = new Map<string, Summary>()
  const atOnce = seesAll ? bodiesAtOnce : ids.length
  for (let at = 0; at < ids.length; at += atOnce) {
    const documents = await readAll(store, ids.slice(at, at + atOnce))
    for (const { id, body } of await keepVisible(documents)) shown.set(id, draw(body))
  }
  return shown
}

/** One page of requests that pass every filter; `next` is where to read on. */
export const readPage = async (parts: Pick<ApiParts, 'store' | 'clock'>, asked: PageAsked) => {
  const { query } = asked
  const limit = Number(query.limit)
  const stops = await stopsOfAll(parts.store)
  const countDays = await createCountDays(parts)
  const draw = (request: ErasureRequest) => summaryView(request, countDays, stops.get(request.platform) ?? null)
  const readFrom = await readLines(parts, asked, stops)
  const items: Summary[] = []
  let after = query.after === undefined ? undefined : String(query.after)
  for (;;) {
    // One more than asked for tells whether there is a next page.
    const found = readFrom(after, limit + 1)
    const ids = found.map(({ line }) => line.id)
    const shown = await summarise(parts.store, ids, asked, draw)
    for (const [at, { line, place }] of found.entries()) {
      if (items.length === limit) return { items, next: after! }
      if (at === limit) break
      after = place
      const summary = shown.get(line.id)
      if (summary !== undefined) items.push(summary)
    }
    if (found.length <= limit) return { items, next: null }
  }
}

const readsAtOnce = 200

/** Every line that passes the filters, as it is shown, in order, a few at a time. */
export async function* readEveryLine(
  parts: Pick<ApiParts, 'store' | 'clock'>,
  asked: PageAsked
): AsyncGenerator<readonly Line[]> {
  const stops = await stopsOfAll(parts.store)
  const all = (await readLines(parts, asked, stops))(undefined, Infinity).map(({ line }) => line)
  for (let at = 0; at < all.length; at += readsAtOnce) {
    const some = all.slice(at, at + readsAtOnce).map(line => shownLine(line, stops.get(line.platform)))
    if (asked.seesAll) yield some
    else {
      const documents = await readAll(
        parts.store,
        some.map(({ id }) => id)
      )
      const visible = new Set((await asked.keepVisible(documents)).map(({ id }) => id))
      yield some.filter(({ id }) => visible.has(id))
    }
  }
}
