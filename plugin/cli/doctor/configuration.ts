import { settings } from '../../config.ts'
import type { Context } from '../context.ts'
import { type Finding, fine, warns } from './finding.ts'

const loopback = /^(127\.|::1$|\[::1\]$|localhost$)/

const isHttp = (url: string): boolean => new URL(url).protocol === 'http:' && !loopback.test(new URL(url).hostname)

/** An address may carry a password: it is left out wherever one is shown. */
const withoutPassword = (text: string): string => {
  if (!URL.canParse(text)) return text
  const url = new URL(text)
  if (url.password === '') return text
  url.password = 'hidden'
  return url.href
}

const sayWhere = ({ io }: Context, { name, default: usual }: (typeof settings)[number]): Finding => {
  const set = io.env[name]
  if (set) return fine('setting', `${name} is ${withoutPassword(set)} (environment)`)
  return fine('setting', `${name} is ${usual ?? 'not set'} (default)`)
}

/** Each setting with where it comes from, and what is odd about them together. */
export const checkConfiguration = (context: Context): readonly Finding[] => {
  const { host, gateway, publicUrl, url, dataFolder, keysFolder, endedIdsFolder } = context.config
  const isInside = (inner: string): boolean => `${inner}/`.startsWith(`${dataFolder}/`)
  const open = [host, gateway?.host ?? ''].filter(one => one === '0.0.0.0' || one === '::')
  const found: (Finding | null)[] = [
    publicUrl && isHttp(publicUrl)
      ? warns(
          'public-url-over-http',
          publicUrl,
          'let the proxy speak TLS, and set LETHE_PUBLIC_URL to its https:// address'
        )
      : null,
    isHttp(url)
      ? warns(
          'token-sent-in-clear',
          `LETHE_URL is ${url}: the token crosses the network unencrypted`,
          'set LETHE_URL to an https:// address'
        )
      : null,
    open.length > 0
      ? warns(
          'listens-everywhere',
          `on ${open[0]}, without TLS of its own: whoever reaches this machine reaches Lethe`,
          'set LETHE_HOST and LETHE_GATEWAY_HOST to 127.0.0.1, or let only the proxy reach these ports'
        )
      : null,
    endedIdsFolder !== undefined && isInside(endedIdsFolder) && !isInside(keysFolder)
      ? warns(
          'ended-ids-inside-data',
          endedIdsFolder,
          'set LETHE_ENDED_IDS to a folder outside the data folder and its backups'
        )
      : null
  ]
  return [...settings.map(setting => sayWhere(context, setting)), ...found.filter(one => one !== null)]
}
