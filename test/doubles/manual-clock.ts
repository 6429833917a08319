import type { Clock } from '../../plugin/clock.ts'

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Moves on (or back) and ends the sleeps that are over. */
  advance(ms: number): void
}

/** A clock at a fixed instant. */
export function createManualClock(startAt = '2026-03-02T09:00:00.000Z'): ManualClock {
  let nowMs = Date.parse(startAt)
  const sleepers = new Set<{ untilMs: number; wake: () => void }>()

  return {
    now: () => new Date(nowMs),
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        const sleeper = { untilMs: nowMs + ms, wake }
        function wake(): void {
          sleepers.delete(sleeper)
          signal.removeEventListener('abort', abort)
          resolve()
        }
        function abort(): void {
          sleepers.delete(sleeper)
          reject(signal.reason)
        }
        if (signal.aborted) return abort()
        signal.addEventListener('abort', abort, { once: true })
        sleepers.add(sleeper)
        if (ms <= 0) wake()
      })
    },
    advance(ms) {
      nowMs += ms
      for (const sleeper of [...sleepers]) if (sleeper.untilMs <= nowMs) sleeper.wake()
    }
  }
}
