import type { Clock } from '../clock.ts'
import { Undelivered } from '../erasure/undelivered.ts'
import type { Random } from '../random.ts'

const firstPauseMs = 15_000
const longestPauseMs = 10 * 60 * 1000
const busyMs = 2_000
/** Sendings at once: to one receiver, and to all of them. */
const mostOfOne = 2
const mostOfAll = 4

/** How one try to reach a receiver went: whether it is worth asking again soon. */
export interface Passage {
  /** It answered, whatever it said of the message. */
  arrived(): void
  /** It could not be reached, or is not able to take anything. */
  failed(): void
}

/** Lets messages through to receivers, so that one that is slow or down keeps nobody else waiting. */
export interface Lanes {
  /** Throws `Undelivered`, without a try, while the receiver is down or has its hands full. */
  enter(receiver: string): Passage
}

interface Lane {
  under: number
  failures: number
  closedUntil: number
}

/**
 * One lane for each receiver. After a failure it is closed for 15 s, doubling up to 10 min; then one message tries
 * whether it is open again.
 */
export const createLanes = ({ clock, random }: { readonly clock: Clock; readonly random: Random }): Lanes => {
  const lanes = new Map<string, Lane>()
  let all = 0
  const now = () => clock.now().getTime()
  const keepBack = (code: string, ms: number) =>
    new Undelivered(code, { wasTried: false, retryAfterMs: Math.ceil(ms * (1 + random.fraction() / 2)) })

  return {
    enter(receiver) {
      const lane = lanes.get(receiver) ?? { under: 0, failures: 0, closedUntil: 0 }
      lanes.set(receiver, lane)
      const leftMs = lane.closedUntil - now()
      if (leftMs > 0) throw keepBack('receiver-down', leftMs)
      const most = lane.failures > 0 ? 1 : mostOfOne
      if (lane.under >= most || all >= mostOfAll) throw keepBack('receiver-busy', busyMs)
      lane.under += 1
      all += 1
      const leave = () => {
        lane.under -= 1
        all -= 1
      }
      return {
        arrived() {
          leave()
          lane.failures = 0
        },
        failed() {
          leave()
          lane.failures += 1
          lane.closedUntil = now() + Math.min(firstPauseMs * 2 ** Math.min(lane.failures - 1, 30), longestPauseMs)
        }
      }
    }
  }
}
