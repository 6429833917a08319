import { Logger, runMigrations } from 'graphile-worker'
import type { Pool, PoolClient } from 'pg'
import { currentFormat } from '../formats/steps.ts'
import { assertFormatKnown } from '../formats/upgrade.ts'
import { referenceOf } from '../names.ts'
import type { Kind } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { steps } from './schema/steps.ts'

/** Of an advisory lock that nobody else takes: "lethe" in ASCII. */
const lock = 0x6c65746865

/** What it says goes nowhere: what it cannot do, it throws. */
const silent = new Logger(() => () => {})

/** Throws `newer-format` where a later release has written a document. */
const assertFormatsKnown = async (client: PoolClient): Promise<void> => {
  const text = 'select kind, id, format from lethe.document where format > $1 limit 1'
  const { rows } = await client.query<{ kind: Kind; id: string; format: number }>(text, [currentFormat])
  for (const { kind, id, format } of rows) assertFormatKnown(referenceOf(kind, id), format)
}

/**
 * Brings the tables of the engine and ours to what this release knows. Any number of instances may do it at once: one does, the others wait.
 * Either all of ours is done, or nothing.
 * @throws StoreError `newer-format` for tables or documents of a later release
 */
export async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await runMigrations({ pgPool: pool, logger: silent })
    await client.query('begin')
    await client.query('create schema if not exists lethe')
    await client.query(
      'create table if not exists lethe.format (step integer primary key, done_at timestamptz not null)'
    )
    const { rows } = await client.query<{ step: number | null }>('select max(step) as step from lethe.format')
    const done = rows[0]?.step ?? 0
    if (done > steps.length)
      throw new StoreError(
        'newer-format',
        `the tables are of format ${done}, this release knows ${steps.length}. Start the release that made them`
      )
    for (const [at, sql] of steps.entries()) {
      if (at < done) continue
      await client.query(sql)
      await client.query('insert into lethe.format values ($1, now())', [at + 1])
    }
    await assertFormatsKnown(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lock]).catch(() => {})
    client.release()
  }
}
