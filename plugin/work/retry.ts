import { later } from '../erasure/decision.ts'
import type { Policy } from '../erasure/policy.ts'
import type { Waiting } from '../erasure/request.ts'
import type { Random } from '../random.ts'

/** The share of a pause that chance decides, so that requests do not come back all at once. */
const jitter = 0.2

/**
 * When to try again after the platform could not be reached: the first pause doubled with each try, up to the longest,
 * with jitter, never sooner than the platform asked for.
 */
export const nextTry = (
  waiting: Waiting | null,
  code: string,
  policy: Policy,
  retryAfterMs: number | null,
  random: Random,
  now: string
): Waiting => {
  const tries = (waiting?.tries ?? 0) + 1
  const pauseMs = Math.min(policy.retryFirstMs * 2 ** Math.min(tries - 1, 30), policy.retryMostMs)
  const withJitterMs = pauseMs * (1 - jitter * random.fraction())
  const nextAt = later(now, Math.max(withJitterMs, retryAfterMs ?? 0))
  return { code, since: waiting?.since ?? now, tries, nextAt }
}
