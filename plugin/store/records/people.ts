import { Problem } from '../../errors.ts'
import type { Document, Entry, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import type { PersonBody, Role, TokenBody } from './bodies.ts'
import { changeKnown, filed, getKnown } from './change.ts'

/** An account is one person's: of those who are not shut out, two cannot be linked to it. */
const entryOf = (body: PersonBody): Entry<PersonBody> =>
  filed(
    body,
    [],
    body.disabledAt === null ? (body.accounts ?? []).map(({ platform, id }) => `account:${platform}:${id}`) : []
  )

const changePerson = (
  store: Store,
  id: string,
  change: (body: PersonBody) => PersonBody
): Promise<Document<PersonBody>> =>
  changeKnown<PersonBody>(store, { kind: 'person', id, unknown: 'person-unknown' }, ({ body }) => entryOf(change(body)))

/** Adds a named person under a new id. `addedBy`: who let them in; null: nobody did, they were there at the first start. */
export const addPerson = async (
  store: Store,
  id: string,
  { at, ...said }: Pick<PersonBody, 'name' | 'roles' | 'isSystem'> & { addedBy: string | null; at: string }
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

/** Somebody says that this is a human being of their own. Each says it once. */
export const vouchFor = (store: Store, id: string, by: string, at: string): Promise<Document<PersonBody>> =>
  changePerson(store, id, body => {
    const { vouchedBy = [] } = body
    return vouchedBy.some(one => one.by === by) ? body : { ...body, vouchedBy: [...vouchedBy, { by, at }] }
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
