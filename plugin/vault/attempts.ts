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

  const knownOf = (key: string): Count | null => {
    const known = counts.get(key)
    return known !== undefined && known.endsAt > now() ? known : null
  }

  const countOf = (key: string): Count => {
    const known = knownOf(key)
    if (known !== null) return known
    counts.delete(key)
    const begun = { endsAt: now() + windowMs, failures: 0 }
    counts.set(key, begun)
    if (counts.size > rememberedOnes) counts.delete(counts.keys().next().value!)
    return begun
  }

  return {
    begin(name, address) {
      const both = [
        ['address', keyOf('address', address)],
        ['name', keyOf('name', name)]
      ] as const
      // Nothing is remembered of what is refused: else names without end would push out those that are counted.
      for (const [kind, key] of both) {
        const known = knownOf(key)
        if (known !== null && known.failures >= failuresOf[kind]) return known.endsAt - now()
      }
      // Counted before it is tried, so that many at once are not one.
      for (const [, key] of both) countOf(key).failures += 1
      return null
    },
    succeed(name, address) {
      counts.delete(keyOf('name', name))
      const count = counts.get(keyOf('address', address))
      if (count !== undefined) count.failures -= 1
    }
  }
}
