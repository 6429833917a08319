import type { FastifyRequest } from 'fastify'

const hostOf = (address: string): string | null => (URL.canParse(address) ? new URL(address).host : null)

/**
 * Whether a form was sent by a page of another site, or of a neighbour below the same domain, as the browser says itself:
 * by `Sec-Fetch-Site` (Fetch Metadata, 2.3), where it says none by `Origin` (RFC 6454, 7). Our own pages send no referrer,
 * so `null` says nothing. A browser that says neither is left to the mark that each form carries.
 * @param publicUrl where people reach our pages; the host of the call counts too, for a proxy that hands it on.
 */
export const isFromElsewhere = ({ headers }: Pick<FastifyRequest, 'headers'>, publicUrl: string): boolean => {
  const from = headers['sec-fetch-site']
  if (from !== undefined) return from !== 'same-origin' && from !== 'none'
  const { origin } = headers
  if (origin === undefined || origin === 'null') return false
  const host = hostOf(origin)
  return host === null || (host !== headers.host && host !== hostOf(publicUrl))
}

/**
 * The value of a cookie; null where there is none, or several that differ: a neighbour below the same domain can add one
 * of the same name (RFC 6265, 8.6), and nobody can tell which is ours.
 */
export const readCookie = ({ headers }: Pick<FastifyRequest, 'headers'>, name: string): string | null => {
  const pairs = (headers.cookie ?? '').split(';').map(pair => pair.trim())
  const values = new Set(pairs.filter(pair => pair.startsWith(`${name}=`)).map(pair => pair.slice(name.length + 1)))
  const [value] = values
  return values.size === 1 ? value! : null
}
