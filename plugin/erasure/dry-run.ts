import type { Found, Plan } from '../../adapters/contract.ts'
import type { Verdict } from './preconditions/precondition.ts'
import type { State } from './states.ts'

/** What would happen to a request now: the worker's own decision, only written down. */
export interface DryRun {
  readonly at: string
  readonly found: Found['is']
  /** The state that the decision leads to. */
  readonly next: State
  readonly because: string
  readonly verdicts: readonly Verdict[]
  readonly fingerprint: string | null
  readonly plan: Plan | null
  /** What of the plan changed since an approval before; null: there was none. */
  readonly sinceApproval: { readonly added: readonly string[]; readonly gone: readonly string[] } | null
}
