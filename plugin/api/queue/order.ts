import type { Line } from '../../erasure/line.ts'
import { isEnd } from '../../erasure/states.ts'

/** In what order a list is read. Absent: by id. */
export type QueueOrder = 'days-left' | 'receipt'

/** The place of a line in its order, as a text that sorts; it names where the next page begins. */
export const placeOf = (line: Line, order: QueueOrder | undefined): string => {
  if (order === undefined) return line.id
  // What has ended comes last, and has no days left.
  const at = order === 'receipt' ? line.receivedAt : isEnd(line.state) ? `9999:${line.endedAt ?? ''}` : line.deadlineAt
  return `${at}:${line.id}`
}

/**
 * The first `limit` of what comes after a place, in order. Linear in the number of lines: a hundred thousand are not
 * sorted for a page of fifty.
 */
export const firstAfter = (
  lines: readonly Line[],
  order: QueueOrder | undefined,
  after: string | undefined,
  limit: number
): readonly { readonly line: Line; readonly place: string }[] => {
  const first: { line: Line; place: string }[] = []
  if (limit >= lines.length)
    return lines
      .map(line => ({ line, place: placeOf(line, order) }))
      .filter(({ place }) => after === undefined || place > after)
      .sort((one, other) => (one.place < other.place ? -1 : 1))
  for (const line of lines) {
    const place = placeOf(line, order)
    if (after !== undefined && place <= after) continue
    if (first.length === limit && place >= first.at(-1)!.place) continue
    let [low, high] = [0, first.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (first[middle]!.place < place) low = middle + 1
      else high = middle
    }
    first.splice(low, 0, { line, place })
    if (first.length > limit) first.pop()
  }
  return first
}
