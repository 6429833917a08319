import type { FactValues, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { readMe } from '../accounts.ts'
import { readList, readNumber, readObject, readText } from '../answers.ts'
import type { Rest } from '../rest.ts'
import { NotAnswerable } from './not-answerable.ts'

const closed = ['done', 'deactivated']

/**
 * Whether the list of graded tests is whole for these credentials. It is filtered silently by rights on the tests, so
 * an empty one proves nothing for a caller who manages no learning resources (fact sheet 4).
 */
export async function seesGradedTests(rest: Rest, signal: AbortSignal): Promise<boolean> {
  const { key } = await readMe(rest, signal)
  const answer = await rest.call('getUserRoles', { params: { key }, signal })
  if (answer.status !== 200) return false
  const roles = readObject('getUserRoles', answer)
  return roles.olatAdmin === true || roles.institutionalResourceManager === true
}

/** Open grading assignments anywhere: the grader is not in the answer (fact sheet 4). */
export async function gatherGrading(
  rest: Rest,
  _subject: Subject,
  signal: AbortSignal
): Promise<FactValues['open-grading-orders']> {
  const tests = await rest.call('listGradedTests', { signal })
  if (tests.status === 404) throw new NotAnswerable('no-such-route')
  if (!(await seesGradedTests(rest, signal))) {
    throw new PlatformError('refused', 'not-allowed', { operation: 'listGradedTests', mayHaveHappened: false })
  }
  let openAnywhere = 0
  for (const test of readList('listGradedTests', tests)) {
    const of = readNumber('listGradedTests', test, 'key')
    const answer = await rest.call('listGradingAssignments', { params: { of }, signal })
    const assignments = readList('listGradingAssignments', answer)
    openAnywhere += assignments.filter(row => !closed.includes(readText(row, 'assignmentStatus') ?? '')).length
  }
  return { openAnywhere }
}
