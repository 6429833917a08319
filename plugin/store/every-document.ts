import type { Clock } from '../clock.ts'
import type { Rest } from '../rest.ts'
import type { Document, Kind, QueryBy, Store } from './store.ts'

interface Parts {
  readonly store: Pick<Store, 'query'>
  readonly clock: Pick<Clock, 'now'>
}

/** How everything is gone through. */
export interface Walk {
  /** Of the shelves those up to this one (`YYYY-MM`). */
  readonly last?: string
  /** Rested between small pages, where nobody waits for it. */
  readonly rest?: Rest | undefined
}

const pageSize = 200
/** What is read at once between two rests: calls come in between. */
const restingPageSize = 20

/**
 * How many months back shelves are looked through: a policy lets a platform keep a row for twelve years at most, our own
 * record of it goes four years after that, and somebody may be slow to say that it is deleted.
 */
const shelvesBack = 25 * 12

const shelvesUpTo = ({ clock }: Parts, last: string): readonly string[] => {
  const now = clock.now()
  return Array.from({ length: shelvesBack }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7)
  ).filter(shelf => shelf <= last)
}

async function* pages<Body>(
  { store }: Pick<Parts, 'store'>,
  kind: Kind,
  by: QueryBy,
  rest?: Rest
): AsyncIterable<Document<Body>> {
  const limit = rest === undefined ? pageSize : restingPageSize
  for (let after: string | undefined; ; ) {
    const page = await store.query<Body>(kind, by, { limit, ...(after === undefined ? {} : { after }) })
    yield* page
    if (page.length < limit) return
    after = page.at(-1)!.id
    await rest?.()
  }
}

/** Ended documents on their shelves, the youngest shelf first. */
export async function* shelvedDocuments<Body>(
  parts: Parts,
  kind: Kind,
  { last = '9999-12', rest }: Walk = {}
): AsyncIterable<Document<Body>> {
  for (const shelf of shelvesUpTo(parts, last)) yield* shelvedOn<Body>(parts, kind, shelf, rest)
}

/** The ended documents on one shelf (`YYYY-MM`), read a page at a time. */
export const shelvedOn = <Body>(
  parts: Pick<Parts, 'store'>,
  kind: Kind,
  shelf: string,
  rest?: Rest
): AsyncIterable<Document<Body>> => pages<Body>(parts, kind, { shelf }, rest)

/** The open documents of a kind, read a page at a time. */
export const openDocuments = <Body>(
  parts: Pick<Parts, 'store'>,
  kind: Kind,
  rest?: Rest
): AsyncIterable<Document<Body>> => pages<Body>(parts, kind, { all: true }, rest)

/** Every document of a kind, open ones first. One that is shelved meanwhile may come twice. */
export async function* everyDocument<Body>(parts: Parts, kind: Kind, walk: Walk = {}): AsyncIterable<Document<Body>> {
  yield* openDocuments<Body>(parts, kind, walk.rest)
  yield* shelvedDocuments<Body>(parts, kind, walk)
}
