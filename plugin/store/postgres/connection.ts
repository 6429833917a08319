import pg from 'pg'
import { StoreError } from '../store-error.ts'

/** A pool of connections, and whether the last statement reached the server. */
export interface Connection {
  readonly pool: pg.Pool
  /** One statement. A refusal of ours or of the server comes as a `StoreError`. */
  query<Row extends pg.QueryResultRow>(name: string, text: string, values?: readonly unknown[]): Promise<Row[]>
  isReachable(): boolean
  close(): Promise<void>
}

// Counts and milliseconds are far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Two writers that wait for each other, or one that read what another changed: the whole statement can be tried again. */
const transient = new Set(['40P01', '40001'])
const triesAtMost = 5

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** What an error of the server, or of the way to it, means for whoever asked. The server's own words are left out: they may hold values. */
export const storeErrorOf = (error: unknown): StoreError => {
  if (error instanceof StoreError) return error
  const code = codeOf(error)
  if (code === 'LE001') {
    const { detail } = error as pg.DatabaseError
    return new StoreError('duplicate-key', 'an open document holds one of these keys', { unique: detail ?? '' })
  }
  if (code === 'LE002') return new StoreError('not-found', 'there is no such document')
  if (code === 'LE003') return new StoreError('shelved', 'the document has ended')
  if (code === 'LE004') return new StoreError('unheard-signal', 'something was said that was not heard yet')
  if (code === 'LE005') return new StoreError('expectation-failed', 'another revision of the other document')
  // A server that keeps only reading, or has no room left, says so by code; anything else is the way to it.
  if (/^(53|25006)/.test(code)) return new StoreError('write-failed', `the database refused (${code})`)
  return new StoreError('unreachable', `the database cannot be asked${code === '' ? '' : ` (${code})`}`)
}

/**
 * Connects as the address says; nothing is asked yet. `most`: connections at the same time; `name`: what the server knows
 * them by.
 */
export const connect = (url: string, most: number, name = 'lethe'): Connection => {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    application_name: name,
    connectionTimeoutMillis: 30_000,
    query_timeout: 60_000,
    keepAlive: true
  })
  let reachable = true
  // An idle connection that the server ends is replaced by the next statement.
  pool.on('error', () => {})
  // One in use fails its statement too: nothing is to be done here.
  pool.on('connect', client => client.on('error', () => {}))

  return {
    pool,
    async query<Row extends pg.QueryResultRow>(name: string, text: string, values: readonly unknown[] = []) {
      for (let tries = 1; ; tries += 1) {
        try {
          const { rows } = await pool.query<Row>({ name, text, values: [...values] })
          reachable = true
          return rows
        } catch (error) {
          if (transient.has(codeOf(error)) && tries < triesAtMost) continue
          const known = storeErrorOf(error)
          reachable = known.code !== 'unreachable'
          throw known
        }
      }
    },
    isReachable: () => reachable,
    close: () => pool.end()
  }
}
