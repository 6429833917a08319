import type { FactValues, Subject } from '../../contract.ts'
import { exists, hasResult, listTakenCourses, readCourseKeys } from '../earned.ts'
import type { Rest } from '../rest.ts'
import { NotKnown } from './not-answerable.ts'

/**
 * Evidences of achievement and courses with results that the deletion destroys, as far as they are seen; certificates
 * stay (fact sheet 6). A count is the least that there is. That there is none cannot be read: courses that somebody has
 * left are not listed, and a course as a whole does not show every element.
 * @throws NotKnown where nothing was found
 */
export async function gatherRecords(
  rest: Rest,
  subject: Subject,
  signal: AbortSignal
): Promise<FactValues['destroyed-records']> {
  let statements = 0
  let results = 0
  let isUnread = false
  for (const entry of await listTakenCourses(rest, subject.id, signal)) {
    const { resource: of, course } = await readCourseKeys(rest, entry, signal)
    if (await exists(rest, 'getStatement', { of, person: subject.id }, signal)) statements += 1
    const has = await hasResult(rest, course, subject.id, signal)
    if (has === true) results += 1
    isUnread ||= has === null
  }
  if (statements + results > 0) return { statements, results }
  throw new NotKnown(isUnread ? 'results-not-readable' : 'none-in-present-courses')
}
