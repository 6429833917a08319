import { operations } from '../../../openapi/types/openedx-operations.ts'
import { explain, surprise } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { expectRow, type Retirement } from './retirement.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Days that lie no further apart are asked in one call: a few rows more cost less than one more call. */
const togetherMs = 7 * dayMs

/** A day of UTC as the platform takes it, YYYY-MM-DD. */
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10)

/** Milliseconds. */
interface Range {
  readonly first: number
  readonly last: number
}

const joinRanges = (ranges: readonly Range[]): readonly Range[] => {
  const joined: Range[] = []
  for (const range of ranges.toSorted((one, other) => one.first - other.first)) {
    const before = joined.at(-1)
    if (before === undefined || range.first - before.last > togetherMs) joined.push(range)
    else joined[joined.length - 1] = { first: before.first, last: Math.max(before.last, range.last) }
  }
  return joined
}

const listRange = async (
  connection: Connection,
  { first, last }: Range,
  signal: AbortSignal
): Promise<readonly Retirement[]> => {
  const operation = operations.listRetirementsByDate
  const ask = (end: number) =>
    connection.call(operation, {
      query: { start_date: dayOf(first), end_date: dayOf(end), state: 'COMPLETE' },
      signal
    })
  let answer = await ask(last)
  // A day that has not begun on the platform's clock is refused, whoever's clock is wrong: then nothing was begun on it.
  if (answer.status === 400 && last - first >= dayMs) answer = await ask(last - dayMs)
  if (answer.status !== 200) throw explain(operation, answer)
  if (!Array.isArray(answer.json)) throw surprise('answer-misshapen', operation)
  return answer.json.map(row => expectRow(operation, row))
}

/**
 * Rows that have ended of those that were begun since an instant, and on the days of `begunAt`: the platform keeps them
 * until somebody cleans up, and to list them all would take longer with every retirement (fact sheet 3.3).
 * @param since milliseconds; `begunAt` ISO 8601
 */
export async function listEndedRows(
  connection: Connection,
  since: number,
  begunAt: readonly string[],
  signal: AbortSignal
): Promise<readonly Retirement[]> {
  const now = connection.now().getTime()
  // A day at least, so that the first one has begun on any clock.
  const lately = { first: Math.min(since, now - dayMs), last: now }
  const days = begunAt.map(at => ({ first: Date.parse(at), last: Date.parse(at) }))
  const rows: Retirement[] = []
  for (const range of joinRanges([lately, ...days])) rows.push(...(await listRange(connection, range, signal)))
  return rows
}
