import { runningSuspension } from '../../erasure/deadline/legal-clock.ts'
import { needsInvitation } from '../../erasure/demand/demand.ts'
import { objectionState } from '../../erasure/demand/objections.ts'
import type { DryRun } from '../../erasure/dry-run.ts'
import type { PlatformStop } from '../../erasure/kept-back.ts'
import type { KnownOf } from '../../erasure/known-of.ts'
import { lineOf, shownLine } from '../../erasure/line.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { Signal } from '../../erasure/signals.ts'
import { isEnd } from '../../erasure/states.ts'
import type { Entry } from '../../evidence/entry.ts'
import type { Document } from '../../store/store.ts'
import { type CountDays, clockView } from './clock-view.ts'

/** A request in short, drawn of its line so that a list and a page never differ. @param stop what keeps its platform back */
export const summaryView = (request: ErasureRequest, countDays: CountDays, stop: PlatformStop | null) => {
  const line = shownLine(lineOf(request), stop)
  return {
    id: line.id,
    platform: line.platform,
    state: line.state,
    stateSince: request.stateSince,
    because: line.because,
    keptBack: line.keptBack,
    origin: line.origin,
    demands: request.demands.length,
    deadlineAt: line.deadlineAt,
    daysLeft: countDays(request),
    suspendedSince: runningSuspension(request)?.since ?? null,
    isExtended: line.isExtended,
    alerts: (request.alerts ?? []).map(({ code }) => code),
    coolOffEndsAt: request.coolOffEndsAt,
    endedAt: line.endedAt,
    turns: isEnd(line.state) ? [] : line.turns,
    blockers: request.verdicts.flatMap(({ blockers }) => blockers)
  }
}

const actionView = (progress: ErasureRequest['actions'][number], covers: Covers) => ({
  action: progress.action,
  ...(covers.has(progress.action) && { covers: covers.get(progress.action)! }),
  supplementary: progress.supplementary,
  intentAt: progress.intentAt,
  tries: progress.tries,
  outcome: progress.outcome?.is ?? null,
  outcomeAt: progress.outcome?.at ?? null,
  confirmation: progress.confirmation?.is ?? null,
  confirmedAt: progress.confirmation?.at ?? null,
  dueAt: progress.confirmation?.dueAt ?? null,
  because: progress.confirmation?.because ?? null
})

const saidOf = ({ approvals, attestations, waivers }: ErasureRequest) => [
  ...approvals.map(({ by, at, fingerprint }) => ({ kind: 'approval', by, at, fingerprint })),
  ...attestations.map(({ by, at, precondition, answer }) => ({ kind: 'attestation', by, at, precondition, answer })),
  ...waivers.map(({ by, at, precondition }) => ({ kind: 'waiver', by, at, precondition }))
]

const mandateView = (mandate: ErasureRequest['demands'][number]['mandate']) =>
  mandate && {
    kind: mandate.kind,
    expiresAt: mandate.expiresAt,
    standing: mandate.standing === true,
    cannotAsk: mandate.cannotAsk === true
  }

/** Null where nobody is invited. */
const invitationView = ({ demands, invitedAt, invitationOverAt }: ErasureRequest, invitationMs: number) => {
  if (invitedAt === undefined && !demands.some(needsInvitation)) return null
  const endsAt = invitedAt === undefined ? null : new Date(Date.parse(invitedAt) + invitationMs).toISOString()
  return { sentAt: invitedAt ?? null, endsAt: invitationOverAt ?? endsAt }
}

const objectionViews = (request: ErasureRequest) =>
  (request.objections ?? []).map(objection => ({
    by: objection.by,
    at: objection.at,
    is: objectionState(request, objection)
  }))

const demandView = (demand: ErasureRequest['demands'][number]) => ({
  id: demand.id,
  by: demand.by,
  origin: demand.origin,
  ground: demand.ground,
  receivedAt: demand.receivedAt,
  saidAt: demand.saidAt,
  acceptedAt: demand.acceptedAt,
  proof: demand.proof === null ? null : { kind: demand.proof.kind, at: demand.proof.at },
  mandate: mandateView(demand.mandate),
  acknowledged: demand.acknowledged,
  told: demand.told ?? null,
  copy: demand.copy ?? 'not-said',
  withdrawnAt: demand.withdrawnAt
})

const compartments = ['work', 'replay', 'block'] as const

const vaultView = ({ vault, keysDestroyed }: ErasureRequest) =>
  compartments.map(compartment => {
    const gone = keysDestroyed.find(one => one.compartment === compartment)
    const sealed = vault[compartment]
    if (sealed !== null && sealed.wrapped !== null)
      return { compartment, state: 'sealed', at: sealed.expiresAt ?? null }
    return { compartment, state: gone === undefined ? 'none' : 'destroyed', at: gone?.at ?? null }
  })

const agreementView = ({ agreement }: ErasureRequest) => agreement ?? null

/** The same as in short, and since when. */
const keptBackView = (request: ErasureRequest, stop: PlatformStop | null) => {
  const { keptBack: because } = shownLine(lineOf(request), stop)
  if (because === null) return null
  const noted = because === stop?.because ? stop : request.keptBack
  return { because, at: noted?.at ?? null }
}

/** What was said and waits to be folded in: its kind, by whom and when. */
const waitingView = ({ signals }: Document<ErasureRequest>) =>
  signals.map(({ at, signal }) => {
    const { kind, by = null } = signal as Signal & { readonly by?: string }
    return { kind, by, at }
  })

/** One row of the chain, as people read it. */
export const historyView = ({ n, at, kind, actor, data, commitment }: Entry) => ({
  n,
  at,
  kind,
  actor,
  data,
  isCommitted: commitment !== null
})

/** What each action of a platform does, by its id; empty where the platform is not connected. */
export type Covers = ReadonlyMap<string, string>

/** What a view of a request needs beside it. `invitationMs`: how long the subject has to answer; `stop`: what keeps its platform back. */
export interface Beside {
  readonly invitationMs: number
  readonly countDays: CountDays
  readonly now: string
  readonly covers: Covers
  readonly stop: PlatformStop | null
}

/** All that is plain of a request; it names nobody. */
export const requestView = (
  document: Document<ErasureRequest>,
  { facts, wayBack }: KnownOf,
  { invitationMs, countDays, now, covers, stop }: Beside
) => {
  const { body } = document
  return {
    summary: summaryView(body, countDays, stop),
    keptBack: keptBackView(body, stop),
    agreement: agreementView(body),
    clock: clockView(body, now),
    demands: body.demands.map(demandView),
    facts,
    verdicts: body.verdicts,
    fingerprint: body.fingerprint,
    said: saidOf(body),
    actions: body.actions.map(progress => actionView(progress, covers)),
    rows: body.rows,
    section: body.section,
    waiting: body.waiting,
    wayBack,
    invitation: invitationView(body, invitationMs),
    noticeSentAt: body.noticeSentAt,
    objections: objectionViews(body),
    refusal: body.refusal ?? null,
    joinedTo: body.joinedTo,
    signalsWaiting: document.signals.length,
    signals: waitingView(document),
    vault: vaultView(body)
  }
}

/** A dry run without names: objects by category and key, successors by the platform's id. */
export const dryRunView = ({ plan, ...run }: DryRun, covers: Covers) => ({
  at: run.at,
  found: run.found,
  next: run.next,
  because: run.because,
  verdicts: run.verdicts,
  fingerprint: run.fingerprint,
  names: plan?.names ?? null,
  actions: (plan?.actions ?? []).map(({ waits: _, ...action }) => ({
    ...action,
    ...(covers.has(action.action) && { covers: covers.get(action.action)! })
  })),
  handOvers: (plan?.handOvers ?? []).map(({ object, successor, problem }) => ({
    category: object.category,
    key: object.key,
    managed: object.managed === true,
    successor: successor?.id ?? null,
    problem
  })),
  ownership: plan?.ownership ?? null,
  privilegedRoles: plan?.privilegedRoles ?? [],
  retained: plan?.retained ?? [],
  wayBack: plan?.wayBack ?? [],
  sinceApproval: run.sinceApproval
})
