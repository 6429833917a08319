import { hourMs } from '../durations.ts'
import type { Accept } from '../erasure/incoming.ts'
import { Problem } from '../errors.ts'
import type { Tally } from '../store/tally.ts'

/** Demands that one account may make of its own in an hour; each can write mails to its owner. */
const mostInAnHour = 10

/**
 * Takes demands that come with a session no faster than a person makes them: whoever stole one cannot flood its owner
 * with mails by asking and withdrawing in turns.
 * @throws Problem `too-many-calls`, with the time until the next is taken
 */
export const paceAccept =
  (accept: Accept, tally: Pick<Tally, 'countUp'>): Accept =>
  async incoming => {
    if (incoming.demand?.origin !== 'self') return accept(incoming)
    const waitMs = await tally.countUp([{ key: `demands:${incoming.by}`, most: mostInAnHour, windowMs: hourMs }])
    if (waitMs !== null) throw new Problem('too-many-calls', { retryAfterMs: waitMs })
    return accept(incoming)
  }
