import type { Pool } from 'pg'
import type { Clock } from '../../clock.ts'
import { currentFormat } from '../formats/steps.ts'
import { referenceOf } from '../names.ts'
import type { Kind } from '../store.ts'
import { connect } from './connection.ts'
import { explainOpening } from './explain-opening.ts'
import { countPresent } from './presence.ts'
import { steps } from './schema/steps.ts'

/** What can be seen of a database without changing anything there. */
export interface Examined {
  /** Of the server, as `server_version_num` has it: 180004. */
  readonly version: number
  /** Its clock ahead of ours, in milliseconds. */
  readonly aheadMs: number
  /** Steps that made its tables, and that this release knows; 0: there are none yet. */
  readonly step: number
  readonly knownSteps: number
  /** A document of a later release, and its format; null: none. */
  readonly newer: { readonly reference: string; readonly format: number } | null
  /** Rights that the account lacks, in SQL's words. */
  readonly missing: readonly string[]
  readonly connections: { readonly used: number; readonly most: number }
  /** How many instances run on it. */
  readonly instances: number
  /** Settings by which what was promised may be gone after the power went. */
  readonly forgets: readonly string[]
}

/** Of the tables: what every verb needs. */
const tableRights = ['select', 'insert', 'update', 'delete'] as const

const one = async <Row extends object>(pool: Pool, text: string, values: unknown[] = []): Promise<Row> =>
  (await pool.query<Row>(text, values)).rows[0]!

const readTables = async (pool: Pool, step: number): Promise<Pick<Examined, 'newer' | 'missing'>> => {
  const rights = await one<Record<string, boolean>>(
    pool,
    `select ${tableRights.map(right => `has_table_privilege('lethe.document', '${right}') as ${right}`).join(', ')},
      has_schema_privilege('lethe', 'create') as create`
  )
  const missing = Object.entries(rights).flatMap(([right, has]) => (has ? [] : [`${right} in schema lethe`]))
  // Documents say their format since a step that these tables may not have yet.
  if (missing.length > 0 || step < steps.length) return { missing, newer: null }
  const text = 'select kind, id, format from lethe.document where format > $1 limit 1'
  const [found] = (await pool.query<{ kind: Kind; id: string; format: number }>(text, [currentFormat])).rows
  const newer = found === undefined ? null : { reference: referenceOf(found.kind, found.id), format: found.format }
  return { missing, newer }
}

const readStep = async (pool: Pool): Promise<number> => {
  const { is } = await one<{ is: boolean }>(pool, "select to_regclass('lethe.format') is not null as is")
  if (!is) return 0
  return (await one<{ step: number | null }>(pool, 'select max(step) as step from lethe.format')).step ?? 0
}

/** Half of the way there and back is taken off. */
const readAhead = async (pool: Pool, clock: Pick<Clock, 'now'>): Promise<number> => {
  const before = clock.now().getTime()
  const text = 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms'
  const { ms } = await one<{ ms: number }>(pool, text)
  return Math.round(ms - (before + clock.now().getTime()) / 2)
}

const serverText = `select current_setting('server_version_num')::int as version,
  current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most,
  (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
  array_remove(array[
    case when current_setting('fsync') = 'off' then 'fsync = off' end,
    case when current_setting('synchronous_commit') = 'off' then 'synchronous_commit = off' end
  ], null) as forgets,
  has_database_privilege(current_database(), 'create') as "mayCreate"`

/** Looks at the database of LETHE_STORE. Throws `unreachable`, `database-missing`, `database-refuses`, and `database-rights-missing`. */
export const examineDatabase = async (url: string, clock: Pick<Clock, 'now'>): Promise<Examined> => {
  const { pool, close } = connect(url, 1, 'lethe-doctor')
  try {
    const aheadMs = await readAhead(pool, clock)
    const { version, most, used, forgets, mayCreate } = await one<{
      version: number
      most: number
      used: number
      forgets: string[]
      mayCreate: boolean
    }>(pool, serverText)
    const step = await readStep(pool)
    const missing = mayCreate ? [] : ['create on the database']
    const tables = step === 0 ? { missing, newer: null } : await readTables(pool, step)
    const instances = await countPresent(pool as Parameters<typeof countPresent>[0])
    const connections = { used, most }
    return { version, aheadMs, step, knownSteps: steps.length, ...tables, connections, instances, forgets }
  } catch (error) {
    throw explainOpening(url, error)
  } finally {
    await close()
  }
}
