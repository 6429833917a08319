import { applyMove } from '../../erasure/changes.ts'
import type { Told } from '../../erasure/fold.ts'
import type { Policy } from '../../erasure/policy.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { mayMove } from '../../erasure/states.ts'
import { commit, type HeldRequest } from '../held-request.ts'
import { nextTry } from '../retry.ts'
import type { Turn } from '../turn.ts'

/** The first pause of a request whose subject another one has. */
const subjectPauseMs = 1000

/**
 * Back to `checking`, the one state from which another request is joined: what stopped it was read before it was known
 * whose it is, and a move that names the subject cannot be stored as long as the other one has it.
 */
const backToChecking = (before: ErasureRequest, now: string): readonly [ErasureRequest, readonly Told[]] => {
  const { state } = before
  if (state === 'accepted' || !mayMove(state, 'checking')) return [before, []]
  const because = 'fact-changed'
  return [
    applyMove(before, { do: 'move', to: 'checking', because }, null, now),
    [{ kind: 'moved', actor: 'lethe', data: { from: state, to: 'checking', because } }]
  ]
}

/**
 * Another open request has the subject, and cannot be joined: at this very moment, or because everybody withdrew from
 * it when there was no way back. It is looked for again, ever more slowly by the pace of the policy. Throws
 * `StoreError`.
 */
export const postponeSubject = async ({ parts }: Turn, held: HeldRequest, policy: Policy): Promise<void> => {
  const now = parts.clock.now().toISOString()
  const pace = { ...policy, retryFirstMs: subjectPauseMs }
  const waiting = nextTry(held.request.waiting, 'subject-taken', pace, null, parts.random, now)
  const [after, told] = backToChecking(held.request, now)
  await commit(parts, held, {
    request: { ...after, subject: null, waiting },
    told,
    dueAt: waiting.nextAt,
    release: true
  })
}
