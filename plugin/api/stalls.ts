import type { FastifyInstance } from 'fastify'
import { machinePacemaker, type Pacemaker } from '../clock.ts'
import { Problem } from '../errors.ts'

/** After this a caller who was refused tries again. */
const againMs = 5_000

/**
 * Refuses calls as `under-pressure`, with `Retry-After`, for `mostMs` after a turn of the event loop that took longer than
 * that, unless one takes less meanwhile. A call begins the measuring, one at a time: while nobody calls, nothing wakes for
 * it. A route whose configuration says `isAlwaysAnswered` is. `mostMs` 0: nobody is refused.
 */
export const refuseWhileStalled = (app: FastifyInstance, mostMs: number, pacemaker?: Pacemaker): void => {
  if (mostMs === 0) return
  const { ticks, sleep } = pacemaker ?? machinePacemaker()
  const { signal } = new AbortController()
  let [tookMs, measuredAt] = [0, ticks()]
  let isMeasuring = false
  const measure = async (): Promise<void> => {
    isMeasuring = true
    const from = ticks()
    // A timer that is due at once is as late as the event loop is.
    await sleep(1, signal)
    measuredAt = ticks()
    tookMs = measuredAt - from
    isMeasuring = false
  }
  app.addHook('onRequest', async ({ routeOptions }) => {
    const isStalled = tookMs > mostMs && ticks() - measuredAt < mostMs
    if (!isMeasuring) void measure()
    if (isStalled && !('isAlwaysAnswered' in routeOptions.config))
      throw new Problem('under-pressure', { retryAfterMs: againMs })
  })
}
