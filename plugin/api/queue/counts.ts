import type { Line } from '../../erasure/line.ts'
import { dueOf, failsOf, passes, type QueueFilter } from './filter.ts'

type Counts = Record<string, number>

const tally = (counts: Counts, keys: readonly string[]): void => {
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
}

/**
 * How many there are of each, among those that pass the other filters: what a reader would get who chose it.
 * `forCaller`: of all, how many wait for an approval that the caller could give.
 */
export const countLines = (lines: readonly Line[], filter: QueueFilter, caller: string, now: Date) => {
  const counts = {
    total: 0,
    forCaller: 0,
    mailsGivenUp: 0,
    state: {} as Counts,
    platform: {} as Counts,
    origin: {} as Counts,
    turn: {} as Counts,
    due: {} as Counts,
    blocker: {} as Counts,
    keptBack: {} as Counts,
    waiting: {} as Counts
  }
  const of = {
    state: ({ state }: Line) => [state],
    platform: ({ platform }: Line) => [platform],
    origin: ({ origin }: Line) => [origin],
    turn: ({ turns, endedAt }: Line) => (endedAt === null ? turns : []),
    due: (line: Line) => [dueOf(line, now) ?? 'later'],
    blocker: ({ blockers, endedAt }: Line) => (endedAt === null ? blockers : [])
  } as const
  const names = Object.keys(of) as (keyof typeof of)[]
  for (const line of lines) {
    // Whoever chose another value of the one filter that it fails would get it.
    const failed = failsOf(line, filter, now)
    for (const name of names)
      if (failed.length === 0 || (failed.length === 1 && failed[0] === name)) tally(counts[name], of[name](line))
    if (passes(line, { approver: caller }, now)) counts.forCaller++
    if (failed.length > 0) continue
    counts.total++
    counts.mailsGivenUp += line.mailsGivenUp
    tally(counts.keptBack, line.keptBack === null ? [] : [line.keptBack])
    tally(counts.waiting, line.waiting === null ? [] : [line.waiting])
  }
  return counts
}
