import { dayMs } from '../../durations.ts'
import type { Line } from '../../erasure/line.ts'
import { isEnd } from '../../erasure/states.ts'

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

/** The names by which a list is narrowed. */
const dimensions = ['state', 'platform', 'origin', 'turn', 'due', 'blocker', 'approver'] as const

/** Whether an open request is late, soon due, or neither. */
export const dueOf = ({ state, deadlineAt }: Pick<Line, 'state' | 'deadlineAt'>, now: Date): 'late' | 'soon' | null => {
  if (isEnd(state)) return null
  const leftMs = Date.parse(deadlineAt) - now.getTime()
  return leftMs < 0 ? 'late' : leftMs < soonMs ? 'soon' : null
}

const tests: Readonly<Record<(typeof dimensions)[number], (line: Line, wanted: string, now: Date) => boolean>> = {
  state: ({ state }, wanted) => (wanted === 'open' ? !isEnd(state) : state === wanted),
  platform: ({ platform }, wanted) => platform === wanted,
  origin: ({ origin }, wanted) => origin === wanted,
  turn: ({ turns, state }, wanted) => !isEnd(state) && (turns as readonly string[]).includes(wanted),
  due: (line, wanted, now) => dueOf(line, now) === wanted,
  blocker: ({ blockers, state }, wanted) => !isEnd(state) && blockers.includes(wanted),
  approver: ({ state, askedBy, approvedBy }, wanted) =>
    state === 'awaiting-approval' && !askedBy.includes(wanted) && !approvedBy.includes(wanted)
}

/** The filters that a line does not pass. */
export const failsOf = (line: Line, filter: QueueFilter, now: Date): readonly (keyof QueueFilter)[] => {
  const failed: (keyof QueueFilter)[] = []
  for (const name of dimensions) {
    const wanted = filter[name]
    if (wanted !== undefined && !tests[name](line, wanted, now)) failed.push(name)
  }
  return failed
}

/** Whether a line passes every filter. */
export const passes = (line: Line, filter: QueueFilter, now: Date): boolean => failsOf(line, filter, now).length === 0
