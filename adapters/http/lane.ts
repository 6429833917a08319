/** Bounds how many calls to one base run at once, and how closely they follow one another. */
export interface Lane {
  /**
   * Waits for a slot and for the pace.
   * @returns what gives the slot back
   * @throws the signal's reason, when it aborts first
   */
  enter(signal: AbortSignal): Promise<() => void>
}

/** What a lane needs of the world. */
export interface LaneOptions {
  readonly slots: number
  /** Least time from the start of one call to the start of the next. */
  readonly paceMs: number
  now(): Date
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** A lane for one base address; first come, first served. */
export function createLane({ slots, paceMs, now, sleep }: LaneOptions): Lane {
  const waiting: (() => void)[] = []
  let free = slots
  let nextStartAt = 0

  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }

  const takeSlot = async (signal: AbortSignal) => {
    if (free > 0) {
      free -= 1
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const giveUp = () => {
      waiting.splice(waiting.indexOf(begin), 1)
      reject(signal.reason)
    }
    const begin = () => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }
    waiting.push(begin)
    signal.addEventListener('abort', giveUp, { once: true })
    await promise
  }

  return {
    async enter(signal) {
      signal.throwIfAborted()
      await takeSlot(signal)
      try {
        const startAt = Math.max(now().getTime(), nextStartAt)
        nextStartAt = startAt + paceMs
        const waitMs = startAt - now().getTime()
        if (waitMs > 0) await sleep(waitMs, signal)
      } catch (error) {
        leave()
        throw error
      }
      return leave
    }
  }
}
