import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { VaultError } from './errors.ts'

/** What AES-256-GCM needs besides the text: a key of 32 bytes, and what the text is bound to. */
export interface Binding {
  readonly key: Uint8Array | KeyObject
  /** Additional authenticated data as a list, written as JSON: no two lists are the same bytes. */
  readonly boundTo: readonly (string | number)[]
}

/** Bytes as they come out of AES-256-GCM (NIST SP 800-38D). */
export interface Encrypted {
  /** 12 bytes, never used twice with a key. */
  readonly iv: Buffer
  readonly tag: Buffer
  readonly box: Buffer
}

/** Length of a key. */
export const keyBytes = 32
/** Length of an iv. */
export const ivBytes = 12
const tagBytes = 16

const algorithm = 'aes-256-gcm'
const lengths = { authTagLength: tagBytes }

// Bare bytes are tried as several kinds of key first, which takes several times as long as the cipher.
const keyOf = (key: Binding['key']): KeyObject => (key instanceof Uint8Array ? createSecretKey(key) : key)

const bytesOf = (boundTo: Binding['boundTo']) => Buffer.from(JSON.stringify(boundTo))

/** Encrypts content under a key, bound to what it belongs to. `iv`: fresh random bytes each time. */
export const encrypt = (content: Uint8Array, iv: Buffer, { key, boundTo }: Binding): Encrypted => {
  const cipher = createCipheriv(algorithm, keyOf(key), iv, lengths).setAAD(bytesOf(boundTo))
  const box = Buffer.concat([cipher.update(content), cipher.final()])
  return { iv, tag: cipher.getAuthTag(), box }
}

/** Throws `vault-opened-wrong` unless text, tag, key and binding all belong together. */
export const decrypt = ({ iv, tag, box }: Encrypted, { key, boundTo }: Binding): Buffer => {
  try {
    const decipher = createDecipheriv(algorithm, keyOf(key), iv, lengths).setAAD(bytesOf(boundTo)).setAuthTag(tag)
    return Buffer.concat([decipher.update(box), decipher.final()])
  } catch {
    throw new VaultError('vault-opened-wrong', String(boundTo[0]))
  }
}

/** One text of an encryption: iv, tag and box in turn, base64url. */
export const pack = ({ iv, tag, box }: Encrypted): string => Buffer.concat([iv, tag, box]).toString('base64url')

/** The parts of such a text. What is too short has parts that decrypt to nothing. */
export const unpack = (text: string): Encrypted => {
  const bytes = Buffer.from(text, 'base64url')
  return {
    iv: bytes.subarray(0, ivBytes),
    tag: bytes.subarray(ivBytes, ivBytes + tagBytes),
    box: bytes.subarray(ivBytes + tagBytes)
  }
}
