import type { ErasureRequest } from '../../erasure/request.ts'
import { hashAnchor, signAnchor } from '../../evidence/anchor.ts'
import type { Hash } from '../../evidence/canonical.ts'
import { verifyChain } from '../../evidence/chain.ts'
import { hashEntry } from '../../evidence/entry.ts'
import { breathe, type Rest } from '../../rest.ts'
import {
  type AnchorBody,
  type AnchoredChain,
  addAnchor,
  everyAnchor,
  forgetRemoved,
  readRemoved
} from '../../store/records/anchors.ts'
import { StoreError } from '../../store/store-error.ts'
import type { WorkParts } from '../parts.ts'

/** What drawing a batch works with. */
export type AnchoringParts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'canonicalise' | 'log'>

/** What the batches so far say: the last place of each chain, and the last batch. */
export interface AnchoredSoFar {
  readonly chains: Map<string, Pick<AnchoredChain, 'n' | 'head'>>
  last: { readonly number: number; readonly hash: Hash } | null
}

/** Reads what the batches in the store say. */
export const readAnchored = async ({ store }: Pick<AnchoringParts, 'store'>): Promise<AnchoredSoFar> => {
  const so: AnchoredSoFar = { chains: new Map(), last: null }
  for await (const { chains, removed, signed, hash } of everyAnchor(store)) {
    for (const { request, n, head } of chains) so.chains.set(request, { n, head })
    for (const { request } of removed) so.chains.delete(request)
    so.last = { number: signed.anchor.number, hash }
  }
  return so
}

/** Where a chain stands now; null when it has not grown, is gone, or is no longer the one that was anchored. */
const growthOf = async (
  { store, canonicalise, log }: AnchoringParts,
  so: AnchoredSoFar,
  request: string
): Promise<AnchoredChain | null> => {
  const read = async () => {
    try {
      return (await store.get<ErasureRequest>('request', request))?.body.evidence ?? []
    } catch (error) {
      if (error instanceof StoreError && error.code === 'corrupt') return []
      throw error
    }
  }
  const chain = await read()
  const before = so.chains.get(request)
  if (chain.length === 0 || before?.n === chain.length) return null
  const verdict = verifyChain(chain, canonicalise)
  const stood = before === undefined ? undefined : chain[before.n - 1]
  const isSame = before === undefined || (stood !== undefined && hashEntry(stood, canonicalise) === before.head)
  if (!verdict.ok || !isSame) {
    log.error({ request, code: 'evidence-altered' }, 'a chain is not the one that was anchored, and is left out')
    return null
  }
  return { request, n: chain.length, head: verdict.place.head }
}

/** Read between two rests. */
const chainsAtOnce = 16

/**
 * Signs and keeps a batch of the heads of those of these requests whose chain has grown, and of the chains that were
 * removed; null where there is nothing to say. A batch follows the last one that the keys folder knows, also where the
 * data folder was put back to an earlier state.
 * @param rest between some chains and the next ones; what it throws ends the drawing before anything is written
 */
export const drawBatch = async (
  parts: AnchoringParts,
  so: AnchoredSoFar,
  requests: Iterable<string>,
  rest: Rest = breathe
): Promise<AnchorBody | null> => {
  const { store, keys, clock, canonicalise } = parts
  const chains: AnchoredChain[] = []
  for (const [at, request] of [...requests].sort().entries()) {
    // What is cached is read without a pause: calls come in between.
    if (at % chainsAtOnce === 0) await rest()
    const grown = await growthOf(parts, so, request)
    if (grown !== null) chains.push(grown)
  }
  const noted = await readRemoved(store)
  const removed = noted.filter(({ request }) => so.chains.has(request))
  if (chains.length === 0 && removed.length === 0) return null
  const known = keys.lastAnchor()
  const before = known !== null && known.number > (so.last?.number ?? 0) ? known : so.last
  const heads = { heads: chains.map(({ head }) => head), removed: removed.map(({ head }) => head) }
  const signed = signAnchor({ at: clock.now().toISOString(), ...heads }, before, keys.certificate, canonicalise)
  const body: AnchorBody = { signed, hash: hashAnchor(signed.anchor, canonicalise), chains, removed }
  await addAnchor(store, body)
  so.last = { number: signed.anchor.number, hash: body.hash }
  keys.noteAnchor(so.last)
  for (const { request, n, head } of chains) so.chains.set(request, { n, head })
  for (const { request } of removed) so.chains.delete(request)
  await forgetRemoved(store, noted)
  return body
}
