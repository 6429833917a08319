import type { Plan } from './plan.ts'
import type { Treatment } from './rows.ts'
import type { Subject } from './subject.ts'

/** What became of an action. Kept apart to the certificate; a 404 is one of the last three only after a reading. */
export type OutcomeKind = 'done' | 'already-absent' | 'never-existed' | 'no-such-route'

/** What became of one action. */
export interface Outcome {
  readonly is: OutcomeKind
  /** Object, successor and result per item, where an action touches several. Sealed, never in plain evidence. */
  readonly items?: readonly { readonly key: string; readonly successor?: string; readonly result: OutcomeKind }[]
  /** Counts and codes for plain evidence: no names. */
  readonly counts?: Readonly<Record<string, number>>
}

/** Whether the effect of an action is there. `gone` reads: what the action should remove is gone (or handed over). */
export type Confirmation =
  | { readonly is: 'gone' }
  | { readonly is: 'still-there' }
  | { readonly is: 'cannot-tell'; readonly because: string }
  | { readonly is: 'later'; readonly at: string; readonly because: string }

/**
 * `repeat` rules what may follow an intent without outcome, after a confirm that was not `gone`:
 * `safe`: perform again. `read-first`: again only when `still-there` was read twice, `settleMs` apart.
 * `never`: a person looks.
 */
export type Repeat = 'safe' | 'read-first' | 'never'

/** One change on the platform: `perform`, then `confirm`. */
export interface Action {
  readonly id: string
  readonly treatment: Treatment
  /** One sentence that a data subject understands. */
  readonly covers: string
  /**
   * Ids of actions that must be done before. Those that follow one another in the plan, are safe to repeat, stand in no
   * section, cannot be taken back and wait for none of each other are called side by side.
   */
  readonly after: readonly string[]
  /** Name of the exclusive section of the platform that this action stands in. */
  readonly section: string | null
  readonly repeat: Repeat
  readonly settleMs: number
  readonly readBack: 'independent' | 'same-service' | 'none'
  readonly reversible: boolean
  /**
   * Reads what `perform` goes by, for whoever waits before an exclusive section, so that nobody else waits for it there. It
   * changes nothing and decides nothing; where it fails, `perform` reads for itself.
   */
  prepare?(subject: Subject, plan: Plan, signal: AbortSignal): Promise<void>
  perform(subject: Subject, plan: Plan, signal: AbortSignal): Promise<Outcome>
  confirm(subject: Subject, plan: Plan, signal: AbortSignal): Promise<Confirmation>
}

/** What a withdrawal put back, whichever of its calls did: an answer may have been lost, and then it is read. */
export interface Released {
  /** What stands as it was before, as answered or read, and what does not and why (codes). */
  readonly restored: readonly string[]
  readonly notRestored: readonly { readonly what: string; readonly because: string }[]
}
