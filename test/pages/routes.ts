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
  /** Whether it lists something. */
  readonly isList?: boolean
  /** Cookies of whoever looks; none: nobody is signed in. */
  readonly cookies?: Cookies
}

/** Paths of our API, as Fastify writes them. */
const apiPaths = (): ReadonlySet<string> =>
  new Set(Object.keys(readDocument().paths).map(path => path.replaceAll(/\{(\w+)\}/g, ':$1')))

/** The routes of pages on both listeners: what answers GET and is neither our API nor a file that pages load. */
export function findPages(routes: Routes): Routes {
  const api = apiPaths()
  const isPage = (route: string) =>
    !api.has(route) && !route.endsWith('*') && !/\/assets\/|^\/(docs|language)\b|\/probe\/|\.json$/.test(route)
  return { staff: routes.staff.filter(isPage), subject: routes.subject.filter(isPage) }
}
