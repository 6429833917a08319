import type { PlatformKind } from '../../../../adapters/contract.ts'
import type { components } from '../../../../openapi/types/lethe.ts'
import { changePlatform, getPlatform } from '../../../store/records/platforms/platforms.ts'
import { openOn } from '../../../store/records/requests.ts'
import { kindNames, optionTexts } from '../../../texts/options/index.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'
import { asksLessAnywhere, judgePolicyChange } from '../../policy-change.ts'
import { checkCalendar, storedPolicy } from '../../stored-policy.ts'
import { viewPlatform } from '../../views/platform-view.ts'
import { comparePolicies, policyView } from '../../views/policy-view.ts'
import { wakeRequests } from '../../wake-requests.ts'
import { gatewayModes } from './gateways.ts'

type Policy = components['schemas']['PlatformPolicy']

/** Operations on what a site decides, and on what there is to decide. */
export const policyHandlers = (parts: ApiParts) => {
  const { store, clock } = parts
  const countOpen = async (platform: string): Promise<number> => (await openOn(store, platform)).length

  return {
    listPlatformKinds: async () =>
      ok(
        (Object.keys(gatewayModes) as PlatformKind[]).map(kind => {
          const optionsSchema = parts.kinds.optionsSchema(kind)
          return {
            kind,
            name: kindNames[kind],
            optionsSchema,
            texts: optionTexts(kind, optionsSchema),
            gatewayModes: gatewayModes[kind]
          }
        })
      ),

    showPolicy: async ({ params }) => {
      const { id, body } = await getPlatform(store, params.platform!)
      return ok(policyView(body, await parts.platformOf(id), await countOpen(id)))
    },

    previewPolicy: async ({ params, body }: Call<Policy>) => {
      const { id, body: platform } = await getPlatform(store, params.platform!)
      const policy = storedPolicy(body)
      await checkCalendar(policy)
      return ok({
        changes: comparePolicies(platform.kind, platform.policy, policy),
        openRequests: await countOpen(id),
        asksLess: asksLessAnywhere(platform.kind, platform.policy, policy)
      })
    },

    setPlatformPolicy: async ({ params, body, caller }: Call<Policy>) => {
      const platform = await getPlatform(store, params.platform!)
      const policy = storedPolicy(body)
      await checkCalendar(policy)
      const lowered = await judgePolicyChange(parts, caller, platform, policy)
      const changed = await changePlatform(store, platform.id, before => ({ ...before, policy, lowered }))
      await wakeRequests(store, platform.id, { by: caller.person.id, at: clock.now().toISOString() })
      return ok(await viewPlatform(parts, changed))
    }
  } satisfies Record<string, Handler>
}
