import type { components } from '../../../../openapi/types/lethe.ts'
import { Problem } from '../../../errors.ts'
import {
  addFactProvider,
  type FactProviderBody,
  getFactProvider,
  listFactProviders,
  removeFactProvider,
  rotateFactProvider
} from '../../../store/records/fact-providers.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import type { Document } from '../../../store/store.ts'
import { type Call, type Handler, made, ok, taken } from '../../call.ts'
import { govern } from '../../govern.ts'
import { isPlainAddress } from '../../options/platform-options.ts'
import type { ApiParts } from '../../parts.ts'
import { refuseForOwnRequest } from '../../policy-change.ts'

type NewFactProvider = components['schemas']['NewFactProvider']

const view = ({ id, body }: Document<FactProviderBody>, now: string) => {
  const { secrets, ...terms } = body
  const live = secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
  return { id, ...terms, liveSecrets: live.length }
}

const checkAddress = (at: string, address: string | null): void => {
  if (address === null || isPlainAddress(address)) return
  throw new Problem('body-invalid', { faults: [{ at, because: 'must be http or https with host and path alone' }] })
}

/** Operations on who is asked for facts. A secret is in the answer that makes it, and nowhere else. */
export const factProviderHandlers = (parts: ApiParts) => {
  const { store, keys: seals, random, clock, receiveAnswer } = parts
  const now = () => clock.now().toISOString()
  const withSecret = async (id: string, secret: string) => ({
    provider: view(await getFactProvider(store, id), now()),
    secret
  })

  return {
    listFactProviders: async () => ok((await listFactProviders(store)).map(one => view(one, now()))),

    addFactProvider: async ({ body, caller }: Call<NewFactProvider>) => {
      const { id: platform } = await getPlatform(store, body.platform)
      await refuseForOwnRequest(parts, caller, platform)
      const { answerUrl = null, identifiers = ['username', 'email'] } = body
      checkAddress('/url', body.url)
      checkAddress('/answerUrl', answerUrl)
      if (!parts.endpoints.isSafeWay(body.url)) throw new Problem('https-needed')
      const { questions } = body
      await govern(parts, caller, 'provider-added', { kind: 'platform', id: platform }, { after: { questions } })
      const { id, secret } = await addFactProvider(
        { store, seals, random, at: now() },
        {
          name: body.name,
          platform: body.platform,
          questions,
          url: body.url,
          answerUrl,
          identifiers,
          timeoutMs: body.timeoutMs!,
          cacheMs: body.cacheMs!,
          answerWithinMs: body.answerWithinMs!
        }
      )
      return made(await withSecret(id, secret))
    },

    rotateFactProvider: async ({ params, body, caller }: Call<{ oldLivesMs: number }>) => {
      const { id, body: provider } = await getFactProvider(store, params.provider!)
      await refuseForOwnRequest(parts, caller, provider.platform)
      await govern(parts, caller, 'provider-rotated', { kind: 'provider', id })
      const using = { store, seals, random, at: now() }
      const secret = await rotateFactProvider(using, params.provider!, body.oldLivesMs)
      return ok(await withSecret(params.provider!, secret))
    },

    removeFactProvider: async ({ params }) => ok(view(await removeFactProvider(store, params.provider!), now())),

    receiveFactAnswer: async ({ params, delivery }) => {
      await receiveAnswer({ token: params.token ?? '', rawHeaders: delivery.rawHeaders, body: delivery.body })
      return taken({ taken: true })
    }
  } satisfies Record<string, Handler>
}
