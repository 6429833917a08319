import type { BrowserContext } from 'playwright-core'
import type { Ground } from './journey.ts'
import { type Looking, openLooking, type Seen } from './look.ts'
import { seedSubjectVisits } from './seed/subject.ts'

/** An address to look at, and who looks. */
export interface Visit {
  /** Of the route that it fills, as the server tells it. */
  readonly route: string
  readonly address: string
  /** Which of the faces of the page this is. */
  readonly shows: string
  /** Cookies of whoever looks; none: nobody is signed in. */
  readonly cookies?: Parameters<BrowserContext['addCookies']>[0]
}

/** What a crawl found. */
export interface Crawled {
  readonly pages: number
  readonly combinations: number
  readonly violations: number
  readonly heaviestBytes: number
  readonly shifts: number
  readonly failed: readonly string[]
}

const mostBytes = 60_000
const themes = 2

/** How a page is looked at: every language, both themes each, and once as narrow as a phone. */
const combinations = [
  { id: 'en', looks: { language: 'en' }, isPhone: false },
  { id: 'de', looks: { language: 'de' }, isPhone: false },
  { id: 'de, 320 px', looks: { language: 'de', width: 320 }, isPhone: true }
] as const

/** Looks at every page that the server has, in every language and theme. A route that nobody knows how to visit is a fault. */
export async function crawl(
  ground: Ground,
  tell: (row: { id: string; fault: string | null; [field: string]: unknown }) => void
): Promise<Crawled> {
  const routes = ground.site.sidecar().routes
  const visits = await seedSubjectVisits(ground)
  const pages = routes.subject.filter(route => route !== '/*' && !route.includes('/assets/'))
  const failed: string[] = []
  for (const route of pages.filter(route => !visits.some(visit => visit.route === route))) {
    failed.push(`route ${route}`)
    tell({ id: `route ${route}`, fault: 'the crawl does not know how to visit it' })
  }
  const all: Seen[] = []
  for (const { id, looks } of combinations) {
    const looking = await openLooking(ground.browser, looks)
    for (const visit of visits) {
      const seen = await lookAt(looking, visit)
      if (seen === null) continue
      all.push(seen)
      const name = `${visit.route}: ${visit.shows} (${id})`
      const faults = [...seen.faults, ...(seen.bytes >= mostBytes ? [`${seen.bytes} bytes`] : [])]
      if (faults.length > 0) failed.push(name)
      const { status, bytes, shifts, violations } = seen
      tell({ id: name, fault: faults.length === 0 ? null : faults.join('\n'), status, bytes, shifts, violations })
    }
    await looking.close()
  }
  const sum = (of: (seen: Seen) => number) => all.reduce((total, seen) => total + of(seen), 0)
  return {
    pages: visits.length,
    combinations: all.length * themes,
    violations: sum(({ violations }) => violations),
    heaviestBytes: Math.max(0, ...all.map(({ bytes }) => bytes)),
    shifts: sum(({ shifts }) => shifts),
    failed
  }
}

/** Null: not a page but a file. */
async function lookAt({ window, look }: Looking, { address, cookies = [] }: Visit): Promise<Seen | null> {
  await window.context.clearCookies()
  await window.context.addCookies(cookies)
  try {
    return await look(address)
  } catch (error) {
    if ((error as Error).message.includes('Download is starting')) return null
    return { status: 0, bytes: 0, shifts: 0, violations: 0, faults: [(error as Error).message.slice(0, 300)] }
  }
}
