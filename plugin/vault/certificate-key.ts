import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { VaultError } from './errors.ts'
import { type KeyFiles, readOrMake } from './key-files.ts'

/** The site's Ed25519 key pair, as `evidence` takes it to sign certificates with. */
export interface CertificateSigner {
  /** The raw 32 bytes, base64url; what stands in `certificate.pub` and is given to those who verify. */
  readonly publicKey: string
  sign(bytes: Uint8Array): Buffer
}

/** A public key of the site, now or before. Times ISO 8601. */
export interface PublishedKey {
  readonly publicKey: string
  /** Null: it was there from the first start. */
  readonly since: string | null
  /** Null: it signs now. */
  readonly until: string | null
}

/** The key that signs now, all that ever did, and the change to another. */
export interface CertificateKeys extends CertificateSigner {
  /** Oldest first. What a past key signed goes on being verified with it. */
  published(): readonly PublishedKey[]
  /** Makes another pair, which signs from now on, and destroys the private half of the one before. */
  rotate(): PublishedKey
}

/** A PKCS #8 frame (RFC 8410 section 7) around the 32 bytes of an Ed25519 private key. */
const frame = Buffer.from('302e020100300506032b657004220420', 'hex')

const makePem = (seed: Buffer): Buffer => {
  const key = createPrivateKey({ key: Buffer.concat([frame, seed]), format: 'der', type: 'pkcs8' })
  return Buffer.from(key.export({ format: 'pem', type: 'pkcs8' }))
}

const readKey = (pem: Buffer, name: string): KeyObject => {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {}
  throw new VaultError('keys-damaged', name)
}

/** The first pair is `certificate.key` and `.pub`, the next `certificate-2.key`; `certificate-2.since` is when it began. */
const stemOf = (number: number): string => (number === 1 ? 'certificate' : `certificate-${number}`)

const numbersOf = (files: KeyFiles, ending: string): readonly number[] =>
  files
    .list()
    .flatMap(name => {
      const found = /^certificate(?:-([1-9][0-9]*))?\.(key|pub)$/.exec(name)
      return found?.[2] === ending ? [Number(found[1] ?? 1)] : []
    })
    .sort((one, other) => one - other)

const publicLine = /^[\w-]{43}\n$/

/**
 * The key pairs of `certificate.key` and `.pub` and those that followed. `seed`: 32 fresh random bytes; `makesFirst`:
 * whether the first pair may be made. Throws `keys-damaged`, `keys-missing`.
 */
export const openCertificateKeys = (
  files: KeyFiles,
  { seed, makesFirst, now }: { readonly seed: () => Buffer; readonly makesFirst: boolean; readonly now: () => string }
): CertificateKeys => {
  const openPair = (number: number): CertificateSigner => {
    const name = `${stemOf(number)}.key`
    const make = makesFirst && number === 1 ? () => makePem(seed()) : null
    const key = readKey(readOrMake(files, name, make), name)
    const publicKey = createPublicKey(key).export({ format: 'jwk' }).x!
    const half = `${stemOf(number)}.pub`
    const line = files.read(half) ?? files.keep(half, Buffer.from(`${publicKey}\n`))
    if (line.toString() !== `${publicKey}\n`) throw new VaultError('keys-damaged', half)
    return { publicKey, sign: bytes => sign(null, bytes, key) }
  }
  /** Also after a crash in the middle of a change: the newest pair signs, and no private half before it lives on. */
  const openNewest = () => {
    const newest = numbersOf(files, 'key').at(-1) ?? numbersOf(files, 'pub').at(-1) ?? 1
    const signer = openPair(newest)
    if (newest > 1) files.keep(`${stemOf(newest)}.since`, Buffer.from(now()))
    for (const past of numbersOf(files, 'key')) if (past < newest) files.remove(`${stemOf(past)}.key`)
    return { newest, signer }
  }
  const readPublic = (number: number): string => {
    const line = files.read(`${stemOf(number)}.pub`)?.toString() ?? ''
    if (!publicLine.test(line)) throw new VaultError('keys-damaged', `${stemOf(number)}.pub`)
    return line.trim()
  }
  const sinceOf = (number: number): string | null => files.read(`${stemOf(number)}.since`)?.toString() ?? null

  let current = openNewest()
  const published = (): readonly PublishedKey[] =>
    numbersOf(files, 'pub').map(number => ({
      publicKey: readPublic(number),
      since: sinceOf(number),
      until: number === current.newest ? null : sinceOf(number + 1)
    }))
  return {
    get publicKey() {
      return current.signer.publicKey
    },
    sign: bytes => current.signer.sign(bytes),
    published,
    rotate() {
      files.keep(`${stemOf(current.newest + 1)}.key`, makePem(seed()))
      current = openNewest()
      return published().at(-1)!
    }
  }
}
