import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

/** The three headers of Standard Webhooks. */
export interface SignedHeaders {
  readonly id: string
  /** Whole seconds since 1970, as it was written. */
  readonly timestamp: string
  readonly signature: string
}

const toleranceSeconds = 5 * 60
const leastLiveSecrets = 2

/** The key in a secret: `whsec_` and 24 to 64 bytes in base64; null when it is none. */
export const keyOf = (secret: string): Buffer | null => {
  const text = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : ''
  const key = Buffer.from(text, 'base64')
  const isCanonical = key.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '')
  return isCanonical && key.length >= 24 && key.length <= 64 ? key : null
}

const signingKeys = new Map<string, KeyObject | null>()
const rememberedKeys = 200

/** The same, ready to sign with; made once, because making it takes longer than signing. */
const signingKeyOf = (secret: string): KeyObject | null => {
  const known = signingKeys.get(secret)
  if (known !== undefined) return known
  const bytes = keyOf(secret)
  const key = bytes === null ? null : createSecretKey(bytes)
  if (signingKeys.size >= rememberedKeys) signingKeys.clear()
  signingKeys.set(secret, key)
  return key
}

const decoyKeys = new WeakMap<Buffer, KeyObject>()

/** A decoy must not take longer than a secret that is known. */
const decoyKeyOf = (bytes: Buffer): KeyObject => {
  const key = decoyKeys.get(bytes) ?? createSecretKey(bytes)
  decoyKeys.set(bytes, key)
  return key
}

const hmac = (key: KeyObject, { id, timestamp }: Omit<SignedHeaders, 'signature'>, body: Buffer): Buffer =>
  createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()

/** Signs bytes the way `verify` reads them. Throws when the secret is none. */
export const sign = (
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: string; body: Buffer }
): string => {
  const key = signingKeyOf(secret)
  if (key === null) throw new Error('not a secret of Standard Webhooks: whsec_ and 24 to 64 bytes in base64')
  return `v1,${hmac(key, { id, timestamp }, body).toString('base64')}`
}

const single = (rawHeaders: readonly string[], name: string): string | null => {
  let found: string | null = null
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const given = rawHeaders[at]!
    if (given.length !== name.length || given.toLowerCase() !== name) continue
    if (found !== null) return null
    found = rawHeaders[at + 1]!
  }
  return found
}

/**
 * The three headers, each exactly once and well formed: id 1 to 128 printable characters, timestamp whole seconds,
 * at most 16 signatures. Null otherwise. A doubled header is refused: readers disagree on which of two counts.
 */
export const readHeaders = (rawHeaders: readonly string[]): SignedHeaders | null => {
  const id = single(rawHeaders, 'webhook-id')
  const timestamp = single(rawHeaders, 'webhook-timestamp')
  const signature = single(rawHeaders, 'webhook-signature')
  if (id === null || timestamp === null || signature === null) return null
  if (!/^[\x21-\x7e]{1,128}$/.test(id) || !/^[1-9][0-9]{0,11}$/.test(timestamp)) return null
  const isList = /^[\x21-\x7e]+( [\x21-\x7e]+){0,15}$/.test(signature)
  return isList ? { id, timestamp, signature } : null
}

const digestOf = (signature: string): Buffer | null => {
  const match = /^v1,([A-Za-z0-9+/]{43}=)$/.exec(signature)
  return match === null ? null : Buffer.from(match[1]!, 'base64')
}

/**
 * Whether one of the signatures is that of one live secret over id, timestamp and the raw bytes (Standard Webhooks,
 * `v1`). Every pair is compared in constant time, and with few secrets as many computations are made as with two, so
 * that the time tells nothing. Other versions in the list are passed over.
 */
export const isSignedBy = (
  secrets: readonly string[],
  headers: SignedHeaders,
  body: Buffer,
  decoy: () => Buffer
): boolean => {
  const given = headers.signature.split(' ').flatMap(one => digestOf(one) ?? [])
  const keys = secrets.flatMap(secret => signingKeyOf(secret) ?? [])
  const missing = Math.max(0, leastLiveSecrets - keys.length)
  const decoys = Array.from({ length: missing }, () => decoyKeyOf(decoy()))
  let isSigned = false
  for (const [at, key] of [...keys, ...decoys].entries()) {
    const expected = hmac(key, headers, body)
    for (const digest of given) {
      const isEqual = timingSafeEqual(expected, digest)
      if (isEqual && at < keys.length) isSigned = true
    }
  }
  return isSigned
}

/** Whether the time of signing is within five minutes of now. */
export const ageOf = ({ timestamp }: SignedHeaders, now: Date): 'fresh' | 'stale' | 'future' => {
  const seconds = now.getTime() / 1000 - Number(timestamp)
  if (seconds > toleranceSeconds) return 'stale'
  return seconds < -toleranceSeconds ? 'future' : 'fresh'
}
