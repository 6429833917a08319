import { heardFitly } from './assess.ts'
import { alertsDue, reminderDue } from './deadline/near-deadline.ts'
import type { Decision, View } from './decision.ts'
import { isEnd, type State } from './states.ts'
import { confirming } from './steps/confirming.ts'
import { erasing } from './steps/erasing.ts'
import { stalled } from './steps/stalled.ts'
import { accepted, blocked, checking, coolingOff } from './steps/waiting.ts'

const ended = (): Decision => ({ do: 'wait', until: null, because: 'ended' })

/** One row a state: what decides there. */
const steps: Readonly<Record<State, (view: View) => Decision>> = {
  accepted,
  checking,
  blocked,
  'awaiting-approval': blocked,
  'cooling-off': coolingOff,
  erasing,
  confirming,
  stalled,
  joined: ended,
  withdrawn: ended,
  refused: ended,
  expired: ended,
  completed: ended,
  'partially-completed': ended
}

/** Whether nothing that runs by itself brings the request on now: it waits, or its platform could not be asked. */
const standsStill = ({ request }: View, next: Decision): boolean =>
  next.do === 'wait' || (next.do === 'read' && request.waiting !== null)

/**
 * Decides what comes next: pure, the same for the worker, a restart and a dry run. What stands still while its legal
 * period runs out is put before people first.
 */
export const decide = (given: View): Decision => {
  const view = heardFitly(given)
  const next = steps[view.request.state](view)
  if (isEnd(view.request.state) || !standsStill(view, next)) return next
  const codes = alertsDue(view)
  const reminds = reminderDue(view)
  return codes.length > 0 || reminds ? { do: 'alert', codes, reminds } : next
}
