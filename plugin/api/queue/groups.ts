import type { Line } from '../../erasure/line.ts'

/** Lines that no filter tells apart, but for the end of their period: a hundred thousand fall into a few hundred. */
export interface Group {
  /** Counts up from 0. */
  readonly n: number
  /** Any one of them. */
  readonly like: Line
}

/** A line and its group. */
export interface Placed {
  readonly line: Line
  readonly group: Group
}

/** Groups as they turn up. */
export interface Groups {
  place(line: Line): Placed
  /** How many there are. */
  size(): number
}

const keyOf = (line: Line): string => {
  const { platform, origin, state, endedAt, blockers, turns, askedBy, approvedBy, keptBack, stoppable, waiting } = line
  // Who asked and who approved is looked at in this state only, and is of each subject where subjects ask.
  const people = state === 'awaiting-approval' ? [askedBy, approvedBy] : []
  return [
    platform,
    origin,
    state,
    endedAt === null,
    blockers,
    turns,
    keptBack,
    stoppable,
    waiting,
    line.mailsGivenUp,
    people
  ].join()
}

/** No group is known yet. */
export const createGroups = (): Groups => {
  const known = new Map<string, Group>()
  return {
    place(line) {
      const key = keyOf(line)
      const group = known.get(key) ?? { n: known.size, like: line }
      known.set(key, group)
      return { line, group }
    },
    size: () => known.size
  }
}
