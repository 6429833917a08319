import type { Clock } from '../clock.ts'

/** What is counted under a key: so many within so long. */
export interface Limit {
  readonly key: string
  readonly most: number
  readonly windowMs: number
}

/** Counts tries, each for as long as its limit looks back. Keys are hashed by whoever counts what names somebody. */
export interface Tally {
  /** Counts one more under each key, all or none. Answers how long to wait, in milliseconds; null: it was counted. */
  countUp(limits: readonly Limit[]): Promise<number | null>
  /** Takes back the last one under a key. */
  takeBack(key: string): Promise<void>
  /** Forgets everything under a key. */
  forget(key: string): Promise<void>
}

/** So many keys are remembered; then the oldest are forgotten. */
const rememberedKeys = 20_000

/** A tally of this process alone, in memory: a restart forgives everybody. */
export const createTally = (clock: Pick<Clock, 'now'>): Tally => {
  const times = new Map<string, readonly number[]>()
  const lately = (key: string, windowMs: number, now: number): readonly number[] =>
    (times.get(key) ?? []).filter(at => at > now - windowMs)

  const keep = (key: string, all: readonly number[]): void => {
    const isNew = !times.has(key)
    times.set(key, all)
    if (isNew && times.size > rememberedKeys) times.delete(times.keys().next().value!)
  }

  return {
    async countUp(limits) {
      const now = clock.now().getTime()
      const waits = limits.flatMap(({ key, most, windowMs }) => {
        const counted = lately(key, windowMs, now)
        return counted.length < most ? [] : [counted[0]! + windowMs - now]
      })
      // Nothing is remembered of what is refused: else keys without end would push out those that are counted.
      if (waits.length > 0) return Math.max(...waits)
      for (const { key, windowMs } of limits) keep(key, [...lately(key, windowMs, now), now])
      return null
    },
    async takeBack(key) {
      const all = times.get(key)
      if (all !== undefined) times.set(key, all.slice(0, -1))
    },
    async forget(key) {
      times.delete(key)
    }
  }
}

/** A tally that keeps no key as it is: they name people and addresses. */
export const hashingKeys = (
  tally: Tally,
  { hashForIndex }: { hashForIndex(purpose: string, value: string): string }
): Tally => {
  const hashOf = (key: string): string => hashForIndex('tally', key)
  return {
    countUp: limits => tally.countUp(limits.map(limit => ({ ...limit, key: hashOf(limit.key) }))),
    takeBack: key => tally.takeBack(hashOf(key)),
    forget: key => tally.forget(hashOf(key))
  }
}
