import { type SignedAnchor, verifyAnchors } from '../../evidence/anchor.ts'
import { verifyChain } from '../../evidence/chain.ts'
import { type Entry, hashEntry } from '../../evidence/entry.ts'
import { type AnchoredChain, everyAnchor, readRemoved } from '../../store/records/anchors.ts'
import { StoreError } from '../../store/store-error.ts'
import { everyRequest } from '../every-request.ts'
import type { AnchoringParts } from './draw-batch.ts'

/** In what the stored evidence is not what was anchored. */
export type EvidenceFault =
  /** A batch is not as it was signed, or not in its place. */
  | 'anchors-broken'
  /** The keys folder knows a later batch than there is, or another one. */
  | 'anchors-rolled-back'
  /** The entry that was anchored is another one now, or gone. */
  | 'chain-changed'
  /** The chain is broken in itself. */
  | 'chain-broken'
  /** It was anchored, and nobody's retention took it away. */
  | 'chain-missing'
  /** The document is damaged. */
  | 'chain-unreadable'

/** One fault. `n`: number of the entry; `anchor`: number of the batch. Null where it is not about one. */
export interface EvidenceFinding {
  readonly code: EvidenceFault
  readonly request: string | null
  readonly n: number | null
  readonly anchor: number | null
}

/** What was looked at, and every fault. `unanchored`: chains that grew since the last batch. */
export interface EvidenceReport {
  readonly chains: number
  readonly entries: number
  readonly anchors: number
  readonly unanchored: number
  readonly findings: readonly EvidenceFinding[]
}

interface Placed extends AnchoredChain {
  readonly anchor: number
}

const finding = (code: EvidenceFault, about: Partial<EvidenceFinding>): EvidenceFinding => ({
  request: null,
  n: null,
  anchor: null,
  ...about,
  code
})

/** Batches, and every place of every chain that they name. */
const readBatches = async ({ store, keys, canonicalise }: AnchoringParts) => {
  const signed: SignedAnchor[] = []
  const placed: Placed[] = []
  const removed = new Set((await readRemoved(store)).map(({ request }) => request))
  const findings: EvidenceFinding[] = []
  for await (const body of everyAnchor(store)) {
    const { anchor } = body.signed
    signed.push(body.signed)
    const stated = [...new Set(body.chains.map(({ head }) => head))].sort()
    if (JSON.stringify(stated) !== JSON.stringify(anchor.heads))
      findings.push(finding('anchors-broken', { anchor: anchor.number }))
    for (const chain of body.chains) placed.push({ ...chain, anchor: anchor.number })
    for (const { request, head } of body.removed) if (anchor.removed.includes(head)) removed.add(request)
  }
  const trusted = keys.certificate.published().map(({ publicKey }) => publicKey)
  const verdict = verifyAnchors(signed, trusted, canonicalise)
  if (!verdict.ok) findings.push(finding('anchors-broken', { anchor: verdict.number }))
  const noted = keys.lastAnchor()
  if (noted !== null && verdict.ok && verdict.anchors.get(noted.number)?.hash !== noted.hash)
    findings.push(finding('anchors-rolled-back', { anchor: noted.number }))
  return { anchors: signed.length, placed, removed, findings }
}

const isThere = (chain: readonly Entry[], { n, head }: Placed, canonicalise: AnchoringParts['canonicalise']) => {
  const entry = chain[n - 1]
  try {
    return entry !== undefined && hashEntry(entry, canonicalise) === head
  } catch {
    return false
  }
}

/** What is wrong with one chain, given the places that batches name. */
const judge = (
  request: string,
  chain: readonly Entry[],
  places: readonly Placed[],
  canonicalise: AnchoringParts['canonicalise']
): readonly EvidenceFinding[] => {
  const lost = places.find(place => !isThere(chain, place, canonicalise))
  if (lost !== undefined) return [finding('chain-changed', { request, n: lost.n, anchor: lost.anchor })]
  const verdict = verifyChain(chain, canonicalise)
  return verdict.ok ? [] : [finding('chain-broken', { request, n: verdict.n })]
}

/** Why an anchored request was not among those that can be read; null where retention removed it. */
const judgeAbsent = async (
  { store }: AnchoringParts,
  request: string,
  anchor: number
): Promise<EvidenceFinding | null> => {
  try {
    return (await store.get('request', request)) === null ? finding('chain-missing', { request, anchor }) : null
  } catch (error) {
    if (error instanceof StoreError && error.code === 'corrupt') return finding('chain-unreadable', { request, anchor })
    throw error
  }
}

/**
 * Compares every stored chain with what the signed batches say of it: what was changed or taken away after a batch was
 * drawn is found, also by whoever can write the data folder. It changes nothing.
 * @param tell is told now and then how many chains were looked at, and how many the batches know
 */
export const checkEvidence = async (
  parts: AnchoringParts,
  tell: (looked: number, known: number) => void = () => {}
): Promise<EvidenceReport> => {
  const { anchors, placed, removed, findings } = await readBatches(parts)
  const placesOf = Map.groupBy(placed, ({ request }) => request)
  const found: EvidenceFinding[] = [...findings]
  const seen = new Set<string>()
  let entries = 0
  let unanchored = 0
  for await (const { id, body } of everyRequest(parts)) {
    if (seen.has(id)) continue
    seen.add(id)
    tell(seen.size, placesOf.size)
    entries += body.evidence.length
    const places = placesOf.get(id) ?? []
    found.push(...judge(id, body.evidence, places, parts.canonicalise))
    if ((places.at(-1)?.n ?? 0) < body.evidence.length) unanchored += 1
  }
  for (const [request, places] of placesOf) {
    if (seen.has(request) || removed.has(request)) continue
    const absent = await judgeAbsent(parts, request, places.at(-1)!.anchor)
    if (absent !== null) found.push(absent)
  }
  return { chains: seen.size, entries, anchors, unanchored, findings: found }
}
