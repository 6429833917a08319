import type { Action, Confirmation, HttpAnswer, Operation, Outcome, Plan, Subject, Treatment } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { explain, isSuccess, refuse, surprise } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { isWorkingState, type Retirement, readRowOf } from '../reading/retirement.ts'

/** One call of an action: for whom, by which plan, until when. */
export interface Turn {
  readonly connection: Connection
  readonly subject: Subject
  readonly plan: Plan
  readonly signal: AbortSignal
}

/** What an action file says of itself. */
export interface ActionRow extends Omit<Action, 'perform' | 'confirm'> {
  readonly treatment: Treatment
  perform(turn: Turn): Promise<Outcome>
  confirm(turn: Turn): Promise<Confirmation>
}

/** The effect is there. */
export const gone: Confirmation = { is: 'gone' }
/** The effect is not there. */
export const stillThere: Confirmation = { is: 'still-there' }

/** The same mistake has a code of its own per endpoint, so the state is read and never guessed from an answer (3.6). */
export async function demandWorkingState(
  { connection, subject, signal }: Turn,
  operation: Operation
): Promise<Retirement> {
  const row = await readRowOf(connection, subject, signal)
  if (row === null) throw refuse('retirement-row-missing', operation)
  if (!isWorkingState(row.current_state.state_name)) throw refuse('not-in-working-state', operation)
  return row
}

/** Sends a step that may be repeated; any answer but a success is explained. */
export async function sendStep({ connection, subject, signal }: Turn, operation: Operation): Promise<HttpAnswer> {
  const answer = await connection.call(operation, { json: { username: subject.username }, signal })
  if (!isSuccess(answer)) throw explain(operation, answer)
  return answer
}

/**
 * Sends a call that is never repeated blindly, and reads whether its effect is there, whatever it was answered. A lost
 * answer is thrown at once: the platform may still be at work, so reading now would prove nothing.
 * @param noEffect what a success without its effect means
 */
export async function sendOnce(
  operation: Operation,
  send: () => Promise<HttpAnswer>,
  isEffectThere: () => Promise<boolean>,
  noEffect: PlatformError = surprise('no-effect', operation)
): Promise<void> {
  let failure: PlatformError | null = null
  try {
    const answer = await send()
    if (!isSuccess(answer)) failure = explain(operation, answer)
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure !== 'surprise') throw error
    failure = error
  }
  if (!(await isEffectThere())) throw failure ?? noEffect
}

/**
 * A step that is never repeated blindly and needs a working state: what is gone already is left alone, and what the
 * platform answers counts for nothing against what is read.
 */
export const performOnce =
  (operation: Operation, confirm: ActionRow['confirm']): ActionRow['perform'] =>
  async turn => {
    const isGone = async () => (await confirm(turn)).is === 'gone'
    if (await isGone()) return { is: 'already-absent' }
    await demandWorkingState(turn, operation)
    const { connection, subject, signal } = turn
    await sendOnce(
      operation,
      () => connection.call(operation, { json: { username: subject.username }, signal }),
      isGone
    )
    return { is: 'done' }
  }
