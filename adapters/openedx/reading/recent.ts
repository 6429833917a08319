import type { Subject } from '../../contract.ts'
import type { Connection } from '../connection.ts'

/** What of one subject was read a moment ago, by what it is. */
type Recent = Map<string, { readonly value: unknown; readonly at: number }>

/** As long as one look at a learner, or the way from one action to the next, takes. */
const freshMs = 30_000
const subjects = new WeakMap<Connection, Map<string, Recent>>()

function recentOf(connection: Connection, { id }: Pick<Subject, 'id'>): Recent {
  const oldest = connection.now().getTime() - freshMs
  const known = subjects.get(connection) ?? new Map<string, Recent>()
  subjects.set(connection, known)
  // Nothing of anybody is kept longer than it may be used.
  for (const [other, recent] of known) {
    for (const [what, { at }] of recent) if (at < oldest) recent.delete(what)
    if (recent.size === 0) known.delete(other)
  }
  const recent = known.get(id) ?? new Map()
  known.set(id, recent)
  return recent
}

/** Keeps what was just read, for whoever asks in the next seconds. */
export function keepRecent(connection: Connection, subject: Pick<Subject, 'id'>, what: string, value: unknown): void {
  recentOf(connection, subject).set(what, { value, at: connection.now().getTime() })
}

/**
 * What was read of a subject a moment ago, else read now: one reading serves facts, plan and the next action. Never for
 * a read-back, and never across a change that it could show (`forgetRecent`).
 * @param what names the reading; the same name is always the same type
 */
export async function recall<Value>(
  connection: Connection,
  subject: Pick<Subject, 'id'>,
  what: string,
  read: () => Promise<Value>
): Promise<Value> {
  const known = recentOf(connection, subject).get(what)
  if (known !== undefined) return known.value as Value
  const value = await read()
  keepRecent(connection, subject, what, value)
  return value
}

/** A new look begins, or something is about to be changed: nothing that was read before counts. */
export function forgetRecent(connection: Connection, { id }: Pick<Subject, 'id'>): void {
  subjects.get(connection)?.delete(id)
}

/** Somebody else's call is passed on, and may change anything of whoever it is for: nothing that was read counts. */
export function forgetEverybody(connection: Connection): void {
  subjects.delete(connection)
}
