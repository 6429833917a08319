import type { Connection } from './connection.ts'
import type { Retirement } from './reading/retirement.ts'

const list = 'moves'
const dayMs = 86_400_000

/** Row and state: a row that somebody else moves on from there is not in the list. */
const keyOf = (row: number, state: string) => `${row}.${state}`

/**
 * Remembers that a row is moved by us, before it is: also after a restart, and for whoever registers the site over a
 * connection of its own, it is no other driver's doing then.
 */
export async function rememberMove(connection: Connection, row: Retirement, state: string): Promise<void> {
  await connection.spool.keep(list, [{ key: keyOf(row.id, state), content: { at: connection.now().toISOString() } }])
}

/** Tells rows that stand where we put them from others. */
export async function recallMoves(connection: Connection): Promise<(row: Retirement) => boolean> {
  const kept = await connection.spool.list(list)
  const keys = new Set(kept.map(({ key }) => key))
  return row => keys.has(keyOf(row.id, row.current_state.state_name))
}

/** Forgets moves of more than a day ago: who looks for another driver looks at young rows. */
export async function forgetOldMoves(connection: Connection): Promise<void> {
  const oldest = new Date(connection.now().getTime() - dayMs).toISOString()
  const kept = await connection.spool.list(list)
  const old = kept.filter(({ content }) => (content as { at: string }).at < oldest)
  await connection.spool.drop(
    list,
    old.map(({ key }) => key)
  )
}
