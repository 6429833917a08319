import type { Operation } from '../../contract.ts'
import { surprise } from '../answers.ts'

/** No learner and no course team has so many: over it the platform does not come to an end. */
const mostPages = 200

/** One page of a list, and where the next one is; null: there is none. */
export interface Page<Row, Place> {
  readonly results: readonly Row[]
  readonly next: Place | null
}

/**
 * All rows of a list that comes in pages, from the page at `first` on.
 * @throws PlatformError `surprise: pages-repeat` where a page leads back, or none is the last
 */
export async function collectPages<Row, Place>(
  operation: Operation,
  first: Place,
  read: (at: Place) => Promise<Page<Row, Place>>
): Promise<Row[]> {
  const rows: Row[] = []
  const seen = new Set<Place>()
  for (let at: Place | null = first; at !== null; ) {
    if (seen.has(at) || seen.size === mostPages) throw surprise('pages-repeat', operation)
    seen.add(at)
    const page: Page<Row, Place> = await read(at)
    for (const row of page.results) rows.push(row)
    at = page.next
  }
  return rows
}

/**
 * The link to the next page; null where the platform says that there is none. What says neither may have more to tell.
 * @throws PlatformError `surprise: answer-misshapen`
 */
export function readNext(operation: Operation, { next }: { readonly next?: unknown }): string | null {
  if (typeof next !== 'string' && next !== null) throw surprise('answer-misshapen', operation)
  return next
}
