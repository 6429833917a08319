import type { Canonicalise } from './canonical.ts'
import type { Certificate } from './certificate.ts'
import { verifyChain } from './chain.ts'
import { findActionFault } from './consistency-of-actions.ts'
import { deriveEnd } from './derive.ts'
import type { Entry } from './entry.ts'

/** In what a certificate contradicts its own chain. */
export type Inconsistency =
  /** The chain is broken at `n`, or does not end at the head that is stated. */
  | 'chain-broken'
  /** Something is stated that no entry shows, or the chain goes on after its end. */
  | 'entry-missing'
  /** Something is stated otherwise than its entry has it. */
  | 'entry-differs'
  /** The end does not follow from the actions. */
  | 'derived-state-wrong'

export interface Found {
  readonly code: Inconsistency
  /** Number of the entry that it was found at, where there is one. */
  readonly n: number | null
}

const isDemand = (entry: Entry) => entry.kind === 'received' || entry.kind === 'demand-added'

const checkDemand = (certificate: Certificate): Found | null => {
  const first = certificate.chain[0]
  if (first?.kind !== 'received') return { code: 'entry-missing', n: 1 }
  const { request, platform, kind, origin, article, letter, receivedAt, chain } = certificate
  const named = first.data.request === request && first.data.platform === platform && first.data.kind === kind
  if (!named) return { code: 'entry-differs', n: 1 }
  const demands = chain.filter(isDemand).map(entry => entry.data)
  const earliest = demands.map(data => String(data.receivedAt)).sort()[0]
  const rests = demands.some(data => data.origin === origin && data.article === article && data.letter === letter)
  return earliest === receivedAt && rests ? null : { code: 'entry-differs', n: 1 }
}

const checkSubject = ({ chain, subject }: Certificate): Found | null => {
  const resolved = chain.findLast(entry => entry.kind === 'resolved')
  if ((resolved?.commitment ?? null) === subject) return null
  return resolved === undefined ? { code: 'entry-missing', n: null } : { code: 'entry-differs', n: resolved.n }
}

/** After an end only messages go out, keys die, and replays happen. */
const isOverBy = (kind: Entry['kind']) => kind === 'notice' || kind === 'key-destroyed' || kind === 'replayed'

const checkEnd = ({ chain, end, endedAt }: Certificate): Found | null => {
  const moved = chain.findLast(entry => entry.kind === 'moved')
  if (moved === undefined) return { code: 'entry-missing', n: null }
  if (moved.data.to !== end || moved.at !== endedAt) return { code: 'entry-differs', n: moved.n }
  const beyond = chain.slice(moved.n).find(entry => !isOverBy(entry.kind) && entry.kind !== 'signal')
  return beyond === undefined ? null : { code: 'entry-missing', n: beyond.n }
}

const checkKeys = ({ chain, keys }: Certificate): Found | null => {
  const destroyed = chain.filter(entry => entry.kind === 'key-destroyed')
  if (new Set(keys.map(key => key.compartment)).size !== keys.length) return { code: 'entry-differs', n: null }
  for (const key of keys) {
    const entry = destroyed.find(each => each.data.compartment === key.compartment)
    if ((entry === undefined) !== (key.destroyedAt === null)) return { code: 'entry-missing', n: entry?.n ?? null }
    if (entry !== undefined && (entry.at !== key.destroyedAt || entry.data.kek !== key.kek)) {
      return { code: 'entry-differs', n: entry.n }
    }
  }
  const unstated = destroyed.find(entry => !keys.some(key => key.compartment === entry.data.compartment))
  return unstated === undefined ? null : { code: 'entry-missing', n: unstated.n }
}

const checkDerived = ({ end, actions, chain }: Certificate): Found | null => {
  const derived = deriveEnd(actions).is
  const intents = chain.filter(entry => entry.kind === 'intent').map(entry => entry.data.action)
  const lossy = actions.some(action => action.irreversible && intents.includes(action.action))
  const follows =
    end === 'completed' || end === 'partially-completed'
      ? (derived === 'completed') === (end === 'completed')
      : end === 'withdrawn'
        ? !lossy
        : intents.length === 0
  return follows ? null : { code: 'derived-state-wrong', n: null }
}

/** The first thing in which a well-formed certificate contradicts its own chain, or null. */
export const findInconsistency = (certificate: Certificate, canonicalise: Canonicalise): Found | null => {
  const verdict = verifyChain(certificate.chain, canonicalise)
  if (!verdict.ok) return { code: 'chain-broken', n: verdict.n }
  if (verdict.place.head !== certificate.head) return { code: 'chain-broken', n: verdict.place.n }
  return (
    checkDemand(certificate) ??
    checkSubject(certificate) ??
    checkEnd(certificate) ??
    findActionFault(certificate) ??
    checkDerived(certificate) ??
    checkKeys(certificate)
  )
}
