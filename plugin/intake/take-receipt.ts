import { dayMs } from '../durations.ts'
import { Problem } from '../errors.ts'
import { accountsKnown } from '../store/records/lifecycles.ts'
import { addReceipts, usualHour } from '../store/records/sources/receipts.ts'
import type { Store } from '../store/store.ts'
import { createSharedRounds, type ShareRounds } from './share-rounds.ts'

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

/** What a source and a platform are known to be like. Null: not yet. */
interface Known {
  readonly usual: number | null
  readonly accounts: ReadonlyMap<string, number | null>
}

const unknown: Known = { usual: null, accounts: new Map() }

/** Over which place the brake keeps back: whichever limit is reached first. */
const limitOf = ({ brake, platform }: Received, arrival: number, { usual, accounts }: Known): number => {
  if (arrival <= leastRelative) return brake.perHour
  const relative = (of: number): number => Math.max(leastRelative, Math.floor(of))
  const count = accounts.get(platform) ?? null
  return Math.min(
    brake.perHour,
    count === null ? Number.POSITIVE_INFINITY : relative((count * brake.percent) / 100),
    usual === null ? Number.POSITIVE_INFINITY : relative(usual * brake.timesUsual)
  )
}

/** Taken in, or over the cap. */
type Answer = { readonly place: Place } | { readonly retryAfterMs: number }

interface Counted {
  readonly received: Received
  readonly arrival: number | null
}

const untilTomorrow = (now: Date): number => dayMs - (now.getTime() % dayMs)

/** Counts what came at the same time on one day, in one write; the same call again is counted once. */
const countDay = async (store: Store, source: string, calls: readonly Received[]): Promise<readonly Counted[]> => {
  const at = calls[0]!.now.toISOString()
  let counted = new Map<string, Counted>()
  await addReceipts(store, source, at, before => {
    counted = new Map()
    const arrivals = [...before.demands]
    for (const received of calls) {
      if (counted.has(received.id) || before.all + counted.size >= received.dailyCap) continue
      const hour = received.now.getUTCHours()
      if (received.isDemand) arrivals[hour] = (arrivals[hour] ?? 0) + 1
      counted.set(received.id, { received, arrival: received.isDemand ? arrivals[hour]! : null })
    }
    return [...counted.values()].map(({ received: { now, isDemand } }) => ({ at: now.toISOString(), isDemand }))
  })
  return [...counted.values()]
}

/** Read once for all calls that share a write, and only where somebody came so far. */
const readKnown = async (store: Store, source: string, counted: readonly Counted[]): Promise<Known> => {
  const far = counted.filter(({ arrival }) => arrival !== null && arrival > leastRelative).map(one => one.received)
  if (far.length === 0) return unknown
  const platforms = [...new Set(far.map(({ platform }) => platform))]
  const accounts = platforms.map(async platform => [platform, await accountsKnown(store, platform)] as const)
  return {
    usual: await usualHour(store, source, far[0]!.now.toISOString()),
    accounts: new Map(await Promise.all(accounts))
  }
}

const countAll = async (store: Store, source: string, calls: readonly Received[]): Promise<readonly Answer[]> => {
  const days = Map.groupBy(calls, ({ now }) => now.toISOString().slice(0, 10))
  const counted = (await Promise.all([...days.values()].map(day => countDay(store, source, day)))).flat()
  const known = await readKnown(store, source, counted)
  const places = new Map<string, Place>()
  for (const { received, arrival } of counted)
    places.set(received.id, arrival === null ? {} : { arrival, limit: limitOf(received, arrival, known) })
  return calls.map(({ id, now }) => {
    const place = places.get(id)
    return place === undefined ? { retryAfterMs: untilTomorrow(now) } : { place }
  })
}

/** Places given out lately: a call that comes again, because what followed failed, keeps its own. */
const rememberedCalls = 1000

interface Rounds {
  readonly known: Map<string, Place>
  readonly share: ShareRounds<Received, Answer>
}

const roundsOf = new WeakMap<Store, Rounds>()

const openRounds = (store: Store): Rounds => ({
  known: new Map(),
  share: createSharedRounds((source, calls) =>
    store.exclusive(`receipts:${source}`, () => countAll(store, source, calls))
  )
})

/**
 * Stores that a call was received, before anything of it is stored, and answers its place among the demands of its source
 * and hour: also those of requests that have ended count. Calls that come at the same time share one write. A crash
 * afterwards leaves one too many counted, never one too few. Days and hours are UTC. Throws `daily-cap-reached` with the
 * time that is left of the day.
 */
export const takeReceipt = async (store: Store, received: Received): Promise<Place> => {
  const rounds = roundsOf.get(store) ?? openRounds(store)
  roundsOf.set(store, rounds)
  const key = `${received.source} ${received.id}`
  const known = rounds.known.get(key)
  if (known !== undefined) return known
  const answer = await rounds.share(received.source, received)
  if ('retryAfterMs' in answer) throw new Problem('daily-cap-reached', { retryAfterMs: answer.retryAfterMs })
  rounds.known.set(key, answer.place)
  if (rounds.known.size > rememberedCalls) rounds.known.delete(rounds.known.keys().next().value!)
  return answer.place
}
