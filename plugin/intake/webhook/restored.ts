import type { Clock } from '../../clock.ts'
import type { Incoming, Taken } from '../../erasure/incoming.ts'
import type { DeliveryBody } from '../../store/records/bodies.ts'
import { filed } from '../../store/records/change.ts'
import { announceReplay } from '../../store/records/replays.ts'
import type { Seals } from '../../store/records/seals.ts'
import type { Store } from '../../store/store.ts'
import { StoreError } from '../../store/store-error.ts'
import { idOfDelivery } from '../delivery-id.ts'
import { takenAsReplay } from '../recall.ts'

/**
 * A source says that the platform was restored: stored as a replay, then remembered, in this order, because the same
 * restore stored twice is one replay. Nothing is erased before people have agreed. Throws `restore-times-wrong`.
 */
export const takeRestored = async (
  { store, keys, clock }: { readonly store: Store; readonly keys: Seals; readonly clock: Clock },
  { platform, by, type, instants, deliveryKey }: Incoming
): Promise<Taken> => {
  const at = clock.now().toISOString()
  const { snapshotAt, restoredAt } = instants
  const said = { platform, by, snapshotAt: snapshotAt!, restoredAt: restoredAt! }
  const { id } = await announceReplay(store, keys, said, at)
  const body: DeliveryBody = { source: by, type, at, answer: { status: 202, body: { request: null, replay: id } } }
  try {
    await store.put('delivery', idOfDelivery(deliveryKey!), filed(body), { expected: 0 })
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'revision-conflict')) throw error
  }
  return takenAsReplay(id)
}
