import type { ErasureRequest } from '../erasure/request.ts'
import type { Document, QueryBy } from '../store/store.ts'
import type { WorkParts } from './parts.ts'

type Parts = Pick<WorkParts, 'store' | 'clock'>

const pageSize = 200

/** How many months back the shelves are looked through: what a platform keeps by law for ten years has its end there. */
const shelvesBack = 180

const shelvesOf = ({ clock }: Parts): readonly string[] => {
  const now = clock.now()
  return Array.from({ length: shelvesBack }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7)
  )
}

async function* requestsOf({ store }: Parts, by: QueryBy): AsyncIterable<Document<ErasureRequest>> {
  for (let after: string | undefined; ; ) {
    const page = await store.query<ErasureRequest>('request', by, {
      limit: pageSize,
      ...(after === undefined ? {} : { after })
    })
    yield* page
    if (page.length < pageSize) return
    after = page.at(-1)!.id
  }
}

/** Ended requests on their shelves, the youngest shelf first. */
export async function* shelvedRequests(parts: Parts): AsyncIterable<Document<ErasureRequest>> {
  for (const shelf of shelvesOf(parts)) yield* requestsOf(parts, { shelf })
}

/** Every request there is, open ones first. One that is shelved meanwhile may come twice. */
export async function* everyRequest(parts: Parts): AsyncIterable<Document<ErasureRequest>> {
  yield* requestsOf(parts, { all: true })
  yield* shelvedRequests(parts)
}
