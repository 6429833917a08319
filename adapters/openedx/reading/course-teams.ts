import type { components } from '../../../openapi/types/openedx.ts'
import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { Subject } from '../../contract.ts'
import { expectObject, explain, refuse } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { readAccountsByNames } from './accounts.ts'
import { isRetiredEmail } from './retirement.ts'

type Member = components['schemas']['CourseTeam']['users'][number]

/** The subject's place in one course team. */
export interface CourseRole {
  readonly course: string
  readonly role: 'instructor' | 'staff'
  /** No other living instructor. */
  readonly isSole: boolean
}

/** The course roles of an account, as far as they can be read. */
export interface CourseRoles {
  readonly roles: readonly CourseRole[]
  /** A global staff account is answered with every course of the site, those included whose team it is not in (7.1). */
  readonly isGlobalStaff: boolean
}

/**
 * Every course-team role of a subject.
 * @param username the name that the account carries now
 * @throws PlatformError `refused: studio-not-configured` when there are courses and no Studio to ask
 */
export async function readCourseRoles(
  connection: Connection,
  subject: Subject,
  username: string,
  signal: AbortSignal
): Promise<CourseRoles> {
  const roles: CourseRole[] = []
  let isGlobalStaff = false
  for (const course of await listCourseIds(connection, username, signal)) {
    const team = await readTeam(connection, course, signal)
    const own = team.find(member => String(member.id) === subject.id)
    if (own === undefined) {
      isGlobalStaff = true
      continue
    }
    const others = team.filter(member => member !== own && member.role === 'instructor')
    const isSole = own.role === 'instructor' && !(await isAnyLiving(connection, others, signal))
    roles.push({ course, role: own.role, isSole })
  }
  return { roles, isGlobalStaff }
}

/** The team of a course: instructors and staff. */
export async function readTeam(
  connection: Connection,
  course: string,
  signal: AbortSignal
): Promise<readonly Member[]> {
  const operation = operations.readCourseTeam
  const answer = await connection.call(operation, { params: { course_id: course }, signal })
  if (answer.status !== 200) throw explain(operation, answer)
  const { users } = expectObject<{ users: readonly unknown[] }>(operation, answer.json, { users: 'array' })
  return users.map(user => expectObject<Member>(operation, user, { id: 'number', username: 'string', role: 'string' }))
}

/** Ids of the courses in which an account has a staff or instructor role. */
export async function listCourseIds(
  connection: Connection,
  username: string,
  signal: AbortSignal
): Promise<readonly string[]> {
  const operation = operations.listCourseIds
  const courses: string[] = []
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const query = { username, role: 'staff', page_size: 1000, page }
    const answer = await connection.call(operation, { query, signal })
    if (answer.status !== 200) throw explain(operation, answer)
    const body = expectObject<components['schemas']['CourseIdPage']>(operation, answer.json, {
      results: 'array',
      pagination: 'object'
    })
    courses.push(...body.results)
    pages = body.pagination.num_pages
  }
  return courses
}

/** Rows of retired accounts stay in course teams (7): an instructor counts only while the account can be used. */
async function isAnyLiving(connection: Connection, members: readonly Member[], signal: AbortSignal): Promise<boolean> {
  const accounts = await readAccountsByNames(
    connection,
    members.map(({ username }) => username),
    signal
  )
  return accounts.some(account => account.is_active && !isRetiredEmail(connection, account.email))
}

/** Says no where a course would be left without an instructor whom the plan knows. */
export function demandPlannedOwners(roles: readonly CourseRole[], planned: readonly string[]): void {
  const isUnplanned = roles.some(({ course, isSole }) => isSole && !planned.includes(course))
  if (isUnplanned) throw refuse('sole-owner-unplanned', operations.changeCourseTeam)
}
