import { isEnd } from '../../../erasure/states.ts'
import { readSitePause, setSitePause } from '../../../store/records/pause.ts'
import { listPlatforms } from '../../../store/records/platforms/platforms.ts'
import { requestsBy, tellRequests } from '../../../store/records/requests.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'

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
      for (const { id } of await listPlatforms(store)) {
        const open = (await requestsBy(store, `on:${id}`)).filter(({ body }) => !isEnd(body.state))
        await tellRequests(
          store,
          open.map(request => request.id),
          { kind: 'recheck', ...who }
        )
      }
      return show()
    }
  } satisfies Record<string, Handler>
}
