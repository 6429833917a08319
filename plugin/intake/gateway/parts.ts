import type { Caller, Facts, Plan, Platform } from '../../../adapters/contract.ts'
import type { Clock } from '../../clock.ts'
import type { Accept, SaidDemand } from '../../erasure/incoming.ts'
import type { Verdict } from '../../erasure/preconditions/precondition.ts'
import type { State } from '../../erasure/states.ts'
import type { Random } from '../../random.ts'
import type { Seals } from '../../store/records/seals.ts'
import type { Store } from '../../store/store.ts'

/** What would become of a demand that is not stored yet. */
export interface Foreseen {
  readonly to: State
  readonly because: string
  readonly verdicts: readonly Verdict[]
  /** What was read of the subject. */
  readonly facts: Facts
  /** It names what a reason is about. */
  readonly plan: Plan | null
  /** Id of the open request that has this subject, if one has. */
  readonly open: string | null
  /** Whether the platform has begun to delete the account already. */
  readonly isBegun: boolean
}

/** A demand to look at before it is stored. */
export interface Thought extends Pick<Caller, 'subject' | 'facts'> {
  readonly platform: string
  readonly by: string
  readonly demand: SaidDemand
}

/** What the gateway works with. */
export interface GatewayParts {
  readonly store: Store
  readonly keys: Seals
  readonly clock: Clock
  readonly random: Random
  readonly accept: Accept
  /** Whether subjects can be written to at all. */
  readonly hasMail: boolean
  /** The connected platform; null when it is not registered any more. */
  connect(platform: string): Promise<Platform | null>
  /** @throws PlatformError when the platform cannot be asked */
  foresee(thought: Thought, signal: AbortSignal): Promise<Foreseen | null>
}
