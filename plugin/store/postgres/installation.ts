import type { Clock } from '../../clock.ts'
import type { Random } from '../../random.ts'
import { openDatabaseClock } from './database-clock.ts'
import { openPostgresStore, type PostgresStore } from './open.ts'

/** How long a claim outlives an instance that died: then another takes its requests up. */
const usualLeaseMs = 30_000

/** What instances on one database have in common. */
export interface Installation {
  readonly store: PostgresStore
  readonly clock: Clock
  readonly shared: {
    readonly url: string
    readonly leaseMs: number
    ringDue: PostgresStore['ringDue']
    ringLapsed: PostgresStore['ringLapsed']
    readonly counts: PostgresStore['counts']
  }
  close(): Promise<void>
}

/**
 * Opens the store at an address and follows its time. `clock` and `leaseMs` are for tests. Throws what
 * `openDatabaseClock` and `openPostgresStore` throw.
 */
export const openInstallation = async (
  url: string,
  random: Random,
  {
    places,
    clock,
    leaseMs = usualLeaseMs
  }: { readonly places: number; readonly clock?: Clock; readonly leaseMs?: number }
): Promise<Installation> => {
  const following = clock === undefined ? await openDatabaseClock(url) : null
  const time = following ?? clock!
  try {
    // As many at once as requests are carried on, and some for calls of people.
    const store = await openPostgresStore({ url, clock: time, random, connections: Math.min(places, 24) + 8 })
    return {
      store,
      clock: time,
      shared: { url, leaseMs, ringDue: store.ringDue, ringLapsed: store.ringLapsed, counts: store.counts },
      async close() {
        await store.close()
        await following?.stop()
      }
    }
  } catch (error) {
    await following?.stop()
    throw error
  }
}
