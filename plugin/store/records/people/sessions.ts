import { hourMs } from '../../../durations.ts'
import type { Random } from '../../../random.ts'
import type { Document, Store } from '../../store.ts'
import type { PersonBody, TokenBody } from '../bodies.ts'
import { changeKnown } from '../change.ts'
import { addToken, revokeToken, tokensOf } from './people.ts'

/** A session ends so long after its sign-in, whatever happens. */
export const sessionLifeMs = 8 * hourMs
/** A session ends when nothing was asked by it for so long. */
const sessionIdleMs = hourMs
/** That it was used is written down at most so often. */
const noteEveryMs = 60_000

/** A session and the person whose it is. */
export interface Session {
  readonly token: Document<TokenBody>
  readonly person: Document<PersonBody>
}

const isSession = ({ body }: Document<TokenBody>): boolean => body.kind === 'session'

/** Whether a session has ended, by any of its ends. */
export const hasEnded = ({ body }: Document<TokenBody>, at: string): boolean =>
  body.revokedAt !== null ||
  body.expiresAt <= at ||
  Date.parse(body.usedAt ?? body.createdAt) + sessionIdleMs <= Date.parse(at)

/** Sessions of a person that have not ended. */
export const sessionsOf = async (store: Store, person: string, at: string): Promise<readonly Document<TokenBody>[]> =>
  (await tokensOf(store, person)).filter(one => isSession(one) && !hasEnded(one, at))

/**
 * Begins a session under a new id. What is left of sessions of this person that have ended is destroyed.
 * @param madeBy whoever had in hand what it was begun with: the person, or who gave them their password
 */
export const beginSession = async (
  { store, random }: { readonly store: Store; readonly random: Random },
  { person, madeBy, label, at }: Pick<TokenBody, 'person' | 'label'> & { madeBy: string; at: string }
): Promise<string> => {
  for (const old of await tokensOf(store, person))
    if (isSession(old) && hasEnded(old, at)) await store.remove('token', old.id, old.revision)
  const id = random.uuid()
  const expiresAt = new Date(Date.parse(at) + sessionLifeMs).toISOString()
  const kind = 'session' as const
  await addToken(store, id, { person, label, kind, madeBy, createdAt: at, expiresAt, usedAt: at, revokedAt: null })
  return id
}

/** The session of an id and whose it is; null for none, for one that has ended, and where the person was shut out. */
export const findSession = async (store: Store, id: string, at: string): Promise<Session | null> => {
  const token = await store.get<TokenBody>('token', id)
  if (token === null || !isSession(token) || hasEnded(token, at)) return null
  const person = await store.get<PersonBody>('person', token.body.person)
  return person === null || person.body.disabledAt !== null ? null : { token, person }
}

/** Notes that a session was used. */
export const noteUse = async (store: Store, { id, body }: Document<TokenBody>, at: string): Promise<void> => {
  if (Date.parse(at) - Date.parse(body.usedAt ?? body.createdAt) < noteEveryMs) return
  await changeKnown<TokenBody>(store, { kind: 'token', id, unknown: 'token-unknown' }, ({ body: now }) => ({
    body: { ...now, usedAt: at }
  }))
}

/** Ends the sessions of a person, but for the one that is left out; `way`: only those that were begun in this way. */
export const endSessions = async (
  store: Store,
  person: string,
  at: string,
  { but, way }: { readonly but?: string; readonly way?: string } = {}
): Promise<void> => {
  for (const { id, body } of await sessionsOf(store, person, at))
    if (id !== but && (way === undefined || body.label === way)) await revokeToken(store, id, at)
}
