import { PlatformError } from '../../adapters/errors.ts'
import { postpone, recordConfirmation, recordReading } from '../erasure/changes.ts'
import type { View } from '../erasure/decision.ts'
import type { Told } from '../erasure/fold.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import { commit, type HeldRequest } from './held-request.ts'
import { nextTry } from './retry.ts'
import { noteSurprise } from './surprise.ts'
import type { Turn } from './turn.ts'

const outcomeOf = (request: ErasureRequest, id: string) =>
  request.actions.find(({ action }) => action === id)?.outcome ?? null

/**
 * Reads what became of an action: after an intent without outcome (`final` false), or to prove the outcome. Where the
 * platform refuses or surprises, the answer is `cannot-tell`: unknown is never yes.
 */
export const confirmAction = async (
  turn: Turn,
  held: HeldRequest,
  view: View,
  id: string,
  final: boolean
): Promise<HeldRequest | null> => {
  const action = turn.connected.platform.actions.find(row => row.id === id)!
  const plan = held.work!.plan!
  const read = async () => {
    try {
      return await action.confirm(plan.subject, plan, turn.signal)
    } catch (error) {
      if (!(error instanceof PlatformError) || error.failure === 'unavailable') throw error
      if (error.failure === 'surprise') await noteSurprise(turn, held.id, error.code, view.now)
      return { is: 'cannot-tell', because: `platform-${error.code}` } as const
    }
  }
  try {
    const confirmation = await read()
    const now = turn.parts.clock.now().toISOString()
    const { is } = confirmation
    const request = final
      ? recordConfirmation(held.request, id, confirmation, now)
      : recordReading(held.request, id, is, now)
    const outcome = outcomeOf(request, id)
    const learned: readonly Told[] =
      outcome === null || outcomeOf(held.request, id) !== null
        ? []
        : [{ kind: 'outcome', actor: 'lethe', data: { action: id, is: outcome.is, byReading: true, counts: {} } }]
    const because = 'because' in confirmation ? confirmation.because : null
    const dueAt = is === 'later' ? confirmation.at : null
    return await commit(turn.parts, held, {
      request,
      told: [...learned, { kind: 'confirmation', actor: 'lethe', data: { action: id, is, dueAt, because } }]
    })
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    const now = turn.parts.clock.now().toISOString()
    const waiting = nextTry(held.request.waiting, error.code, view.policy, error.retryAfterMs, turn.parts.random, now)
    const request = { ...postpone(held.request, id, waiting.nextAt), waiting }
    await commit(turn.parts, held, { request, told: [], dueAt: waiting.nextAt, release: true })
    return null
  }
}
