import { leadingDemand } from '../../erasure/leading-demand.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import { preconditions } from '../../erasure/preconditions/index.ts'
import type { PreconditionId } from '../../erasure/preconditions/precondition.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { Signal } from '../../erasure/signals.ts'
import { isBeforeErasing, isEnd, type State } from '../../erasure/states.ts'
import { Problem } from '../../errors.ts'
import { getKnown } from '../../store/records/change.ts'
import { getPlatform } from '../../store/records/platforms.ts'
import { sealRequestNote } from '../../store/records/seals.ts'
import { refuseForeignRequest } from '../ask-right.ts'
import { type Call, type Handler, type Reply, taken } from '../call.ts'
import type { ApiParts } from '../parts.ts'

type Attestation = { precondition: PreconditionId; answer: boolean; note?: string }
type Waiver = { precondition: PreconditionId; note: string }

const isStalled = (state: State): boolean => state === 'stalled'
const isOpen = (state: State): boolean => !isEnd(state)

/** What people say to a request. Each is checked for sense, stored as a signal, and folded in by the holder. */
export const requestMoveHandlers = (parts: ApiParts) => {
  const { store, keys, clock } = parts
  const say = async (
    { params, caller, signal }: Call,
    may: (state: State) => boolean,
    compose: (request: ErasureRequest, who: { by: string; at: string }) => Signal | Promise<Signal>
  ): Promise<Reply> => {
    const request = await getKnown<ErasureRequest>(store, 'request', params.request!, 'request-unknown')
    await refuseForeignRequest(parts, caller.person, request, signal)
    const { id, body } = request
    if (!may(body.state)) throw new Problem('state-forbids')
    await store.signal('request', id, await compose(body, { by: caller.person.id, at: clock.now().toISOString() }))
    return taken({ request: id, state: body.state })
  }

  const plain = (kind: 'retry' | 'look-again' | 'close' | 'recheck', may: (state: State) => boolean) => (call: Call) =>
    say(call, may, (_, who) => ({ kind, ...who }))

  /** Nobody lets their own demand pass. */
  const checkOther = ({ demands }: ErasureRequest, who: { by: string }): void => {
    if (demands.some(({ by }) => by === who.by)) throw new Problem('approver-is-requester')
  }

  const checkWaivable = async (request: ErasureRequest, id: PreconditionId): Promise<void> => {
    const { body } = await getPlatform(store, request.platform)
    const policy = resolvePolicy(body.kind, body.policy, leadingDemand(request).origin)
    const question = preconditions.find(one => one.id === id)
    if (question?.waivable !== true || !policy.waivable.includes(id)) throw new Problem('waiver-forbidden')
  }

  const demandToWithdraw = (call: Call<{ demand?: string }>, request: ErasureRequest): string | null => {
    const { person } = call.caller
    const isOfficer = person.body.roles.includes('privacy-officer')
    const own = request.demands.filter(({ by, withdrawnAt }) => by === person.id && withdrawnAt === null)
    if (call.body.demand === undefined) {
      if (isOfficer) return null
      if (own.length !== 1) throw new Problem('demand-not-yours')
      return own[0]!.id
    }
    const named = request.demands.find(({ id }) => id === call.body.demand)
    if (named === undefined) throw new Problem('demand-unknown')
    if (!isOfficer && named.by !== person.id) throw new Problem('demand-not-yours')
    return named.id
  }

  return {
    recheckRequest: plain('recheck', isBeforeErasing),
    retryRequest: plain('retry', isStalled),
    lookAgainRequest: plain('look-again', isStalled),
    closeRequest: plain('close', isStalled),

    approveRequest: (call: Call<{ fingerprint: string }>) =>
      say(call, isBeforeErasing, (request, who) => {
        checkOther(request, who)
        if (request.fingerprint !== call.body.fingerprint) throw new Problem('fingerprint-outdated')
        return { kind: 'approve', ...who, fingerprint: call.body.fingerprint }
      }),

    refuseRequest: (call: Call<{ note: string }>) =>
      say(call, isBeforeErasing, ({ id }, who) => ({
        kind: 'refuse',
        ...who,
        sealedNote: sealRequestNote(keys, id, call.body.note)
      })),

    withdrawRequest: (call: Call<{ demand?: string }>) =>
      say(call, isOpen, (request, who) => ({
        kind: 'withdraw',
        ...who,
        demand: demandToWithdraw(call, request)
      })),

    attestRequest: (call: Call<Attestation>) =>
      say(call, isBeforeErasing, ({ id }, who) => {
        const { precondition, answer, note } = call.body
        return { kind: 'attest', ...who, precondition, answer, sealedNote: sealRequestNote(keys, id, note) }
      }),

    waiveRequest: (call: Call<Waiver>) =>
      say(call, isBeforeErasing, async (request, who) => {
        const { precondition, note } = call.body
        checkOther(request, who)
        await checkWaivable(request, precondition)
        return { kind: 'waive', ...who, precondition, sealedNote: sealRequestNote(keys, request.id, note) }
      })
  } satisfies Record<string, Handler>
}
