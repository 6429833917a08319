import type { RetentionRow, RowReading } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { certifyRow, recordRows } from '../../erasure/changes.ts'
import type { View } from '../../erasure/decision.ts'
import { describeRows } from '../../evidence/read-rows.ts'
import { noteSurprise } from '../actions/surprise.ts'
import { carry, type HeldRequest } from '../held-request.ts'
import { planKnowledge } from '../ownership/plan-knowledge.ts'
import type { Turn } from '../turn.ts'

/** Nothing could be read of any row, though it could have been. */
const unreadable = (rows: readonly RetentionRow[], code: string): readonly RowReading[] =>
  rows.map(({ id }) => ({ row: id, is: 'cannot-tell', dueAt: null, because: `platform-${code}` }))

/**
 * Reads the platform's rows back and keeps what they say: those of the plan, or, where the account was deleted without
 * us and there is none, those that can be read without one. Where the platform refuses or surprises, the answer is
 * `cannot-tell`: unknown is never yes. @throws PlatformError `unavailable`: nothing was learned.
 */
export const readRowsBack = async (turn: Turn, held: HeldRequest, view: View): Promise<HeldRequest> => {
  const { parts, connected, signal } = turn
  const { platform } = connected
  const { plan, subject } = held.work!
  const ask = async (): Promise<readonly RowReading[]> => {
    if (plan !== null) return platform.readRows!(plan.subject, plan, signal)
    const { ownership } = await planKnowledge(parts, connected.id)
    return platform.readRowsOfDeleted!(subject!, ownership, signal)
  }
  const read = async (): Promise<readonly RowReading[]> => {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof PlatformError) || error.failure === 'unavailable') throw error
      if (error.failure === 'surprise') await noteSurprise(turn, held.id, error.code, view.now)
      const known = plan?.retained.filter(({ count }) => count !== 0) ?? platform.retention
      return unreadable(
        known.filter(({ check }) => check !== 'cannot-tell'),
        error.code
      )
    }
  }
  const readings = await read()
  const now = parts.clock.now().toISOString()
  const recorded = recordRows(held.request, readings, now)
  const concerned = platform.retention.filter(({ id }) => readings.some(({ row }) => row === id))
  return carry(held, 'reading', {
    request: plan === null ? { ...recorded, retained: concerned.map(certifyRow) } : recorded,
    told: [{ kind: 'rows-read', actor: 'lethe', data: describeRows(readings) }]
  })
}
