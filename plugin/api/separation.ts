import { Problem } from '../errors.ts'
import { aliasOf } from '../store/records/aliases.ts'
import type { PersonBody, Role } from '../store/records/bodies.ts'
import { readController } from '../store/records/controller.ts'
import { listPersons } from '../store/records/people/people.ts'
import { countPeople, readWhoIsWho, releasersAsked, whoMayHaveAsked } from '../store/records/people/who-is-who.ts'
import type { Caller } from './authentication.ts'
import type { ApiParts } from './parts.ts'

export { countPeople } from '../store/records/people/who-is-who.ts'

type Parts = Pick<ApiParts, 'store' | 'keys'>

/** Accounts that something is about: by the platform's ids, or by keyed hashes of any identifier (`aliasesOf`). */
export interface Concerned {
  readonly platform: string
  readonly ids?: readonly string[]
  readonly aliases?: readonly string[]
}

/** What a second person is asked for. */
export interface SecondPerson {
  /** Ids of persons and sources who asked, picked, set or placed it. */
  readonly involved: readonly string[]
  /** By which accounts it was asked, where that was on the platform. */
  readonly askedAs?: Concerned
  /** Whose accounts it is about; left out where it is about nobody in particular. */
  readonly subjects?: readonly Concerned[]
  /**
   * `release` of a brake, a run, a replay or a hold: where the site has knowingly set the number of people to one, that
   * one may be who asked. Anything else is an `approval`, and there is no such number for it.
   */
  readonly as?: 'approval' | 'release'
}

const isAbout = ({ keys }: Parts, { platform, ids = [], aliases = [] }: Concerned, account: string): boolean =>
  ids.includes(account) || aliases.includes(aliasOf(keys, platform, { kind: 'platform-id', value: account }))

/** Refuses what only a human being may say. Throws `machine-may-not-approve`. */
export const refuseMachine = ({ person, token }: Caller): void => {
  if (token.body.kind === 'machine' || person.body.isSystem === true) throw new Problem('machine-may-not-approve')
}

/**
 * The one gate that every second person passes: whoever approves, waives, attests, releases, lifts. They act by a token
 * in their own hands, and are neither who asked nor whom it is about, also by another identity. Throws
 * `machine-may-not-approve`, `token-made-by-another`, `approver-is-requester`, `let-in-by-requester`,
 * `person-not-linked`, `approver-is-subject`.
 */
export const refuseUnfit = async (
  parts: Parts,
  caller: Caller,
  { involved: named, askedAs, subjects = [], as = 'approval' }: SecondPerson
): Promise<void> => {
  refuseMachine(caller)
  const { store } = parts
  const { id } = caller.person
  const [who, { agreement }] = await Promise.all([readWhoIsWho(store), readController(store)])
  if (!who.isInOwnHands(caller.token.body)) throw new Problem('token-made-by-another')
  const owns = (concerned: Concerned): boolean =>
    who.accountsOf(id, concerned.platform).some(account => isAbout(parts, concerned, account))
  if (as === 'approval' || agreement.people > 1) {
    const involved = await whoMayHaveAsked(store, named)
    if (involved.includes(id)) throw new Problem('approver-is-requester')
    if (involved.some(one => who.humanOf(one) === who.humanOf(id))) throw new Problem('let-in-by-requester')
    if (askedAs !== undefined && owns(askedAs)) throw new Problem('approver-is-requester')
  }
  for (const concerned of subjects) {
    if (!who.isPlaced(id, concerned.platform)) throw new Problem('person-not-linked')
    if (owns(concerned)) throw new Problem('approver-is-subject')
  }
}

/** A person whose links are to be changed, and what stands before and after. */
interface LinkChange {
  readonly id: string
  readonly before: PersonBody
  readonly after: Required<Pick<PersonBody, 'accounts'>>
}

/**
 * Refuses to take away a link to an account of one's own, also by somebody who may be the same human being: nobody
 * unlinks themselves to agree to what is about them. Throws `own-link-stays`; never where the site has knowingly set the
 * number of people to one.
 */
export const refuseOwnLinkChange = async (
  { store }: Pick<Parts, 'store'>,
  { person }: Caller,
  { id, before, after }: LinkChange
): Promise<void> => {
  const [who, { agreement }] = await Promise.all([readWhoIsWho(store), readController(store)])
  const isOwn = who.humanOf(id) === who.humanOf(person.id) && before.addedBy !== person.id
  if (!isOwn || agreement.people === 1) return
  const stays = (before.accounts ?? []).every(old =>
    after.accounts.some(({ platform, id: account }) => platform === old.platform && account === old.id)
  )
  if (!stays) throw new Problem('own-link-stays')
}

/** How many different human beings work here with one of these roles, as far as they can act. */
export const countWith = async ({ store }: Pick<Parts, 'store'>, roles: readonly Role[]): Promise<number> => {
  const able = (await listPersons(store)).filter(
    ({ body }) => body.disabledAt === null && body.isSystem !== true && body.roles.some(role => roles.includes(role))
  )
  return countPeople(
    store,
    able.map(({ id }) => id)
  )
}

/**
 * Refuses further roles for oneself, also through somebody who may be the same human being, where another administrator
 * could give them. Throws `own-roles-stay`.
 */
export const refuseOwnRaise = async (
  parts: Pick<Parts, 'store'>,
  { person }: Caller,
  { id, before, roles }: { readonly id: string; readonly before: PersonBody; readonly roles: readonly Role[] }
): Promise<void> => {
  if (roles.every(role => before.roles.includes(role))) return
  const who = await readWhoIsWho(parts.store)
  const isOwn = id === person.id || (who.humanOf(id) === who.humanOf(person.id) && before.addedBy !== person.id)
  if (isOwn && (await countWith(parts, ['administrator'])) > 1) throw new Problem('own-roles-stay')
}

/** How many people a release needs, of which so many were set for it: `releasersAsked`. */
export const peopleNeeded = ({ store }: Pick<Parts, 'store'>, wished: number): Promise<number> =>
  releasersAsked(store, wished)
