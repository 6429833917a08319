import type { ClientBase } from 'pg'
import { StoreError } from '../store-error.ts'

/** Of an advisory lock: every running instance shares it, a copy of everything wants it alone. "presen" in ASCII. */
const lock = 0x70726573656e

const [upper, lower] = [Math.floor(lock / 2 ** 32), lock % 2 ** 32]

/** Says on a connection, as long as it lasts, that an instance runs. Throws `already-running` where a copy is made. */
export const enterTogether = async (client: Pick<ClientBase, 'query'>): Promise<void> => {
  const { rows } = await client.query<{ is: boolean }>('select pg_try_advisory_lock_shared($1) as is', [lock])
  if (rows[0]!.is) return
  throw new StoreError('already-running', 'a `lethe store` command works on this database: start when it has ended')
}

/** Keeps every instance out as long as the connection lasts. Throws `already-running` where one runs. */
export const enterAlone = async (client: Pick<ClientBase, 'query'>): Promise<void> => {
  const { rows } = await client.query<{ is: boolean }>('select pg_try_advisory_lock($1) as is', [lock])
  if (rows[0]!.is) return
  throw new StoreError('already-running', 'an instance runs on this database, or another copy is made: stop it first')
}

/** How many connections say that an instance runs: one each. */
export const countPresent = async (client: Pick<ClientBase, 'query'>): Promise<number> => {
  const text = `select count(distinct pid)::int as n from pg_locks
    where locktype = 'advisory' and granted and mode = 'ShareLock' and objsubid = 1 and classid = $1 and objid = $2
      and database = (select oid from pg_database where datname = current_database())`
  return (await client.query<{ n: number }>(text, [upper, lower])).rows[0]!.n
}
