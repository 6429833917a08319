import type { Plan, RowReading, Subject } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import type { Connection } from './connection.ts'
import type { Account } from './reading/account.ts'
import { readAccountOf } from './reading/accounts.ts'
import { countEnrolments } from './reading/enrolments.ts'
import { takeRecent } from './reading/recent.ts'
import { isRetiredEmail, isRetiredName, type Retirement, readRowOf } from './reading/retirement.ts'
import { sideBySide } from './side-by-side.ts'

type Finding = Pick<RowReading, 'is' | 'because'>

/** What the three calls said of the subject once everything was done. */
interface Reading {
  readonly connection: Connection
  readonly account: Account
  readonly row: Retirement | null
  readonly enrolments: { readonly active: number; readonly inactive: number }
}

const kept: Finding = { is: 'kept', because: null }
const gone: Finding = { is: 'gone', because: null }
const stillThere: Finding = { is: 'still-there', because: null }

/** A field that the platform leaves: as it was, or there was nothing in it. */
const fieldOf = (read: (account: Account) => unknown): ((reading: Reading) => Finding) => {
  return ({ account }) => {
    const value = read(account)
    if (value === undefined) return { is: 'cannot-tell', because: 'not-shown-by-this-site' }
    return value === null || value === '' ? gone : kept
  }
}

const checks: Readonly<Record<string, (reading: Reading) => Finding>> = {
  'education-level': fieldOf(account => account.level_of_education),
  goals: fieldOf(account => account.goals),
  state: fieldOf(account => account.state),
  languages: fieldOf(account => account.language_proficiencies?.map(({ code }) => code).join()),
  'login-dates': fieldOf(account => account.date_joined),
  'account-number': () => kept,
  'old-name': ({ connection, account, row }) =>
    isRetiredName(connection, account.username, row) && isRetiredEmail(connection, account.email) ? kept : stillThere,
  enrolments: ({ enrolments }) => (enrolments.active + enrolments.inactive > 0 ? kept : gone),
  'enrolments-active': ({ enrolments }) => (enrolments.active > 0 ? kept : gone),
  // The names in it go when the operator cleans the list up, and no call says when.
  'retirement-row': ({ row }) => (row === null ? gone : { is: 'later', because: 'operator-cleans-up' })
}

/**
 * Reads the rows of a plan back that the account, its enrolments and its row in the list of deletions show: three calls
 * for all of them.
 * @throws PlatformError `unavailable`; what is refused makes the rows `cannot-tell`
 */
export async function readRows(
  connection: Connection,
  subject: Subject,
  plan: Plan,
  signal: AbortSignal
): Promise<readonly RowReading[]> {
  const reading = await readAll(connection, subject, signal)
  return plan.retained.flatMap(({ id }) => {
    const check = checks[id]
    if (check === undefined) return []
    const finding = 'is' in reading ? reading : check(reading)
    return [{ row: id, dueAt: null, ...finding }]
  })
}

/** What the actions were confirmed by a moment ago, after every change; once, so that another look reads anew. */
function takeConfirmed(connection: Connection, subject: Subject): Reading | null {
  const account = takeRecent<Account | null>(connection, subject, 'account')
  const row = takeRecent<Retirement | null>(connection, subject, 'row')
  const enrolments = takeRecent<Reading['enrolments']>(connection, subject, 'enrolments')
  if (account === undefined || account === null || row === undefined || enrolments === undefined) return null
  return { connection, account, row, enrolments }
}

async function readAll(connection: Connection, subject: Subject, signal: AbortSignal): Promise<Reading | Finding> {
  try {
    const confirmed = takeConfirmed(connection, subject)
    if (confirmed !== null) return confirmed
    const [account, row] = await sideBySide([
      readAccountOf(connection, subject, signal),
      readRowOf(connection, subject, signal)
    ])
    if (account === null) return { is: 'cannot-tell', because: 'account-not-found' }
    return { connection, account, row, enrolments: await countEnrolments(connection, account.username, signal) }
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure !== 'refused') throw error
    return { is: 'cannot-tell', because: error.code }
  }
}
