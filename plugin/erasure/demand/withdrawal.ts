import type { Plan, WayBack } from '../../../adapters/contract.ts'
import { type ActionProgress, hasBegun } from '../request.ts'

/** Whether a withdrawal can still end the request: no action without a way back may have been called. */
export const hasWayBack = (plan: Plan, actions: readonly ActionProgress[]): boolean =>
  !actions.some(
    progress =>
      hasBegun(progress) && plan.actions.some(planned => planned.action === progress.action && !planned.reversible)
  )

/** What a withdrawal would do right now, for the subject to be told beforehand: the way back of the last action begun. */
export const wayBackNow = (plan: Plan, actions: readonly ActionProgress[]): WayBack['way'] | 'everything-as-before' => {
  if (!hasWayBack(plan, actions)) return 'none'
  const ways = actions.filter(hasBegun).flatMap(({ action }) => plan.wayBack.filter(({ after }) => after === action))
  return ways.at(-1)?.way ?? 'everything-as-before'
}
