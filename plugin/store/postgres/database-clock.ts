import { type FollowingClock, followClock } from '../../clock.ts'
import { connect } from './connection.ts'

/**
 * The time of the server at an address: the one time of all instances on it. Throws `StoreError` `unreachable`.
 */
export const openDatabaseClock = async (url: string): Promise<FollowingClock> => {
  const { query, close } = connect(url, 1)
  const ask = async (): Promise<number> => {
    const [row] = await query<{ ms: number }>(
      'time',
      'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms'
    )
    return row!.ms
  }
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
    throw error
  }
}
