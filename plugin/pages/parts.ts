import type { Caller, Plan, Platform } from '../../adapters/contract.ts'
import type { Clock } from '../clock.ts'
import type { Accept, SaidDemand } from '../erasure/incoming.ts'
import type { Verdict } from '../erasure/preconditions/precondition.ts'
import type { State } from '../erasure/states.ts'
import type { Seals } from '../store/records/seals.ts'
import type { Store } from '../store/store.ts'

/** What the pages under the platform's own host work with. */
export interface PageParts {
  readonly store: Store
  readonly keys: Seals
  readonly clock: Clock
  readonly accept: Accept
  readonly hasMail: boolean
  /** The connected platform; null when it is not registered any more. */
  connect(platform: string): Promise<Platform | null>
  /** What would become of a demand; @throws PlatformError when the platform cannot be asked */
  foresee(
    thought: Pick<Caller, 'subject' | 'facts'> & {
      readonly platform: string
      readonly by: string
      readonly demand: SaidDemand
    },
    signal: AbortSignal
  ): Promise<{
    readonly to: State
    readonly because: string
    readonly verdicts: readonly Verdict[]
    readonly plan: Plan | null
    readonly isBegun: boolean
    readonly open: string | null
  } | null>
}
