import { createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { type NotedAnchor, noteAnchor, readNotedAnchor } from './anchor-note.ts'
import { type CertificateKeys, openCertificateKeys } from './certificate-key.ts'
import { keyBytes } from './cipher.ts'
import { VaultError } from './errors.ts'
import { type KeyFiles, openKeyFiles, readOrMake } from './key-files.ts'
import { openNote, sealNote } from './notes.ts'
import { openSecret, sealSecret } from './secrets.ts'
import { type DatedKeys, openWrappingKeys } from './wrapping-keys.ts'

/** Every key of a site. They lie in a folder outside the data folder and outside its backups. */
export interface Keys extends DatedKeys {
  readonly certificate: CertificateKeys
  /** The last batch of heads that was signed, as this folder knows it; null: none. */
  lastAnchor(): NotedAnchor | null
  /** Notes it in the place of the one before. */
  noteAnchor(anchor: NotedAnchor): void
  /** Whether the folder still holds what was opened, readable by its owner alone; null: it does. */
  check(): 'keys-missing' | 'keys-foreign' | 'keys-too-open' | null
  /** Secret of Lethe's own tokens, 32 bytes. */
  readonly tokenSecret: Buffer
  /** Secret of the cookies of sessions, 32 bytes: another key, so that neither text can stand for the other. */
  readonly sessionSecret: Buffer
  /**
   * Exact keyed hash (HMAC-SHA-256, hexadecimal) for index keys: to find again, never to read back. What counts as
   * the same value is the caller's to normalise.
   */
  hashForIndex(purpose: string, value: string): string
  /** Seals a secret of the site for rest, bound to its purpose. */
  sealSecret(purpose: string, text: string): string
  /** Throws `vault-opened-wrong`. */
  openSecret(purpose: string, sealed: string): string
  /** Seals free text that may name a subject, under the dated key; bound to its purpose. */
  sealNote(purpose: string, text: string): string
  /** Throws `vault-key-missing`, `vault-opened-wrong`. */
  openNote(purpose: string, sealed: string): string
}

/** What a folder has become since its keys were opened. */
const checkKeys = (files: KeyFiles, opened: Readonly<Record<string, Buffer>>): ReturnType<Keys['check']> => {
  try {
    for (const [name, key] of Object.entries(opened)) {
      const found = files.read(name)
      if (found === null) return 'keys-missing'
      if (!found.equals(key)) return 'keys-foreign'
    }
    return null
  } catch (error) {
    return error instanceof VaultError ? 'keys-too-open' : 'keys-missing'
  }
}

const openSecretKey = (files: KeyFiles, name: string, make: (() => Buffer) | null): Buffer => {
  const key = readOrMake(files, name, make)
  if (key.length !== keyBytes) throw new VaultError('keys-damaged', name)
  return key
}

/**
 * Opens the keys folder and, unless `makesAll` is false, makes what is missing: folder 0700, files 0600, written
 * durably. Throws `keys-inside-data`, `keys-too-open`, `keys-damaged`, `keys-missing`.
 */
export const openKeys = (where: {
  readonly folder: string
  readonly dataFolder: string
  readonly clock: Pick<Clock, 'now'>
  readonly random: Random
  readonly makesAll?: boolean
}): Keys => {
  const { random } = where
  const make = where.makesAll === false ? null : () => random.bytes(keyBytes)
  const files = openKeyFiles({ ...where, uuid: () => random.uuid() })
  const indexKey = openSecretKey(files, 'index.key', make)
  const indexHmacKey = createSecretKey(indexKey)
  const secretsKey = openSecretKey(files, 'secrets.key', make)
  const dated = openWrappingKeys(files, where)
  const tokenSecret = openSecretKey(files, 'token.key', make)
  return {
    ...dated,
    certificate: openCertificateKeys(files, {
      seed: () => random.bytes(keyBytes),
      makesFirst: make !== null,
      now: () => where.clock.now().toISOString()
    }),
    check: () => checkKeys(files, { 'index.key': indexKey, 'secrets.key': secretsKey, 'token.key': tokenSecret }),
    lastAnchor: () => readNotedAnchor(files),
    noteAnchor: anchor => noteAnchor(files, anchor),
    tokenSecret,
    // Drawn from the same file (RFC 5869), so that a folder of before needs no further one.
    sessionSecret: Buffer.from(hkdfSync('sha256', tokenSecret, '', 'lethe session', keyBytes)),
    hashForIndex: (purpose, value) =>
      createHmac('sha256', indexHmacKey)
        .update(JSON.stringify([purpose, value]))
        .digest('hex'),
    sealSecret: (purpose, text) => sealSecret(purpose, text, secretsKey, random),
    openSecret: (purpose, sealed) => openSecret(purpose, sealed, secretsKey),
    sealNote: (purpose, text) => sealNote(purpose, text, dated, random),
    openNote: (purpose, sealed) => openNote(purpose, sealed, dated)
  }
}
