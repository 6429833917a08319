import { timingSafeEqual } from 'node:crypto'
import type { Store } from '../store.ts'
import type { GatewayBody, PlatformBody } from './bodies.ts'
import { listPlatforms } from './platforms.ts'
import type { Seals } from './seals.ts'

/** A platform that a route of the operator's proxy leads from. */
export interface Site {
  readonly platform: string
  readonly body: PlatformBody
  readonly gateway: GatewayBody
}

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
