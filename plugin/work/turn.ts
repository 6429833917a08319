import type { ConnectedPlatform, WorkParts } from './parts.ts'

/** What carrying a request on needs besides the parts. */
export interface Turn {
  readonly parts: WorkParts
  readonly connected: ConnectedPlatform
  /** Breaks off calls to the platform. */
  readonly signal: AbortSignal
  /** Nothing new is begun once it is aborted. */
  readonly draining: AbortSignal
}
