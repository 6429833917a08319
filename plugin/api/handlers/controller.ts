import type { components } from '../../../openapi/types/lethe.ts'
import { knownRegion } from '../../calendar/holidays.ts'
import { Problem } from '../../errors.ts'
import { type Agreement, readController, setController } from '../../store/records/controller.ts'
import { type Call, type Handler, ok } from '../call.ts'
import { govern } from '../govern.ts'
import type { ApiParts } from '../parts.ts'
import { refuseMachine } from '../separation.ts'

type Changes = components['schemas']['ControllerChanges']
type AgreementChange = components['schemas']['AgreementChange']

const asksLess = (before: Agreement, wished: AgreementChange): boolean =>
  wished.people < before.people || (wished.countsWhoWasLetIn && !before.countsWhoWasLetIn)

/** Operations on what is known of the organisation that answers for the processing. */
export const controllerHandlers = (parts: ApiParts) => {
  const { store, clock } = parts
  return {
    showController: async () => ok(await readController(store)),

    setController: async ({ body, caller }: Call<Changes>) => {
      const { agreement, authority, ...said } = body
      if (typeof said.region === 'string' && !(await knownRegion(said.region))) throw new Problem('region-unknown')
      const before = await readController(store)
      if (agreement !== undefined && asksLess(before.agreement, agreement) && agreement.knowingly !== true)
        throw new Problem('agreement-not-knowing')
      if (agreement !== undefined) {
        refuseMachine(caller)
        const { people, countsWhoWasLetIn } = agreement
        const stood = { before: { ...before.agreement }, after: { people, countsWhoWasLetIn } }
        await govern(parts, caller, 'agreement-set', { kind: 'ledger', id: 'controller' }, stood)
      }
      const changes = {
        ...said,
        ...(authority === undefined
          ? {}
          : { authority: authority && { name: authority.name, url: authority.url ?? null } }),
        ...(agreement === undefined
          ? {}
          : { agreement: { people: agreement.people as 1 | 2, countsWhoWasLetIn: agreement.countsWhoWasLetIn } })
      }
      return ok(await setController(store, changes, caller.person.id, clock.now().toISOString()))
    }
  } satisfies Record<string, Handler>
}
