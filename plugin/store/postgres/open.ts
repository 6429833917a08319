import type { Clock } from '../../clock.ts'
import { createChangeBell } from '../change-bell.ts'
import type { Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { createClaiming } from './claim.ts'
import { connect } from './connection.ts'
import { migrate } from './migrate.ts'
import { createReading } from './read.ts'
import { createSections } from './sections.ts'
import { createWriting } from './write.ts'

/** Where the tables lie and what the store works with. */
export interface PostgresOptions {
  /** `postgres://user@host/database`; the schema is `lethe`. */
  readonly url: string
  /** The time of the whole installation: that of the server (`databaseClock`), unless a test sets it. */
  readonly clock: Clock
  /** Connections of this instance at the same time; one more than that for sections. */
  readonly connections?: number
}

/**
 * Opens the store of several instances. Its tables are made or brought up to date first.
 * @throws StoreError `unreachable`, `newer-format`
 */
export async function openPostgresStore({ url, clock, connections = 10 }: PostgresOptions): Promise<Store> {
  const connection = connect(url, connections)
  try {
    await migrate(connection.pool)
  } catch (error) {
    await connection.close()
    if (error instanceof StoreError) throw error
    throw new StoreError('unreachable', 'the database of LETHE_STORE cannot be used', { cause: error })
  }
  const lane = connect(url, 1)
  const bell = createChangeBell()
  const damaged = new Set<string>()
  const sections = createSections(lane, clock)
  const reading = createReading(connection, damaged)
  const writing = createWriting(connection, clock, bell)
  const claiming = createClaiming(connection, clock, bell)
  const underWay = new Set<Promise<unknown>>()
  let isClosed = false

  function unlessClosed<Arguments extends unknown[], Result>(
    verb: (...given: Arguments) => Promise<Result>
  ): (...given: Arguments) => Promise<Result> {
    return async (...given) => {
      if (isClosed) throw new StoreError('closed', 'the store has been closed')
      const call = verb(...given)
      underWay.add(call)
      return call.finally(() => underWay.delete(call))
    }
  }

  return {
    get: unlessClosed(reading.get) as Store['get'],
    query: unlessClosed(reading.query) as Store['query'],
    count: unlessClosed(reading.count),
    put: unlessClosed(writing.put),
    signal: unlessClosed(writing.signal),
    remove: unlessClosed(writing.remove),
    claimDue: unlessClosed(claiming.claimDue),
    renew: unlessClosed(claiming.renew),
    release: unlessClosed(claiming.release),
    nextDueAt: unlessClosed(claiming.nextDueAt),
    exclusive: unlessClosed(sections.run) as Store['exclusive'],
    onChange: bell.onChange,
    state: () => ({
      writable: connection.isReachable(),
      aside: [...damaged].map(file => ({ file, because: 'not-json' })),
      duplicates: []
    }),
    async close() {
      if (isClosed) return
      isClosed = true
      await Promise.allSettled(underWay)
      await sections.close()
      await lane.close()
      await connection.close()
    }
  }
}
