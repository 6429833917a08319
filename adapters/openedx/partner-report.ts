import type { components } from '../../openapi/types/openedx.ts'
import { operations } from '../../openapi/types/openedx-operations.ts'
import type { ReportRow } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { expectObject, explain, isSuccess, surprise } from './answers.ts'
import type { Connection } from './connection.ts'

type Row = components['schemas']['PartnerRow']

const list = 'partner-report'

const fields = {
  user_id: 'id',
  original_username: 'string',
  original_email: 'string',
  original_name: 'string',
  orgs: 'array',
  created: 'instant'
} as const

/**
 * Takes the report for partner organisations. The read is destructive: what was answered once is marked and not
 * answered again (fact sheet 3.3), so it lies sealed and durable here before anybody uses it. Where the answer itself is
 * lost, its rows stay marked in the platform until an administrator sets them back there.
 */
export async function takePartnerReport(connection: Connection, signal: AbortSignal): Promise<readonly ReportRow[]> {
  const operation = operations.takePartnerReport
  if (signal.aborted)
    throw new PlatformError('unavailable', 'aborted', { operation: operation.id, mayHaveHappened: false })
  // No caller who hangs up may end it: the rows would be marked and lost.
  const answer = await connection.call(operation, { json: {}, signal: new AbortController().signal })
  if (answer.status !== 200) throw explain(operation, answer)
  if (!Array.isArray(answer.json)) throw surprise('answer-misshapen', operation)
  const rows = answer.json.filter(isRow)
  await connection.spool.keep(
    list,
    rows.map(toReportRow).map(content => ({ key: content.key, content }))
  )
  // The others are not given a second time: one that cannot be read loses nobody else's.
  if (rows.length < answer.json.length) throw surprise('answer-misshapen', operation)
  return keptPartnerReport(connection)
}

/**
 * Clears rows that were handed over, one a call: one name that is not among the marked ones would refuse them all. A 400
 * says that a row is no longer there, as after a call whose answer was lost; then only ours is left to drop.
 */
export async function closePartnerReport(
  connection: Connection,
  keys: readonly string[],
  signal: AbortSignal
): Promise<void> {
  const operation = operations.clearPartnerReport
  const kept = await keptPartnerReport(connection)
  for (const { key, username } of kept.filter(row => keys.includes(row.key))) {
    const answer = await connection.call(operation, { json: [{ original_username: username }], signal })
    if (!isSuccess(answer) && answer.status !== 400) throw explain(operation, answer)
    await connection.spool.drop(list, [key])
  }
}

/** All rows that were taken and not closed yet. Asks nobody. */
export async function keptPartnerReport(connection: Connection): Promise<readonly ReportRow[]> {
  const kept = await connection.spool.list(list)
  return kept.map(({ content }) => content as ReportRow)
}

function isRow(value: unknown): value is Row {
  try {
    const { orgs } = expectObject<Row>(operations.takePartnerReport, value, fields)
    return orgs.every(org => typeof org === 'string')
  } catch {
    return false
  }
}

function toReportRow(row: Row): ReportRow {
  return {
    key: String(row.user_id),
    id: String(row.user_id),
    username: row.original_username,
    email: row.original_email,
    displayName: row.original_name,
    organisations: row.orgs,
    since: new Date(row.created).toISOString()
  }
}
