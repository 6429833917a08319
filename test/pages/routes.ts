import type { BrowserContext } from 'playwright-core'
import { readDocument } from '../../plugin/document.ts'
import type { Routes } from './process.ts'

/** Cookies of a browser. */
export type Cookies = Parameters<BrowserContext['addCookies']>[0]

/** An address to look at, and who looks. */
export interface Visit {
  /** Of the route that it fills, as the server tells it. */
  readonly route: string
  readonly address: string
  /** Which of the faces of the page this is. */
  readonly shows: string
  /** Cookies of whoever looks; none: nobody is signed in. */
  readonly cookies?: Cookies
}

/** What stands for a parameter of a route: by what it shows. */
export type Values = Readonly<Record<string, string>>

/** Paths of our API, as Fastify writes them. */
const apiPaths = (): ReadonlySet<string> =>
  new Set(Object.keys(readDocument().paths).map(path => path.replaceAll(/\{(\w+)\}/g, ':$1')))

/** The routes of pages on both listeners: what answers GET and is neither our API nor a file that pages load. */
export function findPages(routes: Routes): Routes {
  const api = apiPaths()
  const isPage = (route: string) =>
    !api.has(route) && !route.endsWith('*') && !/\/assets\/|^\/(docs|language)\b/.test(route)
  return { staff: routes.staff.filter(isPage), subject: routes.subject.filter(isPage) }
}

/**
 * Fills the parameters of a route. One that ends with a parameter is shown with everything that there is for it, one
 * that goes on with what `choose` takes. Answers null where nothing is known for a parameter.
 */
export function fillRoute(
  route: string,
  values: Readonly<Record<string, Values>>,
  choose: (route: string, parameter: string) => string | undefined
): readonly { readonly path: string; readonly shows: string }[] | null {
  const [, parameter] = /:(\w+)/.exec(route) ?? []
  if (parameter === undefined) return [{ path: route, shows: 'seeded' }]
  const known = values[parameter]
  if (known === undefined) return null
  const isLast = route.endsWith(`/:${parameter}`)
  const only = choose(route, parameter) ?? Object.keys(known)[0]
  const shown = Object.entries(known).filter(([shows]) => isLast || shows === only)
  return shown.flatMap(([shows, value]) => {
    const filled = fillRoute(route.replace(`:${parameter}`, encodeURIComponent(value)), values, choose)
    return (filled ?? []).map(({ path }) => ({ path, shows }))
  })
}
