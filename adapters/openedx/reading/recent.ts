import type { Subject } from '../../contract.ts'
import type { Connection } from '../connection.ts'

/** What of one subject was read a moment ago, by what it is. */
type Recent = Map<string, { readonly value: unknown; readonly at: number }>

/** What was read of everybody, whoever was asked for last at the end, and when what is too old was last thrown away. */
interface Kept {
  readonly subjects: Map<string, Recent>
  tidiedAt: number
}

/** As long as one look at a learner, or the way from one action to the next, takes. */
const freshMs = 30_000
const tidyEveryMs = 1000
/** More at a time are looked at by nobody: whoever was asked for longest ago is read anew. */
const mostSubjects = 500
const everybody = new Map<Connection, Kept>()

function dropOld(recent: Recent, oldest: number): void {
  for (const [what, { at }] of recent) if (at < oldest) recent.delete(what)
}

/** Of every platform: one at which nobody asks any more would else keep its last learners for good. */
function tidyAll(): void {
  for (const [connection, { subjects }] of everybody) {
    const oldest = connection.now().getTime() - freshMs
    for (const [id, recent] of subjects) {
      dropOld(recent, oldest)
      if (recent.size === 0) subjects.delete(id)
    }
    if (subjects.size === 0) everybody.delete(connection)
  }
}

function recentOf(connection: Connection, { id }: Pick<Subject, 'id'>): Recent {
  const now = connection.now().getTime()
  const kept = everybody.get(connection) ?? { subjects: new Map<string, Recent>(), tidiedAt: Number.NEGATIVE_INFINITY }
  const { subjects } = kept
  // Nothing of anybody is kept much longer than it may be used, as long as anything is asked.
  if (Math.abs(now - kept.tidiedAt) >= tidyEveryMs) {
    kept.tidiedAt = now
    tidyAll()
  }
  const recent = subjects.get(id) ?? new Map()
  dropOld(recent, now - freshMs)
  subjects.delete(id)
  subjects.set(id, recent)
  if (subjects.size > mostSubjects) subjects.delete(subjects.keys().next().value!)
  everybody.set(connection, kept)
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
  return known === undefined ? readOnce(connection, subject, what, read) : (known.value as Value)
}

/** Readings under way, by whom and what they are of. */
const underWay = new WeakMap<Connection, Map<string, Promise<unknown>>>()

/**
 * Reads now, and keeps it for whoever asks in the next seconds. Who asks for the same while it is under way waits for
 * the same answer, unless something was changed since it was asked for.
 */
export async function readOnce<Value>(
  connection: Connection,
  subject: Pick<Subject, 'id'>,
  what: string,
  read: () => Promise<Value>
): Promise<Value> {
  const all = underWay.get(connection) ?? new Map<string, Promise<unknown>>()
  underWay.set(connection, all)
  const key = `${subject.id} ${what}`
  const known = all.get(key)
  if (known !== undefined) return known as Promise<Value>
  const reading = read()
  all.set(key, reading)
  try {
    const value = await reading
    if (all.get(key) === reading) keepRecent(connection, subject, what, value)
    return value
  } finally {
    if (all.get(key) === reading) all.delete(key)
  }
}

/** Reads now what would soon be too old to be recalled, so that whoever asks in the next seconds need not. */
export async function renew(
  connection: Connection,
  subject: Pick<Subject, 'id'>,
  what: string,
  read: () => Promise<unknown>
): Promise<void> {
  const known = recentOf(connection, subject).get(what)
  const isYoung = known !== undefined && connection.now().getTime() - known.at < freshMs / 2
  if (!isYoung) await readOnce(connection, subject, what, read)
}

/** What was read of a subject a moment ago; undefined: nothing was. */
export function seeRecent<Value>(
  connection: Connection,
  subject: Pick<Subject, 'id'>,
  what: string
): Value | undefined {
  return recentOf(connection, subject).get(what)?.value as Value | undefined
}

/** The same, for one use. */
export function takeRecent<Value>(
  connection: Connection,
  subject: Pick<Subject, 'id'>,
  what: string
): Value | undefined {
  const recent = recentOf(connection, subject)
  const known = recent.get(what)
  recent.delete(what)
  return known?.value as Value | undefined
}

/**
 * A new look begins, or something is about to be changed: nothing that was read before counts.
 * @param what only this; absent: everything
 */
export function forgetRecent(connection: Connection, { id }: Pick<Subject, 'id'>, what?: string): void {
  const recent = everybody.get(connection)?.subjects
  if (what === undefined) recent?.delete(id)
  else recent?.get(id)?.delete(what)
  const all = underWay.get(connection)
  for (const key of all?.keys() ?? []) if (key.startsWith(`${id} ${what ?? ''}`)) all?.delete(key)
}

/** Somebody else's call is passed on, and may change anything of whoever it is for: nothing that was read counts. */
export function forgetEverybody(connection: Connection): void {
  everybody.delete(connection)
  underWay.delete(connection)
}
