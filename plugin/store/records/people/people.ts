import { Problem } from '../../../errors.ts'
import type { Document, Entry, Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import type { PersonBody, Role, TokenBody } from '../bodies.ts'
import { changeKnown, filed, getKnown } from '../change.ts'

/** What somebody signs in by: a name of their own, or whom the identity provider calls them. */
const signInKeys = ({ password, identity }: PersonBody): readonly string[] => [
  ...(password === undefined ? [] : [`sign-in-name:${password.signInName}`]),
  ...(identity === undefined ? [] : [`identity:${identity.hash}`])
]

/** An account, a sign-in name and an identity is one person's: of those who are not shut out, two cannot have it. */
const entryOf = (body: PersonBody): Entry<PersonBody> => {
  const accounts = (body.accounts ?? []).map(({ platform, id }) => `account:${platform}:${id}`)
  const signIn = signInKeys(body)
  return filed(body, signIn, body.disabledAt === null ? [...accounts, ...signIn] : [])
}

/** Changes a person in one go; what is unique of one stays so. Throws `person-unknown`. */
export const changePerson = (
  store: Store,
  id: string,
  change: (body: PersonBody) => PersonBody
): Promise<Document<PersonBody>> =>
  changeKnown<PersonBody>(store, { kind: 'person', id, unknown: 'person-unknown' }, ({ body }) => entryOf(change(body)))

/**
 * Adds a named person under a new id. `addedBy`: who let them in; null: nobody here did, they were there at the first
 * start or the institution's identity provider sent them.
 */
export const addPerson = async (
  store: Store,
  id: string,
  { at, ...said }: Pick<PersonBody, 'name' | 'roles' | 'isSystem' | 'identity'> & { addedBy: string | null; at: string }
): Promise<Document<PersonBody>> => {
  await store.put<PersonBody>('person', id, entryOf({ ...said, createdAt: at, disabledAt: null }), { expected: 0 })
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

const isAdministrator = ({ disabledAt, roles, isSystem }: PersonBody): boolean =>
  disabledAt === null && roles.includes('administrator') && isSystem !== true

/** Changes a person, unless nobody would be left who could let anybody in: throws `last-administrator`. */
const changeUnlessLast = (
  store: Store,
  id: string,
  change: (body: PersonBody) => PersonBody
): Promise<Document<PersonBody>> =>
  store.exclusive('administrators', async () => {
    const { body } = await getPerson(store, id)
    const isLeaving = isAdministrator(body) && !isAdministrator(change(body))
    const others = (await listPersons(store)).filter(other => other.id !== id && isAdministrator(other.body))
    if (isLeaving && others.length === 0) throw new Problem('last-administrator')
    return changePerson(store, id, change)
  })

/** Shuts a person out. The first date stays. Throws `last-administrator`. */
export const disablePerson = (store: Store, id: string, at: string): Promise<Document<PersonBody>> =>
  changeUnlessLast(store, id, body => ({ ...body, disabledAt: body.disabledAt ?? at }))

/** Gives a person other roles, in the place of those before. Throws `last-administrator`. */
export const setRoles = (store: Store, id: string, roles: readonly Role[]): Promise<Document<PersonBody>> =>
  changeUnlessLast(store, id, body => ({ ...body, roles }))

/** Gives a person another name. */
export const namePerson = (store: Store, id: string, name: string): Promise<Document<PersonBody>> =>
  changePerson(store, id, body => ({ ...body, name }))

/**
 * Says which accounts on the platforms are theirs and where they have none, in the place of what was said before. Throws
 * `account-linked-already` where one is somebody else's.
 */
export const linkPerson = async (
  store: Store,
  id: string,
  { accounts, withoutAccount }: Required<Pick<PersonBody, 'accounts' | 'withoutAccount'>>
): Promise<Document<PersonBody>> => {
  try {
    return await changePerson(store, id, body => ({ ...body, accounts, withoutAccount }))
  } catch (error) {
    if (error instanceof StoreError && error.code === 'duplicate-key') throw new Problem('account-linked-already')
    throw error
  }
}

/** Somebody says that this is a human being of their own. Each counts once, with the last time that they said it. */
export const vouchFor = (store: Store, id: string, by: string, at: string): Promise<Document<PersonBody>> =>
  changePerson(store, id, body => {
    const others = (body.vouchedBy ?? []).filter(one => one.by !== by)
    return { ...body, vouchedBy: [...others, { by, at }] }
  })

/** Stores what a token is checked against; the token itself is stored nowhere. */
export const addToken = async (store: Store, id: string, body: TokenBody): Promise<void> => {
  await store.put('token', id, filed(body, [`person:${body.person}`]), { expected: 0 })
}

/** What a token is checked against. Throws `token-unknown`. */
export const getToken = (store: Store, id: string): Promise<Document<TokenBody>> =>
  getKnown<TokenBody>(store, 'token', id, 'token-unknown')

/** Every token that was ever made for a person. */
export const tokensOf = (store: Store, person: string): Promise<readonly Document<TokenBody>[]> =>
  store.query<TokenBody>('token', { key: `person:${person}` })

/** Ends a token at once. The first date stays. */
export const revokeToken = (store: Store, id: string, at: string): Promise<Document<TokenBody>> =>
  changeKnown<TokenBody>(store, { kind: 'token', id, unknown: 'token-unknown' }, ({ body }) => ({
    body: { ...body, revokedAt: body.revokedAt ?? at }
  }))
