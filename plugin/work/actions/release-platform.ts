import { PlatformError } from '../../../adapters/errors.ts'
import { applyMove } from '../../erasure/changes.ts'
import { later } from '../../erasure/decision.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import { type ErasureRequest, hasBegun } from '../../erasure/request.ts'
import { isBeforeErasing } from '../../erasure/states.ts'
import { cancelWaits } from '../../erasure/steps/leaving.ts'
import { releaseRefused } from '../../erasure/steps/stalled.ts'
import { commit, type HeldRequest } from '../held-request.ts'
import { type CommitEnd, endUnlessJoined } from '../joining/one-subject.ts'
import { messageOf, outboxAfter } from '../messages/messages.ts'
import type { Turn } from '../turn.ts'
import { noteSurprise } from './surprise.ts'

/** As it ends for whoever took it back, who is told so. */
const asWithdrawn = (turn: Turn, { request }: HeldRequest, now: string): ErasureRequest => {
  const move = { do: 'move', to: 'withdrawn', because: 'withdrawn' } as const
  const moved = applyMove(request, move, null, now)
  return { ...moved, outbox: outboxAfter(turn, move, moved, now) }
}

/** As it ends where the platform goes on all the same: nobody is told that the account stays. */
const asTooLate = (turn: Turn, { request }: HeldRequest, now: string): ErasureRequest => {
  const moved = applyMove(request, { do: 'move', to: 'withdrawn', because: 'withdrawn' }, null, now)
  return { ...moved, outbox: [...moved.outbox, ...messageOf(turn, 'withdrawn-too-late', now)] }
}

/** It waits for somebody at the platform; whoever took it back is told once. */
const asWaiting = (turn: Turn, { request }: HeldRequest, now: string): ErasureRequest => {
  const { connected } = turn
  const { recheckMs } = resolvePolicy(connected.body.kind, connected.body.policy, 'platform')
  const before = request.waiting?.code === cancelWaits ? request.waiting : { since: now, tries: 0 }
  const waiting = { code: cancelWaits, since: before.since, tries: before.tries + 1, nextAt: later(now, recheckMs) }
  const isTold = request.outbox.some(({ kind }) => kind === 'withdrawn-waits')
  return {
    ...request,
    because: cancelWaits,
    waiting,
    outbox: [...request.outbox, ...(isTold ? [] : messageOf(turn, 'withdrawn-waits', now))]
  }
}

const begunActions = ({ actions }: ErasureRequest): readonly string[] =>
  actions.filter(hasBegun).map(({ action }) => action)

/** The platform may have been told to put things back, and nobody has recorded what it answered. */
const isPutBackBegun = ({ evidence }: ErasureRequest): boolean =>
  evidence.findLast(({ kind }) => kind === 'put-back-begun' || kind === 'put-back' || kind === 'failed')?.kind ===
  'put-back-begun'

const putBack = async (turn: Turn, held: HeldRequest, commitEnd: CommitEnd): Promise<HeldRequest> => {
  const plan = (held.work!.plan ?? held.work!.reading?.plan)!
  const performed = begunActions(held.request)
  const released = await turn.connected.platform.release(plan.subject, plan, performed, turn.signal)
  const now = turn.parts.clock.now().toISOString()
  const notRestored = Object.fromEntries(released.notRestored.map(({ what, because }) => [what, because]))
  const isPutBack = { kind: 'put-back', actor: 'lethe', data: { restored: released.restored, notRestored } } as const
  const ended = await commitEnd({
    request: asWithdrawn(turn, held, now),
    told: [
      isPutBack,
      { kind: 'moved', actor: 'lethe', data: { from: held.request.state, to: 'withdrawn', because: 'withdrawn' } }
    ]
  })
  // It goes on for another demand; what the platform did all the same is on record.
  return ended ?? commit(turn.parts, held, { request: held.request, told: [isPutBack] })
}

/**
 * Nothing of ours has begun, and the platform does not cancel what was begun there. Past its own point of no return the
 * demand ends here all the same, and what the platform then does is seen by the watch. Else somebody with the right to
 * cancel has to: the request stays, so that nobody carries on what was taken back.
 */
const leaveToPlatform = async (
  turn: Turn,
  held: HeldRequest,
  commitEnd: CommitEnd,
  error: PlatformError,
  now: string
): Promise<HeldRequest> => {
  if (error.code === 'no-way-back') {
    const ended = await commitEnd({
      request: asTooLate(turn, held, now),
      told: [
        { kind: 'put-back', actor: 'lethe', data: { restored: [], notRestored: { account: error.code } } },
        { kind: 'moved', actor: 'lethe', data: { from: held.request.state, to: 'withdrawn', because: 'withdrawn' } }
      ]
    })
    return ended ?? held
  }
  return commit(turn.parts, held, { request: asWaiting(turn, held, now), told: [] })
}

/** What the platform says no to, or answers out of contract, is put before a person; *unavailable* is thrown. */
const putBackOrStall = async (turn: Turn, held: HeldRequest, commitEnd: CommitEnd): Promise<HeldRequest> => {
  try {
    return await putBack(turn, held, commitEnd)
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure === 'unavailable') throw error
    const now = turn.parts.clock.now().toISOString()
    if (isBeforeErasing(held.request.state)) return leaveToPlatform(turn, held, commitEnd, error, now)
    if (error.failure === 'surprise') await noteSurprise(turn, held.id, error.code, now)
    const { failure, code, status, mayHaveHappened } = error
    const move = { do: 'move', to: 'stalled', because: releaseRefused } as const
    return commit(turn.parts, held, {
      request: applyMove(held.request, move, null, now),
      told: [
        { kind: 'failed', actor: 'lethe', data: { action: null, failure, code, status, mayHaveHappened } },
        { kind: 'moved', actor: 'lethe', data: { from: held.request.state, to: 'stalled', because: releaseRefused } }
      ]
    })
  }
}

/**
 * Puts back what was before, as far as the platform lets it, and ends the request as withdrawn. That it is begun is stored
 * before the platform is called, once for all tries, and then decided on again. Broken off after the call it is done
 * again: the platform is read first, and what is back as it was stays so.
 */
export const releasePlatform = (turn: Turn, held: HeldRequest): Promise<HeldRequest> => {
  const { request } = held
  if (isPutBackBegun(request)) return endUnlessJoined(turn.parts, held, end => putBackOrStall(turn, held, end))
  const begun = { kind: 'put-back-begun', actor: 'lethe', data: { actions: begunActions(request) } } as const
  return commit(turn.parts, held, { request, told: [begun] })
}
