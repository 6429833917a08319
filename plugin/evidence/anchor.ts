import { type Canonicalise, type Hash, hashOf, tryCanonical, writeCanonical } from './canonical.ts'
import { chainStart } from './entry.ts'
import { count, type Fields, findFault, hash, instant, isPlain, listOf } from './fields.ts'
import { isSignedBy, keyIdOf, type Signer } from './signing.ts'

/** A batch of heads: what the chains ended with at an instant. It names nobody, and no request. */
export interface Anchor {
  /** From 1. */
  readonly number: number
  /** ISO 8601. */
  readonly at: string
  /** Hash of the batch before; of the first, `chainStart`. */
  readonly previous: Hash
  /** Heads of the chains that grew since the batch before, sorted. */
  readonly heads: readonly Hash[]
  /** Heads of the chains whose request the retention of our own records removed since then, sorted. */
  readonly removed: readonly Hash[]
}

/** A batch as it is kept for ever and published. The signature is over the canonical JSON of everything but itself. */
export interface SignedAnchor {
  readonly lethe: 'anchor'
  readonly version: 1
  readonly anchor: Anchor
  readonly signedBy: { readonly keyId: string; readonly publicKey: string }
  /** Ed25519, 64 bytes, base64url. */
  readonly signature: string
}

/** In what a list of batches is not what this site signed. */
export type AnchorFault = 'anchor-malformed' | 'anchor-out-of-order' | 'anchor-link-broken' | 'anchor-not-trusted'

/** Batches by their number; `gaps`: numbers that the list lacks before its last, as after a restored data folder. */
export type AnchorsVerdict =
  | {
      readonly ok: true
      readonly anchors: ReadonlyMap<number, { readonly anchor: Anchor; readonly hash: Hash }>
      readonly gaps: readonly number[]
    }
  | { readonly ok: false; readonly code: AnchorFault; readonly number: number }

const anchorFields: Fields = {
  number: count,
  at: instant,
  previous: hash,
  heads: listOf(hash),
  removed: listOf(hash)
}

/** Hash of a batch: SHA-256 over its RFC 8785 canonical JSON, its signature apart. */
export const hashAnchor = (anchor: Anchor, canonicalise: Canonicalise): Hash =>
  hashOf(writeCanonical(anchor, canonicalise))

/** Signs a batch; heads are put in order. `before`: number and hash of the batch before, null for the first. */
export const signAnchor = (
  batch: { readonly at: string; readonly heads: readonly Hash[]; readonly removed: readonly Hash[] },
  before: { readonly number: number; readonly hash: Hash } | null,
  signer: Signer,
  canonicalise: Canonicalise
): SignedAnchor => {
  const anchor: Anchor = {
    number: (before?.number ?? 0) + 1,
    at: batch.at,
    previous: before?.hash ?? chainStart,
    heads: [...new Set(batch.heads)].sort(),
    removed: [...new Set(batch.removed)].sort()
  }
  const { publicKey } = signer
  const unsigned = {
    lethe: 'anchor' as const,
    version: 1 as const,
    anchor,
    signedBy: { keyId: keyIdOf(publicKey), publicKey }
  }
  const signature = signer.sign(Buffer.from(writeCanonical(unsigned, canonicalise))).toString('base64url')
  return { ...unsigned, signature }
}

const isAnchor = (value: unknown): value is SignedAnchor =>
  isPlain(value) &&
  value.lethe === 'anchor' &&
  value.version === 1 &&
  isPlain(value.signedBy) &&
  isPlain(value.anchor) &&
  typeof value.signature === 'string' &&
  Object.keys(value).length === 5 &&
  findFault(value.anchor, anchorFields) === null

const isSigned = (signed: SignedAnchor, trustedKeys: readonly string[], canonicalise: Canonicalise): boolean => {
  const { signature, ...unsigned } = signed
  const { publicKey, keyId } = signed.signedBy
  const text = tryCanonical(unsigned, canonicalise)
  if (text === null || !trustedKeys.includes(publicKey) || keyId !== keyIdOf(publicKey)) return false
  return isSignedBy(publicKey, Buffer.from(text), signature)
}

const numbersBetween = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from - 1) }, (_, step) => from + step + 1)

/**
 * Checks published batches offline: each signed by a trusted key, numbers rising, each naming the hash of the one
 * before where that one is there. Never throws on what the list holds.
 */
export const verifyAnchors = (
  list: readonly unknown[],
  trustedKeys: readonly string[],
  canonicalise: Canonicalise
): AnchorsVerdict => {
  const anchors = new Map<number, { readonly anchor: Anchor; readonly hash: Hash }>()
  const gaps: number[] = []
  let last = 0
  for (const signed of list) {
    if (!isAnchor(signed)) return { ok: false, code: 'anchor-malformed', number: last + 1 }
    const { anchor } = signed
    const { number } = anchor
    if (number <= last) return { ok: false, code: 'anchor-out-of-order', number }
    if (!isSigned(signed, trustedKeys, canonicalise)) return { ok: false, code: 'anchor-not-trusted', number }
    const before = number === 1 ? chainStart : anchors.get(number - 1)?.hash
    if (before !== undefined && anchor.previous !== before) return { ok: false, code: 'anchor-link-broken', number }
    gaps.push(...numbersBetween(last, number))
    anchors.set(number, { anchor, hash: hashAnchor(anchor, canonicalise) })
    last = number
  }
  return { ok: true, anchors, gaps }
}
