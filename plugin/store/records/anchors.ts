import type { SignedAnchor } from '../../evidence/anchor.ts'
import type { Hash } from '../../evidence/canonical.ts'
import type { Document, Page, Store } from '../store.ts'
import { changeOrMake, filed } from './change.ts'

/** Where a chain stood. */
export interface AnchoredChain {
  readonly request: string
  /** Number of its last entry. */
  readonly n: number
  readonly head: Hash
}

/** A batch of heads, and whose they are: that part is not published. */
export interface AnchorBody {
  readonly signed: SignedAnchor
  readonly hash: Hash
  readonly chains: readonly AnchoredChain[]
  /** Chains whose request the retention of our own records took away. */
  readonly removed: readonly AnchoredChain[]
}

/** A batch as the store hands it out. */
export type AnchorDocument = Document<AnchorBody>

/** In the order of their numbers the ids are in order too. */
const idOf = (number: number): string => `anchor-${String(number).padStart(9, '0')}`

/** Keeps a batch for ever. Throws `StoreError` `revision-conflict` when there is one of this number. */
export const addAnchor = async (store: Store, body: AnchorBody): Promise<void> => {
  await store.put<AnchorBody>('anchor', idOf(body.signed.anchor.number), filed(body), { expected: 0 })
}

const pageSize = 200

/** Batches in the order of their numbers; `after`: a number, exclusive. */
export const listAnchors = (store: Store, after: number, limit: number): Promise<readonly AnchorDocument[]> => {
  const page: Page = { limit, after: idOf(after) }
  return store.query<AnchorBody>('anchor', { all: true }, page)
}

/** Every batch, the first one first. */
export async function* everyAnchor(store: Store): AsyncIterable<AnchorBody> {
  for (let after = 0; ; ) {
    const page = await listAnchors(store, after, pageSize)
    for (const { body } of page) yield body
    if (page.length < pageSize) return
    after = page.at(-1)!.body.signed.anchor.number
  }
}

interface Removed {
  readonly chains: readonly AnchoredChain[]
}

const ledger = 'removed-chains'

/** What was removed since the last batch; the next one says so. */
export const readRemoved = async (store: Store): Promise<readonly AnchoredChain[]> =>
  (await store.get<Removed>('ledger', ledger))?.body.chains ?? []

const changeRemoved = (
  store: Store,
  change: (chains: readonly AnchoredChain[]) => readonly AnchoredChain[]
): Promise<unknown> =>
  // One after the other: many ends at once would overtake one another.
  store.exclusive(ledger, () =>
    changeOrMake<Removed>(store, { kind: 'ledger', id: ledger }, known =>
      filed({ chains: change(known?.body.chains ?? []) })
    )
  )

/** Notes what is to be removed, before it is: a chain that is gone without such a note was taken away by somebody. */
export const noteRemoved = (store: Store, chain: AnchoredChain): Promise<unknown> =>
  changeRemoved(store, chains => [...chains.filter(({ request }) => request !== chain.request), chain])

/** Forgets what a batch has said. */
export const forgetRemoved = (store: Store, said: readonly AnchoredChain[]): Promise<unknown> =>
  changeRemoved(store, chains => chains.filter(chain => !said.some(({ request }) => request === chain.request)))

/** A place of a chain, and the batch that names it. */
export interface AnchoredPlace extends AnchoredChain {
  readonly anchor: { readonly number: number; readonly at: string; readonly hash: Hash }
}

/** Every batch that names the chain of a request, the first one first. */
export const anchoredPlacesOf = async (store: Store, request: string): Promise<readonly AnchoredPlace[]> => {
  const places: AnchoredPlace[] = []
  for await (const { signed, hash, chains } of everyAnchor(store)) {
    const { number, at } = signed.anchor
    for (const chain of chains) if (chain.request === request) places.push({ ...chain, anchor: { number, at, hash } })
  }
  return places
}
