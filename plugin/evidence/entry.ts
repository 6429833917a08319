import { checkData, type EntryData, type EntryKind } from './allowed.ts'
import { type Canonicalise, type Hash, hashOf, tryCanonical, writeCanonical } from './canonical.ts'
import { EvidenceError } from './errors.ts'
import { code, count, findFault, hash, id, instant, isPlain, orNull } from './fields.ts'

/** One link of the chain of what was done. Nothing in it names anybody. */
export interface Entry {
  /** From 1, without gaps. */
  readonly n: number
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string
  readonly kind: EntryKind
  /** Opaque id of a person or source, or `lethe`. */
  readonly actor: string
  readonly data: EntryData
  /** Commitment to content that lies in the vault, if there is any. */
  readonly commitment: Hash | null
  /** Hash of the entry before; of the first, `chainStart`. */
  readonly previous: Hash
}

/** Stands for the entry before the first. */
export const chainStart: Hash = '0'.repeat(64)

const fields = { n: count, at: instant, kind: code, actor: id, data: isPlain, commitment: orNull(hash), previous: hash }

/** Hash of an entry: SHA-256 over its RFC 8785 canonical JSON. */
export const hashEntry = (entry: Entry, canonicalise: Canonicalise): Hash => hashOf(writeCanonical(entry, canonicalise))

/** Throws unless an entry may stand in a chain: its own fields, and those of its data, are listed and keep their rule. */
export const checkEntry = (entry: Entry): void => {
  const fault = findFault({ ...entry }, fields)
  if (fault !== null) throw new EvidenceError('evidence-value-not-allowed', `entry.${fault.field}`)
  checkData(entry.kind, entry.data)
}

/** Whether a value from outside is an entry that could have been appended and can be hashed. */
export const isEntry = (value: unknown, canonicalise: Canonicalise): value is Entry => {
  if (!isPlain(value) || findFault(value, fields) !== null || tryCanonical(value, canonicalise) === null) return false
  try {
    checkData(value.kind as string, value.data)
    return true
  } catch {
    return false
  }
}
