import type { components } from '../../../openapi/types/openedx.ts'
import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { Subject } from '../../contract.ts'
import { expectArray, expectObject, explain, surprise } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { collectPages, readNext } from './paging.ts'
import { recall } from './recent.ts'

type Enrolment = components['schemas']['EnrolmentPage']['results'][number]

/**
 * Counts an account's enrolments, active and inactive (fact sheet 3.8).
 * @param username the name that the account carries now
 */
export async function countEnrolments(
  connection: Connection,
  username: string,
  signal: AbortSignal
): Promise<{ active: number; inactive: number }> {
  const enrolments = await listEnrolments(connection, username, signal)
  const active = enrolments.filter(({ is_active }) => is_active).length
  return { active, inactive: enrolments.length - active }
}

/** How many are active, read a moment ago or now: to plan with, never to prove anything by. */
export async function recallActiveEnrolments(
  connection: Connection,
  subject: Subject,
  username: string,
  signal: AbortSignal
): Promise<number> {
  const read = async () => (await countEnrolments(connection, username, signal)).active
  return recall(connection, subject, 'active-enrolments', read)
}

/** Ids of every course that an account was ever enrolled in. */
export async function listEnrolledCourses(
  connection: Connection,
  username: string,
  signal: AbortSignal
): Promise<readonly string[]> {
  const enrolments = await listEnrolments(connection, username, signal)
  return [...new Set(enrolments.map(({ course_id }) => course_id))]
}

async function listEnrolments(connection: Connection, username: string, signal: AbortSignal): Promise<Enrolment[]> {
  const operation = operations.listEnrolments
  return collectPages<Enrolment, string>(operation, '', async cursor => {
    const query: Record<string, string> = { username, ...(cursor !== '' && { cursor }) }
    const answer = await connection.call(operation, { query, signal })
    if (answer.status !== 200) throw explain(operation, answer)
    const page = expectObject<{ results: readonly unknown[]; next?: unknown }>(operation, answer.json, {
      results: 'array'
    })
    const rows = expectArray<Enrolment>(operation, page.results, { is_active: 'boolean', course_id: 'string' })
    const results = rows.map(({ is_active, course_id }) => ({ is_active, course_id }))
    return { results, next: readCursor(readNext(operation, page)) }
  })
}

/** Only the cursor is taken from the link: its host is the platform's idea of itself. */
function readCursor(next: string | null): string | null {
  if (next === null) return null
  const cursor = URL.parse(next, 'http://lms.invalid')?.searchParams.get('cursor') ?? ''
  if (cursor === '') throw surprise('page-without-cursor', operations.listEnrolments)
  return cursor
}
