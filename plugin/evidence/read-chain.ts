import type { Certificate, CertifiedEnd } from './certificate.ts'
import type { Entry } from './entry.ts'
import { readActions } from './read-actions.ts'

/** What a certificate repeats of its chain, and nobody states besides. */
export type ChainFacts = Pick<
  Certificate,
  | 'request'
  | 'platform'
  | 'kind'
  | 'origin'
  | 'article'
  | 'letter'
  | 'receivedAt'
  | 'endedAt'
  | 'end'
  | 'subject'
  | 'actions'
>

/** The facts; or the number of the entry at which another one is missing (null: somewhere). */
export type ReadChain =
  | { readonly ok: true; readonly facts: ChainFacts }
  | { readonly ok: false; readonly n: number | null }

const ends: readonly unknown[] = ['completed', 'partially-completed', 'withdrawn', 'refused', 'expired', 'joined']

/** What no longer happens once an end is reached; messages, dying keys and late signals change nothing. */
const work: readonly string[] = ['planned', 'intent', 'outcome', 'confirmation', 'rows-read']

/** The demand that rules: of those not withdrawn the subject's own, else the first. */
const findLeading = (chain: readonly Entry[], demands: readonly Entry[]): Entry | undefined => {
  const withdrawn = new Set(chain.flatMap(({ kind, data }) => (kind === 'demand-withdrawn' ? [data.demand] : [])))
  const live = demands.filter(entry => !withdrawn.has(entry.data.demand))
  const from = live.length > 0 ? live : demands
  return from.find(entry => entry.data.origin === 'self') ?? from[0]
}

/** When a demand was received: by the sender's own time, where a person agreed that it counts. */
const receiptOf = (chain: readonly Entry[], { data }: Entry): string => {
  const agreed = chain.findLast(entry => entry.kind === 'receipt-agreed' && entry.data.demand === data.demand)
  return String(agreed?.data.receivedAt ?? data.receivedAt)
}

const fieldsOfDemand = ['origin', 'article', 'receivedAt'] as const
const fieldsOfRequest = ['request', 'platform', 'kind'] as const

/**
 * Reads the facts of a certificate from an unbroken chain: who asked on which ground and when, which end was reached
 * and when, what became of each action, and the commitment to the subject.
 */
export const readChain = (chain: readonly Entry[]): ReadChain => {
  const received = chain[0]
  if (received?.kind !== 'received' || fieldsOfRequest.some(field => received.data[field] === undefined)) {
    return { ok: false, n: 1 }
  }
  const life = chain.slice(0, chain.findLast(entry => entry.kind === 'moved')?.n ?? 0)
  const demands = life.filter(entry => entry.kind === 'received' || entry.kind === 'demand-added')
  const poor = demands.find(entry => fieldsOfDemand.some(field => entry.data[field] === undefined))
  if (poor !== undefined) return { ok: false, n: poor.n }
  const ended = life.at(-1)
  if (ended === undefined || !ends.includes(ended.data.to)) return { ok: false, n: ended?.n ?? null }
  const beyond = chain.slice(ended.n).find(entry => work.includes(entry.kind))
  if (beyond !== undefined) return { ok: false, n: beyond.n }
  const end = ended.data.to as CertifiedEnd
  const { actions, unproven } = readActions(life, end === 'completed' || end === 'partially-completed')
  if (unproven !== null) return { ok: false, n: unproven }
  const leading = findLeading(life, demands)?.data
  const facts = {
    request: received.data.request,
    platform: received.data.platform,
    kind: received.data.kind,
    origin: leading?.origin,
    article: leading?.article,
    letter: leading?.letter ?? null,
    receivedAt: demands.map(entry => receiptOf(life, entry)).sort()[0],
    endedAt: ended.at,
    end,
    subject: life.findLast(entry => entry.kind === 'resolved')?.commitment ?? null,
    actions
  }
  return { ok: true, facts: facts as ChainFacts }
}
