import { type Canonicalise, tryCanonical } from './canonical.ts'
import type { Certificate, NamedAnchor } from './certificate.ts'
import { verifyChain } from './chain.ts'
import { deriveEnd } from './derive.ts'
import type { Entry } from './entry.ts'
import { type ChainFacts, readChain } from './read-chain.ts'
import { readRowCounts, readRows } from './read-rows.ts'
import { areRecipientsAsTold } from './recipients.ts'

/** In what a certificate contradicts its own chain. */
export type Inconsistency =
  /** The chain is broken at `n`, or does not end at the head that is stated. */
  | 'chain-broken'
  /** The chain lacks what must stand in it, or goes on after its end. */
  | 'entry-missing'
  /** Something is stated otherwise than the chain has it. */
  | 'entry-differs'
  /** The end does not follow from the actions. */
  | 'derived-state-wrong'

interface Found {
  readonly code: Inconsistency
  /** Number of the entry that it was found at, where there is one. */
  readonly n: number | null
  readonly field: string | null
}

const found = (code: Inconsistency, n: number | null = null, field: string | null = null): Found => ({ code, n, field })

/** Whether the call of an intent certainly never reached the platform. */
const isTakenBack = (intent: Entry, chain: readonly Entry[]): boolean => {
  const next = chain.find(
    ({ n, kind, data }) => n > intent.n && kind !== 'confirmation' && data.action === intent.data.action
  )
  return next?.kind === 'failed' && next.data.mayHaveHappened === false
}

/** Nobody writes `completed`, it follows; no request ends as withdrawn after a loss, nor as refused after a beginning. */
const isDerived = ({ end, actions, chain }: Certificate): boolean => {
  if (end === 'completed' || end === 'partially-completed') {
    const rows = [...readRows(chain)].map(([row, { is }]) => ({ row, is }))
    return (deriveEnd(actions, rows).is === 'completed') === (end === 'completed')
  }
  const begun = chain
    .filter(entry => entry.kind === 'intent' && !isTakenBack(entry, chain))
    .map(entry => entry.data.action)
  return end === 'withdrawn' ? !actions.some(row => row.irreversible && begun.includes(row.action)) : begun.length === 0
}

const checkKeys = ({ chain, keys }: Certificate): Found | null => {
  const destroyed = chain.filter(entry => entry.kind === 'key-destroyed')
  if (new Set(keys.map(key => key.compartment)).size !== keys.length) return found('entry-differs', null, 'keys')
  const unstated = destroyed.find(entry => !keys.some(key => key.compartment === entry.data.compartment))
  if (unstated !== undefined) return found('entry-differs', unstated.n, 'keys')
  for (const key of keys) {
    const entry = destroyed.find(each => each.data.compartment === key.compartment)
    if (entry === undefined && key.destroyedAt !== null) return found('entry-missing', null, 'keys')
    if (entry !== undefined && (entry.at !== key.destroyedAt || entry.data.kek !== key.kek)) {
      return found('entry-differs', entry.n, 'keys')
    }
  }
  return null
}

/** Each batch is named once, in order, and stands at an entry that there is. */
const checkAnchors = ({ chain, anchors = [] }: Certificate): Found | null => {
  const isRising = (value: (anchor: NamedAnchor) => number) =>
    anchors.every((anchor, at) => at === 0 || value(anchor) > value(anchors[at - 1]!))
  const isHere = anchors.every(({ n, number }) => n >= 1 && n <= chain.length && number >= 1)
  return isHere && isRising(({ number }) => number) && isRising(({ n }) => n)
    ? null
    : found('entry-differs', null, 'anchors')
}

/** Version 1 knew no counts: they stand in its chain, and it states nothing of them. */
const asStated = ({ anchors }: Certificate, facts: ChainFacts): ChainFacts =>
  anchors === undefined ? { ...facts, actions: facts.actions.map(({ counts: _, ...action }) => action) } : facts

/** Each row says how many there were and what was last read of it, and no row that was read is left out. */
const checkRows = ({ chain, retained }: Certificate, canonicalise: Canonicalise): Found | null => {
  const read = readRows(chain)
  const counts = readRowCounts(chain)
  const stated = retained.map(row => row.id)
  const differs = retained.some(
    row =>
      (row.count !== undefined && row.count !== (counts.get(row.id) ?? null)) ||
      tryCanonical(row.reading, canonicalise) !== tryCanonical(read.get(row.id) ?? null, canonicalise)
  )
  const isWhole = new Set(stated).size === stated.length && [...read.keys()].every(row => stated.includes(row))
  return differs || !isWhole ? found('entry-differs', null, 'retained') : null
}

/** The first thing in which a well-formed certificate contradicts its own chain, or null. */
export const findInconsistency = (certificate: Certificate, canonicalise: Canonicalise): Found | null => {
  const verdict = verifyChain(certificate.chain, canonicalise)
  if (!verdict.ok) return found('chain-broken', verdict.n)
  if (verdict.place.head !== certificate.head) return found('chain-broken', verdict.place.n)
  if (!isDerived(certificate)) return found('derived-state-wrong', null, 'end')
  const read = readChain(certificate.chain)
  if (!read.ok) return found('entry-missing', read.n)
  for (const [field, value] of Object.entries(asStated(certificate, read.facts))) {
    const stated = certificate[field as keyof ChainFacts]
    if (tryCanonical(stated, canonicalise) !== tryCanonical(value, canonicalise)) {
      return found('entry-differs', null, field)
    }
  }
  return (
    checkRows(certificate, canonicalise) ??
    checkKeys(certificate) ??
    checkAnchors(certificate) ??
    (areRecipientsAsTold(certificate.chain, certificate.recipients ?? [], canonicalise)
      ? null
      : found('entry-differs', null, 'recipients'))
  )
}
