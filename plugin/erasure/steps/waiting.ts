import { hourMs } from '../../durations.ts'
import { assess } from '../assess.ts'
import { type Decision, keptBackUntil, later, type View } from '../decision.ts'
import { invitationOf } from '../demand/invitation.ts'
import { leadingDemand } from '../demand/leading-demand.ts'
import { standingObjection } from '../demand/objections.ts'
import { isNotice } from '../request.ts'
import { leaveAtDeadline, leaveBeforeErasing } from './leaving.ts'

type Move = Extract<Decision, { do: 'move' }>

const codesOf = (verdicts: View['request']['verdicts']): string =>
  verdicts.flatMap(verdict => verdict.blockers.map(blocker => `${blocker.code} ${blocker.count}`)).join()

/** Whether another look ends where the request already stands, with the same reasons and the same plan to decide on. */
const isUnchanged = ({ request }: View, { to, because, assessed }: Move): boolean =>
  to === request.state &&
  because === request.because &&
  codesOf(assessed?.verdicts ?? []) === codesOf(request.verdicts) &&
  (assessed?.fingerprint ?? request.fingerprint) === request.fingerprint

const earliest = (one: string, other: string): string => (one < other ? one : other)

const wait = ({ now, policy }: View, because: string): Decision => ({
  do: 'wait',
  until: later(now, policy.recheckMs),
  because
})

/** Hundreds that wait for people are told when these have spoken; this is in case that was not heard. */
const waitsForPeopleMs = hourMs

/** Not begun: kept back by the brake, a dry run or a pause, else taken up. */
export const accepted = (view: View): Decision => {
  const leave = leaveBeforeErasing(view)
  if (leave) return leave
  const { keptBack, request, now } = view
  if (keptBack === null) return { do: 'move', to: 'checking', because: 'claimed' }
  if (keptBack !== 'brake' && keptBack !== 'dry-run')
    return { do: 'wait', until: keptBackUntil(view), because: keptBack }
  // Once for each reason: what waits is told once.
  if (request.keptBack?.because !== keptBack) return { do: 'keep-back', because: keptBack }
  return { do: 'wait', until: later(now, waitsForPeopleMs), because: keptBack }
}

/** Reads the platform and goes where the answer belongs. */
export const checking = (view: View): Decision => {
  const leave = leaveBeforeErasing(view)
  if (leave) return leave
  if (view.reading === null) return { do: 'read' }
  const move = assess(view)
  // Nothing is begun on a platform that is paused or stopped; what is known is kept.
  if (move.to === 'erasing' && view.keptBack !== null)
    return { do: 'wait', until: keptBackUntil(view), because: view.keptBack }
  return move
}

/** Until when the subject may answer, while nothing else was said: nothing that the platform says would change that. */
const waitsForAnswer = ({ request, policy, now }: View): string | null => {
  const invitation = invitationOf(request, leadingDemand(request), policy.invitationMs, now)
  const isKnown = request.because === 'invitation-running'
  const isHeard = request.asked !== null || standingObjection(request) !== null
  if (now >= request.deadlineAt) return null
  return invitation.is === 'running' && isKnown && !isHeard ? earliest(invitation.endsAt, request.deadlineAt) : null
}

/**
 * Blocked and awaiting approval: look again, and go back to `checking` only when the answer changed. The deadline ends
 * nothing on an old answer: what was proven or found since counts.
 */
export const blocked = (view: View): Decision => {
  const leave = leaveBeforeErasing(view)
  if (leave) return leave
  const answersUntil = waitsForAnswer(view)
  if (answersUntil !== null) return { do: 'wait', until: answersUntil, because: 'invitation-running' }
  if (view.reading === null) return { do: 'read' }
  const move = assess(view)
  if (!isUnchanged(view, move)) return { do: 'move', to: 'checking', because: 'fact-changed' }
  return leaveAtDeadline(view) ?? wait(view, view.request.because)
}

const codesOfNotice = ({ request }: View): readonly string[] =>
  request.verdicts
    .filter(({ precondition }) => precondition === 'consequences-told')
    .flatMap(({ blockers }) => blockers.map(({ code }) => code))

/** Whether the notice has gone out since what is stored was decided: the reason is another one, and the time runs from it. */
const hasBeenTold = (view: View): boolean =>
  view.request.noticeSentAt !== null && codesOfNotice(view).includes('notice-not-sent')

/** Whether nothing may be deleted before the notice has gone out; where a site asks for none, sending it is tried. */
const mustBeTold = (view: View): boolean => codesOfNotice(view).length > 0

/** Everything is met; the time in which it can be withdrawn runs. */
export const coolingOff = (view: View): Decision => {
  const { request, now } = view
  const leave = leaveBeforeErasing(view)
  if (leave) return leave
  if (request.asked?.what === 'recheck' || view.holds > 0) return { do: 'move', to: 'checking', because: 'asked-again' }
  if (standingObjection(request) !== null) return { do: 'move', to: 'checking', because: 'subject-objected' }
  if (hasBeenTold(view)) return { do: 'move', to: 'checking', because: 'notice-sent' }
  const notice = request.outbox.findLast(({ kind }) => isNotice(kind))
  if (notice?.state === 'due' && mustBeTold(view))
    return { do: 'wait', until: notice.nextAt, because: 'notice-not-sent' }
  if (now >= request.coolOffEndsAt!) return { do: 'move', to: 'checking', because: 'cool-off-over' }
  return { do: 'wait', until: request.coolOffEndsAt, because: 'cool-off' }
}
