import type { Decision, View } from '../decision.ts'

/**
 * A person decides. What a hold stopped is no failure: its release re-opens it, and trying again means nothing before
 * that.
 */
export const stalled = ({ request, holds }: View): Decision => {
  const what = request.asked?.what
  const isHeld = request.because === 'legal-hold'
  if (what === 'close') return { do: 'move', to: 'partially-completed', because: 'closed-by-person' }
  if (what === 'look-again') return { do: 'move', to: 'confirming', because: 'asked-to-look-again' }
  if (isHeld && holds === 0) return { do: 'move', to: 'erasing', because: 'hold-released' }
  if (what === 'retry' && !isHeld) return { do: 'move', to: 'erasing', because: 'asked-to-retry' }
  return { do: 'wait', until: null, because: request.because }
}
