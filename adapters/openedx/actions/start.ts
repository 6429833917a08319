import { operations } from '../../../openapi/types/openedx-operations.ts'
import { explain, refuse } from '../answers.ts'
import { readAccountOf, recallAccountOf } from '../reading/accounts.ts'
import { isRetired, readRowOf } from '../reading/retirement.ts'
import { type ActionRow, gone, sendOnce, stillThere, type Turn } from './step.ts'

/** Begins the retirement by the bulk call, the only one that can do it for somebody else (fact sheet 3.7). */
export const start: ActionRow = {
  id: 'start',
  treatment: 'delete',
  covers: 'Your account is locked; sign-in links, tokens, own applications and the recovery e-mail are deleted.',
  after: ['hand-over'],
  section: null,
  repeat: 'read-first',
  settleMs: 30_000,
  readBack: 'same-service',
  reversible: true,
  async perform(turn) {
    const operation = operations.startRetirement
    const { connection, subject, signal } = turn
    if (await isBegun(turn)) return { is: 'already-absent' }
    if (connection.options.bulkStart !== true) throw refuse('start-switched-off', operation)
    const account = await recallAccountOf(connection, subject, signal)
    if (account?.username !== subject.username) throw refuse('account-not-found', operation)
    // One string, separated by commas: a name with one would be two other people.
    if (subject.username.includes(',')) throw refuse('username-not-supported', operation)
    const json = { usernames: subject.username }
    await sendOnce(
      turn,
      operation,
      async () => {
        const answer = await connection.call(operation, { json, signal })
        if (answer.status === 404) throw refuse('start-switched-off', operation, 404)
        return answer
      },
      () => isBegun(turn),
      answer => explain(operation, answer),
      // Answered 200 with the name among the failed ones, without a reason.
      refuse('start-refused', operation)
    )
    return { is: 'done' }
  },
  confirm: async turn => ((await isBegun(turn)) ? gone : stillThere)
}

/** There is a row, or there was one and the clean-up at the end took it. */
async function isBegun({ connection, subject, signal }: Turn): Promise<boolean> {
  if ((await readRowOf(connection, subject, signal)) !== null) return true
  const account = await readAccountOf(connection, subject, signal)
  return account !== null && isRetired(connection, account, null)
}
