import type { HttpAnswer } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { type Json, readList, readNumber } from './answers.ts'
import type { OperationId, Rest } from './rest.ts'

const pageSize = 100
/** No site has so many: over it the platform does not come to an end. */
const mostPages = 5000

/** A list that comes in pages: the field of its rows, and the number by which a row is told from the others. */
export interface PagedList {
  readonly field: string
  readonly key: string
  readonly params?: Readonly<Record<string, string>>
}

/**
 * Pages of a list, up to the first that is not full (fact sheet 3.1).
 * @throws PlatformError `surprise: pages-repeat` where a page tells nothing new, or none is the last
 */
export async function* readPages(
  rest: Rest,
  operation: OperationId,
  { field, key, params = {} }: PagedList,
  signal: AbortSignal
): AsyncGenerator<{ readonly answer: HttpAnswer; readonly rows: readonly Json[] }> {
  const seen = new Set<number>()
  for (let page = 0; page < mostPages; page += 1) {
    const query = { start: page * pageSize, limit: pageSize }
    const answer = await rest.call(operation, { params, query, isPaged: true, signal })
    const rows = readList(operation, answer, field)
    const before = seen.size
    for (const row of rows) seen.add(readNumber(operation, row, key))
    yield { answer, rows }
    if (rows.length < pageSize) return
    if (seen.size === before) break
  }
  throw new PlatformError('surprise', 'pages-repeat', { operation, mayHaveHappened: false })
}
