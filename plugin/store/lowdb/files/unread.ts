import type { Clock } from '../../../clock.ts'
import { referenceOf } from '../../names.ts'
import type { Kind } from '../../store.ts'

/** A disk that gives nothing for so long has lost it; before that it may be the cable. */
const patienceMs = 60_000
/** Nobody asked for so long: what the disk would have given meanwhile nobody knows, and the row begins anew. */
const rowEndsAfterMs = 5 * 60_000

/** Documents that the disk does not give, each with its unbroken row of failures. */
export interface Unread {
  /** Notes a failure. Whether the document counts as damaged by now: it could not be read for a minute, however often it was asked for. */
  hasLasted(kind: Kind, id: string): boolean
  /** It could be read, or lies aside: its row is broken. */
  end(kind: Kind, id: string): void
  /** Whether nobody's row goes on. */
  isEmpty(): boolean
}

/** Everything could be read so far. Instants in milliseconds. */
export function createUnread(clock: Pick<Clock, 'now'>): Unread {
  const rows = new Map<string, { readonly sinceMs: number; readonly lastMs: number }>()

  return {
    hasLasted(kind, id) {
      const reference = referenceOf(kind, id)
      const lastMs = clock.now().getTime()
      const before = rows.get(reference)
      const goesOn = before !== undefined && lastMs - before.lastMs <= rowEndsAfterMs
      const sinceMs = goesOn ? before.sinceMs : lastMs
      rows.set(reference, { sinceMs, lastMs })
      return lastMs - sinceMs >= patienceMs
    },
    end(kind, id) {
      if (rows.size > 0) rows.delete(referenceOf(kind, id))
    },
    isEmpty: () => rows.size === 0
  }
}
