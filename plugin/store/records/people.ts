import { Problem } from '../../errors.ts'
import type { Document, Store } from '../store.ts'
import type { PersonBody, Role, TokenBody } from './bodies.ts'
import { changeKnown, filed, getKnown } from './change.ts'

/** Adds a named person under a new id. */
export const addPerson = async (
  store: Store,
  id: string,
  { name, roles, at }: { name: string; roles: readonly Role[]; at: string }
): Promise<Document<PersonBody>> => {
  await store.put<PersonBody>('person', id, filed({ name, roles, createdAt: at, disabledAt: null }), { expected: 0 })
  return getPerson(store, id)
}

/** One person. Throws `person-unknown`. */
export const getPerson = (store: Store, id: string): Promise<Document<PersonBody>> =>
  getKnown<PersonBody>(store, 'person', id, 'person-unknown')

/** Everybody who works with Lethe, also who was shut out. */
export const listPersons = (store: Store): Promise<readonly Document<PersonBody>[]> =>
  store.query<PersonBody>('person', { all: true })

/**
 * Whether a person may ask only for those whom their own account on a platform could delete: one with no role but
 * *user-manager*. The other roles answer for the whole installation.
 */
export const isBoundToAccount = ({ roles }: PersonBody): boolean => roles.every(role => role === 'user-manager')

const isAdministrator = ({ body }: Document<PersonBody>): boolean =>
  body.disabledAt === null && body.roles.includes('administrator')

/** Shuts a person out. The first date stays. Throws `last-administrator`: nobody could let anybody in again. */
export const disablePerson = (store: Store, id: string, at: string): Promise<Document<PersonBody>> =>
  store.exclusive('administrators', async () => {
    const person = await getPerson(store, id)
    const others = (await listPersons(store)).filter(other => other.id !== id && isAdministrator(other))
    if (isAdministrator(person) && others.length === 0) throw new Problem('last-administrator')
    return changeKnown<PersonBody>(store, { kind: 'person', id, unknown: 'person-unknown' }, ({ body }) => ({
      body: { ...body, disabledAt: body.disabledAt ?? at }
    }))
  })

/** Says which accounts on the platforms are theirs, in the place of what was said before. */
export const linkPerson = (
  store: Store,
  id: string,
  accounts: NonNullable<PersonBody['accounts']>
): Promise<Document<PersonBody>> =>
  changeKnown<PersonBody>(store, { kind: 'person', id, unknown: 'person-unknown' }, ({ body }) => ({
    body: { ...body, accounts }
  }))

/** Stores what a token is checked against; the token itself is stored nowhere. */
export const addToken = async (store: Store, id: string, body: TokenBody): Promise<void> => {
  await store.put('token', id, filed(body, [`person:${body.person}`]), { expected: 0 })
}

/** What a token is checked against. Throws `token-unknown`. */
export const getToken = (store: Store, id: string): Promise<Document<TokenBody>> =>
  getKnown<TokenBody>(store, 'token', id, 'token-unknown')

/** Ends a token at once. The first date stays. */
export const revokeToken = (store: Store, id: string, at: string): Promise<Document<TokenBody>> =>
  changeKnown<TokenBody>(store, { kind: 'token', id, unknown: 'token-unknown' }, ({ body }) => ({
    body: { ...body, revokedAt: body.revokedAt ?? at }
  }))
