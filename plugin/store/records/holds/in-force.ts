import type { Identifier, Subject } from '../../../../adapters/contract.ts'
import { stoppedBy, type Weighing } from '../../../erasure/held.ts'
import type { Document, Expected, Page, Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { aliasesOf, aliasOf } from '../aliases.ts'
import { declarationsOf } from '../platforms/declarations.ts'
import { aliasKey } from '../requests.ts'
import type { Seals } from '../seals.ts'
import { type HoldBody, itemsOf } from './body.ts'
import { type HoldRegister, readHoldRegister, standingRegister } from './register.ts'

/** Index key of the holds of a platform of which nobody can say yet whom they protect. */
export const incompleteKey = (platform: string): string => `incomplete:${platform}`

/** People write a name in any case; where a platform tells them apart, a hold rather covers both. */
const foldedAlias = (seals: Seals, platform: string, username: string): string =>
  seals.hashForIndex('alias', JSON.stringify([platform, 'username-folded', username.normalize('NFC').toLowerCase()]))

/** What a hold is filed under for one identifier. */
export const holdAliasesOf = (seals: Seals, platform: string, identifier: Identifier): readonly string[] => [
  aliasOf(seals, platform, identifier),
  ...(identifier.kind === 'username' ? [foldedAlias(seals, platform, identifier.value)] : [])
]

/** What an account is held by: every alias, and its name in any case. */
export const heldAliasesOf = (seals: Seals, platform: string, subject: Subject): readonly string[] => [
  ...aliasesOf(seals, platform, subject),
  foldedAlias(seals, platform, subject.username)
]

/** The holds in force on a platform that concern a subject with these aliases, whatever they suspend. */
export const holdsOn = async (
  store: Store,
  platform: string,
  aliases: readonly string[]
): Promise<readonly Document<HoldBody>[]> => {
  const found = await store.query<HoldBody>('hold', { anyKey: aliases.map(aliasKey) })
  return found.filter(({ body }) => body.platform === platform)
}

/** The holds that stop an erasure of this subject, and for each the code of why. */
export interface Stopping {
  readonly codes: readonly string[]
  /** What is held and stays as it is, because the erasure goes without it. */
  readonly spared: readonly Document<HoldBody>[]
}

/**
 * Weighs the holds on a subject against a plan; without one (`null`) every hold stops.
 * @param at ISO 8601: which statements of the site are in force
 */
export const stoppingHolds = async (
  store: Store,
  platform: string,
  aliases: readonly string[],
  plan: { readonly retained: NonNullable<Weighing['retained']> } | null,
  at: string
): Promise<Stopping> => {
  const holds = await holdsOn(store, platform, aliases)
  if (holds.length === 0) return { codes: [], spared: [] }
  const { noInvoices } = await declarationsOf(store, platform, aliases, at)
  const weighed = holds.map(hold => ({
    hold,
    code: stoppedBy(itemsOf(hold.body), { retained: plan?.retained ?? null, noInvoices })
  }))
  return {
    codes: weighed.flatMap(({ code }) => (code === null ? [] : [code])).sort(),
    spared: weighed.flatMap(({ hold, code }) => (code === null ? [hold] : []))
  }
}

/** A file of the embedded store, or the row of PostgreSQL by its kind and id. */
const damagedHold = /^(?:aside\/)?hold\/(?:.*\/)?([^~/]+?)(?:~[^/]*)?(?:\.json)?$/

/** Ids of the holds that are damaged. A file that is no document at all was never a hold. */
const damagedIds = (store: Store): readonly string[] =>
  store.state().aside.flatMap(({ file, because }) => {
    const id = damagedHold.exec(file)?.[1]
    return id === undefined || because === 'not-a-document' ? [] : [id]
  })

/**
 * Why nobody can tell who is protected on a platform, so that it may be anybody; null: everybody's hold can be read.
 * `hold-damaged`: a file is gone or lies aside, until it is put back or people agree to do without it.
 * `hold-incomplete`: the platform was not asked yet who is meant.
 */
export const unknownHolds = async (
  store: Store,
  platform: string
): Promise<'hold-damaged' | 'hold-incomplete' | null> => {
  return unknownBy(store, platform, await readHoldRegister(store))
}

const unknownBy = async (
  store: Store,
  platform: string,
  register: HoldRegister
): Promise<'hold-damaged' | 'hold-incomplete' | null> => {
  if (Object.values(register.lost).some(lost => lost.platform === platform)) return 'hold-damaged'
  for (const id of damagedIds(store)) {
    const where = register.inForce[id]
    if (id in register.settled || (where !== undefined && where !== platform)) continue
    if (await isUnreadable(store, id)) return 'hold-damaged'
  }
  return (await store.query('hold', { key: incompleteKey(platform) }, { limit: 1 })).length > 0
    ? 'hold-incomplete'
    : null
}

/**
 * Whether holds keep anything destructive from being begun for a subject, and the term on which to store that it begins:
 * refused when a hold was placed since, or covers more than it did, also where the section was lost that keeps it out.
 * @param at ISO 8601
 */
export const weighHolds = async (
  store: Store,
  platform: string,
  aliases: readonly string[],
  plan: Parameters<typeof stoppingHolds>[3],
  at: string
): Promise<{ readonly stop: boolean; readonly expects: Expected }> => {
  const { kind, id, revision, body } = await standingRegister(store)
  const { codes } = await stoppingHolds(store, platform, aliases, plan, at)
  // After the holds themselves: one that is found damaged there is known from then on.
  const stop = codes.length > 0 || (await unknownBy(store, platform, body)) !== null
  return { stop, expects: { kind, id, revision } }
}

const isUnreadable = async (store: Store, id: string): Promise<boolean> => {
  try {
    return (await store.get<HoldBody>('hold', id)) === null
  } catch (error) {
    if (error instanceof StoreError && error.code === 'corrupt') return true
    throw error
  }
}

/** The holds in force, in the order of their ids. */
export const listHolds = (store: Store, page?: Page): Promise<readonly Document<HoldBody>[]> =>
  store.query<HoldBody>('hold', { all: true }, page)
