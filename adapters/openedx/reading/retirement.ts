import type { components } from '../../../openapi/types/openedx.ts'
import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { Operation, Subject } from '../../contract.ts'
import { expectObject, explain, isNoSuchRoute, surprise } from '../answers.ts'
import type { Connection } from '../connection.ts'
import type { Account } from './account.ts'
import { readOnce, recall, renew } from './recent.ts'

/** A row of the platform's list of retirements (fact sheet 3.4). It holds the learner's real e-mail. */
export type Retirement = components['schemas']['Retirement']

/** What is read of a row. */
const fields = {
  id: 'id',
  user: 'object',
  current_state: 'object',
  created: 'instant',
  modified: 'instant',
  original_username: 'string',
  original_email: 'string?',
  original_name: 'string?',
  retired_username: 'string',
  retired_email: 'string'
} as const

/**
 * Takes a value for a row.
 * @throws PlatformError `surprise: answer-misshapen`
 */
export function expectRow(operation: Operation, value: unknown): Retirement {
  const row = expectObject<Retirement>(operation, value, fields)
  expectObject(operation, row.user, { id: 'id' })
  expectObject(operation, row.current_state, { state_name: 'string' })
  // Whoever keeps name and address is not retired, and no look at the account could tell it any more.
  const keeps = row.retired_username === row.original_username || row.retired_email === row.original_email
  if (keeps) throw surprise('answer-misshapen', operation)
  return row
}

const required = ['PENDING', 'ERRORED', 'ABORTED', 'COMPLETE']

/** Whether the platform's steps take a learner in this state (2.4): any working state will do for any of them. */
export function isWorkingState(state: string): boolean {
  return !required.includes(state) && !state.endsWith('_COMPLETE')
}

/** The row found by the original or the retired name; null when there is none. */
export async function readRow(
  connection: Connection,
  username: string,
  signal: AbortSignal
): Promise<Retirement | null> {
  const operation = operations.readRetirementStatus
  const answer = await connection.call(operation, { params: { username }, signal })
  if (answer.status === 404 && !isNoSuchRoute(answer)) return null
  if (answer.status !== 200) throw explain(operation, answer)
  return expectRow(operation, answer.json)
}

/**
 * The row of a subject; null when nobody has asked, when it was cancelled, or when it was cleaned up at the end.
 * @throws PlatformError `surprise: identity-changed` when the row of that name is another account's
 */
export async function readRowOf(
  connection: Connection,
  subject: Subject,
  signal: AbortSignal
): Promise<Retirement | null> {
  const read = () => readRow(connection, subject.username, signal)
  return demandSame(await readOnce(connection, subject, 'row', read), subject)
}

/** The same, where it need not be newer than the last change. */
export async function recallRowOf(
  connection: Connection,
  subject: Subject,
  signal: AbortSignal
): Promise<Retirement | null> {
  const read = () => readRow(connection, subject.username, signal)
  return demandSame(await recall(connection, subject, 'row', read), subject)
}

/** Keeps it so new that it can be recalled for some time yet. */
export const renewRowOf = (connection: Connection, subject: Subject, signal: AbortSignal): Promise<void> =>
  renew(connection, subject, 'row', () => readRow(connection, subject.username, signal))

function demandSame(row: Retirement | null, subject: Subject): Retirement | null {
  if (row !== null && String(row.user.id) !== subject.id) {
    throw surprise('identity-changed', operations.readRetirementStatus)
  }
  return row
}

/** Whether a name is a retired one: by the row where there still is one, else by its form (2.2). */
export function isRetiredName(connection: Connection, username: string, row: Retirement | null): boolean {
  if (row !== null) return username === row.retired_username
  const prefix = retiredPrefix(connection)
  return username.startsWith(prefix) && /^[0-9a-f]{40}$/.test(username.slice(prefix.length))
}

/** Whether an e-mail is a retired one, or the empty one that the forum step leaves (3.6). */
export function isRetiredEmail(connection: Connection, email: string): boolean {
  return email === '' || /^[0-9a-f]{40}@/.test(email.replace(retiredPrefix(connection), ''))
}

function retiredPrefix({ options }: Connection): string {
  return options.retiredPrefix ?? 'retired__user_'
}

/** Every field of the profile that the steps empty and that staff are shown; a site may show fewer (3.5, 3.8). */
function isEmptied(account: Account): boolean {
  const texts = [
    account.name,
    account.bio,
    account.country,
    account.gender,
    account.year_of_birth,
    account.mailing_address,
    account.phone_number,
    account.secondary_email,
    account.pending_name_change,
    ...(account.extended_profile ?? []).map(({ field_value }) => field_value)
  ]
  return (
    texts.every(text => text === undefined || text === null || text === '') &&
    (account.social_links ?? []).length === 0 &&
    account.profile_image?.has_image !== true
  )
}

/** Whether `retire` has run to its end: it is not one transaction, so every field that it empties is looked at (3.5). */
export function isRetired(connection: Connection, account: Account, row: Retirement | null): boolean {
  return (
    isRetiredName(connection, account.username, row) &&
    (row === null
      ? isRetiredEmail(connection, account.email) && account.email !== ''
      : account.email === row.retired_email) &&
    !account.is_active &&
    isEmptied(account)
  )
}
