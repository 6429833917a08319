import type { components } from '../../../openapi/types/openedx.ts'
import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { Subject } from '../../contract.ts'
import { expectObject, explain, surprise } from '../answers.ts'
import type { Connection } from '../connection.ts'
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
  const enrolments: Enrolment[] = []
  const seen = new Set<string>()
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: Record<string, string> = { username, ...(cursor !== '' && { cursor }) }
    const answer = await connection.call(operation, { query, signal })
    if (answer.status !== 200) throw explain(operation, answer)
    const page = expectObject<components['schemas']['EnrolmentPage']>(operation, answer.json, { results: 'array' })
    enrolments.push(...page.results)
    cursor = readCursor(page.next)
    if (cursor !== null && seen.has(cursor)) throw surprise('pages-repeat', operation)
    seen.add(cursor ?? '')
  }
  return enrolments
}

/** Only the cursor is taken from the link: its host is the platform's idea of itself. */
function readCursor(next: string | null | undefined): string | null {
  if (typeof next !== 'string') return null
  const cursor = new URL(next, 'http://lms.invalid').searchParams.get('cursor')
  if (cursor === null) throw surprise('page-without-cursor', operations.listEnrolments)
  return cursor
}
