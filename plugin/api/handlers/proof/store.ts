import { Problem } from '../../../errors.ts'
import {
  acknowledgeStoreRestore,
  pausedByRestore,
  readStoreRestore
} from '../../../store/records/own/store-restores.ts'
import { changePlatform, listPlatforms } from '../../../store/records/platforms/platforms.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import { govern } from '../../govern.ts'
import type { ApiParts } from '../../parts.ts'
import { refuseMachine } from '../../separation.ts'
import { wakeRequests } from '../../wake-requests.ts'

/** Operations on our own data. */
export const storeHandlers = (parts: ApiParts) => {
  const { store, clock } = parts
  const view = async () => {
    const duplicates = store.state().duplicates.map(({ holders }) => holders)
    return ok({ restore: await readStoreRestore(store), duplicates })
  }

  return {
    showStore: view,

    acknowledgeStoreRestore: async ({ caller }: Call) => {
      refuseMachine(caller)
      const found = await readStoreRestore(store)
      if (found === null || found.acknowledged !== null) throw new Problem('store-not-restored')
      const before = { noticedAt: found.noticedAt, holdsLost: found.holdsLost, holdsBack: found.holdsBack }
      await govern(parts, caller, 'restore-acknowledged', null, { before, after: { ended: found.ended.length } })
      const who = { by: caller.person.id, at: clock.now().toISOString() }
      await acknowledgeStoreRestore(store, who.by, who.at)
      for (const { id, body } of await listPlatforms(store)) {
        if (body.paused?.because !== pausedByRestore) continue
        await changePlatform(store, id, before => ({ ...before, paused: null }))
        await wakeRequests(store, id, who)
      }
      return view()
    }
  } satisfies Record<string, Handler>
}
