import { type Canonicalise, tryCanonical } from './canonical.ts'
import type { Certificate, SignedCertificate } from './certificate.ts'
import { findInconsistency, type Inconsistency } from './consistency.ts'
import { findMalformation, type Malformation } from './shape.ts'
import { isSignedBy, keyIdOf } from './signing.ts'

/** Why a certificate is refused. */
export type Refusal =
  | 'not-json'
  /** Other bytes than RFC 8785 writes: doubled keys, blanks, another order, something before or after. */
  | 'not-canonical'
  | Malformation
  | Inconsistency
  /** Signed by somebody whose key was not given as trusted. */
  | 'key-not-trusted'
  | 'signature-wrong'

/** The answer to a file: its certificate, or the first cause for which it is refused. */
export type CertificateVerdict =
  | { readonly ok: true; readonly certificate: Certificate; readonly keyId: string }
  /** `n`: number of the entry, where the fault stands at one. `field`: of ours, where one is at fault. */
  | { readonly ok: false; readonly code: Refusal; readonly n: number | null; readonly field: string | null }

const refuse = (code: Refusal, n: number | null = null, field: string | null = null): CertificateVerdict => ({
  ok: false,
  code,
  n,
  field
})

const readText = (file: string | Uint8Array): string | null => {
  if (typeof file === 'string') return file
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file)
  } catch {
    return null
  }
}

const parse = (text: string | null): unknown => {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Checks a certificate offline, from nothing but its bytes and the public keys that the reader trusts (raw Ed25519,
 * base64url). The content is checked before the signature, so that a change is named by its place; only all of it
 * together is a yes. Never throws on what a file holds.
 */
export const verifyCertificate = (
  file: string | Uint8Array,
  trust: { readonly trustedKeys: readonly string[] },
  canonicalise: Canonicalise
): CertificateVerdict => {
  const text = readText(file)
  const parsed = parse(text)
  if (parsed === undefined) return refuse('not-json')
  if (tryCanonical(parsed, canonicalise) !== text) return refuse('not-canonical')
  const malformed = findMalformation(parsed)
  if (malformed !== null) return refuse(malformed.code, null, malformed.field)
  const { signature, ...unsigned } = parsed as SignedCertificate
  const inconsistent = findInconsistency(unsigned.certificate, canonicalise)
  if (inconsistent !== null) return refuse(inconsistent.code, inconsistent.n, inconsistent.field)
  const { keyId, publicKey } = unsigned.signedBy
  if (!trust.trustedKeys.includes(publicKey)) return refuse('key-not-trusted')
  const signed = Buffer.from(tryCanonical(unsigned, canonicalise) ?? '')
  if (keyId !== keyIdOf(publicKey) || !isSignedBy(publicKey, signed, signature)) return refuse('signature-wrong')
  return { ok: true, certificate: unsigned.certificate, keyId }
}
