import type { Clock } from './clock.ts'

/** So many times as long as a stretch took is rested after it: a twentieth of a processor for whatever goes on so. */
const restTimes = 19
const longestMs = 2000

/** Ends a stretch of work; resolves when the next one may begin. */
export type Rest = () => Promise<void>

/** Only lets come in between what has waited meanwhile: for work that somebody waits for. */
export const breathe: Rest = () => new Promise(resolve => setImmediate(resolve))

/**
 * Rests for work that goes through everything there is and that nobody waits for: what comes in meanwhile finds the
 * process free. The first stretch begins now. Where the machine is busy a stretch takes longer, and so does its rest.
 * @param stopping once aborted, resting rejects with its reason
 * @param isAwaited whether somebody waits for it by now: no rest then
 */
export const createRest = (clock: Clock, stopping: AbortSignal, isAwaited = () => false): Rest => {
  let sinceMs = clock.now().getTime()
  return async () => {
    const restMs = Math.min((clock.now().getTime() - sinceMs) * restTimes, longestMs)
    await (restMs > 0 && !isAwaited() ? clock.sleep(restMs, stopping) : breathe())
    stopping.throwIfAborted()
    sinceMs = clock.now().getTime()
  }
}
