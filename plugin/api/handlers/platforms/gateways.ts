import type { PlatformKind } from '../../../../adapters/contract.ts'
import type { components } from '../../../../openapi/types/lethe.ts'
import { Problem } from '../../../errors.ts'
import type { GatewayBody } from '../../../store/records/bodies.ts'
import { changePlatform, getPlatform, listPlatforms } from '../../../store/records/platforms/platforms.ts'
import { answerProbe } from '../../../store/records/platforms/route-probes.ts'
import { hashRouteSecret } from '../../../store/records/platforms/sites.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import { findBrokenPromise } from '../../gateway-findings.ts'
import type { ApiParts } from '../../parts.ts'
import { viewPlatform } from '../../views/platform-view.ts'

type NewGateway = components['schemas']['NewGateway']

/** In which ways a kind of platform can be stood before. */
export const gatewayModes: Readonly<Record<PlatformKind, readonly GatewayBody['mode'][]>> = {
  openedx: ['forward', 'defer'],
  openolat: ['answer-at-once', 'wait']
}

/** Operations on the route by which a platform's own page and clients reach the gateway. */
export const gatewayHandlers = (parts: ApiParts) => {
  const { store, keys, random } = parts
  return {
    setPlatformGateway: async ({ params, body }: Call<NewGateway>) => {
      const { id, body: platform } = await getPlatform(store, params.platform!)
      if (!gatewayModes[platform.kind].includes(body.mode)) throw new Problem('gateway-mode-wrong')
      const broken = findBrokenPromise(body, platform, parts.hasMail)
      if (broken !== null) throw new Problem(broken)
      const made = body.routeSecret === undefined ? random.bytes(32).toString('base64url') : null
      const routeSecretHash = hashRouteSecret(keys, made ?? body.routeSecret!)
      const others = (await listPlatforms(store)).filter(other => other.id !== id)
      if (others.some(({ body: other }) => other.gateway?.routeSecretHash === routeSecretHash))
        throw new Problem('route-secret-taken')
      const { mode, publicUrl, origins = [] } = body
      const shown = { mode, publicUrl, origins: origins.map(origin => new URL(origin).origin) }
      await changePlatform(store, id, before => ({ ...before, gateway: { ...shown, routeSecretHash } }))
      return ok({ gateway: shown, routeSecret: made })
    },

    expectProbe: async ({ params, query }: Call) => {
      const { id } = await getPlatform(store, params.platform!)
      return ok({ answer: answerProbe(keys, id, String(query.nonce)) })
    },

    removePlatformGateway: async ({ params }: Call) => {
      const changed = await changePlatform(store, params.platform!, before => ({ ...before, gateway: null }))
      return ok(await viewPlatform(parts, changed))
    }
  } satisfies Record<string, Handler>
}
