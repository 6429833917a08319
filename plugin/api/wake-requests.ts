import { openOn, tellRequests } from '../store/records/requests.ts'
import type { Store } from '../store/store.ts'

/** Has every open request of a platform looked at again at once, instead of at its next turn. `at`: ISO 8601. */
export const wakeRequests = async (store: Store, platform: string, who: { by: string; at: string }): Promise<void> =>
  tellRequests(store, await openOn(store, platform), { kind: 'recheck', ...who })
