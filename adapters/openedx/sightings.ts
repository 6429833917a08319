import { operations } from '../../openapi/types/openedx-operations.ts'
import type { SearchQuery, SeenBefore, Sighting, SightingPhase, Subject } from '../contract.ts'
import { explain, refuse, surprise } from './answers.ts'
import type { Connection } from './connection.ts'
import { findSubject, subjectOfRow, toSubject } from './find.ts'
import type { Account } from './reading/account.ts'
import { readAccountById, readAccountsByNames } from './reading/accounts.ts'
import { listEndedRows } from './reading/ended-rows.ts'
import { expectRow, type Retirement, readRow } from './reading/retirement.ts'
import { recallSite } from './reading/site.ts'

const batch = 50

const ended = 'COMPLETE'

const phases: Readonly<Record<string, SightingPhase>> = {
  PENDING: 'waiting',
  ERRORED: 'failed',
  ABORTED: 'cancelled',
  [ended]: 'done'
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

/** What a row and what is remembered of it have in common: whoever asks anew has another row. */
const keyOf = (id: number | string, since: string): string => `${id} ${new Date(since).toISOString()}`

const keyOfRow = ({ user, created }: Retirement): string => keyOf(user.id, created)

/** Clocks of the platform and of whoever remembers may differ by so much. */
const slackMs = 24 * 60 * 60 * 1000

/**
 * Every retirement that is under way, and every one that has ended since; one that had ended before only as long as it is
 * remembered and asked for anyway. A site keeps those for good, and to read them at each look takes longer with every one.
 */
export async function* takeSnapshot(
  connection: Connection,
  seen: SeenBefore,
  signal: AbortSignal
): AsyncIterable<Sighting> {
  const { states } = await recallSite(connection, signal)
  const remembered = new Map(seen.rows.map(row => [keyOf(row.id, row.since), row]))
  // In this order: what ends between the two still stands in the first.
  const rows = byAccount(
    await listRows(
      connection,
      states.filter(state => state !== ended),
      signal
    )
  )
  const missing = seen.rows.filter(row => row.phase !== 'done' && !rows.has(row.id))
  const since = Date.parse(seen.at) - slackMs
  const begunAt = missing.map(row => row.since)
  for (const row of await listEndedRows(connection, since, begunAt, signal))
    if (Date.parse(row.created) >= since || remembered.has(keyOfRow(row))) rows.set(String(row.user.id), row)
  for (const row of await readMissing(connection, seen, rows, signal)) rows.set(String(row.user.id), row)
  const isKnown = (row: Retirement) => remembered.get(keyOfRow(row))?.isSettled ?? false
  for (const row of [...rows.values()].filter(isKnown))
    yield sightingOf(row, subjectOfRow(row, remembered.get(keyOfRow(row))!.bornAt))
  const others = [...rows.values()].filter(row => !isKnown(row))
  for await (const { row, account } of meetAccounts(connection, others, signal))
    yield sightingOf(row, toSubject(account, row))
}

const byAccount = (rows: readonly Retirement[]) => new Map(rows.map(row => [String(row.user.id), row]))

const sightingOf = (row: Retirement, subject: Subject): Sighting => ({
  subject,
  state: row.current_state.state_name,
  phase: phaseOf(row.current_state.state_name),
  since: new Date(row.created).toISOString(),
  changedAt: new Date(row.modified).toISOString()
})

/** So many may be cancelled between two looks; of more than these and half of all it is not known what was answered. */
const fewRows = 20

/**
 * Rows that were under way and stand in no list are read one by one: they may be in a state that only the operator knows.
 * Where most are missing nothing will be concluded, and nobody is asked.
 */
async function readMissing(
  connection: Connection,
  { rows }: SeenBefore,
  found: ReadonlyMap<string, Retirement>,
  signal: AbortSignal
): Promise<readonly Retirement[]> {
  const underWay = rows.filter(({ phase }) => phase !== 'done' && phase !== 'cancelled')
  const missing = underWay.filter(({ id }) => !found.has(id))
  if (missing.length > fewRows && missing.length * 2 > underWay.length) return []
  const read: Retirement[] = []
  for (const { id } of missing) {
    const account = await readAccountById(connection, id, signal)
    const row = account === null ? null : await readRow(connection, account.username, signal)
    if (row !== null && String(row.user.id) === id) read.push(row)
  }
  return read
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
