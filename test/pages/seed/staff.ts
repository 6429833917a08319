import { openWindow } from '../browser.ts'
import type { CrawlRow, Tour } from '../crawl.ts'
import type { Ground } from '../ground.ts'
import { fillRoute, findPages, type Values } from '../routes.ts'
import type { Site } from '../site.ts'
import { letFirstIn, type Staff, signIn } from '../staff.ts'
import type { Institution, Standing } from './requests.ts'

/** Which of the requests a page of one move is shown with, by the end of its route; else the one that is blocked. */
const shownWith: Readonly<Record<string, Standing>> = {
  approve: 'awaiting-approval',
  certificate: 'completed',
  evidence: 'completed',
  close: 'stalled',
  retry: 'stalled',
  'look-again': 'stalled',
  extend: 'late',
  withdraw: 'cooling-off'
}

type Listed = readonly { readonly id: string }[] | { readonly items: readonly { readonly id: string }[] }

/** The first of what a call of our API lists, for a parameter of this name. */
const lists: Readonly<Record<string, string>> = {
  platform: '/platforms',
  source: '/sources',
  hold: '/holds',
  person: '/persons',
  replay: '/replays',
  selection: '/selections',
  provider: '/fact-providers',
  endpoint: '/endpoints',
  token: '/tokens',
  session: '/sessions'
}

/** What stands for the parameters of routes on a site. */
async function readValues({ call }: Site, institution: Institution | null): Promise<Readonly<Record<string, Values>>> {
  const values: Record<string, Values> = {}
  for (const [parameter, path] of Object.entries(lists)) {
    const listed = await call<Listed>('GET', path)
    const [first] = 'items' in listed ? listed.items : listed
    if (first !== undefined) values[parameter] = { seeded: first.id }
  }
  if (institution !== null) values.request = institution.requests
  return values
}

/** Every page for staff on a site, as somebody with all roles sees it. A route that cannot be filled is a fault. */
export async function seedStaffVisits(
  { browser }: Pick<Ground, 'browser'>,
  site: Site,
  given: { readonly institution: Institution | null; readonly staff?: Staff; readonly listsOnly?: boolean },
  tell: (row: CrawlRow) => void
): Promise<Tour> {
  const { address, routes } = site.sidecar()
  const values = await readValues(site, given.institution)
  const window = await openWindow(browser)
  await signIn(window, address, given.staff ?? (await letFirstIn(site)))
  const cookies = await window.context.cookies()
  await window.close()
  const choose = (route: string, parameter: string) =>
    parameter === 'request' ? (shownWith[route.split('/').at(-1) ?? ''] ?? 'blocked') : undefined
  const visits = findPages(routes).staff.flatMap(route => {
    const isOpen = route.startsWith('/sign-in')
    const filled = fillRoute(route, values, choose)
    if (filled === null && given.institution !== null)
      tell({ id: `route ${route}`, fault: 'the crawl does not know how to fill it' })
    return (filled ?? []).map(({ path, shows }) => ({
      route,
      address: `${address}${path}`,
      shows,
      ...(!isOpen && { cookies })
    }))
  })
  return { visits }
}
