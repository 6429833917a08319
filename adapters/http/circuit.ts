/** When a circuit opens, and for how long. */
export interface CircuitOptions {
  /** Failures in a row that open it. */
  readonly failures: number
  readonly openMs: number
}

/** A call that a circuit let through; exactly one of these ends it. */
export interface Passage {
  succeed(): void
  fail(): void
  /** Nothing was learnt about the platform. */
  abandon(): void
}

/** Closed: calls pass. Open: none. After `openMs` one call passes on trial, and decides. */
export interface Circuit {
  /** Null while it is open. */
  enter(): Passage | null
  /** Milliseconds until a trial may pass. */
  remainingMs(): number
}

/** A circuit for one base address, on the clock it is given. */
export function createCircuit({ failures, openMs }: CircuitOptions, now: () => Date): Circuit {
  let inARow = 0
  let openedAt: number | null = null
  let isOnTrial = false

  const remainingMs = () => (openedAt === null ? 0 : Math.max(0, openedAt + openMs - now().getTime()))

  return {
    remainingMs,
    enter() {
      const isTrial = openedAt !== null
      if (isTrial && (isOnTrial || remainingMs() > 0)) return null
      if (isTrial) isOnTrial = true
      const leave = () => {
        if (isTrial) isOnTrial = false
      }
      return {
        succeed() {
          leave()
          // A call from before the opening that comes home late proves nothing about now.
          if (openedAt !== null && !isTrial) return
          inARow = 0
          openedAt = null
        },
        fail() {
          leave()
          inARow += 1
          if (isTrial || (openedAt === null && inARow >= failures)) openedAt = now().getTime()
        },
        abandon: leave
      }
    }
  }
}
