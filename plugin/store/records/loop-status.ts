import type { Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { filed } from './change.ts'

/** What runs on one instance, and every instance is asked about. */
export type Loop = 'watch' | 'ownership' | 'evidence-check'

const idOf = (loop: Loop, platform: string): string => `status-${loop}-${platform}`

/** How a loop stands for a platform, as the instance that runs it said last; null: it has said nothing yet. */
export const readLoopStatus = async <Status>(store: Store, loop: Loop, platform: string): Promise<Status | null> =>
  (await store.get<Status>('ledger', idOf(loop, platform)))?.body ?? null

/** Says how a loop stands. Two that say it at once: either holds. */
export const writeLoopStatus = async <Status>(
  store: Store,
  loop: Loop,
  platform: string,
  status: Status
): Promise<void> => {
  const id = idOf(loop, platform)
  const known = await store.get('ledger', id)
  await store.put<Status>('ledger', id, filed(status), { expected: known?.revision ?? 0 }).catch(error => {
    if (!(error instanceof StoreError) || error.code !== 'revision-conflict') throw error
  })
}

/** Forgets what was said of a platform that is no more. */
export const dropLoopStatus = async (store: Store, loop: Loop, platform: string): Promise<void> => {
  const known = await store.get('ledger', idOf(loop, platform))
  if (known !== null) await store.remove('ledger', known.id, known.revision)
}
