import type { components } from '../../../openapi/types/lethe.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import { Problem } from '../../errors.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import { changePlatform, getPlatform, listPlatforms, putNewPlatform } from '../../store/records/platforms.ts'
import type { Document } from '../../store/store.ts'
import { type Call, type Handler, made, ok } from '../call.ts'
import type { ApiParts } from '../parts.ts'
import { checkOptions, joinSecrets, probe, splitSecrets } from '../platform-options.ts'
import { declareSite, forgetSite } from '../site-declarations.ts'

type NewPlatform = components['schemas']['NewPlatform']
type Policy = components['schemas']['PlatformPolicy']

const hourMs = 60 * 60 * 1000

const view = ({ id, body }: Document<PlatformBody>, now: Date) => {
  const { sealedSecrets: _, surprises, ...plain } = body
  const recent = surprises.filter(({ at }) => Date.parse(at) > now.getTime() - hourMs)
  return { id, ...plain, surprises: recent.length }
}

const storedPolicy = (policy: Policy | undefined): PlatformBody['policy'] =>
  ({ all: policy?.all ?? {}, byOrigin: policy?.byOrigin ?? {} }) as PlatformBody['policy']

/** Operations on registered LMS instances. */
export const platformHandlers = (parts: ApiParts) => {
  const { store, clock, random } = parts
  const now = () => clock.now()
  const show = (document: Document<PlatformBody>) => ok(view(document, now()))
  const change = async (id: string, how: (body: PlatformBody) => PlatformBody) =>
    show(await changePlatform(store, id, how))

  return {
    listPlatforms: async () => ok((await listPlatforms(store)).map(one => view(one, now()))),

    showPlatform: async ({ params }) => show(await getPlatform(store, params.platform!)),

    addPlatform: async ({ body, caller, signal }: Call<NewPlatform>) => {
      checkOptions(parts, body.kind, body.options)
      const registration = await probe(parts, body.kind, body.options, signal)
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
          paused: null,
          surprises: [],
          registration,
          registeredAt: at
        })
      } catch (error) {
        await forgetSite(parts, id)
        throw error
      }
      return made(view(await getPlatform(store, id), now()))
    },

    checkPlatform: async ({ params, signal }) => {
      const { id, body } = await getPlatform(store, params.platform!)
      const registration = await probe(parts, body.kind, joinSecrets(parts, id, body), signal)
      return change(id, before => ({ ...before, registration, registeredAt: now().toISOString() }))
    },

    pausePlatform: ({ params, body, caller }: Call<{ because: string }>) =>
      change(params.platform!, before => ({
        ...before,
        paused: { at: now().toISOString(), by: caller.person.id, because: body.because }
      })),

    resumePlatform: ({ params }) => change(params.platform!, before => ({ ...before, paused: null, surprises: [] })),

    setPlatformPolicy: ({ params, body }: Call<Policy>) =>
      change(params.platform!, before => ({ ...before, policy: storedPolicy(body) })),

    removePlatform: async ({ params }) => {
      const platform = await getPlatform(store, params.platform!)
      const requests = await store.query<ErasureRequest>('request', { key: `on:${platform.id}` })
      const holds = await store.query('hold', { key: `platform:${platform.id}` })
      if (holds.length > 0 || requests.some(({ body }) => !isEnd(body.state))) throw new Problem('platform-in-use')
      await store.remove('platform', platform.id, platform.revision)
      await forgetSite(parts, platform.id)
      return show(platform)
    }
  } satisfies Record<string, Handler>
}
