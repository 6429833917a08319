import type { Random } from '../random.ts'
import { type Canonicalise, type Hash, hashOf, readBytes, tryCanonical, writeCanonical } from './canonical.ts'
import { EvidenceError } from './errors.ts'

/** What a commitment hides. Lies in the vault; once it is dropped the commitment says nothing about anybody. */
export interface Opening {
  /** 32 random bytes, base64url. */
  readonly salt: string
  readonly content: unknown
}

const saltBytes = 32

/**
 * Commits to content: SHA-256 over 32 random bytes and the canonical content. The salt has a fixed length, so no
 * other cut of the same bytes is an opening too.
 */
export const commit = (
  content: unknown,
  random: Random,
  canonicalise: Canonicalise
): { readonly commitment: Hash; readonly opening: Opening } => {
  const opening = { salt: random.bytes(saltBytes).toString('base64url'), content }
  return { commitment: commitmentOf(opening, canonicalise), opening }
}

/** The commitment that an opening belongs to. Throws `evidence-salt-wrong`, `evidence-not-canonical`. */
export const commitmentOf = (opening: Opening, canonicalise: Canonicalise): Hash => {
  const salt = readBytes(opening.salt, saltBytes)
  if (salt === null) throw new EvidenceError('evidence-salt-wrong', 'salt')
  return hashOf(salt, writeCanonical(opening.content, canonicalise))
}

/** Whether an opening, from anywhere, opens this commitment. */
export const checkOpening = (commitment: Hash, opening: Opening, canonicalise: Canonicalise): boolean => {
  const salt = readBytes(opening.salt, saltBytes)
  const content = tryCanonical(opening.content, canonicalise)
  return salt !== null && content !== null && hashOf(salt, content) === commitment
}
