import type { Store } from '../../store.ts'
import type { PersonBody, SourceBody, TokenBody } from '../bodies.ts'
import { readController } from '../controller.ts'
import { listPersons } from './people.ts'

/** Who of those who work with Lethe may be one and the same human being. */
export interface WhoIsWho {
  /** The same for ids that count as one; an id that is no person's stands for itself. */
  humanOf(id: string): string
  /** Ids of the accounts on a platform of everybody who counts as one with this person. */
  accountsOf(id: string, platform: string): readonly string[]
  /** Whether somebody said which account there is this person's, or that there is none. */
  isPlaced(id: string, platform: string): boolean
  /** Whether they were shut out. */
  isShutOut(id: string): boolean
  /** Whether a token is in nobody's hands but its person's, as far as that can be told. */
  isInOwnHands(token: TokenBody): boolean
}

interface Known extends PersonBody {
  readonly id: string
  /** Who let them in; null: they were there at the first start. */
  readonly host: string | null
}

/** Documents of before nobody wrote down who let whom in: then it was whoever was there first. */
const knownOf = async (store: Store): Promise<readonly Known[]> => {
  const people = [...(await listPersons(store))].sort(
    (one, other) => one.body.createdAt.localeCompare(other.body.createdAt) || (one.id < other.id ? -1 : 1)
  )
  const first = people[0]?.id ?? null
  return people.map(({ id, body }) => ({
    ...body,
    id,
    host: body.addedBy === undefined ? (id === first ? null : first) : body.addedBy
  }))
}

const groups = (links: readonly (readonly [string, string])[]): ((id: string) => string) => {
  const parents = new Map<string, string>()
  const rootOf = (id: string): string => {
    const parent = parents.get(id)
    return parent === undefined ? id : rootOf(parent)
  }
  for (const [one, other] of links) {
    const [root, otherRoot] = [rootOf(one), rootOf(other)]
    if (root !== otherRoot) parents.set(otherRoot, root)
  }
  return rootOf
}

/** Two persons who are linked to one account are one. */
const sharedAccounts = (people: readonly Known[]): readonly (readonly [string, string])[] => {
  const owners = new Map<string, string>()
  return people.flatMap(({ id, accounts = [] }) =>
    accounts.flatMap(account => {
      const key = JSON.stringify([account.platform, account.id])
      const owner = owners.get(key)
      if (owner === undefined) owners.set(key, id)
      return owner === undefined ? [] : [[owner, id] as const]
    })
  )
}

type LetIn = { readonly by: string; readonly at: string }

/** Who could go in as this person: whoever let them in, and whoever gave them a password or an identity since. */
const letInBy = ({ host, letInBy: later = [] }: Known): readonly LetIn[] => [
  ...(host === null ? [] : [{ by: host, at: '' }]),
  ...later
]

/**
 * Somebody stands beside their host only when another vouched for them since, who counted as neither of the two when they did:
 * two guests of one host cannot vouch each other free, unless the site said then that it counts them.
 */
const groupPeople = (people: readonly Known[], countsWhoWasLetIn: boolean): ((id: string) => string) => {
  const shared = sharedAccounts(people)
  const sharingWith = groups(shared)
  const isVouchedFor = ({ id, vouchedBy = [] }: Known, from: LetIn): boolean =>
    vouchedBy.some(({ by, at }) => at > from.at && ![id, from.by].map(sharingWith).includes(sharingWith(by)))
  const guests = countsWhoWasLetIn
    ? []
    : people.flatMap(one => letInBy(one).flatMap(from => (isVouchedFor(one, from) ? [] : [[from.by, one.id] as const])))
  return groups([...shared, ...guests])
}

/**
 * Reads who may be whom, by who let whom in, who vouched for whom, and who is linked to the same account. Where the
 * site has said so (`countsWhoWasLetIn`), everybody counts as their own.
 */
export const readWhoIsWho = async (store: Store): Promise<WhoIsWho> => {
  const { agreement } = await readController(store)
  const people = await knownOf(store)
  const humanOf = groupPeople(people, agreement.countsWhoWasLetIn)
  const first = people[0]?.id
  return {
    humanOf,
    accountsOf: (id, platform) =>
      people
        .filter(one => humanOf(one.id) === humanOf(id))
        .flatMap(({ accounts = [] }) => accounts.flatMap(account => (account.platform === platform ? account.id : []))),
    isPlaced(id, platform) {
      const known = people.find(one => one.id === id)
      return (
        known !== undefined &&
        ((known.accounts ?? []).some(account => account.platform === platform) ||
          (known.withoutAccount ?? []).includes(platform))
      )
    },
    isShutOut: id => people.some(one => one.id === id && one.disabledAt !== null),
    isInOwnHands: ({ person, madeBy }) =>
      agreement.countsWhoWasLetIn || humanOf(madeBy ?? first ?? person) === humanOf(person)
  }
}

/**
 * How many different human beings these are. Whoever was let in counts together with whoever let them in, unless
 * somebody else vouched for them or the site has said otherwise; two persons linked to one account count once.
 */
export const countPeople = async (store: Store, personIds: readonly string[]): Promise<number> => {
  const { humanOf } = await readWhoIsWho(store)
  return new Set(personIds.map(humanOf)).size
}

/**
 * Ids of everybody who may have asked by these ids: each itself, and of a source those who had its secret or token in
 * hand, also after it was removed. Of one from before nobody wrote that down: then it was whoever was there first. Where
 * the site has knowingly said that one person is enough, a source asks for itself alone.
 */
export const whoMayHaveAsked = async (store: Store, ids: readonly string[]): Promise<readonly string[]> => {
  const { people } = (await readController(store)).agreement
  if (people === 1) return ids
  const sources = await Promise.all(ids.map(id => store.get<SourceBody>('source', id)))
  const first = (await knownOf(store)).find(({ isSystem }) => isSystem !== true)?.id
  const keepers = sources.flatMap(source => {
    if (source === null) return []
    const { addedBy = first, rotatedBy = [] } = source.body
    return addedBy === undefined ? rotatedBy : [addedBy, ...rotatedBy]
  })
  return [...new Set([...ids, ...keepers])]
}

/**
 * How many people a release needs, whatever it releases: as many as were set for it and as the site asks for everywhere,
 * whichever is more; and one where the site has knowingly said that one is enough.
 */
export const releasersAsked = async (store: Store, wished: number): Promise<number> => {
  const { people } = (await readController(store)).agreement
  return people === 1 ? 1 : Math.max(wished, people)
}
