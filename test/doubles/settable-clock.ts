import { systemClock } from '../../plugin/clock.ts'

/** The machine's clock, that can be set ahead: whoever sleeps until then wakes up. */
export const openSettableClock = () => {
  const machine = systemClock()
  let aheadMs = 0
  let moved = new AbortController()
  const now = () => Date.now() + aheadMs
  return {
    now: () => new Date(now()),
    async sleep(ms: number, signal: AbortSignal) {
      for (const untilMs = now() + ms; now() < untilMs; ) {
        const over = AbortSignal.any([signal, moved.signal])
        await machine.sleep(untilMs - now(), over).catch(() => signal.throwIfAborted())
      }
    },
    advance(ms: number) {
      aheadMs += ms
      moved.abort()
      moved = new AbortController()
    }
  }
}
