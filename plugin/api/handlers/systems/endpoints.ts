import type { components } from '../../../../openapi/types/lethe.ts'
import { Problem } from '../../../errors.ts'
import type { PlatformBody } from '../../../store/records/bodies.ts'
import { countDeadLetters, deadLettersOf } from '../../../store/records/endpoints/dead-letters.ts'
import {
  addEndpoint,
  type EndpointBody,
  getEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateEndpoint,
  setEndpointDisabled
} from '../../../store/records/endpoints/endpoints.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { isLive } from '../../../store/records/sources/live-secrets.ts'
import { getSource } from '../../../store/records/sources/sources.ts'
import type { Document } from '../../../store/store.ts'
import { type Call, type Handler, made, ok } from '../../call.ts'
import { govern } from '../../govern.ts'
import { isPlainAddress } from '../../options/platform-options.ts'
import type { ApiParts } from '../../parts.ts'
import { refuseMachine } from '../../separation.ts'

type NewEndpoint = components['schemas']['NewEndpoint']

const tried = (because: string | null) => ok({ isTaken: because === null, because })

/** Operations on who is told of what happens. A secret is in the answer that makes it, and nowhere else. */
export const endpointHandlers = (parts: ApiParts) => {
  const { store, keys: seals, random, clock, endpoints } = parts
  const now = () => clock.now().toISOString()
  const view = async ({ id, body }: Document<EndpointBody>) => {
    const { secrets, ...terms } = body
    const liveSecrets = secrets.filter(secret => isLive(secret, now())).length
    return { id, ...terms, liveSecrets, deadLetters: await countDeadLetters(store, id) }
  }
  const withSecret = async (id: string, secret: string) => ({
    endpoint: await view(await getEndpoint(store, id)),
    secret
  })

  return {
    listEndpoints: async () => ok(await Promise.all((await listEndpoints(store)).map(view))),

    addEndpoint: async ({ body }: Call<NewEndpoint>) => {
      const { name, url, events, platforms = [], source = null } = body
      if (!isPlainAddress(url)) {
        const because = 'must be http or https with host and path alone'
        throw new Problem('body-invalid', { faults: [{ at: '/url', because }] })
      }
      if (!endpoints.isSafeWay(url)) throw new Problem('https-needed')
      for (const platform of platforms) await getPlatform(store, platform)
      if (source !== null) await getSource(store, source)
      const terms = { name, url, events, platforms, source }
      const { id, secret } = await addEndpoint({ store, seals, random, at: now() }, terms)
      return made(await withSecret(id, secret))
    },

    rotateEndpoint: async ({ params, body }: Call<{ oldLivesMs: number }>) => {
      const id = params.endpoint!
      return ok(await withSecret(id, await rotateEndpoint({ store, seals, random, at: now() }, id, body.oldLivesMs)))
    },

    disableEndpoint: async ({ params, caller }) => {
      const disabled = { at: now(), by: caller.person.id, because: 'disabled-by-person' }
      return ok(await view(await setEndpointDisabled(store, params.endpoint!, disabled)))
    },

    enableEndpoint: async ({ params }) => ok(await view(await setEndpointDisabled(store, params.endpoint!, null))),

    removeEndpoint: async ({ params }) => {
      const id = params.endpoint!
      const recipients = (await store.query<PlatformBody>('platform', { all: true })).flatMap(
        ({ body }) => body.recipients ?? []
      )
      if (recipients.some(({ endpoint }) => endpoint === id)) throw new Problem('endpoint-in-use')
      return ok(await view(await removeEndpoint(store, id)))
    },

    testEndpoint: async ({ params }) => tried(await endpoints.tryOut(params.endpoint!)),

    listDeadLetters: async ({ params }) => {
      const { id } = await getEndpoint(store, params.endpoint!)
      return ok(
        (await deadLettersOf(store, id)).map(({ body: { request, platform, failedAt, post } }) => ({
          id: post.id,
          kind: post.kind,
          request,
          platform,
          createdAt: post.createdAt,
          failedAt,
          tries: post.tries,
          because: post.failure ?? 'not-taken'
        }))
      )
    },

    dropDeadLetter: async ({ params, caller }) => {
      refuseMachine(caller)
      const { id } = await getEndpoint(store, params.endpoint!)
      const letter = params.letter!
      await endpoints.dropLetter(id, letter, ({ request, post }) => {
        const before = { endpoint: id, request, kind: post.kind, because: post.failure ?? 'not-taken' }
        return govern(parts, caller, 'dead-letter-dropped', { kind: 'dead-letter', id: letter }, { before })
      })
      return ok(await view(await getEndpoint(store, id)))
    },

    redriveEndpoint: async ({ params }) => ok(await endpoints.redrive(params.endpoint!)),

    showMail: async () => ok({ isSet: parts.hasMail }),

    testMail: async () => tried(await endpoints.tryMail())
  } satisfies Record<string, Handler>
}
