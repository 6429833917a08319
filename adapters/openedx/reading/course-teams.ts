import type { components } from '../../../openapi/types/openedx.ts'
import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { Operation, Subject } from '../../contract.ts'
import { expectObject, explain, isNoSuchRoute, refuse, surprise } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { readAccountsByNames } from './accounts.ts'
import { type AuthzRole, isOwning, listAuthzRoles, listAuthzUsers } from './authz.ts'
import { collectPages } from './paging.ts'
import { keepRecent, recall } from './recent.ts'
import { isRetiredEmail, recallRowOf } from './retirement.ts'
import { recallSite } from './site.ts'

type Member = components['schemas']['CourseTeam']['users'][number]

/** The subject's place in one course or library. */
export interface CourseRole {
  /** A course id, or `lib:…` of a library. */
  readonly course: string
  /** `instructor` or `staff` of a course team, or the role's own name in authz. */
  readonly role: string
  /** No other living owner. */
  readonly isSole: boolean
  /** Where it is held, and must be changed: sites move from one to the other. */
  readonly by: 'team' | 'authz'
}

/** The course roles of an account, as far as they can be read. */
export interface CourseRoles {
  readonly roles: readonly CourseRole[]
  /** A global staff account is answered with every course of the site, those included whose team it is not in (7.1). */
  readonly isGlobalStaff: boolean
  /** Authz is there and does not know the account, because its deletion was asked for. */
  readonly isAuthzUnread: boolean
}

/**
 * Every role of a subject in course teams, and in courses and libraries where authz holds them.
 * @param username the name that the account carries now
 * @throws PlatformError `refused: studio-not-configured` when there are courses and no Studio to ask,
 *   `refused: course-teams-not-readable` where the release has no call for it
 */
export async function readCourseRoles(
  connection: Connection,
  subject: Subject,
  username: string,
  signal: AbortSignal
): Promise<CourseRoles> {
  const inAuthz = await readAuthzRoles(connection, subject, username, signal)
  const roles: CourseRole[] = []
  for (const role of inAuthz ?? []) roles.push(await judgeAuthzRole(connection, username, role, signal))
  let isGlobalStaff = false
  const courses = await listCourseIds(connection, username, signal)
  keepRecent(connection, subject, 'courses', courses)
  for (const course of courses) {
    const team = await readTeam(connection, course, signal)
    const own = team.find(member => String(member.id) === subject.id)
    const isHeldByAuthz = roles.some(each => each.course === course)
    if (own === undefined) {
      isGlobalStaff ||= !isHeldByAuthz
      continue
    }
    const others = team.filter(member => member !== own && member.role === 'instructor').map(each => each.username)
    const isOwner = own.role === 'instructor' && !isHeldByAuthz
    const isSole = isOwner && !(await isAnyLiving(connection, others, signal))
    roles.push({ course, role: own.role, isSole, by: 'team' })
  }
  return { roles, isGlobalStaff, isAuthzUnread: inAuthz === null }
}

/** The same, where it need not be newer than the last change. */
export function recallCourseRoles(
  connection: Connection,
  subject: Subject,
  username: string,
  signal: AbortSignal
): Promise<CourseRoles> {
  return recall(connection, subject, 'roles', () => readCourseRoles(connection, subject, username, signal))
}

/** Authz takes an account whose deletion was asked for for nobody (7): then there is nothing to ask it. */
async function readAuthzRoles(connection: Connection, subject: Subject, username: string, signal: AbortSignal) {
  const { hasAuthz } = await recallSite(connection, signal)
  if (!hasAuthz) return []
  const isAsked = (await recallRowOf(connection, subject, signal)) !== null
  return isAsked ? null : listAuthzRoles(connection, username, signal)
}

async function judgeAuthzRole(
  connection: Connection,
  username: string,
  held: AuthzRole,
  signal: AbortSignal
): Promise<CourseRole> {
  const row = { course: held.scope, role: held.role, by: 'authz' } as const
  if (!isOwning(held.role)) return { ...row, isSole: false }
  const others = (await listAuthzUsers(connection, held, signal)).filter(name => name !== username)
  return { ...row, isSole: !(await isAnyLiving(connection, others, signal)) }
}

/** The team of a course: instructors and staff. */
export async function readTeam(
  connection: Connection,
  course: string,
  signal: AbortSignal
): Promise<readonly Member[]> {
  const operation = operations.readCourseTeam
  const answer = await connection.call(operation, { params: { course_id: course }, signal })
  if (isNoSuchRoute(answer)) throw notReadable(operation)
  if (answer.status !== 200) throw explain(operation, answer)
  const { users } = expectObject<{ users: readonly unknown[] }>(operation, answer.json, { users: 'array' })
  return users.map(user => expectObject<Member>(operation, user, { id: 'id', username: 'string', role: 'string' }))
}

/** Ids of courses as `listCourseIds` gives them, where they need not be newer than the last change. */
export function recallCourseIds(
  connection: Connection,
  subject: Subject,
  username: string,
  signal: AbortSignal
): Promise<readonly string[]> {
  return recall(connection, subject, 'courses', () => listCourseIds(connection, username, signal))
}

/** Ids of the courses in which an account has a staff or instructor role. */
export async function listCourseIds(
  connection: Connection,
  username: string,
  signal: AbortSignal
): Promise<readonly string[]> {
  const operation = operations.listCourseIds
  return collectPages<string, number>(operation, 1, async page => {
    const query = { username, role: 'staff', page_size: 1000, page }
    const answer = await connection.call(operation, { query, signal })
    if (isNoSuchRoute(answer)) throw notReadable(operation)
    if (answer.status !== 200) throw explain(operation, answer)
    const body = expectObject<components['schemas']['CourseIdPage']>(operation, answer.json, {
      results: 'array',
      pagination: 'object'
    })
    const { results, pagination } = body
    // A number of pages that is none would end the list early, and a course would have no owner that anybody knows.
    const isFit = results.every(course => typeof course === 'string') && Number.isSafeInteger(pagination.num_pages)
    if (!isFit) throw surprise('answer-misshapen', operation)
    return { results, next: page < pagination.num_pages ? page + 1 : null }
  })
}

/** A release without the call: what then stands in is a declaration of the site, never a no. */
function notReadable(operation: Operation) {
  return refuse('course-teams-not-readable', operation, 404)
}

/** Rows of retired accounts stay in course teams (7): an owner counts only while the account can be used. */
async function isAnyLiving(connection: Connection, names: readonly string[], signal: AbortSignal): Promise<boolean> {
  const accounts = await readAccountsByNames(connection, names, signal)
  return accounts.some(account => account.is_active && !isRetiredEmail(connection, account.email))
}

/** Says no where a course would be left without an owner whom the plan knows. */
export function demandPlannedOwners(roles: readonly CourseRole[], planned: readonly string[]): void {
  const isUnplanned = roles.some(({ course, isSole }) => isSole && !planned.includes(course))
  if (isUnplanned) throw refuse('sole-owner-unplanned', operations.changeCourseTeam)
}

/** What kind of object a role is held in, for people and for the rules of succession. */
export function categoryOf({ course }: Pick<CourseRole, 'course'>): 'course' | 'library' {
  return course.startsWith('lib') ? 'library' : 'course'
}
