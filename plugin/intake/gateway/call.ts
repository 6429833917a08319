import type { GatewayCall, HeaderList, Interception } from '../../../adapters/contract.ts'
import { routeHeader } from './route.ts'

/** Meant for one connection only (RFC 9110, section 7.6.1), or ours alone. */
const ofOneConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  routeHeader
])

/** The headers of a call as they may be passed on: also without what its `Connection` header names. */
export const passableHeaders = (rawHeaders: readonly string[]): HeaderList => {
  const all = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? ''] as const] : []
  )
  const named = all
    .filter(([name]) => name === 'connection')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .map(name => name.trim())
  return all.filter(([name]) => !ofOneConnection.has(name) && !named.includes(name))
}

// What servers disagree about: parts that climb or are empty, backslashes, parameters of a segment, control characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const AMBIGUOUS = /[\\;\u0000-\u001f\u007f]|\/\/|\/\.{1,2}(\/|$)/

/** The path of a request target, decoded once; null for one that two servers could read differently. */
export const readPath = (target: string): string | null => {
  if (!target.startsWith('/')) return null
  const [raw = ''] = target.split('?')
  try {
    const path = decodeURIComponent(raw)
    return AMBIGUOUS.test(path) || /%2f|%5c|%25/i.test(raw) ? null : path
  } catch {
    return null
  }
}

const matchPath = (template: string, path: string): Readonly<Record<string, string>> | null => {
  const parts = template.split('/')
  const rest = /^\{(\w+)\*\}$/.exec(parts.at(-1)!)?.[1]
  const wanted = rest === undefined ? parts : parts.slice(0, -1)
  const given = path.split('/')
  if (rest === undefined ? wanted.length !== given.length : wanted.length > given.length) return null
  const params: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const value = given[at]!
    if (!part.startsWith('{')) {
      if (part !== value) return null
    } else if (value === '') return null
    else params[part.slice(1, -1)] = value
  }
  if (rest !== undefined) params[rest] = given.slice(wanted.length).join('/')
  return params
}

/** Which interception takes a call, and what its placeholders stand for. */
export const matchCall = (
  interceptions: readonly Interception[],
  { method, path }: { readonly method: string; readonly path: string }
): { readonly interception: Interception; readonly params: GatewayCall['params'] } | null => {
  for (const interception of interceptions) {
    const params = interception.methods.includes(method) ? matchPath(interception.path, path) : null
    if (params !== null) return { interception, params }
  }
  return null
}
