import { dayMs } from '../../durations.ts'
import { Problem } from '../../errors.ts'
import type { Document, Store } from '../store.ts'
import { changeKnown, filed, getKnown } from './change.ts'

/** What can be said to many requests at once. */
export const bulkMoves = ['recheck', 'approve', 'withdraw', 'refuse', 'retry'] as const

/** One of them. */
export type BulkMove = (typeof bulkMoves)[number]

/** One thing said to many requests by one person: it names nobody, and is forgotten after a month. */
export interface BulkMoveBody {
  readonly move: BulkMove
  readonly by: string
  readonly at: string
  /** When the last rows were written down; what stands still for long was broken off. */
  readonly lastAt: string
  /** `outcome`: null before it was said, `said`, or the code of a refusal. */
  readonly items: readonly { readonly request: string; readonly outcome: string | null }[]
}

/** As the store hands it out. */
export type BulkMoveDocument = Document<BulkMoveBody>

const index = 'bulk-move'
const keptMs = 30 * dayMs

const idOf = (id: string): string => `bulk-move-${id}`

const forgetOld = async (store: Store, now: string): Promise<void> => {
  const border = new Date(Date.parse(now) - keptMs).toISOString()
  for (const { id, body, revision } of await store.query<BulkMoveBody>('spool', { key: index }))
    if (body.at < border) await store.remove('spool', id, revision)
}

/** Stores what is about to be said, and forgets what is older than a month. */
export const addBulkMove = async (store: Store, id: string, body: BulkMoveBody): Promise<void> => {
  await forgetOld(store, body.at)
  await store.put('spool', idOf(id), filed(body, [index]), { expected: 0 })
}

/** One of them. Throws `route-unknown`. */
export const getBulkMove = (store: Store, id: string): Promise<BulkMoveDocument> =>
  getKnown<BulkMoveBody>(store, 'spool', idOf(id), 'route-unknown')

/** Writes down what became of some rows. */
export const noteOutcomes = (
  store: Store,
  id: string,
  outcomes: ReadonlyMap<string, string>,
  lastAt: string
): Promise<BulkMoveDocument> =>
  changeKnown<BulkMoveBody>(store, { kind: 'spool', id: idOf(id), unknown: 'route-unknown' }, ({ body }) => {
    if (body.move === undefined) throw new Problem('route-unknown')
    const items = body.items.map(item => ({ ...item, outcome: outcomes.get(item.request) ?? item.outcome }))
    return filed({ ...body, lastAt, items }, [index])
  })
