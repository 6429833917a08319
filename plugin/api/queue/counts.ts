import { type Line, shownLine } from '../../erasure/line.ts'
import type { Placement } from './board.ts'
import { type Due, dueBy, failsOf, type Sifting } from './filter.ts'

type Counts = Record<string, number>

const dues: readonly Due[] = ['late', 'soon', null]

const tally = (counts: Counts, keys: readonly string[], many: number): void => {
  for (const key of keys) counts[key] = (counts[key] ?? 0) + many
}

/** How many lines there are of each group that are late, soon due, or neither; one of each stands for them, as it is shown. */
const countAlike = ({ lines, groups }: Placement, { now, stops }: Sifting) => {
  const dueOf = dueBy(now)
  const many = new Uint32Array(groups.size() * dues.length)
  const like = new Array<Line>(groups.size())
  for (const { line, group } of lines) {
    const due = dueOf(line)
    like[group.n] = line
    many[group.n * dues.length + (due === null ? 2 : due === 'soon' ? 1 : 0)]! += 1
  }
  return [...many].flatMap((count, at) => {
    if (count === 0) return []
    const line = like[Math.floor(at / dues.length)]!
    return [{ line: shownLine(line, stops.get(line.platform)), due: dues[at % dues.length]!, many: count }]
  })
}

/**
 * How many there are of each, among those that pass the other filters: what a reader would get who chose it.
 * `forCaller`: of all, how many wait for an approval that the caller could give.
 */
export const countLines = (placement: Placement, sifting: Sifting, caller: string) => {
  const { filter } = sifting
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
    due: (_: Line, due: Due) => [due ?? 'later'],
    blocker: ({ blockers, endedAt }: Line) => (endedAt === null ? blockers : [])
  } as const
  const names = Object.keys(of) as (keyof typeof of)[]
  for (const { line, due, many } of countAlike(placement, sifting)) {
    // Whoever chose another value of the one filter that it fails would get it.
    const failed = failsOf(line, filter, due)
    for (const name of names)
      if (failed.length === 0 || (failed.length === 1 && failed[0] === name))
        tally(counts[name], of[name](line, due), many)
    if (failsOf(line, { approver: caller }, due).length === 0) counts.forCaller += many
    if (failed.length > 0) continue
    counts.total += many
    counts.mailsGivenUp += line.mailsGivenUp * many
    tally(counts.keptBack, line.keptBack === null ? [] : [line.keptBack], many)
    tally(counts.waiting, line.waiting === null ? [] : [line.waiting], many)
  }
  return counts
}
