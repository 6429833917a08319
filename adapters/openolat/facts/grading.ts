import type { FactValues, Subject } from '../../contract.ts'
import { readList, readNumber, readText } from '../answers.ts'
import type { Rest } from '../rest.ts'
import { NotAnswerable } from './not-answerable.ts'

const closed = ['done', 'deactivated']

/** Open grading assignments anywhere: the grader is not in the answer (fact sheet 4). */
export async function gatherGrading(
  rest: Rest,
  _subject: Subject,
  signal: AbortSignal
): Promise<FactValues['open-grading-orders']> {
  const tests = await rest.call('listGradedTests', { signal })
  if (tests.status === 404) throw new NotAnswerable('no-such-route')
  let openAnywhere = 0
  for (const test of readList('listGradedTests', tests)) {
    const of = readNumber('listGradedTests', test, 'key')
    const answer = await rest.call('listGradingAssignments', { params: { of }, signal })
    const assignments = readList('listGradingAssignments', answer)
    openAnywhere += assignments.filter(row => !closed.includes(readText(row, 'assignmentStatus') ?? '')).length
  }
  return { openAnywhere }
}
