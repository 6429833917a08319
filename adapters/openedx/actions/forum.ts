import { operations } from '../../../openapi/types/openedx-operations.ts'
import { readAccountOf } from '../reading/accounts.ts'
import { isRetiredName, readRowOf } from '../reading/retirement.ts'
import { type ActionRow, gone, performOnce, stillThere, type Turn } from './step.ts'

/** From `forum` to `retire` the account has an empty e-mail, which only one account of a site can have (3.6). */
export const section = 'forum-to-retire'

/** Replaces the posts. It also gives the shared account its retired name, which is how its end is read back. */
export const forum: ActionRow = {
  id: 'forum',
  treatment: 'anonymise',
  covers: 'Your forum posts are emptied and no longer carry your name.',
  after: ['misc'],
  section,
  repeat: 'read-first',
  settleMs: 60_000,
  readBack: 'independent',
  reversible: false,
  perform: performOnce(operations.retireForum, confirm),
  confirm
}

async function confirm({ connection, subject, signal }: Turn) {
  const account = await readAccountOf(connection, subject, signal)
  if (account === null) return { is: 'cannot-tell', because: 'account-not-found' } as const
  const row = await readRowOf(connection, subject, signal)
  return isRetiredName(connection, account.username, row) ? gone : stillThere
}
