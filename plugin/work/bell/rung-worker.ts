import { startRounds } from '../../rounds.ts'
import type { SharedCounts } from '../../store/postgres/shares.ts'
import { sectionPlacesOf } from '../actions/section-line.ts'
import { advance } from '../advance.ts'
import { codeOf, createCarrier } from '../carrier.ts'
import type { WorkParts } from '../parts.ts'
import type { Worker } from '../worker.ts'
import { startEngine } from './engine.ts'

/** What one of several instances has in common with the others. */
export interface Shared {
  /** `postgres://…`: of the store, on which the engine runs too. */
  readonly url: string
  /** How long a claim outlives its holder. */
  readonly leaseMs: number
  /** Rings for what waits although it is due; answers for how many. */
  ringDue(): Promise<number>
  /** Rings for what a dead instance held; answers when the next lease ends, in epoch milliseconds. */
  ringLapsed(aheadMs: number): Promise<number | null>
  /** What is counted over all instances. */
  readonly counts: SharedCounts
}

/** Clocks of instances may differ by so much: a job that is early waits. */
const earlyMs = 1000
/** So often, and so much longer each time. */
const mostLooks = 8
const againMs = 5
/** Where the bell does not ring, what is due is looked for so often. */
const silentMs = 1000
/** Leases are looked at no oftener than this, and so long after their end. */
const leastPauseMs = 100
const afterEndMs = 5

/**
 * Carries requests on as one of several instances, up to `places` at a time. The engine's hands are the places: a job
 * takes one due request, whichever waits longest, and is done when that rests, so that an instance without a free place
 * is brought nothing. When a lease ends, whoever sees it rings for what a dead instance held. A sweep at half a lease
 * rings for what a lost job would have rung for. Where the engine does not run, each takes what is due itself.
 */
export const startRungWorker = (parts: WorkParts, shared: Shared, places = 8, carryOn = advance): Worker => {
  const { store, clock, log } = parts
  const carrier = createCarrier({ ...parts, sectionPlaces: sectionPlacesOf(places) }, carryOn, shared.leaseMs)
  let isUp = true

  /** A job that has met nothing looks again where something is due: others were about to take it, or our clock is behind. */
  const takeOne = async (): Promise<Promise<void> | undefined> => {
    for (let looks = 1; ; looks += 1) {
      const [one] = await carrier.take(1)
      if (one !== undefined) return one
      const dueAt = await store.nextDueAt('request')
      const ms = dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt) - clock.now().getTime()
      if (ms > earlyMs || looks === mostLooks) return undefined
      await clock.sleep(Math.max(looks * againMs, ms), carrier.stopping)
    }
  }

  const engine = startEngine({
    url: shared.url,
    hands: places,
    clock,
    async due() {
      // Thrown, the job is brought to somebody else.
      carrier.stopping.throwIfAborted()
      await await takeOne()
    },
    tell(isUpNow) {
      isUp = isUpNow
      if (isUp) log.info({ code: 'bell-up' }, 'the bell rings')
      // What came due while it did not ring has no job.
      if (isUp) shared.ringDue().catch(() => {})
      else log.error({ code: 'bell-down' }, 'the bell does not ring; what is due is looked for instead')
    }
  })
  const tell = (error: unknown) => log.error({ code: codeOf(error) }, 'the store cannot be asked; trying again')
  const stopSweep = startRounds({
    clock,
    everyMs: shared.leaseMs / 2,
    round: async () => isUp && shared.ringDue(),
    tell
  })
  const stopTaking = startRounds({
    clock,
    everyMs: silentMs,
    round: async () => !isUp && carrier.size() < places && carrier.take(places - carrier.size()),
    tell: () => {}
  })
  const longestPauseMs = shared.leaseMs / 3
  const stopWatch = startRounds({
    clock,
    everyMs: leastPauseMs,
    async round(signal) {
      const endsAt = await shared.ringLapsed(longestPauseMs)
      const leftMs = endsAt === null ? longestPauseMs : endsAt - clock.now().getTime() + afterEndMs
      await clock.sleep(Math.min(longestPauseMs, Math.max(1, leftMs - leastPauseMs)), signal)
    },
    tell: () => {}
  })

  return {
    hasPlace: () => carrier.size() < places,
    isRung: () => isUp,
    stop: graceMs => carrier.stop(graceMs, () => Promise.all([engine.stop(), stopSweep(), stopTaking(), stopWatch()]))
  }
}
