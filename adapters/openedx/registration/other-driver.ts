import type { Connection } from '../connection.ts'
import { recallMoves } from '../moves.ts'
import { isWorkingState, type Retirement } from '../reading/retirement.ts'
import { workingStates } from '../reading/site.ts'
import { listRows } from '../sightings.ts'

const hourMs = 3_600_000
const betweenReadingsMs = 2000

/**
 * Whether somebody else is retiring learners on this site. Two drivers would break the exclusive section, and the
 * platform has no lock (fact sheet 2.4), so doubt counts as yes. Either sign is enough:
 *
 * - a row moved between two readings, and does not stand where Lethe put it;
 * - a row younger than an hour in a working state in which Lethe never rests. Lethe uses one working state for the
 *   whole way, LOCKING_ACCOUNT where it exists, in which no known driver stops to call anything; so its own rows are
 *   not taken for foreign ones after a restart.
 *
 * A driver that runs once a night is not seen by day: the watch sees it by the rows that it moves.
 */
export async function isOtherDriverRunning(
  connection: Connection,
  states: readonly string[],
  signal: AbortSignal
): Promise<boolean> {
  const [resting] = workingStates(states)
  const watched = states.filter(state => state !== 'PENDING')
  const first = await listRows(connection, watched, signal)
  await connection.sleep(betweenReadingsMs, signal)
  const second = await listRows(connection, watched, signal)
  const isOurs = await recallMoves(connection)
  const youngest = connection.now().getTime() - hourMs
  const hasMoved = (row: Retirement) => {
    const before = first.find(({ id }) => id === row.id)
    return before?.modified !== row.modified || before.current_state.state_name !== row.current_state.state_name
  }
  const isYoungElsewhere = ({ current_state, modified }: Retirement) =>
    isWorkingState(current_state.state_name) && current_state.state_name !== resting && Date.parse(modified) > youngest
  return second.some(row => !isOurs(row) && (hasMoved(row) || isYoungElsewhere(row)))
}
