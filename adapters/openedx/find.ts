import { operations } from '../../openapi/types/openedx-operations.ts'
import type { Found, Identifier, Reference, Subject } from '../contract.ts'
import { refuse } from './answers.ts'
import type { Connection } from './connection.ts'
import type { Account } from './reading/account.ts'
import { readAccountById, readAccountByName, searchEmail } from './reading/accounts.ts'
import { forgetRecent, keepRecent } from './reading/recent.ts'
import { isRetiredName, type Retirement, readRow } from './reading/retirement.ts'
import { sideBySide } from './side-by-side.ts'

interface Hit {
  readonly account: Account
  readonly row: Retirement | null
}

/**
 * Resolves a reference. Identifiers are compared exactly; an account that is being retired is still found by its
 * number and by its original names, one whose retirement is complete no more.
 * @throws PlatformError `refused: identifier-not-supported` for an external id, `no-identifier` for none at all
 */
export async function findSubject(connection: Connection, reference: Reference, signal: AbortSignal): Promise<Found> {
  const { identifiers } = reference
  if (identifiers.some(({ kind }) => kind === 'external-id')) {
    throw refuse('identifier-not-supported', operations.readAccount)
  }
  if (identifiers.length === 0) throw refuse('no-identifier', operations.readAccount)
  const hits = await lookUpAll(connection, identifiers, signal)
  const found = hits.filter(hit => hit !== null)
  const [hit] = found
  // Names, e-mails and numbers are unique here: identifiers of two accounts contradict each other.
  if (hit === undefined || found.some(({ account }) => account.id !== hit.account.id)) return { is: 'none' }
  if (!identifiers.every((each, i) => hits[i] !== null || isOldEmail(each, hit))) return { is: 'none' }
  if (isRetiredName(connection, hit.account.username, hit.row) && !hit.account.is_active && isClosed(hit)) {
    return { is: 'none' }
  }
  const subject = toSubject(hit.account, hit.row)
  // A new look at somebody begins here: nothing of the last one counts.
  forgetRecent(connection, subject)
  keepRecent(connection, subject, 'account', hit.account)
  keepRecent(connection, subject, 'row', hit.row)
  return { is: 'one', subject }
}

/**
 * The subject as it was before anybody asked for its retirement. The platform's own language choice is in no call, so
 * the first language that the person says to know stands for it.
 */
export function toSubject(account: Account, row: Retirement | null): Subject {
  return {
    id: String(account.id),
    bornAt: new Date(account.date_joined).toISOString(),
    username: row?.original_username ?? account.username,
    email: (row?.original_email ?? account.email) || null,
    displayName: (row?.original_name ?? account.name) || null,
    language: account.language_proficiencies?.[0]?.code ?? null
  }
}

/** The same by the row alone, of an account whose birth is known. Rows tell no language. */
export function subjectOfRow(row: Retirement, bornAt: string): Subject {
  const { original_username: username, original_email: email, original_name: displayName } = row
  return {
    id: String(row.user.id),
    bornAt,
    username,
    email: email || null,
    displayName: displayName || null,
    language: null
  }
}

/** Another driver can stop between `retire` and its last move: such an account is not done with. */
function isClosed({ row }: Hit): boolean {
  return row === null || row.current_state.state_name === 'COMPLETE'
}

type ReadRow = (username: string) => Promise<Retirement | null>

/** Looks all of them up side by side; the row of one name is read once. */
async function lookUpAll(connection: Connection, identifiers: readonly Identifier[], signal: AbortSignal) {
  const rows = new Map<string, Promise<Retirement | null>>()
  const rowOf: ReadRow = username => {
    const row = rows.get(username) ?? readRow(connection, username, signal)
    rows.set(username, row)
    return row
  }
  return sideBySide(identifiers.map(identifier => lookUp(connection, identifier, rowOf, signal)))
}

async function lookUp(connection: Connection, identifier: Identifier, rowOf: ReadRow, signal: AbortSignal) {
  const { kind, value } = identifier
  if (kind === 'username') return lookUpName(connection, value, rowOf, signal)
  const id = kind === 'email' ? await searchEmail(connection, value, signal) : value
  const account = id === null ? null : await readAccountById(connection, id, signal)
  return account === null ? null : { account, row: await rowOf(account.username) }
}

/** Between the forum step and the end the account has its retired name, and the row still knows the original one. */
async function lookUpName(
  connection: Connection,
  username: string,
  rowOf: ReadRow,
  signal: AbortSignal
): Promise<Hit | null> {
  const [named, row] = await sideBySide([readAccountByName(connection, username, signal), rowOf(username)])
  if (named !== null) return { account: named, row }
  if (row === null || row.original_username !== username) return null
  const account = await readAccountById(connection, String(row.user.id), signal)
  return account === null ? null : { account, row }
}

/** A retiring account's e-mail finds nobody any more (3.8), but its row tells whether it was this one. */
function isOldEmail({ kind, value }: Identifier, { row }: Hit): boolean {
  return kind === 'email' && row?.original_email === value
}
