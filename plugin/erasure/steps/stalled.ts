import type { Decision, View } from '../decision.ts'
import { isTakenBack } from '../demand/leading-demand.ts'
import { standingObjection } from '../demand/objections.ts'
import { hasWayBack } from '../demand/withdrawal.ts'
import { type ErasureRequest, hasBegun } from '../request.ts'

/** What a platform refused to put back: a person says whether to try again. */
export const releaseRefused = 'release-refused'

/**
 * Whether the request stands in an exclusive section of the platform in which something has begun: closed now, it would
 * let others in while the platform is still in the state that the section guards.
 */
const isInsideSection = ({ section, actions }: ErasureRequest): boolean => section !== null && actions.some(hasBegun)

/**
 * A person decides. What a hold stopped is no failure: its release re-opens it, and trying again means nothing before
 * that. A withdrawal is a decision too, as long as there is a way back.
 */
export const stalled = ({ request, work, holds }: View): Decision => {
  if (isTakenBack(request) && hasWayBack(work.plan!, request.actions) && request.because !== releaseRefused)
    return { do: 'move', to: 'erasing', because: 'withdrawn' }
  const what = request.asked?.what
  const isHeld = request.because === 'legal-hold'
  const objection = standingObjection(request)
  if (what === 'close' && !isInsideSection(request))
    return { do: 'move', to: 'partially-completed', because: 'closed-by-person' }
  if (what === 'look-again') return { do: 'move', to: 'confirming', because: 'asked-to-look-again' }
  // What the subject says against it is decided by an officer's approval, never by trying again.
  if (objection !== null) return { do: 'wait', until: null, because: request.because }
  if (request.because === 'subject-objected') return { do: 'move', to: 'erasing', because: 'objection-decided' }
  if (isHeld && holds === 0) return { do: 'move', to: 'erasing', because: 'hold-released' }
  if (what === 'retry' && !isHeld) return { do: 'move', to: 'erasing', because: 'asked-to-retry' }
  return { do: 'wait', until: null, because: request.because }
}
