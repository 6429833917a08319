import { isAskedOnPage } from '../../../erasure/demand/demand.ts'
import type { ErasureRequest } from '../../../erasure/request.ts'
import type { Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { filed } from '../change.ts'
import type { Seals } from '../seals.ts'
import { lettersOf, readTyped, spellCode } from './spelling.ts'

/** Which request a code stands for. The code itself is not kept: the id of this document is its keyed hash. */
export interface StatusCodeBody {
  readonly platform: string
  readonly list: 'status-codes'
  readonly request: string
  readonly until: string
}

type With = { readonly store: Store; readonly keys: Pick<Seals, 'hashForIndex'> }

/** A code that is said in a month stands until the same month of the next year is over: a year after each mail, or more. */
const untilFor = (at: string): string => {
  const said = new Date(at)
  return new Date(Date.UTC(said.getUTCFullYear() + 1, said.getUTCMonth() + 1)).toISOString()
}

/** After a standstill of this long no row lies where nobody looks for it. */
const monthsLookedBack = 60

const idOf = (keys: With['keys'], platform: string, letters: string): string =>
  keys.hashForIndex('status-code', JSON.stringify([platform, letters]))

const lettersFor = (keys: With['keys'], request: string): string =>
  lettersOf(keys.hashForIndex('status-code-letters', request), 4)

/** Under this key lie the codes that end with the beginning of a month. */
const endingKey = (until: string): string => `status-codes:${until.slice(0, 7)}`

/**
 * By what whoever asked learns how it stands without signing in: four groups of four letters, worked out anew from the id of
 * the request with a key of the site.
 */
export const statusCodeOf = (keys: With['keys'], request: string): string => spellCode(lettersFor(keys, request))

/** Whether a request has such a code before any mail says it: its subject asked for it on a page. */
export const hasStatusCode = ({ demands }: Pick<ErasureRequest, 'demands'>): boolean => {
  const [first] = demands
  return first !== undefined && isAskedOnPage(first)
}

/** It is noted; or its row is damaged and leads nowhere, which is no reason to leave the subject without a mail for good. */
const mayGoOn: readonly string[] = ['revision-conflict', 'corrupt']

/**
 * Lets the code of a request be found, for a year at least; again it writes once a month. Done before anybody is told the
 * code: before the request of a page is stored, before each mail goes out, which may be long after the first.
 */
export const noteStatusCode = async (
  { store, keys }: With,
  { request, platform, at }: { readonly request: string; readonly platform: string; readonly at: string }
): Promise<void> => {
  const id = idOf(keys, platform, lettersFor(keys, request))
  const until = untilFor(at)
  const body: StatusCodeBody = { platform, list: 'status-codes', request, until }
  try {
    const known = await store.get<StatusCodeBody>('spool', id)
    if (known !== null && known.body.until >= until) return
    await store.put('spool', id, filed(body, [endingKey(until)]), { expected: known?.revision ?? 0 })
  } catch (error) {
    if (!(error instanceof StoreError && mayGoOn.includes(error.code))) throw error
  }
}

/** The id of the request that a code stands for on a platform, however it was typed; null for none. */
export const requestOfStatusCode = async (
  { store, keys }: With,
  platform: string,
  typed: string,
  now: string
): Promise<string | null> => {
  const found = await store.get<StatusCodeBody>('spool', idOf(keys, platform, readTyped(typed)))
  return found === null || found.body.until <= now ? null : found.body.request
}

/** Forgets the codes that have ended, also those that ended while nothing ran. */
export const forgetStatusCodes = async (store: Store, now: string): Promise<void> => {
  const today = new Date(now)
  const ended = Array.from({ length: monthsLookedBack }, (_, back) =>
    endingKey(new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back)).toISOString())
  )
  // The first ones ended 365 days after their mail, on a day within the month under which they lie.
  for (const { id, revision, body } of await store.query<StatusCodeBody>('spool', { anyKey: ended }))
    if (body.until <= now) await store.remove('spool', id, revision)
}
