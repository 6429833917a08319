import pg from 'pg'
import type { Fault } from './fault.ts'

type Answered = (error: Error | null, result: { readonly rows: readonly { readonly result?: string }[] }) => void
type Asked = { readonly name?: string; readonly values?: readonly unknown[] } | undefined

/**
 * From here on a process stops at the nth revision of a request in the database: before the statement that makes it is
 * sent, or when it was answered. `stop` may leave it running.
 */
export function stopAtCommit({ at, n }: Fault, stop: () => unknown): void {
  const client = pg.Client.prototype as unknown as { query(...given: unknown[]): unknown }
  const { query } = client
  const isIt = (asked: Asked) => asked?.name === 'put' && asked.values?.[0] === 'request' && asked.values[2] === n - 1
  client.query = function (this: unknown, ...given) {
    if (!isIt(given[0] as Asked)) return query.apply(this, given)
    if (at === 'committing') stop()
    const then = given.at(-1) as Answered
    const answered: Answered = (error, result) => {
      if (at === 'committed' && result?.rows[0]?.result === 'put') stop()
      then(error, result)
    }
    return query.apply(this, [...given.slice(0, -1), answered])
  }
}
