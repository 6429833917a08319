import { applyMove } from '../erasure/changes.ts'
import { hasBegun } from '../erasure/request.ts'
import { commit, type HeldRequest } from './held-request.ts'
import { endUnlessJoined } from './one-subject.ts'
import type { Turn } from './turn.ts'

const putBack = async (turn: Turn, held: HeldRequest): Promise<HeldRequest> => {
  const plan = held.work!.plan!
  const performed = held.request.actions.filter(hasBegun).map(({ action }) => action)
  const released = await turn.connected.platform.release(plan.subject, plan, performed, turn.signal)
  const now = turn.parts.clock.now().toISOString()
  const notRestored = Object.fromEntries(released.notRestored.map(({ what, because }) => [what, because]))
  return commit(turn.parts, held, {
    request: applyMove(held.request, { do: 'move', to: 'withdrawn', because: 'withdrawn' }, null, now),
    told: [
      { kind: 'put-back', actor: 'lethe', data: { restored: released.restored, notRestored } },
      { kind: 'moved', actor: 'lethe', data: { from: held.request.state, to: 'withdrawn', because: 'withdrawn' } }
    ]
  })
}

/** Puts back what was before, as far as the platform lets it, and ends the request as withdrawn. */
export const releasePlatform = (turn: Turn, held: HeldRequest): Promise<HeldRequest> =>
  endUnlessJoined(turn.parts, held, () => putBack(turn, held))
