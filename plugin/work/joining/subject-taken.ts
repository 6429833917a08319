import { applyMove } from '../../erasure/changes.ts'
import type { Told } from '../../erasure/fold.ts'
import type { Policy } from '../../erasure/policy.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd, mayMove } from '../../erasure/states.ts'
import { openRequestOf } from '../../store/records/requests.ts'
import { carry, commit, type HeldRequest } from '../held-request.ts'
import { nextTry } from '../retry.ts'
import type { Turn } from '../turn.ts'
import { joinOther } from './join.ts'

/** The first pause of a request whose subject another one has. */
const subjectPauseMs = 1000

/**
 * To `checking`, the one state from which another request is joined: what stopped it was read before it was known whose
 * it is, and a move that names the subject cannot be stored as long as the other one has it.
 */
const toChecking = (before: ErasureRequest, now: string): readonly [ErasureRequest, readonly Told[]] => {
  const { state } = before
  if (!mayMove(state, 'checking')) return [before, []]
  const because = state === 'accepted' ? 'claimed' : 'fact-changed'
  return [
    applyMove(before, { do: 'move', to: 'checking', because }, null, now),
    [{ kind: 'moved', actor: 'lethe', data: { from: state, to: 'checking', because } }]
  ]
}

/**
 * Joins, there and then, the request that has taken the subject since this one last looked: a moment later it may have
 * erased the account, and whoever asked at the same time would be told that nobody is there.
 */
const joinTaker = async (turn: Turn, held: HeldRequest, subject: string, now: string): Promise<HeldRequest> => {
  const taker = await openRequestOf(turn.parts.store, subject, held.id)
  if (taker === null) return held
  const [request, told] = toChecking({ ...held.request, subject }, now)
  const joined = await joinOther(turn, carry(held, 'reading', { request, told }), taker)
  return isEnd(joined.request.state) ? joined : held
}

/**
 * Another open request has the subject: it is joined. Where it cannot be, because it ended at this very moment, or because
 * everybody withdrew from it when there was no way back, it is looked for again, ever more slowly by the pace of the
 * policy, and the answer is null. Throws `StoreError`.
 * @param held as it was last committed, with what was heard since
 * @param subject whose the request was just read to be
 */
export const yieldSubject = async (
  turn: Turn,
  held: HeldRequest,
  subject: string,
  policy: Policy
): Promise<HeldRequest | null> => {
  const { parts } = turn
  const now = parts.clock.now().toISOString()
  const joined = await joinTaker(turn, held, subject, now)
  if (isEnd(joined.request.state)) return joined
  const pace = { ...policy, retryFirstMs: subjectPauseMs }
  const waiting = nextTry(held.request.waiting, 'subject-taken', pace, null, parts.random, now)
  // Not begun yet stays so: what keeps it back may have come since.
  const [after, told] = held.request.state === 'accepted' ? [held.request, []] : toChecking(held.request, now)
  await commit(parts, held, {
    request: { ...after, subject: null, waiting },
    told,
    dueAt: waiting.nextAt,
    release: true
  })
  return null
}
