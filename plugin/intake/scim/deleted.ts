import type { DeliveryBody } from '../../store/records/bodies.ts'
import { filed } from '../../store/records/change.ts'
import { StoreError } from '../../store/store-error.ts'
import { idOfDelivery } from '../delivery-id.ts'
import type { IntakeParts } from '../parts.ts'

type Parts = Pick<IntakeParts, 'store' | 'keys' | 'clock'>

const idOf = ({ keys }: Parts, key: string): string => idOfDelivery(keys.hashForIndex('scim-deleted', key))

/** Remembers that a source has deleted a user, and not only deactivated it: for the source there is none any more. */
export const noteDeleted = async (parts: Parts, source: string, key: string, request: string): Promise<void> => {
  const at = parts.clock.now().toISOString()
  const body: DeliveryBody = { source, type: 'scim.deleted', at, answer: { status: 202, body: { request } } }
  try {
    await parts.store.put('delivery', idOf(parts, key), filed(body), { expected: 0 })
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'revision-conflict')) throw error
  }
}

/** Whether it has. */
export const isDeleted = async (parts: Parts, key: string): Promise<boolean> =>
  (await parts.store.get('delivery', idOf(parts, key))) !== null
