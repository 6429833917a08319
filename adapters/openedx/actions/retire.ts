import { operations } from '../../../openapi/types/openedx-operations.ts'
import { surprise } from '../answers.ts'
import type { Account } from '../reading/account.ts'
import { readAccountOf, recallAccountOf } from '../reading/accounts.ts'
import { isRetired, type Retirement, readRowOf, recallRowOf } from '../reading/retirement.ts'
import { sideBySide } from '../side-by-side.ts'
import { section } from './forum.ts'
import { type ActionRow, explainStep, gone, sendOnce, stillThere, type Turn } from './step.ts'

const operation = operations.retireAccount

/** Empties the profile and gives the account its retired names. Not one transaction: it can stop half-way (3.5). */
export const retire: ActionRow = {
  id: 'retire',
  treatment: 'anonymise',
  covers:
    'Your name, e-mail addresses, biography, year of birth, gender, country, mailing address, phone number, social ' +
    'links, picture and the fields that this site added are removed, and the account is switched off for good.',
  after: ['forum'],
  section,
  repeat: 'read-first',
  settleMs: 60_000,
  readBack: 'same-service',
  reversible: false,
  async perform(turn) {
    const { connection, subject, signal } = turn
    const known = await sideBySide([
      recallAccountOf(connection, subject, signal),
      recallRowOf(connection, subject, signal)
    ])
    if (judge(turn, ...known).is === 'gone') return { is: 'already-absent' }
    await sendOnce(
      turn,
      operation,
      () => connection.call(operation, { json: { username: subject.username }, signal }),
      async () => (await confirm(turn)).is === 'gone',
      answer => explainStep(turn, operation, answer),
      surprise('no-effect', operation),
      // `complete` reads the account before anything else, outside of the section.
      { isReadLater: 'where-proven' }
    )
    return { is: 'done' }
  },
  confirm
}

async function confirm(turn: Turn) {
  const { connection, subject, signal } = turn
  const [account, row] = await sideBySide([
    readAccountOf(connection, subject, signal),
    readRowOf(connection, subject, signal)
  ])
  return judge(turn, account, row)
}

function judge({ connection }: Turn, account: Account | null, row: Retirement | null) {
  if (account === null) return { is: 'cannot-tell', because: 'account-not-found' } as const
  return isRetired(connection, account, row) ? gone : stillThere
}
