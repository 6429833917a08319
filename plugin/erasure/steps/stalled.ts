import type { Decision, View } from '../decision.ts'

/** A person decides; a hold that is released re-opens what it stopped. */
export const stalled = (view: View): Decision => {
  const { request } = view
  if (request.because === 'legal-hold' && view.holds === 0)
    return { do: 'move', to: 'erasing', because: 'hold-released' }
  switch (request.asked?.what) {
    case 'retry':
      return { do: 'move', to: 'erasing', because: 'asked-to-retry' }
    case 'look-again':
      return { do: 'move', to: 'confirming', because: 'asked-to-look-again' }
    case 'close':
      return { do: 'move', to: 'partially-completed', because: 'closed-by-person' }
    default:
      return { do: 'wait', until: null, because: request.because }
  }
}
