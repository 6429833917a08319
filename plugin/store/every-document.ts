import type { Clock } from '../clock.ts'
import type { Document, Kind, QueryBy, Store } from './store.ts'

interface Parts {
  readonly store: Pick<Store, 'query'>
  readonly clock: Pick<Clock, 'now'>
}

const pageSize = 200

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

async function* pages<Body>({ store }: Pick<Parts, 'store'>, kind: Kind, by: QueryBy): AsyncIterable<Document<Body>> {
  for (let after: string | undefined; ; ) {
    const page = await store.query<Body>(kind, by, { limit: pageSize, ...(after === undefined ? {} : { after }) })
    yield* page
    if (page.length < pageSize) return
    after = page.at(-1)!.id
  }
}

/** Ended documents on their shelves up to this one (`YYYY-MM`), the youngest shelf first. */
export async function* shelvedDocuments<Body>(
  parts: Parts,
  kind: Kind,
  last = '9999-12'
): AsyncIterable<Document<Body>> {
  for (const shelf of shelvesUpTo(parts, last)) yield* shelvedOn<Body>(parts, kind, shelf)
}

/** The ended documents on one shelf (`YYYY-MM`), read a page at a time. */
export const shelvedOn = <Body>(
  parts: Pick<Parts, 'store'>,
  kind: Kind,
  shelf: string
): AsyncIterable<Document<Body>> => pages<Body>(parts, kind, { shelf })

/** The open documents of a kind, read a page at a time. */
export const openDocuments = <Body>(parts: Pick<Parts, 'store'>, kind: Kind): AsyncIterable<Document<Body>> =>
  pages<Body>(parts, kind, { all: true })

/** Every document of a kind, open ones first; of the ended ones those on shelves up to this one. One that is shelved meanwhile may come twice. */
export async function* everyDocument<Body>(parts: Parts, kind: Kind, last?: string): AsyncIterable<Document<Body>> {
  yield* openDocuments<Body>(parts, kind)
  yield* shelvedDocuments<Body>(parts, kind, last)
}
