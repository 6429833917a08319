import type { StandAnswer } from '../../../sandbox/stand.ts'
import type { Context } from '../caller.ts'
import { PlatformCrash, rename } from '../retirement.ts'
import { type AuthzRole, byUsername, type Person, type RetirementRow } from '../world.ts'

/** Sets enrolments inactive, looked up by the original name: after the forum step it finds nothing (3.6). */
export function unenrol({ world, journal }: Context, row: RetirementRow): StandAnswer {
  const person = byUsername(world, row.originalUsername)
  const seen = (person?.enrolments ?? []).filter(({ course }) => world.courses.get(course)?.deleted !== true)
  const active = seen.filter(each => each.active)
  if (active.length === 0) return { status: 204 }
  for (const enrolment of active) enrolment.active = false
  journal.add('unenrolled', String(row.person.id), { enrolments: active.length })
  return { status: 200, json: [...new Set(seen.map(({ course }) => course.split(/[:+]/)[1]))] }
}

/** The Ruby forum: posts only; the account in the LMS is not touched. It may not know the learner (9). */
export function retireLegacyForum(
  { world, journal }: Context,
  { person, retiredUsername }: RetirementRow
): StandAnswer {
  if (person.posts === null) {
    if (world.settings.forumMissing === 404) return { status: 404, json: 'Forum user not found.' }
    throw new PlatformCrash('404 Client Error: User not found in forums')
  }
  person.posts = person.posts.map(() => ({ author: retiredUsername, body: '[deleted]' }))
  journal.add('forum-retired', String(person.id), { posts: person.posts.length })
  return { status: 204 }
}

/**
 * Forum v2: posts are replaced, the SHARED account gets the retired username and an empty e-mail. The e-mail column is
 * unique, so a second learner with an empty one is an integrity error (3.6).
 */
export function retireForum({ world, journal }: Context, row: RetirementRow): StandAnswer {
  const { person } = row
  if (person.posts === null) throw new PlatformCrash('ForumUser matching query does not exist')
  const isNamed = person.username === row.retiredUsername
  rename(world, person, { username: row.retiredUsername, email: '' })
  if (world.settings.forumStopsHalfWay > 0) {
    world.settings.forumStopsHalfWay -= 1
    journal.add('forum-half-way', String(person.id))
    throw new PlatformCrash('Lost connection to MySQL server during query')
  }
  // Called again it does the same again, and changes nothing.
  const isThere = isNamed && person.posts.every(({ body }) => body === '[deleted]')
  person.posts = person.posts.map(() => ({ author: row.retiredUsername, body: '[deleted]' }))
  if (!isThere) journal.add('forum-retired', String(person.id), { posts: person.posts.length })
  return { status: 204 }
}

/** The last step: not one transaction, so it can stop after the profile (3.5). */
export function retireLms({ world, journal }: Context, row: RetirementRow): StandAnswer {
  const { person } = row
  emptyProfile(person)
  if (world.settings.retireStopsHalfWay > 0) {
    world.settings.retireStopsHalfWay -= 1
    journal.add('retired-half-way', String(person.id))
    throw new PlatformCrash('receiver of USER_RETIRE_LMS_CRITICAL')
  }
  // By name, so after the forum step of v2 it finds nobody and the roles stay (7).
  const isNamed = person.username === row.originalUsername
  if (isNamed) for (const role of world.authzRoles.filter(each => each.person === person.id)) drop(world, role)
  person.isActive = false
  rename(world, person, { username: row.retiredUsername, email: row.retiredEmail })
  journal.add('retired', String(person.id))
  return { status: 204 }
}

function drop({ authzRoles }: Context['world'], role: AuthzRole): void {
  authzRoles.splice(authzRoles.indexOf(role), 1)
}

function emptyProfile(person: Person): void {
  // File names are made from the CURRENT username: after the forum step the real files are left behind.
  person.imageFiles = person.imageFiles.filter(file => !file.startsWith(`${person.username}_`))
  person.hasImage = false
  person.name = ''
  person.bio = null
  person.country = null
  person.gender = null
  person.yearOfBirth = null
  person.socialLinks = []
  person.recoveryEmail = null
  person.mailingAddress = ''
  person.phoneNumber = null
  person.extendedProfile = Object.fromEntries(Object.keys(person.extendedProfile).map(name => [name, '']))
  person.city = null
  for (const certificate of person.certificates) certificate.name = ''
}
