import { assess } from '../assess.ts'
import { type Decision, later, type View } from '../decision.ts'
import { leaveBeforeErasing } from './leaving.ts'

const codesOf = (view: View, move: Extract<Decision, { do: 'move' }>): readonly [string, string] => {
  const flat = (verdicts: View['request']['verdicts']) =>
    verdicts.flatMap(verdict => verdict.blockers.map(blocker => `${blocker.code} ${blocker.count}`)).join()
  return [flat(view.request.verdicts), flat(move.assessed?.verdicts ?? [])]
}

/** A request that is kept back looks again soon: a pause is lifted by people, not by facts. */
const keptBackMs = 15_000

const wait = ({ now, policy }: View, because: string): Decision => ({
  do: 'wait',
  until: later(now, policy.recheckMs),
  because
})

/** Not begun: kept back by the brake or a pause, else taken up. */
export const accepted = (view: View): Decision =>
  leaveBeforeErasing(view) ??
  (view.keptBack === null
    ? { do: 'move', to: 'checking', because: 'claimed' }
    : { do: 'wait', until: later(view.now, keptBackMs), because: view.keptBack })

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

/** Blocked and awaiting approval: look again, and go back to `checking` only when the answer changed. */
export const blocked = (view: View): Decision => {
  const leave = leaveBeforeErasing(view)
  if (leave) return leave
  if (view.reading === null) return { do: 'read' }
  const move = assess(view)
  const [before, now] = codesOf(view, move)
  const same = move.to === view.request.state && move.because === view.request.because && before === now
  return same ? wait(view, view.request.because) : { do: 'move', to: 'checking', because: 'fact-changed' }
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
