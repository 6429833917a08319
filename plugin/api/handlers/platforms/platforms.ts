import type { components } from '../../../../openapi/types/lethe.ts'
import { Problem } from '../../../errors.ts'
import type { PlatformBody } from '../../../store/records/bodies.ts'
import { dropOwnershipList } from '../../../store/records/lists/ownership-lists.ts'
import { isRestoreOpen } from '../../../store/records/own/store-restores.ts'
import {
  changePlatform,
  getPlatform,
  listPlatforms,
  putNewPlatform,
  spellBaseUrl
} from '../../../store/records/platforms/platforms.ts'
import { openOn } from '../../../store/records/requests.ts'
import type { Document } from '../../../store/store.ts'
import { type Call, type Handler, made, ok } from '../../call.ts'
import { withGateway } from '../../gateway-findings.ts'
import { checkOptions, joinSecrets, probe, splitSecrets } from '../../options/platform-options.ts'
import type { ApiParts } from '../../parts.ts'
import { declareSite, forgetSite } from '../../site-declarations.ts'
import { checkCalendar, storedPolicy } from '../../stored-policy.ts'
import { viewPlatform } from '../../views/platform-view.ts'
import { wakeRequests } from '../../wake-requests.ts'

type NewPlatform = components['schemas']['NewPlatform']
type ChangedOptions = components['schemas']['ChangedOptions']

/** Null takes an option away: its default holds again. */
const withoutNulls = (options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null))

/** Operations on registered LMS instances. */
export const platformHandlers = (parts: ApiParts) => {
  const { store, clock, random } = parts
  const now = () => clock.now()
  const show = async (document: Document<PlatformBody>) => ok(await viewPlatform(parts, document))
  const change = async (id: string, how: (body: PlatformBody) => PlatformBody) =>
    show(await changePlatform(store, id, how))

  return {
    listPlatforms: async () => ok(await Promise.all((await listPlatforms(store)).map(one => viewPlatform(parts, one)))),

    showPlatform: async ({ params }) => show(await getPlatform(store, params.platform!)),

    addPlatform: async ({ body, caller, signal }: Call<NewPlatform>) => {
      checkOptions(parts, body.kind, body.options)
      await checkCalendar(storedPolicy(body.policy))
      const registration = await probe(parts, { id: null, kind: body.kind }, body.options, signal)
      const id = random.uuid()
      const { plain, sealed } = splitSecrets(parts, id, body.kind, body.options)
      const at = now().toISOString()
      const { kind, name } = body
      const { baseUrl } = body.options
      // The statements first: a registration never stands without an answer to each of the three questions.
      await declareSite(parts, id, body.declarations, { by: caller.person.id, at })
      try {
        await putNewPlatform(store, id, {
          kind,
          name,
          baseUrl,
          options: plain,
          sealedSecrets: sealed,
          policy: storedPolicy(body.policy),
          practice: body.practice === true,
          paused: null,
          surprises: [],
          registration,
          registeredAt: at
        })
      } catch (error) {
        await forgetSite(parts, id)
        throw error
      }
      return made(await viewPlatform(parts, await getPlatform(store, id)))
    },

    checkPlatform: async ({ params, signal }) => {
      const { id, body } = await getPlatform(store, params.platform!)
      const found = await probe(parts, { id, kind: body.kind }, joinSecrets(parts, id, body), signal)
      const registration = withGateway(found, body.gateway, parts.hasMail)
      return change(id, before => ({ ...before, registration, registeredAt: now().toISOString() }))
    },

    pausePlatform: ({ params, body, caller }: Call<{ because: string }>) =>
      change(params.platform!, before => ({
        ...before,
        paused: { at: now().toISOString(), by: caller.person.id, because: body.because }
      })),

    resumePlatform: async ({ params, caller }: Call) => {
      if (await isRestoreOpen(store)) throw new Problem('store-restored')
      const resumed = await change(params.platform!, before => ({ ...before, paused: null, surprises: [] }))
      await wakeRequests(store, params.platform!, { by: caller.person.id, at: now().toISOString() })
      return resumed
    },

    changePlatformOptions: async ({ params, body, signal }: Call<ChangedOptions>) => {
      const { id, body: platform } = await getPlatform(store, params.platform!)
      const options = withoutNulls({ ...joinSecrets(parts, id, platform), ...body.options })
      checkOptions(parts, platform.kind, options)
      if (spellBaseUrl(options.baseUrl as string) !== spellBaseUrl(platform.baseUrl))
        throw new Problem('platform-address-fixed')
      const registration = await probe(parts, { id, kind: platform.kind }, options, signal)
      const { plain, sealed } = splitSecrets(parts, id, platform.kind, options)
      const registeredAt = now().toISOString()
      return change(id, before => ({ ...before, options: plain, sealedSecrets: sealed, registration, registeredAt }))
    },

    removePlatform: async ({ params }) => {
      const platform = await getPlatform(store, params.platform!)
      const holds = await store.query('hold', { key: `platform:${platform.id}` })
      if (holds.length > 0 || (await openOn(store, platform.id)).length > 0) throw new Problem('platform-in-use')
      await store.remove('platform', platform.id, platform.revision)
      await forgetSite(parts, platform.id)
      await dropOwnershipList(store, platform.id)
      return show(platform)
    }
  } satisfies Record<string, Handler>
}
