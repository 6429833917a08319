import { timingSafeEqual } from 'node:crypto'
import type { GatewayBody, PlatformBody } from '../../store/records/bodies.ts'
import { listPlatforms } from '../../store/records/platforms.ts'
import type { Seals } from '../../store/records/seals.ts'
import type { Store } from '../../store/store.ts'

/** The header in which the operator's route shows its secret. */
export const routeHeader = 'x-lethe-route'

/** A platform that a route leads from, as a call finds it. */
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

/** The values that a header has on the wire. */
export const headerValues = (rawHeaders: readonly string[], name: string): readonly string[] =>
  rawHeaders.flatMap((each, at) => (at % 2 === 0 && each.toLowerCase() === name ? [rawHeaders[at + 1] ?? ''] : []))

/**
 * The site whose route a call came by: told by the secret alone, which a route sets exactly once. Every registered
 * route is compared, so that the time taken says nothing.
 */
export const findSite = async (
  { store, keys }: { readonly store: Store; readonly keys: Seals },
  rawHeaders: readonly string[]
): Promise<Site | null> => {
  const [secret, second] = headerValues(rawHeaders, routeHeader)
  if (secret === undefined || secret === '' || second !== undefined) return null
  const hash = hashRouteSecret(keys, secret)
  let found: Site | null = null
  for (const { id, body } of await listPlatforms(store)) {
    const { gateway } = body
    if (gateway != null && isSame(gateway.routeSecretHash, hash)) found = { platform: id, body, gateway }
  }
  return found
}

/** Whether a call names the host of the site, once: who asks for another host asks for another site. */
export const isForSite = ({ gateway }: Site, rawHeaders: readonly string[]): boolean => {
  const hosts = headerValues(rawHeaders, 'host')
  const { host, protocol } = new URL(gateway.publicUrl)
  const usual = `${host}:${protocol === 'https:' ? 443 : 80}`
  return hosts.length === 1 && [host, usual].includes(hosts[0]!.toLowerCase())
}
