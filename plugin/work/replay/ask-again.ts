import { demandAgain } from '../../erasure/replay.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { aliasOf } from '../../store/records/aliases.ts'
import { changeReplay, type Repeated, type ReplayDocument } from '../../store/records/replays.ts'
import { openRequestsNaming, type RequestDocument } from '../../store/records/requests.ts'
import { StoreError } from '../../store/store-error.ts'
import { findAgain } from './find-again.ts'
import type { Reading } from './parts.ts'

/**
 * One account: read once more, because it may have been given away since the list was drawn; then a request of its own,
 * named by replay and former request, so that a crash in the middle asks for nobody twice.
 */
const repeat = async (reading: Reading, replay: ReplayDocument, former: RequestDocument): Promise<Repeated> => {
  const { parts, connected, snapshotAt } = reading
  const { is, subject } = await findAgain(reading, former)
  if (is !== 'came-back' || subject === null) return { is: is as Exclude<typeof is, 'came-back'>, request: null }
  const identifier = { kind: 'platform-id', value: subject.id } as const
  const [open] = await openRequestsNaming(parts.store, [aliasOf(parts.keys, connected.id, identifier)])
  const isOurs = open?.body.demands.some(({ batch }) => batch === replay.id) === true
  if (open !== undefined && !isOurs) return { is: 'already-open', request: open.id }
  const { by, demand } = demandAgain(former.body)
  const { approvals, noticeSentAt } = former.body
  const taken = await parts.accept({
    type: 'account.deletion.requested',
    by,
    deliveryKey: parts.keys.hashForIndex('replay', JSON.stringify([replay.id, former.id])),
    way: 'replay',
    batch: replay.id,
    platform: connected.id,
    identifiers: [identifier],
    subject,
    demand,
    notes: [],
    instants: {},
    replayed: { replay: replay.id, request: former.id, snapshotAt, by: replay.body.by, approvals, noticeSentAt }
  })
  return { is: 'requested', request: taken.body.request }
}

const repeatUnlessTaken = (reading: Reading, replay: ReplayDocument, former: RequestDocument): Promise<Repeated> =>
  repeat(reading, replay, former).catch(error => {
    // Somebody else's request took the subject at this very moment.
    if (error instanceof StoreError && error.code === 'duplicate-key') return { is: 'already-open', request: null }
    throw error
  })

/**
 * Asks again for everybody on a released list who came back, one after the other, each written down at once. Can be
 * stopped and begun again anywhere. @throws PlatformError *unavailable*
 */
export const askAgain = async (reading: Reading, replay: ReplayDocument): Promise<void> => {
  const { store, clock } = reading.parts
  for (const row of replay.body.rows) {
    if (row.is !== 'came-back' || row.again !== null) continue
    reading.signal.throwIfAborted()
    const former = await store.get<ErasureRequest>('request', row.request)
    const again: Repeated =
      former === null ? { is: 'cannot-be-known', request: null } : await repeatUnlessTaken(reading, replay, former)
    await changeReplay(store, replay.id, body => ({
      ...body,
      rows: body.rows.map(one => (one.request === row.request ? { ...one, again } : one))
    }))
  }
  const endedAt = clock.now().toISOString()
  await changeReplay(store, replay.id, body => ({ ...body, state: 'done', because: null, endedAt }))
}
