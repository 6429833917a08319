import type pg from 'pg'
import type { CopySource, CopyTarget, WholeDocument } from '../copies/whole.ts'
import { currentFormat } from '../formats/steps.ts'
import { type Kind, kinds } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { connect, storeErrorOf } from './connection.ts'
import { explainOpening } from './explain-opening.ts'
import { migrate } from './migrate.ts'
import { enterAlone } from './presence.ts'
import { columns, documentOf, type Row } from './rows.ts'

const pageSize = 200

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const uniqueViolation = '23505'

type Ask = <Found extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Found[]>

interface Opened {
  readonly ask: Ask
  close(): Promise<void>
}

/** One connection in one transaction: all that is read is of one moment, and what is written stands at its end, or not. */
const open = async (url: string, begin: (ask: Ask, client: pg.PoolClient) => Promise<void>): Promise<Opened> => {
  // The tables are brought up to date by two at once.
  const { pool, close } = connect(url, 2, 'lethe-copy')
  const end = async () => {
    await close().catch(() => {})
  }
  try {
    await migrate(pool)
    const client = await pool.connect()
    const ask: Ask = async <Found extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      try {
        return (await client.query<Found>(text, [...values])).rows
      } catch (error) {
        if ((error as { code?: unknown }).code === uniqueViolation)
          throw new StoreError('store-damaged', 'two open documents hold a key that only one may hold')
        throw storeErrorOf(error)
      }
    }
    try {
      await begin(ask, client)
    } catch (error) {
      client.release(true)
      throw error
    }
    return {
      ask,
      async close() {
        // Its transaction ends with the connection, and so do its locks.
        client.release(true)
        await end()
      }
    }
  } catch (error) {
    await end()
    throw explainOpening(url, error)
  }
}

const pageText = `select ${columns('d')}, d.signalled, d.line from lethe.document d
  where d.kind = $1 and d.shelf is not distinct from $2 and d.id > $3 order by d.id limit $4`

const againText = `select ${columns('d')}, d.signalled, d.line from lethe.document d
  join unnest($1::text[], $2::text[]) as wanted(kind, id) on d.kind = wanted.kind and d.id = wanted.id`

type WholeRow = Row & { readonly signalled: number; readonly line: string | null }

const wholeOf = (row: WholeRow): WholeDocument => ({
  ...documentOf<unknown>(row),
  ...(row.line === null ? {} : { line: JSON.parse(row.line) as object }),
  signalled: row.signalled
})

async function* readAll(ask: Ask): AsyncIterable<WholeDocument> {
  for (const kind of kinds) {
    const shelves = await ask<{ shelf: string }>(
      'select distinct shelf from lethe.document where kind = $1 and shelf is not null order by shelf',
      [kind]
    )
    for (const shelf of [null, ...shelves.map(one => one.shelf)]) yield* readPlace(ask, kind, shelf)
  }
}

async function* readPlace(ask: Ask, kind: Kind, shelf: string | null): AsyncIterable<WholeDocument> {
  for (let after = ''; ; ) {
    const rows = await ask<WholeRow>(pageText, [kind, shelf, after, pageSize])
    for (const row of rows) yield wholeOf(row)
    if (rows.length < pageSize) return
    after = rows.at(-1)!.id
  }
}

const reading = (name: string, { ask, close }: Opened): CopySource => ({
  name,
  count: async () => (await ask<{ n: number }>('select count(*)::int as n from lethe.document'))[0]!.n,
  documents: () => readAll(ask),
  close
})

/**
 * A view of the database at one moment, beside whoever works on it; `name` is how it is shown. Throws as
 * `openPostgresStore`.
 */
export const openDatabaseView = async (url: string, name: string): Promise<CopySource> =>
  reading(name, await open(url, async ask => void (await ask('begin isolation level repeatable read read only'))))

const alone = async (ask: Ask, client: pg.PoolClient): Promise<void> => {
  await enterAlone(client)
  await ask('begin')
  // Also against an instance that had lost its connection for a moment.
  await ask('lock table lethe.document in exclusive mode')
}

/** The store of a database that no instance uses, to be copied from. Throws `already-running`, `store-empty`. */
export const openDatabaseSource = async (url: string, name: string): Promise<CopySource> => {
  const source = reading(name, await open(url, alone))
  if ((await source.count()) > 0) return source
  await source.close()
  throw new StoreError('store-empty', `there is nothing in ${name}`)
}

const insertText = `
  with given as (
    select * from json_to_recordset($1::json) as r(
      kind text, id text, revision integer, body text, index_keys text[], unique_keys text[], due_at text, due_ms bigint,
      shelf text, line text, signalled integer, waiting integer, since_ms bigint
    )
  ), documents as (
    insert into lethe.document
      (kind, id, revision, body, index_keys, unique_keys, due_at, due_ms, shelf, line, signalled, waiting, since_ms)
      select kind, id, revision, body, index_keys, unique_keys, due_at, due_ms, shelf, line, signalled, waiting, since_ms
      from given
  ), index_keys as (
    insert into lethe.index_key select kind, k, id from given, unnest(index_keys) k
  ), unique_keys as (
    insert into lethe.unique_key select k, kind, id from given, unnest(unique_keys) k
  ), signals as (
    insert into lethe.signal select * from json_to_recordset($2::json)
      as s(kind text, id text, n integer, at text, at_ms bigint, signal text)
  )
  select lethe.ring(kind, id, since_ms) from given where shelf is null`

const msOf = (at: string | null): number | null => (at === null ? null : Date.parse(at))

const rowOf = ({ kind, id, revision, body, keys, unique, dueAt, shelf, line, signalled, signals }: WholeDocument) => {
  const waits = [msOf(dueAt), ...signals.map(({ at }) => Date.parse(at))].filter(ms => ms !== null)
  return {
    ...{ kind, id, revision, body: JSON.stringify(body), index_keys: keys, unique_keys: unique },
    ...{ due_at: dueAt, due_ms: msOf(dueAt), shelf, line: line == null ? null : JSON.stringify(line) },
    ...{ signalled, waiting: signals.length },
    since_ms: waits.length === 0 ? null : Math.min(...waits)
  }
}

const signalsOf = ({ kind, id, signals }: WholeDocument) =>
  signals.map(({ n, at, signal }) => ({ kind, id, n, at, at_ms: Date.parse(at), signal: JSON.stringify(signal) }))

/**
 * A database that no instance uses, to be copied into: all in one transaction, so that a copy that breaks off leaves
 * nothing. Throws `already-running`, `store-not-empty`.
 */
export const openDatabaseTarget = async (url: string, name: string): Promise<CopyTarget> => {
  const opened = await open(url, alone)
  const { ask } = opened
  const target = reading(name, opened)
  if ((await target.count()) > 0) {
    await target.close()
    throw new StoreError('store-not-empty', `${name} holds documents already. Make a new database, and name that`)
  }
  await ask("select set_config('lethe.format', $1, true)", [String(currentFormat)])
  return {
    ...target,
    async take(documents) {
      await ask(insertText, [JSON.stringify(documents.map(rowOf)), JSON.stringify(documents.flatMap(signalsOf))])
    },
    again: async documents =>
      (await ask<WholeRow>(againText, [documents.map(({ kind }) => kind), documents.map(({ id }) => id)])).map(wholeOf),
    finish: async () => void (await ask('commit'))
  }
}
