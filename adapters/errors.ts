/** The three ways a call to a platform fails. No response body ever stands in one. */
export type PlatformFailure =
  /** Try again later: time-out, refused connection, 429, 502, 503, 504. */
  | 'unavailable'
  /** The platform said no to something it understood: a person must look. */
  | 'refused'
  /** The answer breaks its contract: neither yes nor no can be read from it. */
  | 'surprise'

/** A call to a platform that gave no answer to build on. The only error that leaves an adapter. */
export class PlatformError extends Error {
  readonly failure: PlatformFailure
  /** Stable, `kebab-case`, explained in `adapters/codes.md`. */
  readonly code: string
  /** Operation id of the platform's document, never an address with parameters. */
  readonly operation: string
  /** HTTP status, where there was an answer. */
  readonly status: number | null
  /** False only when it is certain that the platform never worked on the call. */
  readonly mayHaveHappened: boolean
  readonly retryAfterMs: number | null

  constructor(
    failure: PlatformFailure,
    code: string,
    detail: {
      operation: string
      status?: number
      mayHaveHappened?: boolean
      retryAfterMs?: number
    }
  ) {
    super(`${failure}: ${code} (${detail.operation}${detail.status === undefined ? '' : `, ${detail.status}`})`)
    this.name = 'PlatformError'
    this.failure = failure
    this.code = code
    this.operation = detail.operation
    this.status = detail.status ?? null
    this.mayHaveHappened = detail.mayHaveHappened ?? true
    this.retryAfterMs = detail.retryAfterMs ?? null
  }
}
