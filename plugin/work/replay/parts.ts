import type { Accept } from '../../erasure/incoming.ts'
import type { ConnectedPlatform, WorkParts } from '../parts.ts'

/** What replays work with. */
export type ReplayParts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'platforms' | 'log' | 'endedIds'> & {
  readonly accept: Accept
}

/** One platform, as it is read for a replay. */
export interface Reading {
  readonly parts: ReplayParts
  readonly connected: ConnectedPlatform
  readonly snapshotAt: string
  readonly signal: AbortSignal
}
