import type { Subject } from '../../adapters/contract.ts'
import { dayMs } from '../durations.ts'
import { applyMove } from '../erasure/changes.ts'
import { type Decision, later, type View } from '../erasure/decision.ts'
import type { Told } from '../erasure/fold.ts'
import { longestTermMs, withGrounds, withTerms } from '../erasure/kept-rows.ts'
import { type ErasureRequest, isNotice, type OutboxMessage, type Work } from '../erasure/request.ts'
import { isEnd } from '../erasure/states.ts'
import { commit as commitTo, type Opening } from '../evidence/commitment.ts'
import { describePlan } from '../evidence/describe-plan.ts'
import { weighHolds } from '../store/records/holds/in-force.ts'
import { exclusiveOnSubject } from '../store/records/holds/section.ts'
import { seal } from '../vault/sealing.ts'
import { destroyAtOnce } from './finish.ts'
import { carry, commit, type HeldRequest } from './held-request.ts'
import { joinOther } from './joining/join.ts'
import { type CommitEnd, endUnlessJoined } from './joining/one-subject.ts'
import { outboxAfter } from './messages/messages.ts'
import type { Turn } from './turn.ts'

type Move = Extract<Decision, { do: 'move' }>

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
const resolvedTold = (turn: Turn, { request, told }: HeldRequest, work: Work): readonly Told[] => {
  const known = [...request.evidence, ...told].some(({ kind }) => kind === 'resolved')
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
    ...resolvedTold(turn, before, work),
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
const settlesWithinMs = 90 * dayMs

/** What a site keeps for a term is found again by the id of the account, which must outlive the term. */
const replayUntil = ({ now, policy }: View, termMs: number): string =>
  later(now, Math.max(policy.keepReplayMs, termMs === 0 ? 0 : termMs + settlesWithinMs))

/** What could not be said beforehand is not said afterwards, when it is not true any more. */
const withoutLateNotice = (outbox: readonly OutboxMessage[]): readonly OutboxMessage[] =>
  outbox.map(each => (isNotice(each.kind) && each.state === 'due' ? { ...each, state: 'given-up' } : each))

/**
 * Moves that are written with what comes next: nothing has happened yet that is not decided in the same way again.
 * Another look at a request that people have spoken on is written, because what they are told goes by it.
 */
const isWrittenLater = ({ request: { state } }: HeldRequest, to: Move['to'], enters: boolean): boolean =>
  (state === 'accepted' && to === 'checking') || enters || to === 'confirming'

/** Null: the commit of the end has let it go as well. */
const unlessLetGo = (after: HeldRequest): HeldRequest | null =>
  isEnd(after.request.state) && after.work === null ? null : after

/**
 * Carries a move out, by a commit or carried into the next one. Entering `erasing` shares one critical section with the
 * placing of holds and reads them again inside it.
 */
export const move = async (turn: Turn, held: HeldRequest, view: View, decision: Move): Promise<HeldRequest | null> => {
  const { parts, connected } = turn
  if (decision.to === 'joined') return joinOther(turn, held, view.openElsewhere!)
  const enters = decision.to === 'erasing' && held.request.actions.length === 0
  const plan = enters ? view.reading!.plan : held.work!.plan
  const { assessed } = decision
  const work: Work = {
    ...held.work!,
    plan,
    ...(assessed?.fingerprint ? { decidedSet: assessed.decidedSet } : {})
  }
  const moved = applyMove(held.request, decision, plan, view.now)
  const { retainMs, retainGrounds } = view.policy
  const retained = enters
    ? withGrounds(withTerms(moved.retained, plan?.retained ?? [], retainMs), retainGrounds)
    : moved.retained
  const request: ErasureRequest = {
    ...moved,
    retained,
    outbox: outboxAfter(
      turn,
      decision,
      enters ? { ...moved, outbox: withoutLateNotice(moved.outbox) } : moved,
      view.now
    ),
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
  const moving = { request, work, told: toldOf(turn, held, view, decision, work) }
  const end = async (commitEnd: CommitEnd) => (await commitEnd({ ...moving, also: destroyAtOnce(parts, held) })) ?? held
  if (isEnd(decision.to)) return unlessLetGo(await endUnlessJoined(parts, held, end))
  if (!isWrittenLater(held, decision.to, enters)) return commit(parts, held, moving)
  if (!enters) return carry(held, 'reading', moving)
  return exclusiveOnSubject(parts.store, request.aliases, async () => {
    const { stop } = await weighHolds(parts.store, connected.id, request.aliases, plan, view.now)
    // Placed since the view was drawn, or gone with its file: decide again, with that in it. One that is placed from here
    // on is seen by the first intent, which `erasing` is stored with.
    return stop ? held : carry(held, 'reading', moving)
  })
}
