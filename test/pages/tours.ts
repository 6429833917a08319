import { addUp, type Crawled, type CrawlRow, crawl, type Tour } from './crawl.ts'
import type { Ground } from './ground.ts'
import { findPages } from './routes.ts'
import { multiply } from './seed/many.ts'
import { openInstitution } from './seed/requests.ts'
import { seedStaffVisits } from './seed/staff.ts'
import { seedSubjectVisits } from './seed/subject.ts'
import { openSite } from './site.ts'
import { letFirstIn } from './staff.ts'

const manyRows = 3000

/**
 * Looks at every page of both listeners: those of subjects in every situation of theirs; those of staff on an institution
 * in the middle of its work, then with three thousand rows of everything, and on an installation with nothing in it.
 */
export async function crawlAll(ground: Ground, tell: (row: CrawlRow) => void): Promise<Crawled> {
  const faults: string[] = []
  const note = (row: CrawlRow) => {
    if (row.fault !== null) faults.push(row.id)
    tell(row)
  }
  const subject = await seedSubjectVisits(ground)
  const { routes } = ground.site.sidecar()
  for (const route of findPages(routes).subject.filter(each => !subject.visits.some(({ route }) => route === each)))
    note({ id: `route ${route}`, fault: 'the crawl does not know how to visit it' })
  const crawls = [await crawl(ground, subject, tell)]

  const site = await openSite(ground.folder, 'institution')
  const institution = await openInstitution(site)
  const staff = await letFirstIn(site)
  const few = await seedStaffVisits(ground, site, staff)
  crawls.push(await crawl(ground, few, tell))
  await site.restart(async () => void (await multiply(site.folder, manyRows)))
  const many = await seedStaffVisits(ground, site, staff)
  crawls.push(await crawl(ground, listsOf(many, few, 'many'), tell))
  await institution.close()
  await site.close()

  const empty = await openSite(ground.folder, 'empty')
  const none = await seedStaffVisits(ground, empty, await letFirstIn(empty))
  crawls.push(await crawl(ground, listsOf(none, few, 'nothing'), tell))
  await empty.close()
  const all = addUp(crawls)
  return { ...all, failed: [...faults, ...all.failed] }
}

/** The pages that list something on an institution, looked at in one language. */
function listsOf({ visits }: Tour, institution: Tour, shows: string): Tour {
  const lists = new Set(institution.visits.filter(({ isList }) => isList).map(({ route }) => route))
  const isOne = (route: string) => lists.has(route) && !/:(?!platform)/.test(route)
  return { visits: visits.filter(({ route }) => isOne(route)).map(visit => ({ ...visit, shows })), only: 'en' }
}
