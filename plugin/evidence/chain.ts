import type { EntryData, EntryKind } from './allowed.ts'
import type { Canonicalise, Hash } from './canonical.ts'
import { commitmentOf, type Opening } from './commitment.ts'
import { chainStart, checkEntry, type Entry, hashEntry, isEntry } from './entry.ts'
import { isPlain } from './fields.ts'

/** What happened, before it has its place in a chain. */
export interface Happening {
  readonly at: string
  readonly kind: EntryKind
  readonly actor: string
  readonly data: EntryData
  /** Content that names somebody: only its commitment enters the chain, the opening belongs in the vault. */
  readonly committed?: Opening
}

/** A place in a chain: number and hash of an entry. */
export interface Place {
  readonly n: number
  readonly head: Hash
}

/** How a chain is broken. */
export type ChainFault = 'entry-malformed' | 'entry-out-of-order' | 'link-broken'

/** `n`: the place in the chain at which the first fault stands. */
export type ChainVerdict =
  | { readonly ok: true; readonly place: Place }
  | { readonly ok: false; readonly n: number; readonly code: ChainFault }

const beginning: Place = { n: 0, head: chainStart }

/** What may stand in an entry is lists, plain objects and single values: a copy of anything else is refused as it is. */
const copyOf = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(copyOf) as T
  if (!isPlain(value)) return value
  const copied: Record<string, unknown> = { ...value }
  for (const key of Object.keys(copied)) if (typeof copied[key] === 'object') copied[key] = copyOf(copied[key])
  return copied as T
}

/**
 * The chain with one entry more. `chain` is the whole of it. Throws an
 * `EvidenceError` for a field, value or kind that is not listed.
 */
export const appendEntry = (
  chain: readonly Entry[],
  happening: Happening,
  canonicalise: Canonicalise
): readonly Entry[] => {
  const last = chain.at(-1)
  const entry: Entry = {
    n: (last?.n ?? 0) + 1,
    at: happening.at,
    kind: happening.kind,
    actor: happening.actor,
    data: copyOf(happening.data),
    commitment: happening.committed === undefined ? null : commitmentOf(happening.committed, canonicalise),
    previous: last === undefined ? chainStart : hashEntry(last, canonicalise)
  }
  checkEntry(entry)
  return [...chain, entry]
}

/**
 * Whether entries from outside form an unbroken chain from its beginning, or `after` a place in it. The verdict's
 * place must be compared with a head known otherwise: a chain cut off at its end is unbroken in itself.
 */
export const verifyChain = (
  entries: readonly unknown[],
  canonicalise: Canonicalise,
  after: Place = beginning
): ChainVerdict => {
  let place = after
  for (const entry of entries) {
    const n = place.n + 1
    if (!isEntry(entry, canonicalise)) return { ok: false, n, code: 'entry-malformed' }
    if (entry.n !== n) return { ok: false, n, code: 'entry-out-of-order' }
    if (entry.previous !== place.head) return { ok: false, n, code: 'link-broken' }
    place = { n, head: hashEntry(entry, canonicalise) }
  }
  return { ok: true, place }
}
