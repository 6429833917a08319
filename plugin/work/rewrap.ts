import type { ErasureRequest } from '../erasure/request.ts'
import { requestEntry } from '../store/records/requests.ts'
import type { Document, Entry, QueryBy } from '../store/store.ts'
import { StoreError } from '../store/store-error.ts'
import { rewrap, type Sealed } from '../vault/sealing.ts'
import type { WorkParts } from './parts.ts'

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'random'>

const pageSize = 200
/** How often a request that is being carried on right now is tried again. */
const mostTries = 50
const pauseMs = 200

/** The months whose shelves are looked through: compartments live no longer than this. */
const shelvesBack = 36

const monthsBack = (now: Date): readonly string[] =>
  Array.from({ length: shelvesBack }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7)
  )

const livesUnder = (sealed: Sealed | null, kek: string): sealed is Sealed =>
  sealed !== null && sealed.wrapped !== null && sealed.kek === kek

const rewrapped = (parts: Parts, id: string, body: ErasureRequest, kek: string): ErasureRequest => {
  const again = (sealed: Sealed | null) => (livesUnder(sealed, kek) ? rewrap(sealed, id, parts) : sealed)
  const { work, replay, block } = body.vault
  return { ...body, vault: { work: again(work), replay: again(replay), block: again(block) } }
}

/** Re-wraps one request; answers how many compartments. A request in somebody's hands is waited for. */
const rewrapRequest = async (parts: Parts, id: string, kek: string): Promise<number> => {
  for (let tries = 1; ; tries += 1) {
    const document = await parts.store.get<ErasureRequest>('request', id)
    if (document === null) return 0
    const { body, dueAt, shelf, revision } = document
    const living = Object.values(body.vault).filter(sealed => livesUnder(sealed, kek)).length
    if (living === 0) return 0
    const next = rewrapped(parts, id, body, kek)
    const entry: Entry<ErasureRequest> =
      shelf === null ? requestEntry(next, dueAt) : { body: next, keys: [], unique: [], dueAt: null, shelf }
    try {
      await parts.store.put('request', id, entry, { expected: revision })
      return living
    } catch (error) {
      const isBusy = error instanceof StoreError && ['claimed', 'revision-conflict'].includes(error.code)
      if (!isBusy || tries >= mostTries) throw error
      await parts.clock.sleep(pauseMs, new AbortController().signal)
    }
  }
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

/** Puts every compartment that lives under a month's key under the current one; answers how many. */
export const rewrapAll = async (parts: Parts, kek: string): Promise<number> => {
  let count = 0
  const everywhere: QueryBy[] = [{ all: true }, ...monthsBack(parts.clock.now()).map(shelf => ({ shelf }))]
  for (const by of everywhere) {
    for await (const { id } of requestsOf(parts, by)) count += await rewrapRequest(parts, id, kek)
  }
  return count
}
