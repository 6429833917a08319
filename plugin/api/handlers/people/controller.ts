import type { components } from '../../../../openapi/types/lethe.ts'
import { knownRegion } from '../../../calendar/holidays.ts'
import { Problem } from '../../../errors.ts'
import { readController, setController } from '../../../store/records/controller.ts'
import { listPlatforms } from '../../../store/records/platforms/platforms.ts'
import { judgeAgreementChange, viewController } from '../../agreement-change.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'
import { wakeRequests } from '../../wake-requests.ts'

type Changes = components['schemas']['ControllerChanges']

/** Operations on what is known of the organisation that answers for the processing. */
export const controllerHandlers = (parts: ApiParts) => {
  const { store, clock } = parts
  const now = () => clock.now().toISOString()
  return {
    showController: async () => ok(viewController(await readController(store), now())),

    setController: async ({ body, caller }: Call<Changes>) => {
      const { agreement, authority, ...said } = body
      const saysMore = Object.keys(body).some(name => name !== 'agreement')
      if (saysMore && !caller.person.body.roles.includes('administrator')) throw new Problem('role-missing')
      if (typeof said.region === 'string' && !(await knownRegion(said.region))) throw new Problem('region-unknown')
      return store.exclusive('agreement', async () => {
        const changes = {
          ...said,
          ...(authority === undefined
            ? {}
            : { authority: authority && { name: authority.name, url: authority.url ?? null } }),
          ...(agreement === undefined ? {} : await judgeAgreementChange(parts, caller, agreement))
        }
        const { region } = await readController(store)
        const after = await setController(store, changes, caller.person.id, now())
        // Its holidays may bring the end of periods forward that run already.
        if (after.region !== region)
          for (const { id } of await listPlatforms(store))
            await wakeRequests(store, id, { by: caller.person.id, at: now() })
        return ok(viewController(after, now()))
      })
    }
  } satisfies Record<string, Handler>
}
