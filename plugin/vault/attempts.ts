/** How many sign-ins may fail in how long, of one name and from one address. */
const windowMs = 15 * 60 * 1000
const failuresOf = { name: 10, address: 50 } as const

/** What counts tries for the whole installation, and forgets what is older than its window. */
export interface AttemptsTally {
  countUp(
    limits: readonly { readonly key: string; readonly most: number; readonly windowMs: number }[]
  ): Promise<number | null>
  takeBack(key: string): Promise<void>
  forget(key: string): Promise<void>
}

/** Counts sign-ins that failed. */
export interface Attempts {
  /** Counts one more try. Answers how long to wait, in milliseconds; null: it may be made. */
  begin(name: string, address: string): Promise<number | null>
  /** It went well: it counts for nobody, and the name is forgiven. */
  succeed(name: string, address: string): Promise<void>
}

/** Counts sign-ins in a tally. */
export const createAttempts = (tally: AttemptsTally): Attempts => {
  const keyOf = (kind: keyof typeof failuresOf, value: string) => `sign-in-${kind}:${value.slice(0, 256)}`
  const limitOf = (kind: keyof typeof failuresOf, value: string) => ({
    key: keyOf(kind, value),
    most: failuresOf[kind],
    windowMs
  })
  return {
    // Counted before it is tried, so that many at once are not one.
    begin: (name, address) => tally.countUp([limitOf('address', address), limitOf('name', name)]),
    async succeed(name, address) {
      await tally.forget(keyOf('name', name))
      await tally.takeBack(keyOf('address', address))
    }
  }
}
