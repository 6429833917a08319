import type { Plan, RowReading } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import { recordRows } from '../erasure/changes.ts'
import type { View } from '../erasure/decision.ts'
import { describeRows } from '../evidence/read-rows.ts'
import { commit, type HeldRequest } from './held-request.ts'
import { noteSurprise } from './surprise.ts'
import type { Turn } from './turn.ts'

/** Nothing could be read of any row, though it could have been. */
const unreadable = (plan: Plan, code: string): readonly RowReading[] =>
  plan.retained
    .filter(({ check, count }) => check !== 'cannot-tell' && count !== 0)
    .map(({ id }) => ({ row: id, is: 'cannot-tell', dueAt: null, because: `platform-${code}` }))

/**
 * Reads the platform's rows back and keeps what they say. Where the platform refuses or surprises, the answer is
 * `cannot-tell`: unknown is never yes. @throws PlatformError `unavailable`: nothing was learned.
 */
export const readRowsBack = async (turn: Turn, held: HeldRequest, view: View): Promise<HeldRequest> => {
  const { platform } = turn.connected
  const plan = held.work!.plan!
  const read = async (): Promise<readonly RowReading[]> => {
    try {
      return await platform.readRows!(plan.subject, plan, turn.signal)
    } catch (error) {
      if (!(error instanceof PlatformError) || error.failure === 'unavailable') throw error
      if (error.failure === 'surprise') await noteSurprise(turn, held.id, error.code, view.now)
      return unreadable(plan, error.code)
    }
  }
  const readings = await read()
  const now = turn.parts.clock.now().toISOString()
  return commit(turn.parts, held, {
    request: recordRows(held.request, readings, now),
    told: [{ kind: 'rows-read', actor: 'lethe', data: describeRows(readings) }]
  })
}
