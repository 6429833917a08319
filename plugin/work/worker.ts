import { sectionPlacesOf } from './actions/section-line.ts'
import { advance } from './advance.ts'
import { codeOf, createCarrier } from './carrier.ts'
import type { WorkParts } from './parts.ts'

/** A store that could not be asked is asked again after this. */
const storePauseMs = 1_000

/** The running worker. */
export interface Worker {
  /** Whether one more request could be taken in hand now. */
  hasPlace(): boolean
  /** Whether the engine of several instances brings what is due; absent where there is one process, which needs none. */
  isRung?(): boolean
  /** Resolves when nothing is in hand; no new request is claimed. An action under way is finished within `graceMs`, else its intent is left to the resume rule. */
  stop(graceMs: number): Promise<void>
}

/**
 * Claims what is due and carries it on, up to `places` requests at a time, where one process is the whole installation.
 * The store's bell and the earliest due time wake it; nothing is polled.
 */
export const startWorker = (parts: WorkParts, carryOn = advance, places = 8): Worker => {
  const carrier = createCarrier({ ...parts, sectionPlaces: sectionPlacesOf(places) }, carryOn, null)
  const { stopping } = carrier
  let bell = Promise.withResolvers<void>()
  const ring = () => bell.resolve()
  const unlisten = parts.store.onChange(kind => {
    if (kind === 'request') ring()
  })

  /** What the clock rings for, kept while it stays the same: with each new request the bell rings, and nothing is due earlier. */
  let alarm: { readonly dueAt: string | null; readonly timer: AbortController } | null = null
  const setAlarm = (dueAt: string | null): void => {
    if (alarm?.dueAt === dueAt) return
    alarm?.timer.abort()
    alarm = null
    if (dueAt === null) return
    const set = { dueAt, timer: new AbortController() }
    alarm = set
    const ms = Math.max(1, Date.parse(dueAt) - parts.clock.now().getTime())
    const goOff = () => {
      if (alarm !== set) return
      alarm = null
      ring()
    }
    parts.clock.sleep(ms, set.timer.signal).then(goOff, () => {})
  }

  /** With every place taken, what is due waits for a place, not for the clock. */
  const untilDue = async (): Promise<void> => {
    setAlarm(carrier.size() >= places ? null : await parts.store.nextDueAt('request'))
    await bell.promise
    bell = Promise.withResolvers()
  }

  /** Claims what there is room for, and waits where there is nothing or no room. */
  const round = async (): Promise<void> => {
    const room = places - carrier.size()
    const taken = room > 0 ? await carrier.take(room) : []
    for (const one of taken) void one.then(ring)
    if (taken.length === 0 || carrier.size() >= places) await untilDue()
  }

  const run = async (): Promise<void> => {
    for (let wasAsked = true; !stopping.aborted; ) {
      try {
        await round()
        wasAsked = true
      } catch (error) {
        if (wasAsked) parts.log.error({ code: codeOf(error) }, 'the store cannot be asked; trying again')
        wasAsked = false
        await parts.clock.sleep(storePauseMs, stopping).catch(() => {})
      }
    }
    setAlarm(null)
  }
  const running = run()

  return {
    hasPlace: () => carrier.size() < places,
    stop(graceMs) {
      const stopped = carrier.stop(graceMs, () => running)
      ring()
      unlisten()
      return stopped
    }
  }
}
