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

/** A clock that follows another one until it is stopped. */
export interface FollowingClock extends Clock {
  stop(): Promise<void>
}

/** What a clock is kept going with between two questions. */
export interface Pacemaker extends Pick<Clock, 'sleep'> {
  /** Milliseconds that only ever go on. */
  ticks(): number
}

const askEveryMs = 60_000
const firstQuestions = 3
/** How fast time goes while it is ahead of the one that it follows: it never goes back, and is in step again in time. */
const heldBackPace = 0.5

/** The machine's own going on, whatever its clock is set to. */
export const machinePacemaker = (): Pacemaker => ({ ticks: () => performance.now(), sleep: systemClock().sleep })

/**
 * A clock that shows the time of whoever answers `ask` (epoch milliseconds), less half of the way there and back. It is
 * asked at the start and every minute; in between time goes on by itself, and it never goes back. Where nobody answers
 * later on, it goes on as it was. Throws what the first questions throw.
 */
export const followClock = async (
  ask: () => Promise<number>,
  { ticks, sleep }: Pacemaker = machinePacemaker()
): Promise<FollowingClock> => {
  const measure = async () => {
    const before = ticks()
    const answer = await ask()
    const after = ticks()
    return { wayMs: after - before, offsetMs: answer - (before + after) / 2 }
  }
  const first = []
  for (let n = 0; n < firstQuestions; n += 1) first.push(await measure())
  let { offsetMs } = first.sort((one, other) => one.wayMs - other.wayMs)[0]!
  let at = ticks()
  let shownMs = at + offsetMs

  const show = (): number => {
    const elapsedMs = ticks() - at
    at += elapsedMs
    const aheadMs = Math.max(0, shownMs + elapsedMs - (at + offsetMs))
    shownMs = aheadMs === 0 ? at + offsetMs : shownMs + Math.max(elapsedMs * heldBackPace, elapsedMs - aheadMs)
    return shownMs
  }
  const stopping = new AbortController()
  const follow = async (): Promise<void> => {
    for (;;) {
      await sleep(askEveryMs, stopping.signal)
      const measured = await measure().catch(() => null)
      show()
      if (measured !== null) ({ offsetMs } = measured)
    }
  }
  const following = follow().catch(() => {})
  return {
    now: () => new Date(show()),
    sleep,
    stop() {
      stopping.abort()
      return following
    }
  }
}
