import type { ErasureRequest } from '../../../erasure/request.ts'
import { Problem } from '../../../errors.ts'
import type { Document, Entry, Store } from '../../store.ts'
import { changeKnown, filed, getKnown, shelvedAt } from '../change.ts'
import { aliasKey, tellRequests } from '../requests.ts'
import { type HoldBody, type HoldLift, type HoldLookup, isIncomplete, itemsOf } from './body.ts'
import { incompleteKey } from './in-force.ts'
import { enterHold, strikeHold } from './register.ts'
import { exclusiveOnSubject } from './section.ts'

/** What the note of a hold is bound to. */
export const holdNotePurpose = (id: string): string => `hold:${id}`

/** What the names of a hold are bound to while nobody knows whose they are. */
export const holdNamesPurpose = (id: string): string => `hold-names:${id}`

/** What the note of a lifting is bound to. */
export const liftNotePurpose = (id: string): string => `hold-lift:${id}`

/** Ids of the open requests that have one of these aliases. */
export const openRequestsOf = async (store: Store, aliases: readonly string[]): Promise<readonly string[]> => {
  const found = await Promise.all(
    aliases.map(alias => store.query<ErasureRequest>('request', { key: aliasKey(alias) }))
  )
  return [...new Set(found.flat().map(({ id }) => id))].sort()
}

/** A hold, and the open requests that it concerns. */
export type HoldAndRequests = { readonly hold: Document<HoldBody>; readonly requests: readonly string[] }

const holdEntry = (body: HoldBody): Entry<HoldBody> =>
  filed(body, [
    ...body.aliases.map(aliasKey),
    `platform:${body.platform}`,
    ...(isIncomplete(body) ? [incompleteKey(body.platform)] : [])
  ])

const tellPlaced = (store: Store, id: string, body: HoldBody, requests: readonly string[]): Promise<void> =>
  tellRequests(store, requests, {
    kind: 'hold-placed',
    hold: id,
    at: body.placedAt,
    ground: body.ground,
    items: itemsOf(body).map(({ kind }) => kind)
  })

/** Places a hold and tells every open request that it concerns. */
export const placeHold = (store: Store, id: string, body: HoldBody): Promise<HoldAndRequests> => {
  return exclusiveOnSubject(store, body.aliases, async () => {
    await store.put('hold', id, holdEntry(body), { expected: 0 })
    await enterHold(store, id, body.platform)
    const requests = await openRequestsOf(store, body.aliases)
    await tellPlaced(store, id, body, requests)
    return { hold: await getHold(store, id), requests }
  })
}

/**
 * Notes what the platform said of who is meant: what was found is held by all its aliases from now on, and the open
 * requests that this concerns are told. The names go as soon as they are not needed.
 */
export const noteLookup = (
  store: Store,
  id: string,
  lookup: HoldLookup,
  aliases: readonly string[]
): Promise<HoldAndRequests> =>
  exclusiveOnSubject(store, aliases, async () => {
    const before = await getHold(store, id)
    const hold = await changeHold(store, id, body => ({
      ...body,
      aliases: [...new Set([...body.aliases, ...aliases])],
      lookup,
      sealedIdentifiers: lookup.is === 'found' ? null : (body.sealedIdentifiers ?? null)
    }))
    await enterHold(store, id, hold.body.platform)
    const requests = await openRequestsOf(store, hold.body.aliases)
    const known = await openRequestsOf(store, before.body.aliases)
    await tellPlaced(
      store,
      id,
      hold.body,
      requests.filter(request => !known.includes(request))
    )
    return { hold, requests }
  })

/** Changes a hold that is in force. Throws `hold-unknown`, `hold-released`. */
export const changeHold = (
  store: Store,
  id: string,
  change: (body: HoldBody) => HoldBody
): Promise<Document<HoldBody>> =>
  changeKnown<HoldBody>(store, { kind: 'hold', id, unknown: 'hold-unknown' }, ({ body }) => {
    if (body.releasedAt !== null) throw new Problem('hold-released')
    return holdEntry(change(body))
  })

/** Somebody asks for a hold to be lifted; it stands until another agrees. */
export const askLift = (store: Store, id: string, lift: HoldLift): Promise<Document<HoldBody>> =>
  changeHold(store, id, body => ({ ...body, lift }))

/**
 * Ends a hold: its aliases, names and note go with it, and what it stopped is told. `asked`: the wish to lift it that
 * somebody agrees to; a review or another wish in between leaves the hold as it is. Throws `hold-released`,
 * `lift-not-asked`.
 */
export const releaseHold = async (
  store: Store,
  id: string,
  by: string,
  at: string,
  asked?: HoldLift
): Promise<HoldAndRequests> => {
  const { body } = await getHold(store, id)
  const released = await exclusiveOnSubject(store, body.aliases, async () => {
    const hold = await changeKnown<HoldBody>(store, { kind: 'hold', id, unknown: 'hold-unknown' }, ({ body: now }) => {
      if (now.releasedAt !== null) throw new Problem('hold-released')
      if (asked !== undefined && (now.lift?.askedBy !== asked.askedBy || now.lift.askedAt !== asked.askedAt))
        throw new Problem('lift-not-asked')
      const ended = { aliases: [], sealedNote: null, sealedIdentifiers: null, releasedAt: at, releasedBy: by }
      return { body: { ...now, ...ended }, ...shelvedAt(at) }
    })
    const requests = await openRequestsOf(store, body.aliases)
    const askedBy = hold.body.lift?.askedBy ?? by
    await tellRequests(store, requests, { kind: 'hold-released', hold: id, at, askedBy, agreedBy: by })
    return { hold, requests }
  })
  await strikeHold(store, id)
  return released
}

/** One hold, also a released one. Throws `hold-unknown`. */
export const getHold = (store: Store, id: string): Promise<Document<HoldBody>> =>
  getKnown<HoldBody>(store, 'hold', id, 'hold-unknown')
