import type { Decision, View } from './decision.ts'
import type { State } from './states.ts'
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

/** Decides what comes next: pure, the same for the worker, a restart and a dry run. */
export const decide = (view: View): Decision => steps[view.request.state](view)
