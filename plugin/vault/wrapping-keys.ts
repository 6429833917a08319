import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { keyBytes } from './cipher.ts'
import { VaultError } from './errors.ts'
import type { KeyFiles } from './key-files.ts'
import type { WrappingKeys } from './sealing.ts'

/** What became of a key-encryption key. */
export interface Retirement {
  readonly kek: string
  readonly retiredAt: string
  /** How many compartments were still alive under it and are now under the current one. */
  readonly rewrapped: number
}

/** The dated keys, and their end. */
export interface DatedKeys extends WrappingKeys {
  /** Months whose key still lives, oldest first. */
  months(): readonly string[]
  /** Months whose key was retired, oldest first. */
  retiredMonths(): readonly string[]
  /** When a month's key was retired, ISO 8601: from then on no copy of what it wrapped can be opened. Null: it lives. */
  retiredAt(kek: string): string | null
  /**
   * Retires a month's key: `rewrapAll` re-wraps (`rewrap`) and durably stores every compartment that still lives
   * under it, and says how many; only then the key is deleted, and no older copy can be opened by anybody. Can be
   * repeated after a crash. Throws `key-still-current`, `vault-key-missing`, and what `rewrapAll` throws (the key
   * then lives on).
   */
  retire(kek: string, rewrapAll: (kek: string) => Promise<number>): Promise<Retirement>
}

const livesIn = /^([0-9]{4}-[0-9]{2})\.key$/
const liesIn = /^([0-9]{4}-[0-9]{2})\.retired$/

/** A key as it was read, and the mark of the file that it was read from. */
interface KnownKey {
  readonly kek: string
  readonly mark: string
  readonly key: Buffer
  readonly ready: KeyObject
}

/**
 * The dated keys of a folder. A key that was deleted is gone for every process at once: that of the month is kept in memory,
 * but used only while the same file lies there.
 */
export const openWrappingKeys = (
  files: KeyFiles,
  { clock, random }: { readonly clock: Pick<Clock, 'now'>; readonly random: Random }
): DatedKeys => {
  const monthsOf = (pattern: RegExp) =>
    files
      .list()
      .flatMap(name => pattern.exec(name)?.[1] ?? [])
      .sort()
  let known: KnownKey | null = null
  const months = () => monthsOf(livesIn)
  const nameOf = (kek: string) => `${kek}.key`
  const stoneOf = (kek: string) => `${kek}.retired`
  const check = (kek: string, key: Buffer) => {
    if (key.length !== keyBytes) throw new VaultError('keys-damaged', nameOf(kek))
    return key
  }
  const currentMonth = () => {
    const month = clock.now().toISOString().slice(0, 7)
    // A clock that went back into a retired month must not bring its key's name back with another key.
    return files.mark(stoneOf(month)) === null ? month : (months().at(-1) ?? month)
  }
  const keptOf = (kek: string): KnownKey | null =>
    known?.kek === kek && known.mark === files.mark(nameOf(kek)) ? known : null
  const wrappingKey = (kek: string) => {
    const kept = keptOf(kek)
    if (kept !== null) return kept.key
    const key = livesIn.test(nameOf(kek)) ? files.read(nameOf(kek)) : null
    if (key === null) throw new VaultError('vault-key-missing', kek)
    return check(kek, key)
  }
  return {
    months,
    retiredMonths: () => monthsOf(liesIn),
    retiredAt: kek => (livesIn.test(nameOf(kek)) ? (files.read(stoneOf(kek))?.toString() ?? null) : null),
    wrappingKey,
    currentWrapping() {
      const kek = currentMonth()
      const kept = keptOf(kek)
      if (kept !== null) return kept
      const mark = files.mark(nameOf(kek))
      const key = check(kek, files.read(nameOf(kek)) ?? files.keep(nameOf(kek), random.bytes(keyBytes)))
      const ready = createSecretKey(key)
      known = mark === null ? null : { kek, mark, key, ready }
      return { kek, key, ready }
    },
    async retire(kek, rewrapAll) {
      if (kek >= currentMonth()) throw new VaultError('key-still-current', kek)
      wrappingKey(kek)
      const rewrapped = await rewrapAll(kek)
      const retiredAt = files.keep(stoneOf(kek), Buffer.from(clock.now().toISOString())).toString()
      files.remove(nameOf(kek))
      return { kek, retiredAt, rewrapped }
    }
  }
}
