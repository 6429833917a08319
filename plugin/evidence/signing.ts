import { createPublicKey, verify } from 'node:crypto'
import { hashOf, readBytes } from './canonical.ts'

/** Signs with the site's Ed25519 key; the private half stays where it is. */
export interface Signer {
  /** The raw 32 bytes (RFC 8032), base64url: what a JWK calls `x`. */
  readonly publicKey: string
  /** Returns the 64 bytes of the signature. */
  sign(bytes: Uint8Array): Buffer
}

/** Id of a public key: the first half of its SHA-256, short enough to be read out. */
export const keyIdOf = (publicKey: string): string => hashOf(Buffer.from(publicKey, 'base64url')).slice(0, 32)

/** Whether the signature over the bytes is the key's. Anything that is not exactly a key or a signature is a no. */
export const isSignedBy = (publicKey: string, bytes: Uint8Array, signature: string): boolean => {
  const signatureBytes = readBytes(signature, 64)
  if (signatureBytes === null || readBytes(publicKey, 32) === null) return false
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, bytes, key, signatureBytes)
  } catch {
    return false
  }
}
