import { Problem } from '../../../errors.ts'
import type { HashedPassword } from '../../../vault/passwords.ts'
import type { Document, Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import type { PersonBody } from '../bodies.ts'
import type { Seals } from '../seals.ts'
import { changePerson } from './people.ts'

/** A sign-in name as it is compared. */
export const signInNameOf = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/**
 * Whoever gives another a way in could go in as them: both count as one from then on, until somebody else vouches
 * (decision 0020).
 */
const lettingIn = ({ letInBy = [] }: PersonBody, id: string, by: string, at: string): Pick<PersonBody, 'letInBy'> => {
  const others = letInBy.filter(one => one.by !== by)
  return by === id ? {} : { letInBy: [...others, { by, at }] }
}

/**
 * Gives a person another password. Throws `person-unknown`, `sign-in-name-taken`.
 * @param by whose password it is from now on: their own, or that of whoever chose it for them
 * @param hand who has had in hand what this was done with, if that is somebody else
 */
export const setPassword = async (
  store: Store,
  id: string,
  {
    signInName,
    hash,
    by,
    hand = by,
    at
  }: { signInName: string; hash: HashedPassword; by: string; hand?: string; at: string }
): Promise<Document<PersonBody>> => {
  try {
    return await changePerson(store, id, body => ({
      ...body,
      ...lettingIn(body, id, hand, at),
      password: { signInName, hash, by, at }
    }))
  } catch (error) {
    if (error instanceof StoreError && error.code === 'duplicate-key') throw new Problem('sign-in-name-taken')
    throw error
  }
}

/** Notes that somebody had in hand what became a way in of this person. Throws `person-unknown`. */
export const noteLetIn = (store: Store, id: string, by: string, at: string): Promise<Document<PersonBody>> =>
  changePerson(store, id, body => ({ ...body, ...lettingIn(body, id, by, at) }))

const oneBy = async (store: Store, key: string): Promise<Document<PersonBody> | null> =>
  (await store.query<PersonBody>('person', { key })).find(({ body }) => body.disabledAt === null) ?? null

/** Who signs in by this name, unless they were shut out; null for nobody. */
export const findBySignInName = (store: Store, name: string): Promise<Document<PersonBody> | null> =>
  oneBy(store, `sign-in-name:${signInNameOf(name)}`)

/** Whom the identity provider means: a keyed hash, so that the provider's own name for them lies nowhere. */
export const identityHash = (seals: Pick<Seals, 'hashForIndex'>, issuer: string, subject: string): string =>
  seals.hashForIndex('identity', JSON.stringify([issuer, subject]))

/** Whose identity this is, also of somebody who was shut out; null for nobody's. */
export const findByIdentity = async (store: Store, hash: string): Promise<Document<PersonBody> | null> => {
  const all = await store.query<PersonBody>('person', { key: `identity:${hash}` })
  return all.find(({ body }) => body.disabledAt === null) ?? all[0] ?? null
}

/** Says whom the identity provider means by a person. Throws `person-unknown`, `identity-taken`. */
export const linkIdentity = async (
  store: Store,
  id: string,
  { hash, by, at }: { hash: string; by: string; at: string }
): Promise<Document<PersonBody>> => {
  try {
    return await changePerson(store, id, body => ({
      ...body,
      ...lettingIn(body, id, by, at),
      identity: { hash, at }
    }))
  } catch (error) {
    if (error instanceof StoreError && error.code === 'duplicate-key') throw new Problem('identity-taken')
    throw error
  }
}
