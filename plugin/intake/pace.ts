import type { Clock } from '../clock.ts'
import type { Accept } from '../erasure/incoming.ts'
import { Problem } from '../errors.ts'

const hourMs = 60 * 60 * 1000

/** Demands that one account may make of its own in an hour; each can write mails to its owner. */
const mostInAnHour = 10

/**
 * Takes demands that come with a session no faster than a person makes them: whoever stole one cannot flood its owner
 * with mails by asking and withdrawing in turns. Counted in the process; a restart forgets.
 * @throws Problem `too-many-calls`, with the time until the next is taken
 */
export const paceAccept = (accept: Accept, clock: Pick<Clock, 'now'>): Accept => {
  const times = new Map<string, readonly number[]>()
  return incoming => {
    if (incoming.demand?.origin !== 'self') return accept(incoming)
    const now = clock.now().getTime()
    for (const [by, all] of times) if (all.at(-1)! <= now - hourMs) times.delete(by)
    const lately = (times.get(incoming.by) ?? []).filter(at => at > now - hourMs)
    if (lately.length >= mostInAnHour) throw new Problem('too-many-calls', { retryAfterMs: lately[0]! + hourMs - now })
    times.set(incoming.by, [...lately, now])
    return accept(incoming)
  }
}
