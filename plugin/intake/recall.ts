import type { Taken } from '../erasure/incoming.ts'
import type { DeliveryBody } from '../store/records/bodies.ts'
import type { Store } from '../store/store.ts'
import { idOfDelivery } from './delivery-id.ts'

/** The answer that a message became this request, was told to it, or concerns none. */
export const taken = (request: string | null): Taken => ({
  status: 202,
  body: { request, status: request === null ? null : `/requests/${request}` }
})

/** The answer that a message said of a restore of the platform, which became this replay. */
export const takenAsReplay = (replay: string): Taken => ({
  status: 202,
  body: { request: null, status: `/replays/${replay}` }
})

/** The first answer to a message that came before, whatever it says now; null for a new one. */
export const recall = async (store: Store, deliveryKey: string): Promise<Taken | null> => {
  const id = idOfDelivery(deliveryKey)
  if ((await store.get('request', id)) !== null) return taken(id)
  const known = await store.get<DeliveryBody>('delivery', id)
  if (known === null) return null
  const { request, replay } = known.body.answer.body
  return typeof replay === 'string' ? takenAsReplay(replay) : taken(request as string | null)
}
