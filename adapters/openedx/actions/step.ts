import type { Action, Confirmation, HttpAnswer, Operation, Outcome, Plan, Subject, Treatment } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { explain, isNoSuchRoute, isSuccess, refuse, surprise } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { forgetRecent } from '../reading/recent.ts'
import { isWorkingState, readRowOf } from '../reading/retirement.ts'
import { forgetProofs, isProven, noteProof } from './proven.ts'

/** One call of an action: for whom, by which plan, until when. */
export interface Turn {
  readonly connection: Connection
  readonly subject: Subject
  readonly plan: Plan
  readonly signal: AbortSignal
}

/** What an action file says of itself. */
export interface ActionRow extends Omit<Action, 'prepare' | 'perform' | 'confirm'> {
  readonly treatment: Treatment
  prepare?(turn: Turn): Promise<void>
  perform(turn: Turn): Promise<Outcome>
  confirm(turn: Turn): Promise<Confirmation>
}

/** A call that may be repeated, and whose effect no call shows (fact sheet 3.10). */
export const notReadable = {
  section: null,
  repeat: 'safe',
  settleMs: 0,
  readBack: 'none',
  reversible: false,
  confirm: async () => ({ is: 'cannot-tell', because: 'not-readable' })
} as const satisfies Partial<ActionRow>

/** The effect is there. */
export const gone: Confirmation = { is: 'gone' }
/** The effect is not there. */
export const stillThere: Confirmation = { is: 'still-there' }

/**
 * What a no of a step means. A learner who is not in a working state is refused with a code of its own per endpoint, so
 * the state is read and never guessed from an answer (3.6); the platform looks at it before it does anything.
 */
export async function explainStep(turn: Turn, operation: Operation, answer: HttpAnswer): Promise<PlatformError> {
  const { connection, subject, signal } = turn
  if (isNoSuchRoute(answer)) return explain(operation, answer)
  const row = await afterSending(() => readRowOf(connection, subject, signal))
  if (row === null) return refuse('retirement-row-missing', operation, answer.status)
  if (isWorkingState(row.current_state.state_name)) return explain(operation, answer)
  // A move that was believed may not have happened.
  forgetProofs(connection)
  return refuse('not-in-working-state', operation, answer.status)
}

/** Sends a step that changes neither the account nor its row; any answer but a success is explained. */
export async function sendStep(turn: Turn, operation: Operation): Promise<HttpAnswer> {
  const { connection, subject, signal } = turn
  const answer = await connection.call(operation, { json: { username: subject.username }, signal })
  if (!isSuccess(answer)) throw await explainStep(turn, operation, answer)
  return answer
}

/** What is known beforehand of a call that is sent once. */
export interface Known {
  /** The only reading that it could change; absent: any. */
  readonly changes?: 'row'
  /**
   * Whether a yes is enough to go on with, because the effect is read back later: where the site was just seen to keep its
   * word, or in any case.
   */
  readonly isReadLater?: false | 'where-proven' | 'in-any-case'
}

/**
 * Sends a call that is never repeated blindly, and reads whether its effect is there, whatever it was answered. A lost
 * answer is thrown at once: the platform may still be at work, so reading now would prove nothing.
 * @param explainAnswer what a success without its effect means, and any other answer
 */
export async function sendOnce(
  { connection, subject }: Pick<Turn, 'connection' | 'subject'>,
  operation: Operation,
  send: () => Promise<HttpAnswer>,
  isEffectThere: () => Promise<boolean>,
  explainAnswer: (answer: HttpAnswer) => PlatformError | Promise<PlatformError> = answer => explain(operation, answer),
  noEffect: PlatformError = surprise('no-effect', operation),
  { changes, isReadLater = false }: Known = {}
): Promise<void> {
  let answer: HttpAnswer | PlatformError
  forgetRecent(connection, subject, changes)
  try {
    answer = await send()
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure !== 'surprise') throw error
    answer = error
  }
  // What others began to read meanwhile may not show it yet.
  forgetRecent(connection, subject, changes)
  const isYes = !(answer instanceof PlatformError) && isSuccess(answer)
  const isEnough = isReadLater === 'in-any-case' || (isReadLater === 'where-proven' && isProven(connection, operation))
  if (isYes && isEnough) return
  if (await afterSending(isEffectThere)) {
    if (isYes) noteProof(connection, operation)
    return
  }
  if (answer instanceof PlatformError) throw answer
  throw isSuccess(answer) ? noEffect : await explainAnswer(answer)
}

/** A reading that fails after something was sent leaves open what became of it, even where it was not sent itself. */
export async function afterSending<Read>(read: () => Promise<Read>): Promise<Read> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    const { failure, code, operation, status, retryAfterMs } = error
    throw new PlatformError(failure, code, {
      operation,
      mayHaveHappened: true,
      ...(status !== null && { status }),
      ...(retryAfterMs !== null && { retryAfterMs })
    })
  }
}
