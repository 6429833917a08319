import type { Ground } from './ground.ts'
import { type Looking, openLooking, type Seen } from './look.ts'
import type { Visit } from './routes.ts'

/** What a crawl found. */
export interface Crawled {
  readonly pages: number
  readonly combinations: number
  readonly violations: number
  readonly heaviestBytes: number
  readonly shifts: number
  readonly failed: readonly string[]
}

/** One line of the cases file. */
export interface CrawlRow {
  readonly id: string
  readonly fault: string | null
  readonly [field: string]: unknown
}

const mostBytes = 60_000

/** How a page is looked at: in each language in both themes, the longer one over a slow line and as narrow as a phone too. */
const combinations = [
  { id: 'en', looks: { language: 'en' }, themes: ['light', 'dark'] },
  { id: 'de', looks: { language: 'de', line: 'slow' }, themes: ['light', 'dark'] },
  { id: 'de, 320 px', looks: { language: 'de', width: 320 }, themes: ['light'] }
] as const

/** Places at which is looked at once. */
const lanes = 2

/** What is looked at, and how. */
export interface Tour {
  readonly visits: readonly Visit[]
  /** One of the combinations, where the others would show nothing new. */
  readonly only?: (typeof combinations)[number]['id']
  /** Called before anything is looked at in a language. */
  readonly prepare?: (language: 'en' | 'de') => void
}

/** Looks at pages in every language and theme. */
export async function crawl(
  { browser }: Pick<Ground, 'browser'>,
  { visits, only, prepare = () => {} }: Tour,
  tell: (row: CrawlRow) => void
): Promise<Crawled> {
  const all: Seen[] = []
  const failed: string[] = []
  let looked = 0
  for (const { id, looks, themes } of combinations.filter(each => only === undefined || each.id === only)) {
    prepare(looks.language)
    const waiting = [...visits]
    const lookOn = async () => {
      const looking = await openLooking(browser, looks)
      for (let visit = waiting.shift(); visit !== undefined; visit = waiting.shift()) {
        const seen = await lookAt(looking, visit, themes)
        if (seen === null) continue
        all.push(seen)
        looked += themes.length
        const faults = [...seen.faults, ...(seen.bytes >= mostBytes ? [`weighs ${seen.bytes} bytes`] : [])]
        const name = `${visit.route}: ${visit.shows} (${id})`
        if (faults.length > 0) failed.push(name)
        const { status, bytes, shifts, violations } = seen
        tell({ id: name, fault: faults.length === 0 ? null : faults.join('\n'), status, bytes, shifts, violations })
      }
      await looking.close()
    }
    await Promise.all(Array.from({ length: lanes }, lookOn))
  }
  const sum = (of: (seen: Seen) => number) => all.reduce((total, seen) => total + of(seen), 0)
  return {
    pages: visits.length,
    combinations: looked,
    violations: sum(({ violations }) => violations),
    heaviestBytes: Math.max(0, ...all.map(({ bytes }) => bytes)),
    shifts: sum(({ shifts }) => shifts),
    failed
  }
}

/** Several crawls as one. */
export const addUp = (crawls: readonly Crawled[]): Crawled => ({
  pages: crawls.reduce((sum, { pages }) => sum + pages, 0),
  combinations: crawls.reduce((sum, { combinations }) => sum + combinations, 0),
  violations: crawls.reduce((sum, { violations }) => sum + violations, 0),
  heaviestBytes: Math.max(0, ...crawls.map(({ heaviestBytes }) => heaviestBytes)),
  shifts: crawls.reduce((sum, { shifts }) => sum + shifts, 0),
  failed: crawls.flatMap(({ failed }) => failed)
})

/** Null: not a page but a file. */
async function lookAt(
  { window, look }: Looking,
  { address, cookies = [] }: Visit,
  themes: readonly ('light' | 'dark')[]
): Promise<Seen | null> {
  await window.context.clearCookies()
  await window.context.addCookies(cookies)
  try {
    return await look(address, themes)
  } catch (error) {
    if ((error as Error).message.includes('Download is starting')) return null
    return { status: 0, bytes: 0, shifts: 0, violations: 0, faults: [(error as Error).message.slice(0, 300)] }
  }
}
