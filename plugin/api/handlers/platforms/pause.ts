import { readSitePause, setSitePause } from '../../../store/records/pause.ts'
import { listPlatforms } from '../../../store/records/platforms/platforms.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'
import { wakeRequests } from '../../wake-requests.ts'

/** Operations on the pause of the whole installation. */
export const pauseHandlers = ({ store, clock }: ApiParts) => {
  const show = async () => ok({ paused: await readSitePause(store) })
  return {
    showPause: show,

    pauseEverything: async ({ body, caller }: Call<{ because: string }>) => {
      await setSitePause(store, { at: clock.now().toISOString(), by: caller.person.id, because: body.because })
      return show()
    },

    resumeEverything: async ({ caller }: Call) => {
      await setSitePause(store, null)
      const who = { by: caller.person.id, at: clock.now().toISOString() }
      for (const { id } of await listPlatforms(store)) await wakeRequests(store, id, who)
      return show()
    }
  } satisfies Record<string, Handler>
}
