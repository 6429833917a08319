import type { Clock } from '../clock.ts'

/** How many sign-ins may fail in how long, of one name and from one address. */
const windowMs = 15 * 60 * 1000
const failuresOf = { name: 10, address: 50 } as const
/** So many names and addresses are remembered; then the oldest are forgotten. */
const rememberedOnes = 20_000

/** Counts sign-ins that failed. It lies in memory: a restart forgives everybody. */
export interface Attempts {
  /** Counts one more try. Answers how long to wait, in milliseconds; null: it may be made. */
  begin(name: string, address: string): number | null
  /** It went well: it counts for nobody, and the name is forgiven. */
  succeed(name: string, address: string): void
}

interface Count {
  readonly endsAt: number
  failures: number
}

/** Counts by a clock. */
export const createAttempts = (clock: Clock): Attempts => {
  const counts = new Map<string, Count>()
  const now = () => clock.now().getTime()
  const keyOf = (kind: keyof typeof failuresOf, value: string) => `${kind}:${value.slice(0, 256)}`

  const countOf = (key: string): Count => {
    const known = counts.get(key)
    if (known !== undefined && known.endsAt > now()) return known
    counts.delete(key)
    const begun = { endsAt: now() + windowMs, failures: 0 }
    counts.set(key, begun)
    if (counts.size > rememberedOnes) counts.delete(counts.keys().next().value!)
    return begun
  }

  return {
    begin(name, address) {
      const both = (['name', 'address'] as const).map(kind => ({
        count: countOf(keyOf(kind, kind === 'name' ? name : address)),
        limit: failuresOf[kind]
      }))
      const full = both.find(({ count, limit }) => count.failures >= limit)
      if (full !== undefined) return full.count.endsAt - now()
      // Counted before it is tried, so that many at once are not one.
      for (const { count } of both) count.failures += 1
      return null
    },
    succeed(name, address) {
      counts.delete(keyOf('name', name))
      const count = counts.get(keyOf('address', address))
      if (count !== undefined) count.failures -= 1
    }
  }
}
