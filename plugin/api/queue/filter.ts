import { dayMs } from '../../durations.ts'
import { type Line, shownLine } from '../../erasure/line.ts'
import { isEnd } from '../../erasure/states.ts'
import type { Stops } from '../../store/records/platforms/keeps-back.ts'
import type { Placement } from './board.ts'

/** How near the end of the legal period counts as soon. */
const soonMs = 7 * dayMs

/** What a list is narrowed by; every one that is there must hold. */
export interface QueueFilter {
  readonly state?: string
  readonly platform?: string
  readonly origin?: string
  readonly turn?: string
  /** `late`: the period is over; `soon`: in seven days at most. */
  readonly due?: string
  readonly blocker?: string
  /** Waits for an approval that this person could give: they did not ask, and have not approved the plan as it is. */
  readonly approver?: string
}

/** By what lines are chosen, and as what they are looked at: with what keeps their platforms back now. */
export interface Sifting {
  readonly filter: QueueFilter
  readonly stops: Stops
  readonly now: Date
}

/** The names by which a list is narrowed. */
const dimensions = ['state', 'platform', 'origin', 'turn', 'due', 'blocker', 'approver'] as const

/** Whether an open request is late, soon due, or neither. */
export type Due = 'late' | 'soon' | null

/** Tells it of any number of lines at this instant. */
export const dueBy = (now: Date): ((line: Pick<Line, 'state' | 'deadlineAt'>) => Due) => {
  // Instants of one form compare as texts.
  const [lateBefore, soonBefore] = [now.toISOString(), new Date(now.getTime() + soonMs).toISOString()]
  return ({ state, deadlineAt }) =>
    deadlineAt >= soonBefore || isEnd(state) ? null : deadlineAt < lateBefore ? 'late' : 'soon'
}

const tests: Readonly<Record<(typeof dimensions)[number], (line: Line, wanted: string, due: Due) => boolean>> = {
  state: ({ state }, wanted) => (wanted === 'open' ? !isEnd(state) : state === wanted),
  platform: ({ platform }, wanted) => platform === wanted,
  origin: ({ origin }, wanted) => origin === wanted,
  turn: ({ turns, state }, wanted) => !isEnd(state) && (turns as readonly string[]).includes(wanted),
  due: (_, wanted, due) => due === wanted,
  blocker: ({ blockers, state }, wanted) => !isEnd(state) && blockers.includes(wanted),
  approver: ({ state, askedBy, approvedBy }, wanted) =>
    state === 'awaiting-approval' && !askedBy.includes(wanted) && !approvedBy.includes(wanted)
}

/** The filters that a line as it is shown, and every other of its group that is as soon due, does not pass. */
export const failsOf = (line: Line, filter: QueueFilter, due: Due): readonly (keyof QueueFilter)[] => {
  const failed: (keyof QueueFilter)[] = []
  for (const name of dimensions) {
    const wanted = filter[name]
    if (wanted !== undefined && !tests[name](line, wanted, due)) failed.push(name)
  }
  return failed
}

/**
 * Lines that pass every filter as they are shown, handed out as they are stored, and found anew at each walk: each group is
 * looked at once, and no list of them is made.
 */
export const passing = ({ lines, groups }: Placement, { filter, stops, now }: Sifting): Iterable<Line> => {
  const dueOf = dueBy(now)
  const { due: wanted, ...rest } = filter
  const known = new Array<boolean | undefined>(groups.size())
  function* walk(): Generator<Line> {
    for (const { line, group } of lines) {
      known[group.n] ??= failsOf(shownLine(line, stops.get(line.platform)), rest, null).length === 0
      if (known[group.n] && (wanted === undefined || dueOf(line) === wanted)) yield line
    }
  }
  return { [Symbol.iterator]: walk }
}
