import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { Operation } from '../../contract.ts'
import { refuse } from '../answers.ts'
import { rememberMove } from '../moves.ts'
import type { Account } from '../reading/account.ts'
import { readAccountOf, recallAccountOf } from '../reading/accounts.ts'
import { isRetired, isWorkingState, type Retirement, readRowOf, recallRowOf } from '../reading/retirement.ts'
import { workingStates } from '../reading/site.ts'
import { sideBySide } from '../side-by-side.ts'
import { forgetProofs } from './proven.ts'
import { type ActionRow, gone, type Known, sendOnce, stillThere, type Turn } from './step.ts'

const operation: Operation = operations.updateRetirementStatus

/**
 * Moves the row to a working state, in which it stays until the end: any one serves every step (fact sheet 2.4), and
 * with a single one nothing needs to be moved between `forum` and `retire`.
 */
export const enterWorkingState: ActionRow = {
  id: 'enter-working-state',
  treatment: 'anonymise',
  covers: 'Your deletion is taken up; from here on it cannot be cancelled.',
  after: ['start'],
  section: null,
  repeat: 'read-first',
  settleMs: 30_000,
  readBack: 'same-service',
  reversible: false,
  async perform(turn) {
    const { connection, subject, signal } = turn
    const recalled = await recallRowOf(connection, subject, signal)
    // Moved on from there without force, a row that is somewhere else by now stays where it is.
    const known = recalled?.current_state.state_name === 'PENDING' ? recalled : await demandRow(turn)
    if (await isTaken(turn, known)) return { is: 'already-absent' }
    const targets = workingStates(String(turn.plan.before.states ?? '').split(' '))
    // Only states further on are taken without force, and no call tells the order: a refused move changes nothing.
    for (const target of known.current_state.state_name === 'ERRORED' ? [] : targets) {
      // Where the site has just kept its word, the next step is what asks: the platform refuses it in any other state.
      if (await move(turn, known, target, { isReadLater: 'where-proven' })) return { is: 'done' }
    }
    // Given up by another driver, or past its last working state: every step can be taken again (2.4, 4.2). Force asks
    // for no state, so it must be the one of now.
    const row = await demandRow(turn)
    if (await isTaken(turn, row)) return { is: 'already-absent' }
    const [first] = targets
    if (first !== undefined && (await move(turn, row, first, { force: true }))) return { is: 'done' }
    throw refuse('no-working-state', operation)
  },
  async confirm(turn) {
    const row = await readRowOf(turn.connection, turn.subject, turn.signal)
    if (row === null) return (await isOverNow(turn)) ? gone : { is: 'cannot-tell', because: 'retirement-row-missing' }
    const state = row.current_state.state_name
    if (state === 'ERRORED' || state === 'ABORTED') return { is: 'cannot-tell', because: 'dead-end-state' }
    return isWorkingState(state) || state === 'COMPLETE' ? gone : stillThere
  }
}

/** Closes the row once the account is known to be retired. */
export const complete: ActionRow = {
  id: 'complete',
  treatment: 'anonymise',
  covers: 'The platform notes that your deletion is complete.',
  after: ['retire'],
  section: null,
  repeat: 'read-first',
  settleMs: 30_000,
  readBack: 'same-service',
  reversible: false,
  async perform(turn) {
    const { connection, subject, signal } = turn
    // What became of `retire` is read here, where it was not read at once: an account does not return from there.
    const [account, row] = await sideBySide([
      recallAccountOf(connection, subject, signal),
      recallRowOf(connection, subject, signal)
    ])
    if (!isOver(turn, account, row)) {
      forgetProofs(connection)
      throw refuse('not-retired-yet', operation)
    }
    if (row === null || row.current_state.state_name === 'COMPLETE') return { is: 'already-absent' }
    if (!(await move(turn, row, 'COMPLETE', { isReadLater: 'in-any-case' })))
      throw refuse('not-movable-to-complete', operation)
    return { is: 'done' }
  },
  async confirm(turn) {
    const row = await readRowOf(turn.connection, turn.subject, turn.signal)
    if (row === null) return (await isOverNow(turn)) ? gone : { is: 'cannot-tell', because: 'retirement-row-missing' }
    return row.current_state.state_name === 'COMPLETE' ? gone : stillThere
  }
}

/** Whether the row needs no move. ABORTED is a person's no, and COMPLETE of whoever is not retired somebody's mistake. */
async function isTaken(turn: Turn, row: Retirement): Promise<boolean> {
  const state = row.current_state.state_name
  if (isWorkingState(state)) return true
  if (state === 'COMPLETE' && (await isOverNow(turn, row))) return true
  if (state === 'ABORTED' || state === 'COMPLETE') throw refuse('dead-end-state', operation)
  return false
}

async function demandRow({ connection, subject, signal }: Turn): Promise<Retirement> {
  const row = await readRowOf(connection, subject, signal)
  if (row === null) throw refuse('retirement-row-missing', operation)
  return row
}

/**
 * False where the platform says 400 and the row is not there: the state is not further on, or not of this site.
 * @param how with force; or what is enough of a yes, because the row is read, or asked for by the platform, later
 */
async function move(
  turn: Turn,
  row: Retirement,
  state: string,
  { force = false, isReadLater = false }: { readonly force?: boolean; readonly isReadLater?: Known['isReadLater'] } = {}
): Promise<boolean> {
  const { connection, subject, signal } = turn
  const json = { username: subject.username, new_state: state, response: 'Moved by Lethe', ...(force && { force }) }
  await rememberMove(connection, row, state)
  const isThere = async () => (await demandRow(turn)).current_state.state_name === state
  let isRefused = false
  await sendOnce(
    turn,
    operation,
    async () => {
      const answer = await connection.call(operation, { json, signal })
      isRefused = answer.status === 400
      return answer
    },
    async () => (await isThere()) || isRefused,
    undefined,
    undefined,
    { changes: 'row', isReadLater }
  )
  return !isRefused || (await isThere())
}

async function isOverNow(turn: Turn, row: Retirement | null = null): Promise<boolean> {
  return isOver(turn, await readAccountOf(turn.connection, turn.subject, turn.signal), row)
}

function isOver({ connection }: Turn, account: Account | null, row: Retirement | null): boolean {
  return account !== null && isRetired(connection, account, row)
}
