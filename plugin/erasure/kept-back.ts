import type { Turn } from './line.ts'
import type { ErasureRequest } from './request.ts'
import type { State } from './states.ts'

/** Why a request stays `accepted`, since when, and for a dry run what it would have come to: codes only. */
export interface KeptBack {
  readonly because: 'brake' | 'dry-run'
  readonly at: string
  readonly foreseen: Foreseen | null
}

/** Why a request stands still beside its own state. */
export type KeptBackCode = KeptBack['because'] | PlatformStop['because']

/** What a look at the platform says would happen now. */
export interface Foreseen {
  readonly at: string
  readonly next: State
  readonly because: string
  readonly blockers: readonly string[]
  /** Actions of the plan, in their order. */
  readonly actions: readonly string[]
}

/** What keeps everything destructive on a platform back, whichever request it is. */
export interface PlatformStop {
  readonly because: 'platform-paused' | 'everything-paused' | 'hold-damaged' | 'hold-incomplete' | 'another-driver'
  /** ISO 8601; null: nobody noted since when. */
  readonly at: string | null
  /** Who can lift it; `nobody`: the platform is asked again until it answers. */
  readonly turn: Turn
}

/** Whether what stops a platform stops a request there, which has `begun` or `not-begun`; null: it goes on all the same. */
export type Stoppable = 'not-begun' | 'begun' | null

/**
 * What waits for people waits for them all the same, what was done is read back, and inside an exclusive section everybody
 * else waits, so that nothing stops it there.
 */
export const stoppableOf = ({ state, actions, section }: ErasureRequest): Stoppable => {
  const isBetween = state === 'erasing' && section === null && actions.some(({ outcome }) => outcome === null)
  if (!isBetween && state !== 'accepted' && state !== 'checking') return null
  return actions.length === 0 ? 'not-begun' : 'begun'
}

/** Another driver stops what has been begun; what has not is blocked by it. */
export const isStoppedBy = (stop: PlatformStop, stoppable: Stoppable): boolean =>
  stoppable === 'begun' || (stoppable === 'not-begun' && stop.because !== 'another-driver')
