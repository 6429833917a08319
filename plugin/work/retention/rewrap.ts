import type { ErasureRequest } from '../../erasure/request.ts'
import type { HoldBody } from '../../store/records/holds/body.ts'
import { holdNamesPurpose, holdNotePurpose, liftNotePurpose } from '../../store/records/holds/change.ts'
import { rewrapLists } from '../../store/records/lists/sealed-list.ts'
import { type SpoolBody, sealedSpoolKey, spoolPurpose } from '../../store/records/lists/spool.ts'
import { requestEntry } from '../../store/records/requests.ts'
import type { Document, Entry } from '../../store/store.ts'
import { StoreError } from '../../store/store-error.ts'
import { VaultError } from '../../vault/errors.ts'
import { rewrap, type Sealed } from '../../vault/sealing.ts'
import { everyRequest } from '../every-request.ts'
import type { WorkParts } from '../parts.ts'

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'random'>

/** How often a request that is being carried on right now is tried again. */
const mostTries = 50
const pauseMs = 200

const livesUnder = (sealed: Sealed | null, kek: string): sealed is Sealed =>
  sealed !== null && sealed.wrapped !== null && sealed.kek === kek

const rewrapped = (parts: Parts, id: string, body: ErasureRequest, kek: string): ErasureRequest => {
  const again = (sealed: Sealed | null) => (livesUnder(sealed, kek) ? rewrap(sealed, id, parts) : sealed)
  const { work, replay, block } = body.vault
  return { ...body, vault: { work: again(work), replay: again(replay), block: again(block) } }
}

/**
 * Notes and mandates wait in signals until the next step folds them into the compartment; a signal cannot be changed, so
 * its turn is waited for. What an ended request still has is read by nobody. Throws `notes-not-folded`.
 */
const awaitNotes = async ({ store, clock }: Parts, id: string, kek: string): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    const document = await store.get<ErasureRequest>('request', id)
    if (document === null || document.shelf !== null) return
    if (!JSON.stringify(document.signals).includes(`"${kek}.`)) return
    if (tries >= mostTries) throw new VaultError('notes-not-folded', kek)
    await clock.sleep(pauseMs, new AbortController().signal)
  }
}

/** Re-wraps one request; answers how many compartments. A request in somebody's hands is waited for. */
const rewrapRequest = async (parts: Parts, id: string, kek: string): Promise<number> => {
  for (let tries = 1; ; tries += 1) {
    const document = await parts.store.get<ErasureRequest>('request', id)
    if (document === null) return 0
    const { body, dueAt, shelf, revision } = document
    const living = Object.values(body.vault).filter(sealed => livesUnder(sealed, kek)).length
    if (living === 0) return 0
    const next = rewrapped(parts, id, body, kek)
    const entry: Entry<ErasureRequest> =
      shelf === null ? requestEntry(next, dueAt) : { body: next, keys: [], unique: [], dueAt: null, shelf }
    try {
      await parts.store.put('request', id, entry, { expected: revision })
      return living
    } catch (error) {
      const isBusy = error instanceof StoreError && ['claimed', 'revision-conflict'].includes(error.code)
      if (!isBusy || tries >= mostTries) throw error
      await parts.clock.sleep(pauseMs, new AbortController().signal)
    }
  }
}

/** Puts the notes of a hold, and the names that it waits with, under the current key; answers how many. */
const rewrapHold = async ({ store, keys }: Parts, { id, body, ...entry }: Document<HoldBody>, kek: string) => {
  let count = 0
  const again = (purpose: string, sealed: string | null | undefined): string | null => {
    if (sealed == null || !sealed.startsWith(`${kek}.`)) return sealed ?? null
    count += 1
    return keys.sealNote(purpose, keys.openNote(purpose, sealed))
  }
  const after: HoldBody = {
    ...body,
    sealedNote: again(holdNotePurpose(id), body.sealedNote),
    sealedIdentifiers: again(holdNamesPurpose(id), body.sealedIdentifiers),
    lift: body.lift == null ? null : { ...body.lift, sealedNote: again(liftNotePurpose(id), body.lift.sealedNote) }
  }
  const { keys: index, unique, dueAt, shelf, revision } = entry
  if (count > 0) await store.put('hold', id, { body: after, keys: index, unique, dueAt, shelf }, { expected: revision })
  return count
}

const rewrapSpooled = async ({ store, keys }: Parts, document: Document<SpoolBody>, kek: string): Promise<number> => {
  const { id, body, keys: index, unique, dueAt, shelf, revision } = document
  if (!body.sealed.startsWith(`${kek}.`)) return 0
  const sealed = keys.sealNote(spoolPurpose(id), keys.openNote(spoolPurpose(id), body.sealed))
  await store.put('spool', id, { body: { ...body, sealed }, keys: index, unique, dueAt, shelf }, { expected: revision })
  return 1
}

/**
 * Puts everything that lives under a month's key (compartments, what is sealed of holds, the spool, lists of accounts)
 * under the current one; answers how many. Notes in signals are waited for until they are folded in (`notes-not-folded`
 * where they are not), or `lost`: before anybody works, nobody folds.
 */
export const rewrapAll = async (parts: Parts, kek: string, notes: 'awaited' | 'lost' = 'awaited'): Promise<number> => {
  let count = await rewrapLists(parts, kek)
  if (notes === 'awaited') for await (const { id } of everyRequest(parts)) await awaitNotes(parts, id, kek)
  for await (const { id } of everyRequest(parts)) count += await rewrapRequest(parts, id, kek)
  for (const hold of await parts.store.query<HoldBody>('hold', { all: true })) {
    count += await rewrapHold(parts, hold, kek)
  }
  for (const spooled of await parts.store.query<SpoolBody>('spool', { key: sealedSpoolKey })) {
    count += await rewrapSpooled(parts, spooled, kek)
  }
  return count
}
