/** What is known about a message that was not taken. */
export interface Trouble {
  /** No further try would help. */
  readonly isFinal?: boolean
  /** False: it was kept back without a try, and counts as none. */
  readonly wasTried?: boolean
  /** Not before. */
  readonly retryAfterMs?: number | null
}

/** A message that was not taken by the next hop. The code says why; it never repeats what the other side wrote. */
export class Undelivered extends Error {
  readonly code: string
  readonly isFinal: boolean
  readonly wasTried: boolean
  readonly retryAfterMs: number | null

  constructor(code: string, { isFinal = false, wasTried = true, retryAfterMs = null }: Trouble = {}) {
    super(code)
    this.code = code
    this.isFinal = isFinal
    this.wasTried = wasTried
    this.retryAfterMs = retryAfterMs
  }
}
