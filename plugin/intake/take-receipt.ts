import { dayMs } from '../durations.ts'
import { Problem } from '../errors.ts'
import { accountsKnown } from '../store/records/lifecycles.ts'
import {
  type BrakeLimit,
  countDemands,
  countReceived,
  putReceipt,
  readReceipt,
  usualHour
} from '../store/records/receipts.ts'
import type { Store } from '../store/store.ts'

/** What a source may bring before people must say that it is meant. */
export interface BrakeTerms {
  /** Demands in an hour. */
  readonly perHour: number
  /** Of the accounts known of the platform, as a percentage. */
  readonly percent: number
  /** Of the demands in an hour that is usual for the source. */
  readonly timesUsual: number
}

/** A call that is about to be stored. */
export interface Received {
  /** Id of what is made of it: the same call again is the same receipt. */
  readonly id: string
  readonly source: string
  readonly platform: string
  readonly dailyCap: number
  readonly isDemand: boolean
  readonly brake: BrakeTerms
  readonly now: Date
}

/** The place of a call in its hour, and over which place the brake keeps back. Absent for what demands nothing. */
export interface Place {
  readonly arrival?: number
  readonly limit?: number
}

/** A share of a small site, or of a quiet source, is soon a handful: below this only the number itself counts. */
const leastRelative = 20

/** Whichever is reached first. */
const limitOf = async (store: Store, received: Received, arrival: number): Promise<BrakeLimit> => {
  const { perHour, percent, timesUsual } = received.brake
  const limits: BrakeLimit[] = [{ most: perHour, by: 'number' }]
  if (arrival > leastRelative) {
    const accounts = await accountsKnown(store, received.platform)
    const usual = await usualHour(store, received.source, received.now.toISOString())
    const relative = (of: number): number => Math.max(leastRelative, Math.floor(of))
    if (accounts !== null) limits.push({ most: relative((accounts * percent) / 100), by: 'share-of-accounts' })
    if (usual !== null) limits.push({ most: relative(usual * timesUsual), by: 'usual-hour' })
  }
  return limits.reduce((least, one) => (one.most < least.most ? one : least))
}

const placeOf = (arrival: number | null, limit: BrakeLimit | null): Place =>
  arrival === null || limit === null ? {} : { arrival, limit: limit.most }

/**
 * Stores that a call was received, before anything of it is stored, and answers its place by counting the receipts of its
 * source and hour: also those of requests that have ended. A crash afterwards leaves a receipt too many, never one too
 * few, and the same call again finds its own. Days and hours are UTC. Throws `daily-cap-reached` with the time that is
 * left of the day.
 */
export const takeReceipt = (store: Store, received: Received): Promise<Place> =>
  store.exclusive(`receipts:${received.source}`, async () => {
    const { id, source, dailyCap, isDemand, now } = received
    const known = await readReceipt(store, id)
    if (known !== null) return placeOf(known.arrival, known.limit)
    const at = now.toISOString()
    if ((await countReceived(store, source, at)) >= dailyCap) {
      const endsAt = Date.parse(`${at.slice(0, 10)}T00:00:00Z`) + dayMs
      throw new Problem('daily-cap-reached', { retryAfterMs: endsAt - now.getTime() })
    }
    const arrival = isDemand ? (await countDemands(store, source, at.slice(0, 13))) + 1 : null
    const limit = arrival === null ? null : await limitOf(store, received, arrival)
    await putReceipt(store, id, { source, at, arrival, limit })
    return placeOf(arrival, limit)
  })
