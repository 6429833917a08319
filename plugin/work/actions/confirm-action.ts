import type { Confirmation } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { postpone, recordConfirmation, recordReading } from '../../erasure/changes.ts'
import type { View } from '../../erasure/decision.ts'
import type { Told } from '../../erasure/fold.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { carry, commit, type HeldRequest } from '../held-request.ts'
import { nextTry } from '../retry.ts'
import type { Turn } from '../turn.ts'
import { noteSurprise } from './surprise.ts'

const outcomeOf = (request: ErasureRequest, id: string) =>
  request.actions.find(({ action }) => action === id)?.outcome ?? null

/** What was read, or why it could not be. */
type Answer = Confirmation | PlatformError

/** Where the platform refuses or surprises, the answer is `cannot-tell`: unknown is never yes. */
const readAction = async (turn: Turn, held: HeldRequest, view: View, id: string): Promise<Answer> => {
  const action = turn.connected.platform.actions.find(row => row.id === id)!
  const plan = held.work!.plan!
  try {
    return await action.confirm(plan.subject, plan, turn.signal)
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    if (error.failure === 'unavailable') return error
    if (error.failure === 'surprise') await noteSurprise(turn, held.id, error.code, view.now)
    return { is: 'cannot-tell', because: `platform-${error.code}` }
  }
}

const confirmationTold = (action: string, confirmation: Confirmation): Told => ({
  kind: 'confirmation',
  actor: 'lethe',
  data: {
    action,
    is: confirmation.is,
    dueAt: confirmation.is === 'later' ? confirmation.at : null,
    because: 'because' in confirmation ? confirmation.because : null
  }
})

/** The platform could not be asked: it is read again later. */
const postponeReading = async (
  turn: Turn,
  held: HeldRequest,
  view: View,
  ids: readonly string[],
  error: PlatformError
): Promise<null> => {
  const now = turn.parts.clock.now().toISOString()
  const waiting = nextTry(held.request.waiting, error.code, view.policy, error.retryAfterMs, turn.parts.random, now)
  const after = ids.reduce((request, id) => postpone(request, id, waiting.nextAt), held.request)
  await commit(turn.parts, held, { request: { ...after, waiting }, told: [], dueAt: waiting.nextAt, release: true })
  return null
}

/** Reads what became of an action after an intent without outcome. */
export const confirmAction = async (
  turn: Turn,
  held: HeldRequest,
  view: View,
  id: string
): Promise<HeldRequest | null> => {
  const answer = await readAction(turn, held, view, id)
  if (answer instanceof PlatformError) return postponeReading(turn, held, view, [id], answer)
  const now = turn.parts.clock.now().toISOString()
  const request = recordReading(held.request, id, answer.is, now)
  return commit(turn.parts, held, { request, told: [confirmationTold(id, answer)] })
}

/** That an action is done, where only the reading tells. */
const learnedTold = (before: ErasureRequest, after: ErasureRequest, action: string): readonly Told[] => {
  const outcome = outcomeOf(after, action)
  if (outcome === null || outcomeOf(before, action) !== null) return []
  return [{ kind: 'outcome', actor: 'lethe', data: { action, is: outcome.is, byReading: true, counts: {} } }]
}

/**
 * Reads actions back side by side, to prove their outcomes. What was read is carried into the next commit: lost, it
 * would only be read again.
 */
export const confirmActions = async (
  turn: Turn,
  held: HeldRequest,
  view: View,
  ids: readonly string[]
): Promise<HeldRequest | null> => {
  const answers = await Promise.all(ids.map(id => readAction(turn, held, view, id)))
  const now = turn.parts.clock.now().toISOString()
  let after = held
  for (const [at, answer] of answers.entries()) {
    if (answer instanceof PlatformError) continue
    const id = ids[at]!
    const request = recordConfirmation(after.request, id, answer, now)
    const told = [...learnedTold(after.request, request, id), confirmationTold(id, answer)]
    after = carry(after, 'reading', { request, told })
  }
  const failed = ids.filter((_, at) => answers[at] instanceof PlatformError)
  const error = answers.find(answer => answer instanceof PlatformError)
  if (error === undefined) return after
  // How often it has failed counts on, although others were read.
  const { waiting } = held.request
  return postponeReading(turn, { ...after, request: { ...after.request, waiting } }, view, failed, error)
}
