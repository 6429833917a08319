import { standsOpen } from '../../../erasure/changes.ts'
import { leadingDemand } from '../../../erasure/demand/leading-demand.ts'
import { standingObjection } from '../../../erasure/demand/objections.ts'
import { resolvePolicy } from '../../../erasure/policy.ts'
import { preconditions } from '../../../erasure/preconditions/index.ts'
import type { PreconditionId } from '../../../erasure/preconditions/precondition.ts'
import type { ErasureRequest } from '../../../erasure/request.ts'
import type { Signal } from '../../../erasure/signals.ts'
import { isBeforeErasing, isEnd, type State } from '../../../erasure/states.ts'
import { Problem } from '../../../errors.ts'
import { getKnown } from '../../../store/records/change.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { sealRequestNote } from '../../../store/records/seals.ts'
import { refuseForeignRequest } from '../../ask-right.ts'
import type { Caller } from '../../authentication.ts'
import { type Call, type Handler, type Reply, taken } from '../../call.ts'
import { type GivenGround, readGround } from '../../ground.ts'
import type { ApiParts } from '../../parts.ts'
import { refuseMachine, refuseUnfit } from '../../separation.ts'

type Attestation = { precondition: PreconditionId; answer: boolean; note?: string }
type Waiver = { precondition: PreconditionId; ground: GivenGround; note: string }
type Refusal = { ground: GivenGround; note: string }

const isStalled = (state: State): boolean => state === 'stalled'
/** Stalled too: an objection that came while it was being erased is decided on by an approval. */
const mayBeApproved = (state: State): boolean => isBeforeErasing(state) || isStalled(state)
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

  /** Nobody lets their own demand pass, or one about themselves; before the subject is found nobody can tell. */
  const checkOther = async ({ demands, platform, aliases, subject }: ErasureRequest, caller: Caller): Promise<void> => {
    const subjects = [{ platform, aliases }]
    const askedAs = { platform, aliases: demands.flatMap(demand => demand.askedAs ?? []) }
    await refuseUnfit(parts, caller, { involved: demands.map(({ by }) => by), askedAs, subjects })
    if (subject === null) throw new Problem('subject-not-known-yet')
  }

  /** The last of those who must agree is a privacy officer, unless one has agreed before. */
  const checkOfficer = ({ agreement, approvals, fingerprint }: ErasureRequest, isOfficer: boolean): void => {
    if (agreement?.officer !== true || isOfficer || approvals.some(({ asOfficer }) => asOfficer === true)) return
    const given = approvals.filter(approval => approval.fingerprint === fingerprint).length
    if (given + 1 >= agreement.needed) throw new Problem('privacy-officer-needed')
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
    retryRequest: (call: Call<{ action?: string }>) =>
      say(call, isStalled, (request, who) => {
        if (standingObjection(request) !== null) throw new Problem('objection-stands')
        const { action } = call.body
        if (action === undefined) return { kind: 'retry', ...who }
        const one = request.actions.find(known => known.action === action)
        if (one === undefined || !standsOpen(one)) throw new Problem('state-forbids')
        return { kind: 'retry', ...who, action }
      }),
    lookAgainRequest: plain('look-again', isStalled),
    closeRequest: plain('close', isStalled),

    approveRequest: (call: Call<{ fingerprint: string }>) =>
      say(call, mayBeApproved, async (request, who) => {
        await checkOther(request, call.caller)
        if (request.fingerprint !== call.body.fingerprint) throw new Problem('fingerprint-outdated')
        const isOfficer = call.caller.person.body.roles.includes('privacy-officer')
        checkOfficer(request, isOfficer)
        const asOfficer = isOfficer ? ({ asOfficer: true } as const) : {}
        return { kind: 'approve', ...who, fingerprint: call.body.fingerprint, ...asOfficer }
      }),

    refuseRequest: (call: Call<Refusal>) =>
      say(call, isBeforeErasing, ({ id }, who) => ({
        kind: 'refuse',
        ...who,
        ground: readGround(call.body.ground),
        sealedNote: sealRequestNote(keys, id, call.body.note)
      })),

    withdrawRequest: (call: Call<{ demand?: string }>) =>
      say(call, isOpen, (request, who) => ({
        kind: 'withdraw',
        ...who,
        demand: demandToWithdraw(call, request)
      })),

    attestRequest: (call: Call<Attestation>) =>
      say(call, isBeforeErasing, async (request, who) => {
        const { precondition, answer, note } = call.body
        // To say that something stands in the way is open to whoever asked, too.
        if (answer) await checkOther(request, call.caller)
        else refuseMachine(call.caller)
        return { kind: 'attest', ...who, precondition, answer, sealedNote: sealRequestNote(keys, request.id, note) }
      }),

    waiveRequest: (call: Call<Waiver>) =>
      say(call, isBeforeErasing, async (request, who) => {
        const { precondition, ground, note } = call.body
        await checkOther(request, call.caller)
        await checkWaivable(request, precondition)
        return {
          kind: 'waive',
          ...who,
          precondition,
          ground: readGround(ground),
          sealedNote: sealRequestNote(keys, request.id, note)
        }
      })
  } satisfies Record<string, Handler>
}
