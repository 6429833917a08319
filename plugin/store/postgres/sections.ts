import type pg from 'pg'
import type { Clock } from '../../clock.ts'
import { createSerialQueue } from '../serial-queue.ts'
import type { Connection } from './connection.ts'

/** Another instance is asked again after this, a little longer each time up to the most. */
const firstPauseMs = 2
const mostPauseMs = 50

/** Sections that one caller of the whole installation is in at a time. */
export interface Sections {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * Advisory locks of one connection of their own. Callers of this process take turns here; among processes PostgreSQL
 * decides. A lock is asked for without waiting: one connection serves any number of sections, one within the other, so
 * that sections never use up the connections that those within them need. If the connection ends, so do its locks; whoever
 * was inside finds out by their next statement, which runs on the same server.
 */
export const createSections = ({ pool }: Connection, clock: Pick<Clock, 'sleep'>): Sections => {
  const turns = createSerialQueue()
  const closing = new AbortController()
  let holding: Promise<pg.PoolClient> | null = null

  const client = (): Promise<pg.PoolClient> => {
    holding ??= pool.connect().then(
      connected => {
        connected.once('error', () => {
          holding = null
        })
        return connected
      },
      error => {
        holding = null
        throw error
      }
    )
    return holding
  }

  const take = async (key: string): Promise<pg.PoolClient> => {
    for (let waitMs = firstPauseMs; ; waitMs = Math.min(waitMs * 2, mostPauseMs)) {
      const connected = await client()
      const { rows } = await connected.query<{ taken: boolean }>({
        name: 'section',
        text: 'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
        values: [key]
      })
      if (rows[0]!.taken) return connected
      await clock.sleep(waitMs, closing.signal)
    }
  }

  return {
    run: (key, work) =>
      turns.run(key, async () => {
        const connected = await take(key)
        try {
          return await work()
        } finally {
          await connected
            .query({ name: 'leave', text: 'select pg_advisory_unlock(hashtextextended($1, 0))', values: [key] })
            .catch(() => {
              // The connection has gone, and the lock with it.
            })
        }
      }),
    async close() {
      closing.abort()
      await turns.drain()
      await holding?.then(
        connected => connected.release(true),
        () => {}
      )
      holding = null
    }
  }
}
