import { dayMs } from '../durations.ts'
import { Problem } from '../errors.ts'
import { accountsKnown } from '../store/records/lifecycles.ts'
import { addReceipts, usualHour } from '../store/records/sources/receipts.ts'
import type { Store } from '../store/store.ts'
import { type Ahead, countAhead, createPlacesAhead, type Ended, givenBack, type PlacesAhead } from './places-ahead.ts'
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

/** What a round made of the calls of a day, and the places that it counted ahead. */
interface Day {
  readonly counted: readonly Counted[]
  readonly ahead: Omit<Ahead<Known>, 'known'> | null
}

/**
 * Counts what came at the same time on one day, in one write; the same call again is counted once. Where they come faster
 * than they are written, those that will come next are counted with them.
 */
const countDay = async (
  store: Store,
  source: string,
  calls: readonly Received[],
  former: Ended<Known> | null
): Promise<Day> => {
  const { now: last, dailyCap } = calls.at(-1)!
  const at = calls[0]!.now.toISOString()
  const back = givenBack(former, at.slice(0, 10))
  const isBusy = calls.length > 1 || former?.left === 0
  let counted = new Map<string, Counted>()
  let ahead: Day['ahead'] = null
  await addReceipts(store, source, at, before => {
    counted = new Map()
    const arrivals = [...before.demands]
    let all = before.all
    for (const { at: hourAt, times = 0 } of back) {
      arrivals[new Date(hourAt).getUTCHours()]! += times
      all += times
    }
    for (const received of calls) {
      if (counted.has(received.id) || all + counted.size >= received.dailyCap) continue
      const hour = received.now.getUTCHours()
      if (received.isDemand) arrivals[hour] = (arrivals[hour] ?? 0) + 1
      counted.set(received.id, { received, arrival: received.isDemand ? arrivals[hour]! : null })
    }
    const come = arrivals[last.getUTCHours()] ?? 0
    const more = isBusy ? countAhead(come, dailyCap - all - counted.size) : 0
    const [sinceMs, hour] = [last.getTime(), last.toISOString().slice(0, 13)]
    ahead = more === 0 ? null : { sinceMs, hour, first: come + 1, last: come + more, dailyCap }
    return [
      ...back,
      ...[...counted.values()].map(({ received: { now, isDemand } }) => ({ at: now.toISOString(), isDemand })),
      ...(more === 0 ? [] : [{ at: last.toISOString(), isDemand: true, times: more }])
    ]
  })
  return { counted: [...counted.values()], ahead }
}

/** Read once for all calls that share a write, and only where somebody came so far. */
const readKnown = async (
  store: Store,
  source: string,
  counted: readonly Counted[],
  before: Iterable<string>
): Promise<Known> => {
  const far = counted.filter(({ arrival }) => arrival !== null && arrival > leastRelative).map(one => one.received)
  if (far.length === 0) return unknown
  const platforms = [...new Set([...before, ...far.map(({ platform }) => platform)])]
  // Side by side and waited for together: what fails alone while another is waited for would end the process.
  const [usual, accounts] = await Promise.all([
    usualHour(store, source, far[0]!.now.toISOString()),
    Promise.all(platforms.map(async platform => [platform, await accountsKnown(store, platform)] as const))
  ])
  return { usual, accounts: new Map(accounts) }
}

const placeOf = (received: Received, arrival: number | null, known: Known): Place =>
  arrival === null ? {} : { arrival, limit: limitOf(received, arrival, known) }

/** One round: what was counted ahead and nobody took is given back in the same write. */
const countAll = async (
  store: Store,
  places: PlacesAhead<Known>,
  source: string,
  calls: readonly Received[]
): Promise<readonly Answer[]> => {
  const former = places.end(source)
  const days = Map.groupBy(calls, ({ now }) => now.toISOString().slice(0, 10))
  const rounds = await Promise.all([...days.values()].map(day => countDay(store, source, day, former)))
  const counted = rounds.flatMap(day => day.counted)
  const { ahead } = rounds.at(-1)!
  // Written already: should the reading fail, nobody can take them, and they are given back by the next round.
  if (ahead !== null) places.offer(source, { ...ahead, known: unknown })
  const known = await readKnown(store, source, counted, former?.known.accounts.keys() ?? [])
  if (ahead !== null) places.offer(source, { ...ahead, known })
  const placed = new Map(counted.map(({ received, arrival }) => [received.id, placeOf(received, arrival, known)]))
  return calls.map(({ id, now }) => {
    const place = placed.get(id)
    return place === undefined ? { retryAfterMs: untilTomorrow(now) } : { place }
  })
}

/** Places given out lately: a call that comes again, because what followed failed, keeps its own. */
const rememberedCalls = 1000

interface Rounds {
  /** Places given out since so many were, and the so many before them. */
  known: Map<string, Place>
  knownBefore: ReadonlyMap<string, Place>
  readonly ahead: PlacesAhead<Known>
  readonly share: ShareRounds<Received, Answer>
}

const roundsOf = new WeakMap<Store, Rounds>()

const openRounds = (store: Store): Rounds => {
  const ahead = createPlacesAhead<Known>()
  const share = createSharedRounds<Received, Answer>((source, calls) =>
    store.exclusive(`receipts:${source}`, () => countAll(store, ahead, source, calls))
  )
  return { known: new Map(), knownBefore: new Map(), ahead, share }
}

/** The place of a demand that was counted before it came, if there is one for it. */
const takeAhead = ({ ahead }: Rounds, received: Received): Place | null => {
  if (!received.isDemand) return null
  const taken = ahead.take(received.source, received, ({ accounts }) => accounts.has(received.platform))
  return taken === null ? null : placeOf(received, taken.arrival, taken.known)
}

/** A map that lets go of its first key again and again looks for it among those that are gone. */
const remember = (rounds: Rounds, key: string, place: Place): void => {
  if (rounds.known.size >= rememberedCalls) {
    rounds.knownBefore = rounds.known
    rounds.known = new Map()
  }
  rounds.known.set(key, place)
}

/**
 * Stores that a call was received, before anything of it is stored, and answers its place among the demands of its source
 * and hour: also those of requests that have ended count. Calls that come at the same time share one write, and it counts
 * some that will come next. A crash afterwards leaves too many counted (one, or the sixteenth part of an hour in which many
 * came at once), never too few. Days and hours are UTC. Throws `daily-cap-reached` with the time that is left of the day.
 */
export const takeReceipt = async (store: Store, received: Received): Promise<Place> => {
  const rounds = roundsOf.get(store) ?? openRounds(store)
  roundsOf.set(store, rounds)
  const key = `${received.source} ${received.id}`
  const known = rounds.known.get(key) ?? rounds.knownBefore.get(key)
  if (known !== undefined) return known
  const ahead = takeAhead(rounds, received)
  const answer = ahead === null ? await rounds.share(received.source, received) : { place: ahead }
  if ('retryAfterMs' in answer) throw new Problem('daily-cap-reached', { retryAfterMs: answer.retryAfterMs })
  remember(rounds, key, answer.place)
  return answer.place
}
