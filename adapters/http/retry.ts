import type { Operation } from '../contract.ts'
import { PlatformError } from '../errors.ts'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 10_000

/** What one call may cost in attempts and waiting. */
export interface RetryOptions {
  readonly operation: Operation
  /** Attempts in all; more than one only where the operation is `safe` to repeat. */
  readonly attempts: number
  /** A `Retry-After` beyond this is left to whoever plans the next try. */
  readonly patienceMs: number
  readonly signal: AbortSignal
  random(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/**
 * Attempts a call again after *unavailable*, with full jitter and no sooner than the platform asked for.
 * @throws PlatformError of the last attempt that reached for the platform; `mayHaveHappened` speaks for all of them
 */
export async function retry<Answer>(options: RetryOptions, attempt: () => Promise<Answer>): Promise<Answer> {
  const { operation, attempts, patienceMs, signal, random, sleep } = options
  const limit = operation.repeat === 'safe' ? attempts : 1
  let before: PlatformError | null = null
  for (let count = 1; ; count += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error
      const failed: PlatformError = before === null ? error : addUp(before, error)
      const asked = error.retryAfterMs ?? 0
      const isFinal = error.failure !== 'unavailable' || error.code === 'circuit-open'
      if (isFinal || count >= limit || asked > patienceMs) throw failed
      before = failed
      const jitterMs = random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - 1))
      await sleep(Math.max(asked, jitterMs), signal).catch(() => {
        throw failed
      })
    }
  }
}

/** An error that nothing was sent for: the call was not let through, or given up before. */
export function refuseToSend(code: string, operation: Operation, retryAfterMs?: number): PlatformError {
  const detail = { operation: operation.id, mayHaveHappened: false }
  return new PlatformError('unavailable', code, retryAfterMs === undefined ? detail : { ...detail, retryAfterMs })
}

function addUp(before: PlatformError, last: PlatformError): PlatformError {
  const shown = last.code === 'circuit-open' ? before : last
  return new PlatformError(shown.failure, shown.code, {
    operation: shown.operation,
    mayHaveHappened: before.mayHaveHappened || last.mayHaveHappened,
    ...(shown.status === null ? {} : { status: shown.status }),
    ...(last.retryAfterMs === null ? {} : { retryAfterMs: last.retryAfterMs })
  })
}
