import { type Json, readNumber, readObject } from './answers.ts'
import { readPages } from './paging.ts'
import { isNotAllowed, type OperationId, type Rest, refuseAnswer } from './rest.ts'

/** A course as the calls about what somebody earned in it name it: statements by resource, results by course. */
export interface CourseKeys {
  readonly resource: string
  readonly course: string
}

/** Entry keys of the courses that a person takes part in now; no call lists those that they have left. */
export async function listTakenCourses(rest: Rest, person: string, signal: AbortSignal): Promise<string[]> {
  const operation = 'listMyCourses'
  const entries: string[] = []
  const list = { field: 'courses', key: 'repoEntryKey', params: { key: person } }
  for await (const { rows } of readPages(rest, operation, list, signal)) {
    entries.push(...rows.map(course => String(readNumber(operation, course, 'repoEntryKey'))))
  }
  return entries
}

/** The keys of a course, which only its entry tells. */
export async function readCourseKeys(rest: Rest, entry: string, signal: AbortSignal): Promise<CourseKeys> {
  const found = readObject('getEntry', await rest.call('getEntry', { params: { of: entry }, signal }))
  const keyOf = (field: string) => String(readNumber('getEntry', found, field))
  return { resource: keyOf('olatResourceKey'), course: keyOf('olatResourceId') }
}

/** Whether something is there: 200 or 404, anything else throws. */
export async function exists(
  rest: Rest,
  operation: OperationId,
  params: Readonly<Record<string, string>>,
  signal: AbortSignal
): Promise<boolean> {
  const answer = await rest.call(operation, { params, signal })
  if (answer.status === 200) return true
  if (answer.status === 404) return false
  throw refuseAnswer(operation, answer)
}

/**
 * Whether a course as a whole shows any result of a person; null where it cannot be read. No means little: elements
 * that do not count for the course are not in the answer.
 */
export async function hasResult(
  rest: Rest,
  course: string,
  person: string,
  signal: AbortSignal
): Promise<boolean | null> {
  const operation = 'getCourseResult'
  const answer = await rest.call(operation, { params: { of: course, person }, signal })
  if (answer.status === 404) return false
  // The score of the whole course is worked out for the answer: a course that cannot be run breaks it for good.
  if (isNotAllowed(answer) || answer.status >= 500) return null
  return isResult(readObject(operation, answer))
}

function isResult(result: Json): boolean {
  const { score, passed, attempts, assessmentDone, lastUserModified } = result
  return [score, passed, assessmentDone, lastUserModified].some(value => value != null) || Number(attempts ?? 0) > 0
}
