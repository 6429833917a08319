import type { KeyObject } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { decrypt, encrypt, ivBytes, keyBytes, pack, unpack } from './cipher.ts'
import { VaultError } from './errors.ts'

/** `work`: until the work is over; `replay`: until the longest backup is gone; `block`: by policy. */
export type Compartment = 'work' | 'replay' | 'block'

/** A compartment of a request as it is stored. Bytes are base64url. */
export interface Sealed {
  readonly schema: 1
  readonly compartment: Compartment
  /** Month of the key-encryption key that wraps the data key. */
  readonly kek: string
  /** The data key, sealed by the key-encryption key; null once it was destroyed. */
  readonly wrapped: string | null
  readonly iv: string
  readonly tag: string
  readonly box: string
  /** When its key is to be destroyed, ISO 8601; stated in the certificate. */
  readonly expiresAt: string
}

/** What is left of a compartment whose key was destroyed. */
export interface Tombstone {
  readonly compartment: Compartment
  /** The backups' copies die when this key-encryption key is retired. */
  readonly kek: string
  readonly destroyedAt: string
}

/** The keys that wrap data keys, one a month. */
export interface WrappingKeys {
  /** The month that new data keys are wrapped under, and its key, also ready to seal with; made on first need. */
  currentWrapping(): { readonly kek: string; readonly key: Uint8Array; readonly ready?: KeyObject }
  /** Throws `vault-key-missing`. */
  wrappingKey(kek: string): Uint8Array
}

/** The surroundings of sealing. */
export interface Sealing {
  readonly keys: WrappingKeys
  readonly random: Random
}

const schema = 1

const bindBox = (request: string, compartment: Compartment) => ['lethe-box', schema, request, compartment]
const bindKey = (request: string, compartment: Compartment, kek: string) => [
  'lethe-data-key',
  schema,
  request,
  compartment,
  kek
]

const sealWith = (
  dataKey: Buffer,
  wrapped: Pick<Sealed, 'kek' | 'wrapped'>,
  about: { readonly request: string; readonly compartment: Compartment; readonly expiresAt: string },
  content: unknown,
  { random }: Pick<Sealing, 'random'>
): Sealed => {
  const { request, compartment, expiresAt } = about
  const text = Buffer.from(JSON.stringify(content))
  const boundTo = bindBox(request, compartment)
  const { iv, tag, box } = encrypt(text, random.bytes(ivBytes), { key: dataKey, boundTo })
  return {
    schema,
    compartment,
    ...wrapped,
    iv: iv.toString('base64url'),
    tag: tag.toString('base64url'),
    box: box.toString('base64url'),
    expiresAt
  }
}

/** Wrapped as it is under the current key-encryption key stays so: the same key twice would say no more. */
const wrapAgain = (sealed: Sealed, dataKey: Buffer, request: string, sealing: Sealing) => {
  const { kek, wrapped } = sealed
  if (kek === sealing.keys.currentWrapping().kek) return { kek, wrapped }
  return wrap(dataKey, request, sealed.compartment, sealing)
}

const wrap = (dataKey: Buffer, request: string, compartment: Compartment, { keys, random }: Sealing) => {
  const { kek, key, ready = key } = keys.currentWrapping()
  const boundTo = bindKey(request, compartment, kek)
  return { kek, wrapped: pack(encrypt(dataKey, random.bytes(ivBytes), { key: ready, boundTo })) }
}

const unwrap = (sealed: Sealed, request: string, keys: WrappingKeys): Buffer => {
  if (sealed.wrapped === null) throw new VaultError('vault-destroyed', sealed.compartment)
  const key = keys.wrappingKey(sealed.kek)
  return decrypt(unpack(sealed.wrapped), { key, boundTo: bindKey(request, sealed.compartment, sealed.kek) })
}

/** Seals JSON content with a data key of its own, bound to request, compartment and schema number. */
export const seal = (
  about: { readonly request: string; readonly compartment: Compartment; readonly expiresAt: string },
  content: unknown,
  sealing: Sealing
): Sealed => {
  const dataKey = sealing.random.bytes(keyBytes)
  return sealWith(dataKey, wrap(dataKey, about.request, about.compartment, sealing), about, content, sealing)
}

/**
 * The content of a compartment. Throws `vault-destroyed`, `vault-key-missing`, or `vault-opened-wrong` for another
 * request's, or a changed one.
 */
export const open = (sealed: Sealed, request: string, keys: WrappingKeys): unknown => {
  const [iv, tag, box] = [sealed.iv, sealed.tag, sealed.box].map(text => Buffer.from(text, 'base64url'))
  const boundTo = bindBox(request, sealed.compartment)
  const key = unwrap(sealed, request, keys)
  return JSON.parse(decrypt({ iv: iv!, tag: tag!, box: box! }, { key, boundTo }).toString())
}

/**
 * Seals other content in the same compartment: same data key under the current key-encryption key, new iv. Throws
 * as `open` does.
 */
export const reseal = (sealed: Sealed, request: string, content: unknown, sealing: Sealing): Sealed => {
  const dataKey = unwrap(sealed, request, sealing.keys)
  return sealWith(dataKey, wrapAgain(sealed, dataKey, request, sealing), { ...sealed, request }, content, sealing)
}

/** The same compartment with its data key under the current key-encryption key. Throws as `open` does. */
export const rewrap = (sealed: Sealed, request: string, sealing: Sealing): Sealed => ({
  ...sealed,
  ...wrap(unwrap(sealed, request, sealing.keys), request, sealed.compartment, sealing)
})

/**
 * Drops the wrapped key. `sealed` goes in the place of the former one; without a key it can be opened by nobody,
 * and its content is emptied as well. Throws `vault-destroyed` if it was before.
 */
export const destroy = (
  sealed: Sealed,
  clock: Pick<Clock, 'now'>
): { readonly sealed: Sealed; readonly tombstone: Tombstone } => {
  const { compartment, kek } = sealed
  if (sealed.wrapped === null) throw new VaultError('vault-destroyed', compartment)
  const tombstone = { compartment, kek, destroyedAt: clock.now().toISOString() }
  return { sealed: { ...sealed, wrapped: null, iv: '', tag: '', box: '' }, tombstone }
}
