import { isDeepStrictEqual } from 'node:util'
import type { CastExpected, CastHolding } from './cast.ts'
import type { Check } from './judge.ts'

/** Everything that a sandbox's database holds about one person. */
export type SandboxPerson = Readonly<Record<string, unknown>>

type List = readonly Readonly<Record<string, unknown>>[]

/** Whether an account is gone as its platform leaves one that is gone, and the names as they were meant to be. */
export function checkTombstone(person: SandboxPerson, before: SandboxPerson, names: CastExpected['names']): Check[] {
  return 'retirement' in person ? checkRetired(person, before) : checkDeleted(person, before, names ?? 'removed')
}

/** Whether somebody holds a role: a membership on OpenOlat, a place in a course team on Open edX. */
export function holdsIt(person: SandboxPerson, { of, role }: CastHolding): boolean {
  const courseRoles = person.courseRoles as Readonly<Record<string, string>> | undefined
  if (courseRoles !== undefined) return courseRoles[of] === role
  return (person.memberships as List).some(each => each.of === of && each.role === role)
}

function checkDeleted(person: SandboxPerson, before: SandboxPerson, names: 'kept' | 'removed'): Check[] {
  const { firstName, lastName } = before.profile as Record<string, string>
  const profile = names === 'kept' ? { firstName, lastName } : {}
  return [
    {
      what: 'status 199 and the name of a tombstone',
      is: person.isDeleted === true && person.name === `del_${person.key}`
    },
    { what: `names are ${names}`, is: isDeepStrictEqual(person.profile, profile) },
    { what: 'no sign-in is left', is: isEmpty(person.authentications) && person.sessions === 0 },
    { what: 'no data and no membership is left', is: isEmpty(person.data) && isEmpty(person.memberships) }
  ]
}

function checkRetired(person: SandboxPerson, before: SandboxPerson): Check[] {
  const row = person.retirement as { current_state: { state_name: string }; original_username: string } | null
  const posts = (person.posts ?? []) as List
  return [
    { what: 'the retirement is complete', is: row?.current_state.state_name === 'COMPLETE' },
    { what: 'the retirement is of this account', is: row?.original_username === before.username },
    { what: 'the name is a retired one', is: String(person.username).startsWith('retired__user_') },
    { what: 'the e-mail is a retired one', is: /^retired__user_.*@retired\.invalid$/.test(String(person.email)) },
    { what: 'the account is locked', is: person.isActive === false && person.password === null },
    { what: 'no profile is left', is: person.name === '' && person.bio === null && isEmpty(person.socialLinks) },
    { what: 'no sign-in is left', is: isEmpty(person.links) && person.tokens === 0 },
    {
      what: 'posts are nobody’s',
      is: posts.every(({ body, author }) => body === '[deleted]' && author === person.username)
    },
    { what: 'no course is taken or taught', is: isInactive(person.enrolments as List) && isEmpty(person.courseRoles) }
  ]
}

const isInactive = (enrolments: List): boolean => enrolments.every(({ active }) => active === false)

const isEmpty = (value: unknown): boolean => Object.keys(value as object).length === 0
