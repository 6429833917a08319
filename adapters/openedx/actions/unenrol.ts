import { operations } from '../../../openapi/types/openedx-operations.ts'
import { refuse } from '../answers.ts'
import { readAccountOf, recentNameOf } from '../reading/accounts.ts'
import { countEnrolments } from '../reading/enrolments.ts'
import { keepRecent } from '../reading/recent.ts'
import { recallRowOf } from '../reading/retirement.ts'
import { sideBySide } from '../side-by-side.ts'
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
    // The row is read beside it, for whoever needs it next, where the move to a working state was believed. Whether it is
    // in one the platform asks itself before it does anything.
    const row = recallRowOf(connection, subject, signal).catch(() => null)
    const [{ status }] = await sideBySide([sendStep(turn, operation), row])
    if (status !== 204) return { is: 'done' }
    // By the old name alone: where that is retired the call finds nothing and says yes. Of deleted courses it sees nothing
    // either (3.6), so what is left is counted.
    const account = await readAccountOf(connection, subject, signal)
    if (account === null) throw refuse('account-not-found', operation)
    const { active } = await countEnrolments(connection, account.username, signal)
    if (active === 0) return { is: 'already-absent' }
    if (account.username === subject.username) throw refuse('no-effect', operation)
    throw refuse('name-already-retired', operation)
  },
  async confirm({ connection, subject, signal }) {
    // By the name of a moment ago, beside the account, which tells whether it still is the name.
    const recent = recentNameOf(connection, subject)
    const [account, early] = await sideBySide([
      readAccountOf(connection, subject, signal),
      recent === null ? null : countEnrolments(connection, recent, signal)
    ])
    if (account === null) return { is: 'cannot-tell', because: 'account-not-found' }
    const isCounted = early !== null && account.username === recent
    const counted = isCounted ? early : await countEnrolments(connection, account.username, signal)
    keepRecent(connection, subject, 'enrolments', counted)
    return counted.active === 0 ? gone : stillThere
  }
}
