import type { Clock } from '../../clock.ts'
import type { Random } from '../../random.ts'
import { createChangeBell } from '../change-bell.ts'
import { freeze } from '../freeze.ts'
import type { Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { createClaiming } from './claim.ts'
import { connect, storeErrorOf } from './connection.ts'
import { explainOpening } from './explain-opening.ts'
import { openHearing } from './hearing.ts'
import { createLines } from './lines.ts'
import { migrate } from './migrate.ts'
import { createReading } from './read.ts'
import { createSections } from './sections.ts'
import { createSharedCounts, type SharedCounts } from './shares.ts'
import { createWriting } from './write.ts'

/** Where the tables lie and what the store works with. */
export interface PostgresOptions {
  /** `postgres://user@host/database`; the schema is `lethe`. */
  readonly url: string
  /** The time of the whole installation: that of the server (`database-clock.ts`), unless a test sets it. */
  readonly clock: Clock
  readonly random: Pick<Random, 'uuid'>
  /** Connections of this instance at the same time; two more than that, for sections and for hearing of changes. */
  readonly connections?: number
}

/** The store of several instances. */
export interface PostgresStore extends Store {
  /**
   * Rings for requests that wait although they are due: their job was lost, or their holder has died. Answers how many.
   */
  ringDue(): Promise<number>
  /**
   * Rings for requests whose lease has ended, and for those of them that are due within `aheadMs`. Answers the instant
   * (epoch milliseconds) at which the next lease ends; null: none is held.
   */
  ringLapsed(aheadMs: number): Promise<number | null>
  /** What is counted over all instances. */
  readonly counts: SharedCounts
}

const rungAtOnce = 500
/** Sections hang by one connection: whether it is still good is known soon. */
const laneAnswersWithinMs = 10_000

/**
 * Opens the store of several instances. Its tables are made or brought up to date first.
 * @throws StoreError `unreachable`, `database-missing`, `database-refuses`, `database-rights-missing`, `newer-format`
 */
export async function openPostgresStore(options: PostgresOptions): Promise<PostgresStore> {
  const { url, clock, random, connections = 10 } = options
  const name = `lethe-${random.uuid()}`
  const connection = connect(url, connections, name)
  try {
    await migrate(connection.pool)
  } catch (error) {
    await connection.close()
    throw explainOpening(url, error)
  }
  const lane = connect(url, 1, name, laneAnswersWithinMs)
  const bell = createChangeBell()
  const hearing = await openHearing({ url, name, bell, clock }).catch(async error => {
    await connection.close()
    throw storeErrorOf(error)
  })
  const damaged = new Set<string>()
  const sections = createSections(lane, clock)
  const reading = createReading(connection, damaged)
  const { lines } = createLines(connection)
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
    // Another instance may have changed it: it is read each time.
    look: unlessClosed(async (kind, id) => freeze(await reading.get(kind, id))) as Store['look'],
    query: unlessClosed(reading.query) as Store['query'],
    lines: unlessClosed(lines),
    count: unlessClosed(reading.count),
    put: unlessClosed(writing.put),
    signal: unlessClosed(writing.signal),
    signals: unlessClosed(reading.signals),
    remove: unlessClosed(writing.remove),
    claimDue: unlessClosed(claiming.claimDue),
    renew: unlessClosed(claiming.renew),
    release: unlessClosed(claiming.release),
    nextDueAt: unlessClosed(async kind => {
      // Asked by whoever looks at how the store stands.
      await connection.tryWriting()
      return claiming.nextDueAt(kind)
    }),
    exclusive: unlessClosed(sections.run) as Store['exclusive'],
    ringDue: unlessClosed(async () => {
      const text = 'select lethe.ring_due($1, $2) as rung'
      const values = [clock.now().getTime(), rungAtOnce]
      return (await connection.query<{ rung: number }>('ring', text, values))[0]!.rung
    }),
    ringLapsed: unlessClosed(async aheadMs => {
      const text = 'select lethe.ring_lapsed($1, $2, $3) as next'
      const values = [clock.now().getTime(), aheadMs, rungAtOnce]
      return (await connection.query<{ next: number | null }>('lapsed', text, values))[0]!.next
    }),
    counts: createSharedCounts({ query: unlessClosed(connection.query) as typeof connection.query }, clock, random),
    onChange: bell.onChange,
    state: () => ({
      writable: connection.isWritable(),
      aside: [...damaged].map(file => ({ file, because: 'not-json' })),
      duplicates: []
    }),
    async close() {
      if (isClosed) return
      isClosed = true
      await Promise.allSettled(underWay)
      await hearing.close()
      await sections.close()
      await lane.close()
      await connection.close()
    }
  }
}
