import { type FollowingClock, followClock } from '../../clock.ts'
import { connect } from './connection.ts'
import { explainOpening } from './explain-opening.ts'

/**
 * The time of the server at an address: the one time of all instances on it. Throws `StoreError`: `unreachable`, or
 * that the database is missing or refuses.
 */
export const openDatabaseClock = async (url: string): Promise<FollowingClock> => {
  const { pool, close } = connect(url, 1)
  const text = 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms'
  const ask = async (): Promise<number> => (await pool.query<{ ms: number }>(text)).rows[0]!.ms
  try {
    const clock = await followClock(ask)
    return {
      ...clock,
      async stop() {
        await clock.stop()
        await close()
      }
    }
  } catch (error) {
    await close()
    throw explainOpening(url, error)
  }
}
