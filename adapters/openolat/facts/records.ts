import type { FactValues, Subject } from '../../contract.ts'
import { readList, readNumber, readObject } from '../answers.ts'
import { type Rest, refuseAnswer } from '../rest.ts'

const pageSize = 100

/**
 * Evidences of achievement that the deletion destroys, one question a course. Test results are destroyed too, but no
 * call counts them; certificates stay (fact sheet 6).
 */
export async function gatherRecords(
  rest: Rest,
  subject: Subject,
  signal: AbortSignal
): Promise<FactValues['destroyed-records']> {
  let statements = 0
  for (let start = 0; ; start += pageSize) {
    const query = { start, limit: pageSize }
    const answer = await rest.call('listMyCourses', { params: { key: subject.id }, query, isPaged: true, signal })
    const courses = readList('listMyCourses', answer, 'courses')
    for (const course of courses) {
      if (await hasStatement(rest, readNumber('listMyCourses', course, 'repoEntryKey'), subject.id, signal))
        statements += 1
    }
    if (courses.length < pageSize) return { statements }
  }
}

async function hasStatement(rest: Rest, entry: number, person: string, signal: AbortSignal): Promise<boolean> {
  const found = readObject('getEntry', await rest.call('getEntry', { params: { of: entry }, signal }))
  const of = readNumber('getEntry', found, 'olatResourceKey')
  const answer = await rest.call('getStatement', { params: { of, person }, signal })
  if (answer.status === 200) return true
  if (answer.status === 404) return false
  throw refuseAnswer('getStatement', answer)
}
