import { operations } from '../../../openapi/types/openedx-operations.ts'
import { refuse } from '../answers.ts'
import { readAccountOf } from '../reading/accounts.ts'
import { countEnrolments } from '../reading/enrolments.ts'
import { keepRecent } from '../reading/recent.ts'
import { type ActionRow, gone, sendStep, stillThere } from './step.ts'

/** Sets every enrolment inactive. It works by the original name only, so it stands before the forum step (3.6). */
export const unenrol: ActionRow = {
  id: 'unenrol',
  treatment: 'anonymise',
  covers: 'You are taken out of every course.',
  after: ['enter-working-state'],
  section: null,
  repeat: 'safe',
  settleMs: 0,
  readBack: 'same-service',
  reversible: false,
  async perform(turn) {
    const { connection, subject, plan, signal } = turn
    const operation = plan.before.unenrolV2 === true ? operations.unenrolAccountV2 : operations.unenrolAccount
    const { status } = await sendStep(turn, operation)
    if (status !== 204) return { is: 'done' }
    // By the old name alone: where that is retired the call finds nothing and says yes.
    const account = await readAccountOf(connection, subject, signal)
    if (account === null) throw refuse('account-not-found', operation)
    if (account.username === subject.username) return { is: 'already-absent' }
    const { active } = await countEnrolments(connection, account.username, signal)
    if (active === 0) return { is: 'already-absent' }
    throw refuse('name-already-retired', operation)
  },
  async confirm({ connection, subject, signal }) {
    const account = await readAccountOf(connection, subject, signal)
    if (account === null) return { is: 'cannot-tell', because: 'account-not-found' }
    const counted = await countEnrolments(connection, account.username, signal)
    keepRecent(connection, subject, 'enrolments', counted)
    return counted.active === 0 ? gone : stillThere
  }
}
