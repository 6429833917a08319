import { dayMs } from '../../../durations.ts'
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

const yearMs = 365 * dayMs

const idOf = (keys: With['keys'], platform: string, letters: string): string =>
  keys.hashForIndex('status-code', JSON.stringify([platform, letters]))

const lettersFor = (keys: With['keys'], request: string): string =>
  lettersOf(keys.hashForIndex('status-code-letters', request), 4)

/** Under this key lie the codes that end in a month (`YYYY-MM`). */
const endingKey = (month: string): string => `status-codes:${month}`

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
 * Lets the code of a request be found, for a year; again it does nothing. Done before anybody is told the code: before the
 * request of a page is stored, before a mail goes out.
 */
export const noteStatusCode = async (
  { store, keys }: With,
  { request, platform, at }: { readonly request: string; readonly platform: string; readonly at: string }
): Promise<void> => {
  const until = new Date(Date.parse(at) + yearMs).toISOString()
  const body: StatusCodeBody = { platform, list: 'status-codes', request, until }
  try {
    const entry = filed(body, [endingKey(until.slice(0, 7))])
    await store.put('spool', idOf(keys, platform, lettersFor(keys, request)), entry, { expected: 0 })
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

/** Forgets the codes that ended in the month before this one. */
export const forgetStatusCodes = async (store: Store, now: string): Promise<void> => {
  const before = new Date(Date.parse(`${now.slice(0, 7)}-01T00:00:00.000Z`) - 1).toISOString().slice(0, 7)
  for (const { id, revision } of await store.query('spool', { key: endingKey(before) }))
    await store.remove('spool', id, revision)
}
