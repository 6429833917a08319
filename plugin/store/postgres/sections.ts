import type pg from 'pg'
import type { Clock } from '../../clock.ts'
import { createSerialQueue } from '../serial-queue.ts'
import { type Connection, storeErrorOf } from './connection.ts'

/** Another instance is asked again after this, a little longer each time; whoever waits long is in no hurry. */
const firstPauseMs = 2
const mostPauseMs = 50
const longPauseMs = 1000
const longAfterMs = 3000
/** How often a connection is tried out while somebody relies on it, and how long it may take to answer. */
const beatMs = 5000

/** Where the machine of an instance is gone, the server lets go of its locks within half a minute, not two hours. */
const keepAliveText = `select set_config('tcp_keepalives_idle', '10', false),
  set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '4', false)`

/** Sections that one caller of the whole installation is in at a time. */
export interface Sections {
  run<T>(key: string, work: (lost: AbortSignal) => Promise<T>, patience?: AbortSignal): Promise<T>
  close(): Promise<void>
}

interface Held {
  readonly client: pg.PoolClient
  /** Aborted when the connection ends, and its locks with it. */
  readonly lost: AbortController
}

/**
 * Advisory locks of one connection of their own. Callers of this process take turns here; among processes PostgreSQL
 * decides. A lock is asked for without waiting: one connection serves any number of sections, one within the other, so
 * that sections never use up the connections that those within them need. If the connection ends, so do its locks, and
 * whoever is inside is told.
 */
export const createSections = ({ pool }: Pick<Connection, 'pool'>, clock: Pick<Clock, 'sleep'>): Sections => {
  const turns = createSerialQueue()
  const closing = new AbortController()
  const statements = createSerialQueue()
  let holding: Promise<Held> | null = null
  let inside = 0

  /** One statement at a time: the connection has no queue of its own. */
  const ask = <Row extends pg.QueryResultRow>(
    { client, lost }: Held,
    name: string,
    text: string,
    values: readonly string[]
  ) =>
    statements
      .run('statement', () => client.query<Row>({ name, text, values: [...values] }))
      .catch(error => {
        // What it holds is not known any more: whoever comes next is given another.
        lost.abort()
        throw storeErrorOf(error)
      })

  /** A connection that does not answer has gone, whatever the machines in between say. */
  const listenTo = async (held: Held): Promise<void> => {
    const { lost } = held
    const over = AbortSignal.any([closing.signal, lost.signal])
    while (!over.aborted) {
      await clock.sleep(beatMs, over).catch(() => {})
      if (over.aborted || inside === 0) continue
      const patience = new AbortController()
      const silent = clock.sleep(beatMs, patience.signal).then(
        () => lost.abort(),
        () => {}
      )
      await Promise.race([silent, ask(held, 'beat', 'select 1', []).catch(() => {})])
      patience.abort()
    }
  }

  const open = async (): Promise<Held> => {
    const client = await pool.connect()
    const held = { client, lost: new AbortController() }
    const end = () => held.lost.abort()
    client.on('error', end)
    client.once('end', end)
    held.lost.signal.addEventListener('abort', () => {
      holding = null
      client.release(true)
    })
    await ask(held, 'keep-alive', keepAliveText, [])
    void listenTo(held)
    return held
  }

  const connected = (): Promise<Held> => {
    if (holding !== null) return holding
    const opening = open().catch(error => {
      // Somebody may have begun anew by now.
      if (holding === opening) holding = null
      throw storeErrorOf(error)
    })
    holding = opening
    return opening
  }

  const take = async (key: string, over: AbortSignal): Promise<Held> => {
    let waitedMs = 0
    for (
      let waitMs = firstPauseMs;
      ;
      waitMs = Math.min(waitMs * 2, waitedMs < longAfterMs ? mostPauseMs : longPauseMs)
    ) {
      over.throwIfAborted()
      const held = await connected()
      const text = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken'
      const { rows } = await ask<{ taken: boolean }>(held, 'section', text, [key])
      if (rows[0]!.taken) return held
      await clock.sleep(waitMs, over)
      waitedMs += waitMs
    }
  }

  const leave = async (held: Held, key: string): Promise<void> => {
    if (held.lost.signal.aborted) return
    const text = 'select pg_advisory_unlock(hashtextextended($1, 0))'
    // Whether the lock is still there is not known: it goes with the connection.
    await ask(held, 'leave', text, [key]).catch(() => {})
  }

  return {
    run: (key, work, patience) =>
      turns.run(key, async () => {
        const over = patience === undefined ? closing.signal : AbortSignal.any([closing.signal, patience])
        const held = await take(key, over)
        inside += 1
        try {
          return await work(held.lost.signal)
        } finally {
          inside -= 1
          await leave(held, key)
        }
      }),
    async close() {
      closing.abort()
      await turns.drain()
      await holding?.then(
        ({ lost }) => lost.abort(),
        () => {}
      )
    }
  }
}
