import type { components } from '../../../openapi/types/lethe.ts'
import type { SourceBody } from '../../store/records/bodies.ts'
import { getPlatform } from '../../store/records/platforms.ts'
import {
  addSource,
  agreeToRelease,
  getSource,
  listSources,
  removeSource,
  rotateSource
} from '../../store/records/sources.ts'
import type { Document } from '../../store/store.ts'
import { type Call, type Handler, made, ok } from '../call.ts'
import type { ApiParts } from '../parts.ts'

type NewSource = Required<components['schemas']['NewSource']>

const view = ({ id, body }: Document<SourceBody>, now: string) => ({
  id,
  ...body,
  secrets: body.secrets.map(({ sealed: _, ...secret }) => ({
    ...secret,
    live: secret.expiresAt === null || secret.expiresAt > now
  }))
})

/** Operations on who may send webhooks. A secret is in the answer that makes it, and nowhere else. */
export const sourceHandlers = ({ store, keys: seals, random, clock }: ApiParts) => {
  const now = () => clock.now().toISOString()
  const withSecret = async (id: string, secret: string) => ({
    source: view(await getSource(store, id), now()),
    secret,
    address: `/webhooks/${id}`
  })

  return {
    listSources: async () => ok((await listSources(store)).map(one => view(one, now()))),

    addSource: async ({ body }: Call<NewSource>) => {
      for (const platform of body.platforms) await getPlatform(store, platform)
      const { id, secret } = await addSource({ store, seals, random, at: now() }, body)
      return made(await withSecret(id, secret))
    },

    rotateSource: async ({ params, body }: Call<{ oldLivesMs: number }>) => {
      const secret = await rotateSource({ store, seals, random, at: now() }, params.source!, body.oldLivesMs)
      return ok(await withSecret(params.source!, secret))
    },

    removeSource: async ({ params }) => ok(view(await removeSource(store, params.source!, now()), now())),

    releaseBrake: async ({ params, body, caller }: Call<{ hour: string }>) => {
      const agreed = { by: caller.person.id, at: now(), hour: body.hour }
      return ok(view(await agreeToRelease(store, params.source!, agreed), now()))
    }
  } satisfies Record<string, Handler>
}
