import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { HttpAnswer, Operation, Subject } from '../../contract.ts'
import { expectArray, explain, isNoSuchRoute, refuse, surprise } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { type Account, expectAccount } from './account.ts'
import { readOnce, recall, renew, seeRecent } from './recent.ts'

/** The account with this number; null when there is none. The number is the only key that outlives a retirement. */
export async function readAccountById(
  connection: Connection,
  id: string,
  signal: AbortSignal
): Promise<Account | null> {
  // Compared exactly: the LMS takes ` 7` and `007` for 7, too, and what is no number belongs to nobody.
  if (!/^[1-9]\d{0,14}$/.test(id)) return null
  const accounts = await listAccounts(connection, { lms_user_id: id }, signal)
  const account = accounts.find(each => String(each.id) === id)
  // A site that does not know this question answers with others: whoever stands first there is not who was meant.
  if (account === undefined && accounts.length > 0) throw surprise('answer-misshapen', operations.listAccounts)
  return account ?? null
}

/** The account that carries exactly this name now; null when there is none. */
export async function readAccountByName(
  connection: Connection,
  username: string,
  signal: AbortSignal
): Promise<Account | null> {
  const operation = operations.readAccount
  const answer = await connection.call(operation, { params: { username }, signal })
  if (isAbsent(answer)) return null
  if (answer.status !== 200) throw explain(operation, answer)
  demandStaff(operation, answer.json)
  const account = expectAccount(operation, answer.json)
  return account.username === username ? account : null
}

/** Accounts by their current names, in any order; unknown names are missing. */
export async function readAccountsByNames(
  connection: Connection,
  usernames: readonly string[],
  signal: AbortSignal
): Promise<readonly Account[]> {
  return usernames.length === 0 ? [] : listAccounts(connection, { username: usernames.join(',') }, signal)
}

/** The number of the account that has exactly this e-mail now; null when there is none. */
export async function searchEmail(connection: Connection, email: string, signal: AbortSignal): Promise<string | null> {
  const operation = operations.searchEmails
  const answer = await connection.call(operation, { json: { emails: [email] }, signal })
  // Whoever is not staff gets 404 here (3.8): a missing right, not a missing account.
  if (answer.status === 404) throw refuse('not-permitted', operation, 404)
  if (answer.status !== 200) throw explain(operation, answer)
  const found = expectArray<{ id: number; email: string }>(operation, answer.json, { id: 'id', email: 'string' })
  const hit = found.find(each => each.email === email)
  return hit === undefined ? null : String(hit.id)
}

/**
 * The account of a subject, whatever it is called by now; null when the platform has none of that number.
 * @throws PlatformError `surprise: identity-changed` when the number belongs to an account born at another time
 */
export async function readAccountOf(
  connection: Connection,
  subject: Subject,
  signal: AbortSignal
): Promise<Account | null> {
  const read = () => readAccountById(connection, subject.id, signal)
  return demandSame(await readOnce(connection, subject, 'account', read), subject)
}

/** The same, where it need not be newer than the last change. */
export async function recallAccountOf(
  connection: Connection,
  subject: Subject,
  signal: AbortSignal
): Promise<Account | null> {
  const read = () => readAccountById(connection, subject.id, signal)
  return demandSame(await recall(connection, subject, 'account', read), subject)
}

/** Keeps it so new that it can be recalled for some time yet. */
export const renewAccountOf = (connection: Connection, subject: Subject, signal: AbortSignal): Promise<void> =>
  renew(connection, subject, 'account', () => readAccountById(connection, subject.id, signal))

/** What the account was called when it was last read, a moment ago; null when it was not. Never proves anything. */
export function recentNameOf(connection: Connection, subject: Subject): string | null {
  return seeRecent<Account | null>(connection, subject, 'account')?.username ?? null
}

function demandSame(account: Account | null, subject: Subject): Account | null {
  if (account !== null && Date.parse(account.date_joined) !== Date.parse(subject.bornAt)) {
    throw surprise('identity-changed', operations.listAccounts)
  }
  return account
}

async function listAccounts(connection: Connection, query: Record<string, string>, signal: AbortSignal) {
  const operation = operations.listAccounts
  const answer = await connection.call(operation, { query, signal })
  if (isAbsent(answer)) return []
  if (answer.status !== 200) throw explain(operation, answer)
  if (!Array.isArray(answer.json)) throw surprise('answer-misshapen', operation)
  for (const account of answer.json) demandStaff(operation, account)
  return answer.json.map(account => expectAccount(operation, account))
}

function isAbsent(answer: HttpAnswer): boolean {
  return answer.status === 404 && !isNoSuchRoute(answer)
}

/** Without the staff flag an account has three to eleven fields, the number not among them. */
function demandStaff(operation: Operation, account: unknown): void {
  const isCut = typeof account === 'object' && account !== null && 'username' in account && !('id' in account)
  if (isCut) throw refuse('not-permitted', operation)
}
