import type { ReceiptCount } from '../store/records/sources/receipts.ts'

/** Places of an hour that are counted already and that no call has taken yet. */
export interface Ahead<Known> {
  /** When they were counted, in milliseconds since 1970, and the hour (UTC) that they are of, `YYYY-MM-DDTHH`. */
  readonly sinceMs: number
  readonly hour: string
  readonly first: number
  readonly last: number
  /** The cap that they keep within, in calls a day. */
  readonly dailyCap: number
  /** What was known of the source when they were counted. */
  readonly known: Known
}

/** What became of places that were counted ahead, once nobody takes any more of them. */
export interface Ended<Known> extends Ahead<Known> {
  /** How many nobody took. */
  readonly left: number
}

/** Places counted ahead, of each source those of one round. */
export interface PlacesAhead<Known> {
  offer(source: string, ahead: Ahead<Known>): void
  /** The next place of the source, if it is of this very moment's hour and cap, and enough was known. */
  take(
    source: string,
    call: { readonly now: Date; readonly dailyCap: number },
    isEnough: (known: Known) => boolean
  ): { readonly arrival: number; readonly known: Known } | null
  /** Takes them out of use; null: there were none. */
  end(source: string): Ended<Known> | null
}

/** So long what was known of a source is good for a place; places that are left go back with the next round. */
const goodForMs = 1000
/** At most so many, and at most this part of what the hour has brought: a crash leaves them counted. */
const mostAhead = 64
const partAhead = 16

/** How many places to count ahead where so many demands have come in an hour and so many calls may still come in the day. */
export const countAhead = (demands: number, room: number): number =>
  Math.max(0, Math.min(mostAhead, Math.floor(demands / partAhead), room))

/** What giving back the rest means for the count of a day (`YYYY-MM-DD`): nothing for that of another. */
export const givenBack = (ended: Ended<unknown> | null, day: string): readonly ReceiptCount[] =>
  ended !== null && ended.left > 0 && ended.hour.startsWith(day)
    ? [{ at: `${ended.hour}:00:00.000Z`, isDemand: true, times: -ended.left }]
    : []

/** Nothing is counted ahead yet. */
export const createPlacesAhead = <Known>(): PlacesAhead<Known> => {
  const offered = new Map<string, { readonly ahead: Ahead<Known>; next: number }>()

  return {
    offer(source, ahead) {
      offered.set(source, { ahead, next: ahead.first })
    },
    take(source, { now, dailyCap }, isEnough) {
      const places = offered.get(source)
      if (places === undefined) return null
      const { sinceMs, hour, last, known, ...ahead } = places.ahead
      const ageMs = now.getTime() - sinceMs
      const isGood = ageMs >= 0 && ageMs < goodForMs && now.toISOString().startsWith(hour)
      if (!isGood || ahead.dailyCap !== dailyCap || places.next > last || !isEnough(known)) return null
      places.next += 1
      return { arrival: places.next - 1, known }
    },
    end(source) {
      const places = offered.get(source)
      if (places === undefined) return null
      offered.delete(source)
      return { ...places.ahead, left: places.ahead.last - places.next + 1 }
    }
  }
}
