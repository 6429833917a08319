import { timingSafeEqual } from 'node:crypto'
import type { GatewaySite } from '../../../../adapters/contract.ts'
import { resolvePolicy } from '../../../erasure/policy.ts'
import type { Store } from '../../store.ts'
import type { GatewayBody, PlatformBody } from '../bodies.ts'
import type { Seals } from '../seals.ts'
import { listPlatforms } from './platforms.ts'

/** A platform whose people our pages serve, and how they reach it. */
export interface PageSite {
  readonly platform: string
  readonly body: PlatformBody
  readonly gateway: GatewaySite
}

/** A platform that a route of the operator's proxy leads from. */
export interface Site extends PageSite {
  readonly gateway: GatewayBody
}

/** Whether people of a platform may come to our pages by a code that is mailed to them. */
export const takesMailCodes = ({ kind, policy }: Pick<PlatformBody, 'kind' | 'policy'>): boolean =>
  resolvePolicy(kind, policy, 'self').mailCode

/**
 * A platform as those see it who come by a code, past the platform: whatever its own button does, here a demand is kept and
 * Lethe begins.
 */
export const pastPlatform = (platform: string, body: PlatformBody): PageSite => ({
  platform,
  body,
  gateway: { mode: 'defer', publicUrl: body.gateway?.publicUrl ?? body.baseUrl, origins: [] }
})

/** Where the pages for those who come by a code stand, below our own public address. */
export const subjectPagesUrl = (publicUrl: string, platform: string): string =>
  new URL(`/subject/${platform}/`, publicUrl).href

/** Keyed hash of a route's secret: what is kept of it. */
export const hashRouteSecret = (seals: Pick<Seals, 'hashForIndex'>, secret: string): string =>
  seals.hashForIndex('route-secret', secret)

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** The site that a route's secret belongs to. Every registered route is compared, so that the time taken says nothing. */
export const findSite = async (
  { store, keys }: { readonly store: Store; readonly keys: Pick<Seals, 'hashForIndex'> },
  secret: string
): Promise<Site | null> => {
  const hash = hashRouteSecret(keys, secret)
  let found: Site | null = null
  for (const { id, body } of await listPlatforms(store)) {
    const { gateway } = body
    if (gateway != null && isSame(gateway.routeSecretHash, hash)) found = { platform: id, body, gateway }
  }
  return found
}
