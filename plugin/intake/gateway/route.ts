import type { Site } from '../../store/records/platforms/sites.ts'

/** The header in which the operator's route shows its secret. */
export const routeHeader = 'x-lethe-route'

/** The values that a header has on the wire. */
const headerValues = (rawHeaders: readonly string[], name: string): readonly string[] =>
  rawHeaders.flatMap((each, at) => (at % 2 === 0 && each.toLowerCase() === name ? [rawHeaders[at + 1] ?? ''] : []))

/** The secret that the route set, exactly once; null where none or several came. */
export const routeSecretOf = (rawHeaders: readonly string[]): string | null => {
  const [secret, second] = headerValues(rawHeaders, routeHeader)
  return secret === undefined || secret === '' || second !== undefined ? null : secret
}

/** Whether a call names the host of the site, once: who asks for another host asks for another site. */
export const isForSite = ({ gateway }: Site, rawHeaders: readonly string[]): boolean => {
  const hosts = headerValues(rawHeaders, 'host')
  const { host, protocol } = new URL(gateway.publicUrl)
  const usual = `${host}:${protocol === 'https:' ? 443 : 80}`
  return hosts.length === 1 && [host, usual].includes(hosts[0]!.toLowerCase())
}

/**
 * Who called, as the route says: the last entry of `X-Forwarded-For`, which is the operator's proxy's own. Only counted
 * against the pace; never stored or logged.
 */
export const clientAddressOf = (rawHeaders: readonly string[]): string =>
  headerValues(rawHeaders, 'x-forwarded-for').join(',').split(',').at(-1)!.trim()
