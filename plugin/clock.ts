import { setTimeout as wait } from 'node:timers/promises'

/** The only door to time. Instants are stored as ISO 8601 in UTC. */
export interface Clock {
  now(): Date
  /** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

// A longer Node timer fires at once (it is kept as a signed 32-bit number).
const longestTimerMs = 2 ** 31 - 1

/** The machine's clock. */
export function systemClock(): Clock {
  return {
    now: () => new Date(),
    async sleep(ms, signal) {
      for (let left = ms; left > 0; left -= longestTimerMs) {
        await wait(Math.min(left, longestTimerMs), undefined, { signal })
      }
    }
  }
}
