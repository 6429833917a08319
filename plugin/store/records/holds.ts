import type { ErasureRequest } from '../../erasure/request.ts'
import { Problem } from '../../errors.ts'
import type { Document, Page, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import type { HoldBody } from './bodies.ts'
import { changeKnown, filed, getKnown, shelvedAt } from './change.ts'
import { aliasKey, tellRequests } from './requests.ts'

/**
 * Placing a hold and entering `erasing` take the same critical section, so that a hold is either seen before the first
 * platform call or its signal stops what has not begun.
 */
export const exclusiveKeyForHolds = (platform: string): string => `hold:${platform}`

/** What the note of a hold is bound to. */
export const holdNotePurpose = (id: string): string => `hold:${id}`

/** Ids of the open requests that have one of these aliases. */
export const openRequestsOf = async (store: Store, aliases: readonly string[]): Promise<readonly string[]> => {
  const found = await Promise.all(
    aliases.map(alias => store.query<ErasureRequest>('request', { key: aliasKey(alias) }))
  )
  return [...new Set(found.flat().map(({ id }) => id))].sort()
}

/** A hold, and the open requests that it concerns. */
export type HoldAndRequests = { readonly hold: Document<HoldBody>; readonly requests: readonly string[] }

/** Places a hold and tells every open request that it concerns. */
export const placeHold = (store: Store, id: string, body: HoldBody): Promise<HoldAndRequests> =>
  store.exclusive(exclusiveKeyForHolds(body.platform), async () => {
    await store.put('hold', id, filed(body, [...body.aliases.map(aliasKey), `platform:${body.platform}`]), {
      expected: 0
    })
    const requests = await openRequestsOf(store, body.aliases)
    await tellRequests(store, requests, { kind: 'hold-placed', hold: id, at: body.placedAt })
    return { hold: await getHold(store, id), requests }
  })

/** Ends a hold: its aliases and its note go with it, and what it stopped is told. */
export const releaseHold = async (store: Store, id: string, by: string, at: string): Promise<HoldAndRequests> => {
  const { body } = await getHold(store, id)
  return store.exclusive(exclusiveKeyForHolds(body.platform), async () => {
    const requests = await openRequestsOf(store, body.aliases)
    const hold = await changeKnown<HoldBody>(store, { kind: 'hold', id, unknown: 'hold-unknown' }, ({ body: now }) => {
      if (now.releasedAt !== null) throw new Problem('hold-released')
      return { body: { ...now, aliases: [], sealedNote: null, releasedAt: at, releasedBy: by }, ...shelvedAt(at) }
    })
    await tellRequests(store, requests, { kind: 'hold-released', hold: id, at })
    return { hold, requests }
  })
}

/** One hold, also a released one. Throws `hold-unknown`. */
const getHold = (store: Store, id: string): Promise<Document<HoldBody>> =>
  getKnown<HoldBody>(store, 'hold', id, 'hold-unknown')

/** The holds in force on a platform that concern a subject with these aliases. */
export const holdsOn = async (
  store: Store,
  platform: string,
  aliases: readonly string[]
): Promise<readonly Document<HoldBody>[]> => {
  const found = await Promise.all(aliases.map(alias => store.query<HoldBody>('hold', { key: aliasKey(alias) })))
  const here = found.flat().filter(({ body }) => body.platform === platform)
  return [...new Map(here.map(hold => [hold.id, hold])).values()]
}

const damagedHold = /^(?:aside\/)?hold\/(?:.*\/)?([^~/]+)(?:~[^/]*)?\.json$/

/**
 * Whether a hold lies aside damaged and was not put back: whom it protects is not known, so it may be anybody. Its file
 * is taken out of `aside` when the hold was placed anew.
 */
export const isHoldUnknown = async (store: Store): Promise<boolean> => {
  for (const { file, because } of store.state().aside) {
    const id = damagedHold.exec(file)?.[1]
    if (id === undefined || because === 'not-a-document') continue
    try {
      if ((await store.get<HoldBody>('hold', id)) === null) return true
    } catch (error) {
      if (error instanceof StoreError && error.code === 'corrupt') return true
      throw error
    }
  }
  return false
}

/** The holds in force, in the order of their ids. */
export const listHolds = (store: Store, page: Page): Promise<readonly Document<HoldBody>[]> =>
  store.query<HoldBody>('hold', { all: true }, page)
