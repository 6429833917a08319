import { assess } from '../assess.ts'
import { type Decision, keptBackMs, later, type View } from '../decision.ts'
import { leadingDemand } from '../leading-demand.ts'
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

const wait = ({ now, policy }: View, because: string): Decision => ({
  do: 'wait',
  until: later(now, policy.recheckMs),
  because
})

/** Hundreds that the brake keeps back of one list are told when it is released; this is in case that was not heard. */
const listKeptBackMs = 60 * 60 * 1000

const keptBackFor = ({ keptBack, request }: View): number =>
  keptBack === 'brake' && leadingDemand(request).batch !== undefined ? listKeptBackMs : keptBackMs

/** Not begun: kept back by the brake or a pause, else taken up. */
export const accepted = (view: View): Decision =>
  leaveBeforeErasing(view) ??
  (view.keptBack === null
    ? { do: 'move', to: 'checking', because: 'claimed' }
    : { do: 'wait', until: later(view.now, keptBackFor(view)), because: view.keptBack })

/** Reads the platform and goes where the answer belongs. */
export const checking = (view: View): Decision => {
  const leave = leaveBeforeErasing(view)
  if (leave) return leave
  if (view.reading === null) return { do: 'read' }
  const move = assess(view)
  // Nothing is begun on a platform that is paused or stopped; what is known is kept.
  if (move.to === 'erasing' && view.keptBack !== null)
    return { do: 'wait', until: later(view.now, keptBackMs), because: view.keptBack }
  return move
}

/**
 * Blocked and awaiting approval: look again, and go back to `checking` only when the answer changed. The deadline ends
 * nothing on an old answer: what was proven or found since counts.
 */
export const blocked = (view: View): Decision => {
  const leave = leaveBeforeErasing(view)
  if (leave) return leave
  if (view.reading === null) return { do: 'read' }
  const move = assess(view)
  if (!isUnchanged(view, move)) return { do: 'move', to: 'checking', because: 'fact-changed' }
  return leaveAtDeadline(view) ?? wait(view, view.request.because)
}

/** Everything is met; the time in which it can be withdrawn runs. */
export const coolingOff = (view: View): Decision => {
  const { request, now } = view
  const leave = leaveBeforeErasing(view)
  if (leave) return leave
  if (request.asked?.what === 'recheck' || view.holds > 0) return { do: 'move', to: 'checking', because: 'asked-again' }
  const notice = request.outbox.find(message => message.kind === 'consequences-notice')
  if (notice?.state === 'due') return { do: 'wait', until: notice.nextAt, because: 'notice-not-sent' }
  if (now >= request.coolOffEndsAt!) return { do: 'move', to: 'checking', because: 'cool-off-over' }
  return { do: 'wait', until: request.coolOffEndsAt, because: 'cool-off' }
}
