import pg from 'pg'
import { StoreError } from '../store-error.ts'

/** A pool of connections, and what its last statements say of the server. */
export interface Connection {
  readonly pool: pg.Pool
  /** One statement. A refusal of ours or of the server comes as a `StoreError`. */
  query<Row extends pg.QueryResultRow>(name: string, text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Whether the last statement reached the server, and no write was refused since one was last tried out. */
  isWritable(): boolean
  /** Tries out a write where one was refused. What comes of it is said by `isWritable`. */
  tryWriting(): Promise<void>
  close(): Promise<void>
}

// Counts and milliseconds are far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Two writers that wait for each other, or one that read what another changed: the whole statement can be tried again. */
const transient = new Set(['40P01', '40001'])
const triesAtMost = 5

/**
 * What the server says of the way to it, of letting somebody in, of two in each other's way, and of its own stopping; asked
 * again it may answer. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const mayPass = /^(08|28|3D|40|57)/

/** A write that changes nothing, and is on the disk all the same. */
const probeText = 'update lethe.format set done_at = done_at where step = 1'

/** The other side is tried out after this without a word: a machine in between may have forgotten the connection. */
const keepAliveAfterMs = 10_000

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
  // A server that has no room left (53), keeps only reading (25006) or cannot use its disk (58) says so by code.
  if (/^(53|58|25006)/.test(code)) return new StoreError('write-failed', `the database refused (${code})`)
  if (error instanceof pg.DatabaseError && !mayPass.test(code))
    return new StoreError('database-failed', `the database refused what was asked (${code})`)
  return new StoreError('unreachable', `the database cannot be asked${code === '' ? '' : ` (${code})`}`)
}

/**
 * Connects as the address says; nothing is asked yet. `most`: connections at the same time; `name`: what the server knows
 * them by; `answersWithinMs`: how long a statement may take.
 */
export const connect = (url: string, most: number, name = 'lethe', answersWithinMs = 60_000): Connection => {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    application_name: name,
    connectionTimeoutMillis: 30_000,
    query_timeout: answersWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs
  })
  let [reachable, writable] = [true, true]
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
          if (known.code === 'write-failed') writable = false
          throw known
        }
      }
    },
    isWritable: () => reachable && writable,
    async tryWriting() {
      if (writable) return
      writable = await pool.query(probeText).then(
        () => true,
        () => false
      )
    },
    close: () => pool.end()
  }
}
