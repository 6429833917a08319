import type { Signal } from '../../erasure/signals.ts'
import { tellRequests } from '../../store/records/requests.ts'
import type { HeldRequest } from '../held-request.ts'
import type { WorkParts } from '../parts.ts'

/**
 * Says to the request that this one was joined to who took their demand back while it was being joined: it was said to a
 * request that hears nothing any more. Said twice after a crash it changes nothing. Throws `StoreError`.
 */
export const passOn = async ({ store }: Pick<WorkParts, 'store'>, held: HeldRequest): Promise<HeldRequest> => {
  const { joinedTo } = held.request
  if (joinedTo === null) return held
  const { signals } = (await store.get('request', held.id))!
  for (const { n, signal } of signals)
    if (n > held.folded && (signal as Signal).kind === 'withdraw')
      await tellRequests(store, [joinedTo], signal as Signal)
  return { ...held, folded: signals.at(-1)?.n ?? held.folded }
}
