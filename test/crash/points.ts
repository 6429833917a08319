import type { Survival } from '../doubles/power-cut-disk.ts'
import type { Fault } from './fault.ts'
import { type Mode, nameCase, type Run } from './lane.ts'
import type { Scenario } from './scenarios.ts'

/** The stores that are tried, and how a sidecar on each is stopped. */
export const modesOf = { lowdb: ['sigkill', 'power-cut'], postgres: ['take-over'] } as const satisfies Record<
  string,
  readonly Mode[]
>

/** A store that is tried. */
export type StoreKind = keyof typeof modesOf

/** One place at which a sidecar is stopped. */
export interface Point {
  readonly id: string
  readonly scenario: Scenario
  readonly mode: Mode
  readonly fault: Fault
  readonly survival: Survival
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1)

/** Without power, what is not synced may be torn, and the commit before must still be there; so it must in a database. */
const halfWay = (mode: Mode, commits: readonly number[]): readonly Fault[] => {
  const even = commits.filter(n => n % 2 === 0)
  if (mode === 'take-over') return even.map(n => ({ at: 'committing', n }))
  return mode === 'power-cut' ? even.map(n => ({ at: n % 4 === 0 ? 'renaming' : 'renamed', n })) : []
}

/** Every point of a scenario: after each commit, and on both sides of each call that changes something. */
export const pointsOf = (scenario: Scenario, mode: Mode, plain: Run): readonly Point[] => {
  const isEach = scenario.killsAtCommits
  const commits = mode === 'power-cut' || isEach ? upTo(plain.commits) : []
  const faults: readonly Fault[] = [
    ...upTo(plain.changes).flatMap((n): readonly Fault[] => [
      { at: 'arrived', n },
      { at: 'answered', n }
    ]),
    ...commits.map((n): Fault => ({ at: 'committed', n })),
    ...(isEach ? halfWay(mode, commits) : [])
  ]
  return faults.map(fault => {
    // That everything written survives is what a kill shows.
    const survival: Survival = fault.n % 4 < 2 ? 'names' : 'synced'
    return { id: nameCase(scenario, mode, fault, survival), scenario, mode, fault, survival }
  })
}
