import { askedAs } from './begun-at-platform.ts'
import { type Assessed, type Decision, later, latest, type View } from './decision.ts'
import { agreedBy, isHighRisk, strangers, withFitVoices } from './demand/agreement.ts'
import { invitationOf } from './demand/invitation.ts'
import { leadingDemand } from './demand/leading-demand.ts'
import { standingObjection } from './demand/objections.ts'
import { evaluate, questionsFor } from './evaluate.ts'
import { decidedSet, fingerprintOf, isCoveredBy } from './fingerprint.ts'
import { asksNothing } from './preconditions/defaults.ts'
import type { Blocker, Inquiry, Verdict } from './preconditions/precondition.ts'
import type { SubjectQuestion } from './preconditions/provided.ts'

type Move = Extract<Decision, { do: 'move' }>

const nothing: Assessed = {
  verdicts: [],
  fingerprint: null,
  decidedSet: [],
  coolOffEndsAt: null,
  sendsNotice: false,
  sendsInvitation: false
}

/** Blockers that a running notice period alone causes: the request waits for them in the cool-off. */
const noticeCodes = ['notice-not-sent', 'notice-period-running']

const blockersOf = (verdicts: readonly Verdict[]): readonly Blocker[] => verdicts.flatMap(verdict => verdict.blockers)

const withoutSubject = (code: string): Verdict => ({
  precondition: 'account-not-protected',
  is: 'unmet',
  source: 'adapter',
  blockers: [
    { code, severity: 'stops', whoCanFix: code.startsWith('subject-') ? 'requester' : 'administrator', count: null }
  ]
})

const blockedBy = (code: string, view: View): Move => {
  const to = leadingDemand(view.request).origin === 'platform' ? 'awaiting-approval' : 'blocked'
  return { do: 'move', to, because: code, assessed: { ...nothing, verdicts: [withoutSubject(code)] } }
}

/** How many people must agree: as many as policy says, and one at least for a plan of high risk or a finding. */
const approvalsNeeded = (view: View, verdicts: readonly Verdict[], isRisky: boolean): number => {
  const asks = isRisky || verdicts.some(verdict => verdict.is === 'needs-approval')
  return Math.max(view.policy.approvals, asks ? 1 : 0)
}

/** Whether a notice can reach the subject: mail is set up, and sending it was not given up. */
const mayTell = ({ mailConfigured, request }: View): boolean =>
  mailConfigured && !request.outbox.some(({ kind, state }) => kind === 'consequences-notice' && state === 'given-up')

/** What stands in the way, once everything was asked; a notice period that only has to pass does not. */
const stopping = (view: View, verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.filter(
    ({ is, blockers }) =>
      is === 'unmet' && !(mayTell(view) && blockers.every(blocker => noticeCodes.includes(blocker.code)))
  )

const coolOffEnd = (view: View): string => {
  const { request, policy, now } = view
  const from = latest(now, request.lastAt)
  const wished = later(from, policy.coolOffMs)
  // Inside the legal month, but never in the past.
  return request.coolOffEndsAt ?? (wished > request.deadlineAt ? latest(request.deadlineAt, from) : wished)
}

const noticeEnd = (view: View, verdicts: readonly Verdict[]): string | null => {
  const told = verdicts.find(verdict => verdict.precondition === 'consequences-told')
  if (told?.is !== 'unmet') return null
  const { noticeSentAt } = view.request
  return noticeSentAt === null ? later(view.now, view.policy.noticeMs) : later(noticeSentAt, view.policy.noticeMs)
}

const inquiryOf = (view: View): Omit<Inquiry, 'approved'> => {
  const { request, policy, now } = view
  const reading = view.reading!
  return {
    facts: reading.facts,
    plan: reading.plan!,
    demand: leadingDemand(request),
    attestations: request.attestations,
    declarations: view.declarations,
    provided: reading.provided ?? {},
    isForwarded: view.isForwarded,
    holds: view.holds,
    ...(view.holdCodes && { holdCodes: view.holdCodes }),
    invitation: invitationOf(request, leadingDemand(request), policy.invitationMs, now),
    objection: standingObjection(request),
    noticeSentAt: request.noticeSentAt,
    noticeMs: policy.noticeMs,
    proofFreshMs: policy.proofFreshMs,
    now
  }
}

/** A view in which only those are heard who may speak: nothing is decided on an approval, waiver or yes of others. */
export const heardFitly = (view: View): View => ({
  ...view,
  request: withFitVoices(view.request, view.speakers ?? strangers)
})

/** What fact providers must be asked of the subject before anything is decided: only what nothing else answers. */
export const questionsToAsk = (view: View): readonly SubjectQuestion[] => {
  if (view.reading === null || view.reading.plan === null || view.reading.problem !== null) return []
  if (view.openElsewhere !== null || view.platformStops !== null) return []
  return questionsFor(view.kind, view.policy, { ...inquiryOf(heardFitly(view)), approved: false })
}

/**
 * From a reading of the platform to the state that the request belongs in: the heart of `checking`, pure, and the same
 * for a dry run. Expects `view.reading`.
 */
export const assess = (given: View): Move => {
  const view = heardFitly(given)
  const { request, policy, now } = view
  const reading = view.reading!
  const demand = leadingDemand(request)
  // Whatever this reading says: two of one subject cannot both stay, and the second would wait for ever to say so.
  if (view.openElsewhere !== null) return { do: 'move', to: 'joined', because: 'same-subject' }
  if (reading.problem !== null) return blockedBy(reading.problem, view)
  if (reading.found === 'several') return blockedBy('subject-ambiguous', view)
  if (reading.found === 'none')
    return demand.origin === 'platform' && request.subject !== null
      ? { do: 'move', to: 'confirming', because: 'deleted-by-platform', assessed: nothing }
      : blockedBy('subject-not-found', view)
  if (view.platformStops !== null) return blockedBy(view.platformStops, view)
  // Said to be gone and still there: nobody asked us to do it.
  if (asksNothing(view.kind, demand.origin)) return blockedBy('account-still-there', view)
  const plan = reading.plan!
  const decided = decidedSet(plan, view.holds, view.spared)
  const fingerprint = fingerprintOf(decided)
  const inquiry = inquiryOf(view)
  const { people: approvers, hasOfficer } = agreedBy(request, view.speakers ?? strangers)
  // What was agreed to for a request that is now repeated counts for exactly that plan.
  const isAgreed = request.approvals.some(given => given.fingerprint === fingerprint)
  const agreed = approvers > 0 && (isAgreed || isCoveredBy(decided, view.work.approvedSet))
  const verdicts = evaluate(view.kind, policy, request, { ...inquiry, approved: agreed })
  const isRisky = isHighRisk(plan, reading.facts, policy)
  const needed = approvalsNeeded(view, evaluate(view.kind, policy, request, { ...inquiry, approved: false }), isRisky)
  const assessed: Assessed = {
    verdicts,
    fingerprint,
    decidedSet: decided,
    coolOffEndsAt: request.coolOffEndsAt,
    // Whose deletion the platform has begun is told as soon as we see it.
    sendsNotice: demand.origin === 'platform' && mayTell(view) && request.noticeSentAt === null,
    sendsInvitation: inquiry.invitation.is === 'not-sent' && view.holds === 0,
    agreement: { needed, officer: isRisky }
  }
  const stops = stopping(view, verdicts)
  const code = blockersOf(stops)[0]?.code
  // Whoever began in the platform is locked out already and can fix nothing: a person settles what is unmet.
  if (code !== undefined && askedAs(demand.origin, reading.facts) === 'platform')
    return { do: 'move', to: 'awaiting-approval', because: code, assessed }
  if (code !== undefined) return { do: 'move', to: 'blocked', because: code, assessed }
  if (inquiry.objection !== null)
    return { do: 'move', to: 'awaiting-approval', because: 'objection-undecided', assessed }
  if (needed > 0 && !(agreed && approvers >= needed))
    return { do: 'move', to: 'awaiting-approval', because: 'approval-needed', assessed }
  if (isRisky && !hasOfficer)
    return { do: 'move', to: 'awaiting-approval', because: 'privacy-officer-needed', assessed }
  const noticeEndsAt = noticeEnd(view, verdicts)
  const endsAt = noticeEndsAt === null ? coolOffEnd(view) : latest(coolOffEnd(view), noticeEndsAt)
  const cooled: Assessed = {
    ...assessed,
    coolOffEndsAt: endsAt,
    // In the first cool-off, or as long as nothing may be deleted without it.
    sendsNotice:
      mayTell(view) && request.noticeSentAt === null && (noticeEndsAt !== null || request.coolOffEndsAt === null)
  }
  return endsAt > now || cooled.sendsNotice
    ? { do: 'move', to: 'cooling-off', because: noticeEndsAt === null ? 'cool-off' : 'notice-period', assessed: cooled }
    : { do: 'move', to: 'erasing', because: 'all-met', assessed: cooled }
}
