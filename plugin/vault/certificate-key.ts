import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { VaultError } from './errors.ts'
import { type KeyFiles, readOrMake } from './key-files.ts'

/** The site's Ed25519 key pair, as `evidence` takes it to sign certificates with. */
export interface CertificateSigner {
  /** The raw 32 bytes, base64url; what stands in `certificate.pub` and is given to those who verify. */
  readonly publicKey: string
  sign(bytes: Uint8Array): Buffer
}

/** A PKCS #8 frame (RFC 8410 section 7) around the 32 bytes of an Ed25519 private key. */
const frame = Buffer.from('302e020100300506032b657004220420', 'hex')

const makePem = (seed: Buffer): Buffer => {
  const key = createPrivateKey({ key: Buffer.concat([frame, seed]), format: 'der', type: 'pkcs8' })
  return Buffer.from(key.export({ format: 'pem', type: 'pkcs8' }))
}

const readKey = (pem: Buffer): KeyObject => {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {}
  throw new VaultError('keys-damaged', 'certificate.key')
}

/** The key pair of `certificate.key` and `certificate.pub`, made on first need unless `makeSeed` is null. Throws `keys-damaged`, `keys-missing`. */
export const openCertificateKey = (files: KeyFiles, makeSeed: (() => Buffer) | null): CertificateSigner => {
  const pem = readOrMake(files, 'certificate.key', makeSeed === null ? null : () => makePem(makeSeed()))
  const key = readKey(pem)
  const publicKey = createPublicKey(key).export({ format: 'jwk' }).x!
  const line = files.read('certificate.pub') ?? files.keep('certificate.pub', Buffer.from(`${publicKey}\n`))
  if (line.toString() !== `${publicKey}\n`) throw new VaultError('keys-damaged', 'certificate.pub')
  return { publicKey, sign: bytes => sign(null, bytes, key) }
}
