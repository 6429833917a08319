import type { Decision, View } from '../decision.ts'
import { isWithdrawn } from '../request.ts'

/** The ways out that stand open in every state before `erasing`; null when none is taken. */
export const leaveBeforeErasing = ({ request, now }: View): Decision | null => {
  if (isWithdrawn(request)) return { do: 'move', to: 'withdrawn', because: 'withdrawn' }
  if (request.asked?.what === 'refuse') return { do: 'move', to: 'refused', because: 'refused-by-officer' }
  if (now < request.deadlineAt || request.state !== 'blocked') return null
  const codes = request.verdicts.flatMap(verdict => verdict.blockers.map(blocker => blocker.code))
  if (codes.length > 0 && codes.every(code => code === 'identity-not-proven'))
    return { do: 'move', to: 'expired', because: 'never-proven' }
  const refusable = ['subject-not-found', 'subject-ambiguous', 'identity-not-proven', 'mandate-missing', 'legal-hold']
  const because = codes.find(code => refusable.includes(code))
  return because === undefined ? null : { do: 'move', to: 'refused', because }
}
