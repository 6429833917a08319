import type { Line } from '../../erasure/line.ts'
import { isEnd } from '../../erasure/states.ts'

/** In what order a list is read. Absent: by id. */
export type QueueOrder = 'days-left' | 'receipt'

/** Where a line stands: by this text first, then by its id. */
const rankOf = (line: Line, order: QueueOrder | undefined): string => {
  if (order === undefined) return ''
  // What has ended comes last, and has no days left.
  return order === 'receipt' ? line.receivedAt : isEnd(line.state) ? `9999:${line.endedAt ?? ''}` : line.deadlineAt
}

interface Ranked {
  readonly rank: string
  readonly id: string
}

const isBefore = (one: Ranked, other: Ranked): boolean =>
  one.rank === other.rank ? one.id < other.id : one.rank < other.rank

/** The place of a line in its order, as a text; it names where the next page begins. */
export const placeOf = (line: Line, order: QueueOrder | undefined): string =>
  order === undefined ? line.id : `${rankOf(line, order)}:${line.id}`

/** Ids have no colon. */
const readPlace = (place: string): Ranked => {
  const end = place.lastIndexOf(':')
  return { rank: place.slice(0, Math.max(0, end)), id: place.slice(end + 1) }
}

/**
 * The first `limit` of what comes after a place, in order. Linear in the number of lines: a hundred thousand are not
 * sorted for a page of fifty.
 */
export const firstAfter = (
  lines: Iterable<Line>,
  order: QueueOrder | undefined,
  after: string | undefined,
  limit: number
): readonly { readonly line: Line; readonly place: string }[] => {
  const from = after === undefined ? null : readPlace(after)
  const first: (Ranked & { readonly line: Line })[] = []
  let last: Ranked | null = null
  for (const line of lines) {
    const rank = rankOf(line, order)
    if (last !== null && rank > last.rank) continue
    const one = { rank, id: line.id, line }
    if ((last !== null && !isBefore(one, last)) || (from !== null && !isBefore(from, one))) continue
    first.push(one)
    // Kept in order only once there are more than are wanted.
    if (first.length < limit * 2) continue
    first.sort((a, b) => (isBefore(a, b) ? -1 : 1)).splice(limit)
    last = first.at(-1)!
  }
  return first
    .sort((a, b) => (isBefore(a, b) ? -1 : 1))
    .slice(0, limit)
    .map(({ line }) => ({ line, place: placeOf(line, order) }))
}
