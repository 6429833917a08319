import { operations } from '../../openapi/types/openedx-operations.ts'
import type { SearchQuery, Sighting, SightingPhase, Subject } from '../contract.ts'
import { explain, refuse, surprise } from './answers.ts'
import type { Connection } from './connection.ts'
import { findSubject, toSubject } from './find.ts'
import { type Account, readAccountsByNames } from './reading/accounts.ts'
import { expectRow, type Retirement } from './reading/retirement.ts'
import { recallSite } from './reading/site.ts'

const batch = 50

const phases: Readonly<Record<string, SightingPhase>> = {
  PENDING: 'waiting',
  ERRORED: 'failed',
  ABORTED: 'cancelled',
  COMPLETE: 'done'
}

/** The four required states say what they are; whatever else a site has lies between (2.1). */
function phaseOf(state: string): SightingPhase {
  return phases[state] ?? 'working'
}

/** Every row in these states; the list is not paginated, and a cool-off of no days leaves none out (3.3). */
export async function listRows(
  connection: Connection,
  states: readonly string[],
  signal: AbortSignal
): Promise<readonly Retirement[]> {
  const operation = operations.listRetirementQueue
  if (states.length === 0) return []
  const answer = await connection.call(operation, { query: { cool_off_days: 0, states }, signal })
  if (answer.status !== 200) throw explain(operation, answer)
  if (!Array.isArray(answer.json)) throw surprise('answer-misshapen', operation)
  return answer.json.map(row => expectRow(operation, row))
}

/** Every retirement that the platform lists, in whatever state. */
export async function* takeSnapshot(connection: Connection, signal: AbortSignal): AsyncIterable<Sighting> {
  const { states } = await recallSite(connection, signal)
  for await (const { row, account } of meetAccounts(connection, await listRows(connection, states, signal), signal)) {
    yield {
      subject: toSubject(account, row),
      state: row.current_state.state_name,
      phase: phaseOf(row.current_state.state_name),
      since: new Date(row.created).toISOString(),
      changedAt: new Date(row.modified).toISOString()
    }
  }
}

/**
 * Rows with their accounts. Rows do not say when an account was born, so accounts are read in batches by the names that
 * they carry now.
 * @throws PlatformError `surprise: account-missing` when an account of a row is not answered: then nothing is complete
 */
export async function* meetAccounts(
  connection: Connection,
  rows: readonly Retirement[],
  signal: AbortSignal
): AsyncIterable<{ readonly row: Retirement; readonly account: Account }> {
  for (let at = 0; at < rows.length; at += batch) {
    const part = rows.slice(at, at + batch)
    const names = part.map(({ user }) => user.username)
    const accounts = new Map((await readAccountsByNames(connection, names, signal)).map(each => [each.id, each]))
    for (const row of part) {
      const account = accounts.get(row.user.id)
      if (account === undefined) throw surprise('account-missing', operations.listAccounts)
      yield { row, account }
    }
  }
}

/** Accounts that have exactly this e-mail or user name: the platform looks for nothing else, and for no part of it. */
export async function searchSubjects(
  connection: Connection,
  query: SearchQuery,
  signal: AbortSignal
): Promise<readonly Subject[]> {
  const value = query.value.trim()
  if (query.by !== 'login' && query.by !== 'email') throw refuse('not-supported', operations.listAccounts)
  if (value === '') return []
  const kind = query.by === 'email' ? 'email' : 'username'
  const found = await findSubject(connection, { identifiers: [{ kind, value }] }, signal)
  return found.is === 'one' ? [found.subject] : []
}
