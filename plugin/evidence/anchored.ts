import type { Anchor } from './anchor.ts'
import type { Canonicalise, Hash } from './canonical.ts'
import type { Certificate } from './certificate.ts'
import { hashEntry } from './entry.ts'

/** Why a certificate does not stand in the batches that it names. */
export type AnchoringFault = 'anchor-not-listed' | 'anchor-differs' | 'head-not-anchored'

/**
 * `through`: the entry up to which the chain stands in published batches, and since when at the latest (ISO 8601);
 * what comes after it is signed with the certificate only. 0 and null: no batch was drawn since the chain began.
 */
export type Anchoring =
  | { readonly ok: true; readonly through: number; readonly at: string | null }
  | { readonly ok: false; readonly code: AnchoringFault; readonly number: number }

/** Whether the chain of a verified certificate stands in verified batches, by those that the certificate names. */
export const checkAnchoring = (
  { chain, anchors = [] }: Certificate,
  published: ReadonlyMap<number, { readonly anchor: Anchor; readonly hash: Hash }>,
  canonicalise: Canonicalise
): Anchoring => {
  let [through, since]: [number, string | null] = [0, null]
  for (const { number, hash, n } of anchors) {
    const known = published.get(number)
    if (known === undefined) return { ok: false, code: 'anchor-not-listed', number }
    if (known.hash !== hash) return { ok: false, code: 'anchor-differs', number }
    const entry = chain[n - 1]
    if (entry === undefined || !known.anchor.heads.includes(hashEntry(entry, canonicalise)))
      return { ok: false, code: 'head-not-anchored', number }
    // Since when is what the published batch says, never what the certificate says of it.
    if (n > through) [through, since] = [n, known.anchor.at]
  }
  return { ok: true, through, at: since }
}
