import type { Arrival, StandAnswer, StandRequest } from '../../sandbox/stand.ts'
import { callerOf } from './caller.ts'
import type { Settings } from './settings.ts'
import type { World } from './world.ts'

/** Prefixes that answer without sign-in, and while REST is switched off. */
const openPrefixes = [
  '/i18n',
  '/api',
  '/api-docs',
  '/ping',
  '/system',
  '/openmeetings',
  '/drawio',
  '/onlyoffice',
  '/office365'
]

/**
 * Takes the context and `/restapi` off, applies the method override that CXF applies before dispatching, and drops
 * matrix parameters and trailing slashes, which JAX-RS ignores. What is not below `/restapi` fits no route.
 */
export function normaliseArrival(arrival: Arrival, { line }: Pick<Settings, 'line'>): Arrival {
  const below = /^(?:\/olat)?\/restapi(\/.*)?$/.exec(resolvePath(arrival.path))
  const override = arrival.query.get('_method') ?? arrival.headers['x-http-method-override']
  // Jersey, in 2018, knew no override.
  const method = line === '12.4' ? arrival.method : (override ?? arrival.method)
  if (below === null) return { ...arrival, path: '' }
  const path = (below[1] ?? '/').replace(/(.)\/+$/, '$1')
  return { ...arrival, method: method.toUpperCase(), path }
}

/** As Tomcat does: parameters of segments are cut out first, and dots and doubled slashes resolved afterwards. */
function resolvePath(path: string): string {
  const bare = path.replace(/;[^/]*/g, '').replace(/\/{2,}/g, '/')
  return new URL(bare, 'http://olat.example').pathname
}

/** Sign-in, REST switch and rate limit in the order of OpenOlat's filter, around every call. */
export function createGate(world: World) {
  const calls = new Map<string, number[]>()
  const underWay = new Map<number, number>()
  let serial = 0
  return async (request: StandRequest, next: () => Promise<StandAnswer>): Promise<StandAnswer> => {
    const isOpen = openPrefixes.some(prefix => request.path === prefix || request.path.startsWith(`${prefix}/`))
    if (isOpen || request.path === '') return next()
    if (!world.settings.isRestOn) return { status: 403 }
    const caller = callerOf(world, request)
    if (caller === null) {
      return { status: 401, headers: { 'www-authenticate': 'Basic realm="OLAT Rest API"' } }
    }
    const limit = countCall(String(caller.key))
    if (limit?.isOver) {
      const json = { code: 429, message: 'Rate limit exceeded' }
      return { status: 429, headers: { ...limit.headers, 'retry-after': '60' }, json }
    }
    const { maxParallel } = world.settings
    const many = underWay.get(caller.key) ?? 0
    // A refusal for too many at once says only when to come again.
    if (maxParallel !== null && many >= maxParallel) {
      return { status: 429, headers: { 'retry-after': '1' }, json: { code: 429, message: 'Too many at once' } }
    }
    underWay.set(caller.key, many + 1)
    const answer = await next().finally(() => underWay.set(caller.key, (underWay.get(caller.key) ?? 1) - 1))
    const headers = { 'x-olat-token': issueToken(caller.key), ...limit?.headers, ...answer.headers }
    return { ...answer, headers }
  }

  function countCall(caller: string) {
    const perMinute = world.settings.rateLimitPerMinute
    if (perMinute === null) return null
    const now = world.now().getTime()
    const recent = [...(calls.get(caller) ?? []).filter(at => at > now - 60_000), now]
    calls.set(caller, recent)
    const headers = {
      'x-ratelimit-limit': String(perMinute),
      'x-ratelimit-remaining': String(Math.max(0, perMinute - recent.length)),
      'x-ratelimit-reset': String(Math.ceil((recent[0]! + 60_000) / 1000))
    }
    return { isOver: recent.length > perMinute, headers }
  }

  // One token a person: a new one makes the last one worthless, which is why workers must not share it.
  function issueToken(key: number): string {
    const identity = world.identities.find(i => i.key === key)!
    const token = identity.authentications.find(a => a.provider === 'REST')
    serial += 1
    const value = `t-${key}-${serial}`
    if (token === undefined && identity.status !== 199) {
      identity.authentications.push({
        key: key * 10 + 9,
        provider: 'REST',
        authUsername: identity.name,
        credential: value
      })
    } else if (token !== undefined) token.credential = value
    return value
  }
}
