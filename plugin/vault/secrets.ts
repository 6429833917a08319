import type { Random } from '../random.ts'
import { decrypt, encrypt, ivBytes, pack, unpack } from './cipher.ts'

const bind = (purpose: string) => ['lethe-secret', 1, purpose]

/**
 * Seals a secret of the site (of a webhook source, of a platform's client) for rest, bound to its purpose. These
 * name no subject and live as long as their source, so their key is a long-lived one.
 */
export const sealSecret = (purpose: string, text: string, key: Uint8Array, random: Random): string =>
  pack(encrypt(Buffer.from(text), random.bytes(ivBytes), { key, boundTo: bind(purpose) }))

/** Throws `vault-opened-wrong` for another purpose's, or a changed one. */
export const openSecret = (purpose: string, sealed: string, key: Uint8Array): string =>
  decrypt(unpack(sealed), { key, boundTo: bind(purpose) }).toString()
