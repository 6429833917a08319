import type { Subject } from '../../adapters/contract.ts'
import { applyMove } from '../erasure/changes.ts'
import { type Decision, later, type View } from '../erasure/decision.ts'
import { type Demand, isAskedOnPage } from '../erasure/demand.ts'
import type { Told } from '../erasure/fold.ts'
import { longestTermMs, withTerms } from '../erasure/kept-rows.ts'
import { leadingDemand } from '../erasure/leading-demand.ts'
import { lastStepOf, reasonsOf } from '../erasure/reasons.ts'
import { type ErasureRequest, isNotice, type OutboxMessage, type Work } from '../erasure/request.ts'
import { isEnd } from '../erasure/states.ts'
import { commit as commitTo, type Opening } from '../evidence/commitment.ts'
import { describePlan } from '../evidence/describe-plan.ts'
import { stoppingHolds, unknownHolds } from '../store/records/holds/in-force.ts'
import { exclusiveOnSubject } from '../store/records/holds/section.ts'
import { seal } from '../vault/sealing.ts'
import { commit, type HeldRequest } from './held-request.ts'
import { joinOther } from './join.ts'
import { endUnlessJoined } from './one-subject.ts'
import type { Turn } from './turn.ts'

type Move = Extract<Decision, { do: 'move' }>

const message = (turn: Pick<Turn, 'parts'>, kind: OutboxMessage['kind'], now: string): OutboxMessage => ({
  id: turn.parts.random.uuid(),
  kind,
  state: 'due',
  createdAt: now,
  tries: 0,
  nextAt: now,
  sentAt: null
})

/** Nothing stands in the way but that the subject has not proven to be the one who asks. */
const isOnlyUnproven = ({ connected }: Turn, demand: Demand, verdicts: ErasureRequest['verdicts']): boolean =>
  verdicts.length > 0 && reasonsOf(verdicts, lastStepOf(demand, connected.body.gateway?.mode), null).length === 0

/** Whether the last that the subject was told is the cool-off: another look in between is nothing new to them. */
const knowsOfCoolOff = ({ outbox }: ErasureRequest): boolean =>
  outbox.findLast(({ kind }) => ['blocked', 'confirm', 'cooling-off'].includes(kind))?.kind === 'cooling-off'

/** One message to the subject; none where no mail is set up. */
export const messageOf = (
  turn: Pick<Turn, 'parts'>,
  kind: OutboxMessage['kind'],
  now: string
): readonly OutboxMessage[] => (turn.parts.send === null ? [] : [message(turn, kind, now)])

/** Which messages go with a move, for subjects and requesters to know where they stand; none where no mail is set up. */
export const messagesOf = (
  turn: Turn,
  { to, assessed }: Pick<Move, 'to' | 'assessed'>,
  request: ErasureRequest,
  now: string
): readonly OutboxMessage[] => {
  if (turn.parts.send === null) return []
  const demand = leadingDemand(request)
  // Whoever used the platform's own button sees a sentence at most: the reasons and the next step come by mail.
  if (isAskedOnPage(demand) && assessed !== undefined) {
    if (to === 'blocked')
      return [message(turn, isOnlyUnproven(turn, demand, assessed.verdicts) ? 'confirm' : 'blocked', now)]
  }
  if (to === 'cooling-off' && demand.origin === 'self')
    return knowsOfCoolOff(request) ? [] : [message(turn, 'cooling-off', now)]
  if (assessed?.sendsInvitation && !request.outbox.some(({ kind }) => kind === 'invitation'))
    return [message(turn, 'invitation', now)]
  if (assessed?.sendsNotice && !request.outbox.some(({ kind }) => kind === 'consequences-notice'))
    return [message(turn, 'consequences-notice', now)]
  return to === 'completed' || to === 'partially-completed' || to === 'withdrawn' || to === 'refused'
    ? [message(turn, to, now)]
    : []
}

const verdictsTold = (verdicts: ErasureRequest['verdicts']): Told => ({
  kind: 'verdicts',
  actor: 'lethe',
  data: {
    verdicts: Object.fromEntries(verdicts.map(({ precondition, is }) => [precondition, is])),
    blockers: [...new Set(verdicts.flatMap(({ blockers }) => blockers.map(({ code }) => code)))],
    sources: Object.fromEntries(verdicts.map(({ precondition, source }) => [precondition, source]))
  }
})

const sameVerdicts = (one: ErasureRequest['verdicts'], other: ErasureRequest['verdicts']): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** The commitment by which the subject alone can later prove whose certificate it is. */
const resolvedTold = (turn: Turn, request: ErasureRequest, work: Work): readonly Told[] => {
  const known = request.evidence.some(({ kind }) => kind === 'resolved')
  if (known || work.subject === null) return []
  const { id, bornAt, username } = work.subject
  const content = { platform: request.platform, id, bornAt, username }
  const opening: Opening = commitTo(content, turn.parts.random, turn.parts.canonicalise).opening
  return [{ kind: 'resolved', actor: 'lethe', data: { found: 'one', count: 1 }, committed: opening }]
}

/** What was kept back goes on. */
const letGoTold = ({ state, keptBack, demands }: ErasureRequest): readonly Told[] => {
  if (state !== 'accepted' || !keptBack) return []
  const kind = keptBack.because === 'brake' ? 'brake-released' : 'went-live'
  return [{ kind, actor: 'lethe', data: { source: demands[0]!.by } }]
}

/** What is held and left as it is: the plan goes without it. */
const sparedTold = ({ spared = [] }: View): readonly Told[] =>
  spared.length === 0
    ? []
    : [{ kind: 'spared', actor: 'lethe', data: { items: spared.map(item => item.split(' ').at(-1)) } }]

const toldOf = (turn: Turn, before: HeldRequest, view: View, decision: Move, work: Work): readonly Told[] => {
  const { request } = before
  const { assessed } = decision
  const changed =
    assessed !== undefined && assessed.verdicts.length > 0 && !sameVerdicts(assessed.verdicts, request.verdicts)
  const freezes = decision.to === 'erasing' && request.actions.length === 0 && work.plan !== null
  return [
    ...letGoTold(request),
    ...resolvedTold(turn, request, work),
    ...(changed ? [verdictsTold(assessed.verdicts)] : []),
    ...(freezes
      ? [
          {
            kind: 'planned',
            actor: 'lethe',
            data: describePlan({ ...work.plan!, fingerprint: assessed!.fingerprint!, supplementary: false })
          } as const,
          ...sparedTold(view)
        ]
      : []),
    {
      kind: 'moved',
      actor: request.asked?.by ?? 'lethe',
      data: { from: request.state, to: decision.to, because: decision.because, ...decision.ground }
    }
  ]
}

/** Id and birth, for as long as a restored backup could bring the account back; nothing else. */
const sealReplay = ({ parts }: Turn, request: string, { id, bornAt }: Subject, expiresAt: string) =>
  seal({ request, compartment: 'replay', expiresAt }, { id, bornAt }, parts)

/** Keyed hashes of the identifiers, where the policy says so: to tell later that somebody was erased here. */
const sealBlock = ({ parts }: Turn, { id, aliases }: ErasureRequest, { now, policy }: View) =>
  policy.keepBlockMs === 0
    ? null
    : seal({ request: id, compartment: 'block', expiresAt: later(now, policy.keepBlockMs) }, { aliases }, parts)

/** How long an administrator may take to delete what was kept, once its term is over. */
const settlesWithinMs = 90 * 24 * 60 * 60 * 1000

/** What a site keeps for a term is found again by the id of the account, which must outlive the term. */
const replayUntil = ({ now, policy }: View, termMs: number): string =>
  later(now, Math.max(policy.keepReplayMs, termMs === 0 ? 0 : termMs + settlesWithinMs))

/** What could not be said beforehand is not said afterwards, when it is not true any more. */
const withoutLateNotice = (outbox: readonly OutboxMessage[]): readonly OutboxMessage[] =>
  outbox.map(each => (isNotice(each.kind) && each.state === 'due' ? { ...each, state: 'given-up' } : each))

/**
 * Commits a move. Entering `erasing` shares one critical section with the placing of holds and reads them again
 * inside it: the one race that no single document can see.
 */
export const move = async (turn: Turn, held: HeldRequest, view: View, decision: Move): Promise<HeldRequest | null> => {
  const { parts, connected } = turn
  if (decision.to === 'joined') return joinOther(turn, held, view, decision)
  const enters = decision.to === 'erasing' && held.request.actions.length === 0
  const plan = enters ? view.reading!.plan : held.work!.plan
  const { assessed } = decision
  const work: Work = {
    ...held.work!,
    plan,
    ...(assessed?.fingerprint ? { decidedSet: assessed.decidedSet } : {})
  }
  const moved = applyMove(held.request, decision, plan, view.now)
  const retained = enters ? withTerms(moved.retained, plan?.retained ?? [], view.policy.retainMs) : moved.retained
  const request: ErasureRequest = {
    ...moved,
    retained,
    outbox: [
      ...(enters ? withoutLateNotice(moved.outbox) : moved.outbox),
      ...messagesOf(turn, decision, moved, view.now)
    ],
    ...(enters
      ? {
          vault: {
            ...moved.vault,
            replay: sealReplay(turn, held.id, work.subject!, replayUntil(view, longestTermMs(retained))),
            block: sealBlock(turn, moved, view)
          }
        }
      : {})
  }
  const write = () => commit(parts, held, { request, work, told: toldOf(turn, held, view, decision, work) })
  if (isEnd(decision.to)) return endUnlessJoined(parts, held, write)
  if (!enters) return write()
  return exclusiveOnSubject(parts.store, request.aliases, async () => {
    const { codes } = await stoppingHolds(parts.store, connected.id, request.aliases, plan, view.now)
    // Placed since the view was drawn, or gone with its file: decide again, with that in it.
    return codes.length > 0 || (await unknownHolds(parts.store, connected.id)) !== null ? held : write()
  })
}
