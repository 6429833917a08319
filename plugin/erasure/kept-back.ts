import type { State } from './states.ts'

/** Why a request stays `accepted`, since when, and for a dry run what it would have come to: codes only. */
export interface KeptBack {
  readonly because: 'brake' | 'dry-run'
  readonly at: string
  readonly foreseen: Foreseen | null
}

/** What a look at the platform says would happen now. */
export interface Foreseen {
  readonly at: string
  readonly next: State
  readonly because: string
  readonly blockers: readonly string[]
  /** Actions of the plan, in their order. */
  readonly actions: readonly string[]
}
