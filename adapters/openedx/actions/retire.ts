import { operations } from '../../../openapi/types/openedx-operations.ts'
import { readAccountOf } from '../reading/accounts.ts'
import { isRetired, readRowOf } from '../reading/retirement.ts'
import { section } from './forum.ts'
import { type ActionRow, gone, performOnce, stillThere, type Turn } from './step.ts'

/** Empties the profile and gives the account its retired names. Not one transaction: it can stop half-way (3.5). */
export const retire: ActionRow = {
  id: 'retire',
  treatment: 'anonymise',
  covers:
    'Your name, e-mail, biography, year of birth, gender, country, city, addresses, phone number, social links and ' +
    'picture are removed, and the account is switched off for good.',
  after: ['forum'],
  section,
  repeat: 'read-first',
  settleMs: 60_000,
  readBack: 'same-service',
  reversible: false,
  perform: performOnce(operations.retireAccount, confirm),
  confirm
}

async function confirm({ connection, subject, signal }: Turn) {
  const account = await readAccountOf(connection, subject, signal)
  if (account === null) return { is: 'cannot-tell', because: 'account-not-found' } as const
  const row = await readRowOf(connection, subject, signal)
  return isRetired(connection, account, row) ? gone : stillThere
}
