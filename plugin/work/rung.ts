import type { Kind } from '../store/store.ts'
import type { WorkParts } from './parts.ts'

/** What a round says of the next one. */
export interface Rest {
  /** The next round comes so many milliseconds later at the latest. */
  readonly pauseMs: number
  /** Whether the bell brings it sooner: not after a failure, or what the failure wrote down would ring at once. */
  readonly isRung: boolean
}

/**
 * Starts rounds that a change of a document of this kind rings for: nothing is polled but what a round itself waits for.
 * A round tells its own failures and never throws. Returns how to stop, which resolves when the round in hand is over.
 */
export const startRung = (
  { store, clock }: Pick<WorkParts, 'store' | 'clock'>,
  rings: Kind,
  round: (signal: AbortSignal) => Promise<Rest>
): (() => Promise<void>) => {
  const stopping = new AbortController()
  const stopped = Promise.withResolvers<void>()
  let bell = Promise.withResolvers<void>()
  const unlisten = store.onChange(kind => {
    if (kind === rings) bell.resolve()
  })
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      bell = Promise.withResolvers()
      const { pauseMs, isRung } = await round(stopping.signal)
      const timer = new AbortController()
      const pause = clock.sleep(pauseMs, timer.signal).catch(() => {})
      await Promise.race([pause, stopped.promise, ...(isRung ? [bell.promise] : [])])
      timer.abort()
    }
  }
  const running = run()
  return () => {
    stopping.abort()
    stopped.resolve()
    unlisten()
    return running
  }
}
