import type { Decision, View } from '../decision.ts'
import { isWithdrawn } from '../leading-demand.ts'
import { preconditions } from '../preconditions/index.ts'

/** The ways out that stand open in every state before `erasing`; null when none is taken. */
export const leaveBeforeErasing = ({ request }: View): Decision | null => {
  if (isWithdrawn(request)) return { do: 'move', to: 'withdrawn', because: 'withdrawn' }
  if (request.asked?.what === 'refuse') return { do: 'move', to: 'refused', because: 'refused-by-officer' }
  return null
}

const isRefusable = (id: string): boolean =>
  preconditions.some(precondition => precondition.id === id && precondition.nearDeadline === 'refuse-with-notice')

/**
 * What the end of the legal period makes of a request that is still stopped: never proven expires, nobody found and
 * what cannot be granted is refused, everything else stays before the people who can settle it. What was begun in the
 * platform goes on there whatever is answered, and is only let go when nobody was ever found.
 */
export const leaveAtDeadline = ({ request, now }: View): Decision | null => {
  if (now < request.deadlineAt) return null
  const unmet = request.verdicts.filter(verdict => verdict.is === 'unmet')
  const codes = unmet.flatMap(verdict => verdict.blockers.map(blocker => blocker.code))
  const notFound = codes.find(code => code.startsWith('subject-'))
  if (notFound !== undefined) return { do: 'move', to: 'refused', because: notFound }
  if (request.state !== 'blocked') return null
  if (codes.includes('identity-not-proven')) return { do: 'move', to: 'expired', because: 'never-proven' }
  const because = unmet.find(({ precondition }) => isRefusable(precondition))?.blockers[0]?.code
  return because === undefined ? null : { do: 'move', to: 'refused', because }
}
