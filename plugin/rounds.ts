import type { Clock } from './clock.ts'

/** What is done again and again by itself. Durations in milliseconds. */
export interface Rounds {
  readonly clock: Pick<Clock, 'sleep'>
  /** Between the end of a round and the next one. */
  readonly everyMs: number
  /** Before the first round; at once where it is left out. */
  readonly firstAfterMs?: number
  /** Aborted with the stop: what it waits for is broken off then. */
  round(signal: AbortSignal): Promise<unknown>
  /** Hears why a round failed; the next one comes all the same. Not called any more after the stop. */
  tell(error: unknown): void
}

/** Starts rounds, never two at once. Returns how to stop, which resolves when the round in hand is over. */
export const startRounds = ({ clock, everyMs, firstAfterMs, round, tell }: Rounds): (() => Promise<void>) => {
  const stopping = new AbortController()
  const { signal } = stopping
  const run = async (): Promise<void> => {
    if (firstAfterMs !== undefined) await clock.sleep(firstAfterMs, signal).catch(() => {})
    while (!signal.aborted) {
      try {
        await round(signal)
      } catch (error) {
        if (!signal.aborted) tell(error)
      }
      await clock.sleep(everyMs, signal).catch(() => {})
    }
  }
  const running = run()
  return () => {
    stopping.abort()
    return running
  }
}
