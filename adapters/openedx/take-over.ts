import type { BacklogRow } from '../contract.ts'
import type { Connection } from './connection.ts'
import { toSubject } from './find.ts'
import type { Account } from './reading/account.ts'
import { isRetired, isWorkingState, type Retirement } from './reading/retirement.ts'
import { recallSite } from './reading/site.ts'
import { listRows, meetAccounts } from './sightings.ts'

/** An end, and a person's no: neither is left for anybody to carry on. */
const settled = ['COMPLETE', 'ABORTED']

/**
 * Everybody whose retirement was asked for and has not ended, the longest waiting first. What the reference driver left
 * in the middle of a step stands among them; it never fetches those again (fact sheet 4.2).
 */
export async function listBacklog(connection: Connection, signal: AbortSignal): Promise<readonly BacklogRow[]> {
  const { states } = await recallSite(connection, signal)
  const open = states.filter(state => !settled.includes(state))
  const rows = await listRows(connection, open, signal)
  const backlog: BacklogRow[] = []
  for await (const { row, account } of meetAccounts(connection, rows, signal)) {
    backlog.push({
      subject: toSubject(account, row),
      stands: standOf(connection, account, row),
      state: row.current_state.state_name,
      since: new Date(row.created).toISOString(),
      movedAt: new Date(row.modified).toISOString()
    })
  }
  return backlog.sort((one, other) => one.since.localeCompare(other.since))
}

/** Where a retirement stands, by its state and by the account: a run can stop after `retire` and before its last move. */
function standOf(connection: Connection, account: Account, row: Retirement): BacklogRow['stands'] {
  const { state_name: state } = row.current_state
  if (isRetired(connection, account, row)) return 'over'
  if (state === 'PENDING') return 'pending'
  if (state === 'ERRORED') return 'errored'
  return isWorkingState(state) ? 'stuck' : 'between-steps'
}
