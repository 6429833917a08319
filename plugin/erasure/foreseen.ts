import type { Facts, Plan, Subject } from '../../adapters/contract.ts'
import type { SaidDemand } from './incoming.ts'
import type { Verdict } from './preconditions/precondition.ts'
import type { State } from './states.ts'

/** A demand to look at before it is stored. */
export interface Thinkable {
  readonly platform: string
  readonly subject: Subject
  readonly by: string
  readonly demand: SaidDemand
  /** What the caller could read of the subject. */
  readonly facts: Facts
}

/** What would become of it. */
export interface Foreseen {
  /** Where it would go: `cooling-off` or `erasing` when nothing stops it. */
  readonly to: State
  readonly because: string
  readonly verdicts: readonly Verdict[]
  /** What was read of the subject. */
  readonly facts: Facts
  /** What a deletion would do, where that could be read: it names what a reason is about. */
  readonly plan: Plan | null
  /** Id of the open request that has this subject, if one has. */
  readonly open: string | null
  /** Whether the platform has begun to delete the account already. */
  readonly isBegun: boolean
}

/** Looks ahead; null when the platform is not registered any more. @throws PlatformError when it cannot be asked */
export type Foresee = (thinkable: Thinkable, signal: AbortSignal) => Promise<Foreseen | null>

/** Whether nothing stops it. */
export const isClear = ({ to }: Pick<Foreseen, 'to'>): boolean => to === 'cooling-off' || to === 'erasing'
