import type { Cookies } from './routes.ts'

/** Pages that were found by following links from a first one. */
export interface Found {
  /** Paths by the route that they fill. */
  readonly paths: ReadonlyMap<string, readonly string[]>
  /** Routes of pages with a table. */
  readonly lists: ReadonlySet<string>
}

/** Makes the route of a server into what its paths look like; parameters are whole parts of a path. */
const patternOf = (route: string): RegExp =>
  new RegExp(`^${route.replaceAll(/[.+]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+')}$`)

const linksIn = (html: string): readonly string[] =>
  [...html.matchAll(/(?:href|action)="(\/[^"#?]*)/g)].map(([, path]) => path!.replaceAll('&amp;', '&'))

/**
 * Follows every link from a page, as somebody with these cookies, over pages that fill one of these routes. Of each route
 * it keeps the first so many paths; a path that is written out fills the route that has fewer parameters.
 */
export async function discover(
  address: string,
  {
    from,
    routes,
    cookies,
    most
  }: { from: string; routes: readonly string[]; cookies: Cookies; most: (route: string) => number }
): Promise<Found> {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const parameters = (route: string) => route.split(':').length
  const patterns = [...routes]
    .sort((one, other) => parameters(one) - parameters(other))
    .map(route => ({ route, pattern: patternOf(route) }))
  const found = new Map<string, string[]>()
  const lists = new Set<string>()
  const waiting = [from]
  const seen = new Set(waiting)
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const at = path
    const route = patterns.find(({ pattern }) => pattern.test(at))?.route
    if (route === undefined) continue
    const known = found.get(route) ?? []
    if (known.length >= most(route)) continue
    const answer = await fetch(`${address}${path}`, { headers: { cookie, accept: 'text/html' } })
    const text = await answer.text()
    if (answer.status !== 200) continue
    found.set(route, [...known, path])
    if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
    if (text.includes('<table')) lists.add(route)
    for (const link of linksIn(text))
      if (!seen.has(link)) {
        seen.add(link)
        waiting.push(link)
      }
  }
  return { paths: found, lists }
}

/** What stands for each parameter in paths that were found, the first of each. */
export function valuesIn({ paths }: Found): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const [route, [path = '']] of paths) {
    const parts = path.split('/')
    for (const [at, part] of route.split('/').entries())
      if (part.startsWith(':') && !values.has(part.slice(1))) values.set(part.slice(1), parts[at] ?? '')
  }
  return values
}

/** A path of a route with what is known of its parameters; `none` where nothing is. */
export const fillRoute = (route: string, values: ReadonlyMap<string, string>): string =>
  route.replaceAll(/:(\w+)/g, (_, name: string) => values.get(name) ?? 'none')
