import { later } from '../../erasure/decision.ts'
import { Undelivered } from '../../erasure/undelivered.ts'
import type { Random } from '../../random.ts'

/** What the outbox knows of a message that was tried. */
interface Tried {
  readonly state: 'due' | 'sent' | 'given-up'
  readonly tries: number
  readonly nextAt: string
}

/** Pauses between tries; the last one is repeated up to `most` tries. */
export interface Pace {
  readonly pausesMs: readonly number[]
  readonly most: number
}

const minute = 60_000
const hour = 60 * minute

/** A mail server is asked every hour at last, for four days; a bounce ends it at once. */
export const paceOfMail: Pace = {
  pausesMs: [1, 2, 4, 8, 16, 32, 60].map(minutes => minutes * minute),
  most: 100
}

/** An endpoint is tried for about three days, ever more slowly. */
export const paceOfEndpoints: Pace = {
  pausesMs: [5_000, minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour],
  most: 11
}

/** Why a try failed, as a code; what an error says besides is not repeated. */
export const codeOf = (error: unknown): string => (error instanceof Undelivered ? error.code : 'not-taken')

/**
 * What becomes of a message that was not taken: tried again no sooner than the receiver asked for, with a fifth of
 * jitter; given up when no try would help or enough were made. Kept back without a try, it only waits.
 */
export const afterFailure = <Message extends Tried>(
  message: Message,
  error: unknown,
  { pausesMs, most }: Pace,
  random: Random,
  now: string
): Message => {
  const known = error instanceof Undelivered ? error : null
  const askedMs = known?.retryAfterMs ?? 0
  if (known !== null && !known.wasTried) return { ...message, nextAt: later(now, Math.max(1000, askedMs)) }
  const tries = message.tries + 1
  const pauseMs = pausesMs[Math.min(tries, pausesMs.length) - 1]! * (1 + random.fraction() / 5)
  const isOver = known?.isFinal === true || tries >= most
  const nextAt = later(now, Math.ceil(Math.max(pauseMs, askedMs)))
  return { ...message, tries, nextAt, state: isOver ? 'given-up' : 'due' }
}
