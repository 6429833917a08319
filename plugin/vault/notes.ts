import type { Random } from '../random.ts'
import { decrypt, encrypt, ivBytes, pack, unpack } from './cipher.ts'
import type { WrappingKeys } from './sealing.ts'

const bind = (purpose: string, kek: string) => ['lethe-note', 1, purpose, kek]

/**
 * Seals free text of people that waits outside a compartment (with a signal, at a hold), bound to its purpose. It may
 * name the subject, so it lies under the dated key-encryption key and its copies die with that.
 */
export const sealNote = (purpose: string, text: string, keys: WrappingKeys, random: Random): string => {
  const { kek, key } = keys.currentWrapping()
  return `${kek}.${pack(encrypt(Buffer.from(text), random.bytes(ivBytes), { key, boundTo: bind(purpose, kek) }))}`
}

/** Throws `vault-key-missing` once the month's key is retired, `vault-opened-wrong` for another purpose's note. */
export const openNote = (purpose: string, sealed: string, keys: WrappingKeys): string => {
  const [kek = '', box = ''] = sealed.split('.')
  return decrypt(unpack(box), { key: keys.wrappingKey(kek), boundTo: bind(purpose, kek) }).toString()
}
