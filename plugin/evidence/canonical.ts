import { createHash, hash as hashOnce } from 'node:crypto'
import { EvidenceError } from './errors.ts'

/** Writes a value as RFC 8785 canonical JSON. Comes in as an argument: `evidence` imports no package. */
export type Canonicalise = (value: unknown) => string | undefined

/** SHA-256 as 64 lower-case hexadecimal digits. */
export type Hash = string

/** Canonical JSON of a value that must have one. Throws `evidence-not-canonical` (lone surrogates, NaN, undefined). */
export const writeCanonical = (value: unknown, canonicalise: Canonicalise): string => {
  const text = tryCanonical(value, canonicalise)
  if (text === null) throw new EvidenceError('evidence-not-canonical', typeof value)
  return text
}

/** Canonical JSON of a value from outside, or null where it has none. */
export const tryCanonical = (value: unknown, canonicalise: Canonicalise): string | null => {
  try {
    return canonicalise(value) ?? null
  } catch {
    return null
  }
}

/** SHA-256 over the parts in turn, texts as UTF-8. */
export const hashOf = (...parts: readonly (string | Uint8Array)[]): Hash => {
  // One part alone takes a third of the time in one call.
  if (parts.length === 1) return hashOnce('sha256', parts[0]!)
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/**
 * Bytes of a base64url text (RFC 4648 section 5, no padding), or null unless it is their one exact spelling of the
 * wanted length: Node ignores stray characters and unused bits, which would let two texts be one signature.
 */
export const readBytes = (text: string, length: number): Buffer | null => {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === length && bytes.toString('base64url') === text ? bytes : null
}
