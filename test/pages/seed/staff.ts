import { openWindow } from '../browser.ts'
import type { Tour } from '../crawl.ts'
import { discover, fillRoute, valuesIn } from '../discover.ts'
import type { Ground } from '../ground.ts'
import { type Cookies, findPages } from '../routes.ts'
import type { Site } from '../site.ts'
import { type Staff, signIn } from '../staff.ts'

/** Pages about one request look different in each of its standings. */
const shownOften = '/admin/requests/:request'

/** What a page is called in a report: codes stay, ids go. */
const nameOf = (route: string, at: number): string => (route === shownOften ? `standing ${at + 1}` : 'seeded')

/** Somebody's cookies, and every page for staff that they come to from the first one by links. */
export async function findStaffPages({ browser }: Pick<Ground, 'browser'>, site: Site, staff: Staff) {
  const { address, routes } = site.sidecar()
  const window = await openWindow(browser)
  await signIn(window, address, staff)
  const cookies: Cookies = await window.context.cookies()
  await window.close()
  const pages = findPages(routes).staff.filter(route => !route.startsWith('/subject/'))
  const most = (route: string) => (route === shownOften ? 12 : 1)
  return { cookies, pages, found: await discover(address, { from: '/admin', routes: pages, cookies, most }) }
}

/**
 * Every page for staff on a site, as somebody with all roles sees it: as links lead there, and what no link leads to just
 * now with the parameters of others, which may be refused.
 */
export async function seedStaffVisits(ground: Pick<Ground, 'browser'>, site: Site, staff: Staff): Promise<Tour> {
  const { address } = site.sidecar()
  const { cookies, pages, found } = await findStaffPages(ground, site, staff)
  const values = valuesIn(found)
  const isOpen = (route: string) => route === '/' || route.startsWith('/sign-in')
  const visits = pages.flatMap(route => {
    const paths = found.paths.get(route)
    return (paths ?? [fillRoute(route, values)]).map((path, at) => ({
      route,
      address: `${address}${path}`,
      shows: paths === undefined ? 'without a link' : nameOf(route, at),
      isList: found.lists.has(route),
      ...(!isOpen(route) && { cookies })
    }))
  })
  return { visits }
}
