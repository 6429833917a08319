import type { Plan, WayBack } from '../../adapters/contract.ts'
import type { ActionProgress } from './request.ts'

/** Whether a withdrawal can still end the request: no action without a way back has an intent. */
export const hasWayBack = (plan: Plan, actions: readonly ActionProgress[]): boolean =>
  !actions.some(
    progress =>
      progress.intentAt !== null &&
      plan.actions.some(planned => planned.action === progress.action && !planned.reversible)
  )

/** What a withdrawal would do right now, for the subject to be told beforehand: the way back of the last action begun. */
export const wayBackNow = (plan: Plan, actions: readonly ActionProgress[]): WayBack['way'] | 'everything-as-before' => {
  const begun = actions.filter(progress => progress.intentAt !== null).map(progress => progress.action)
  const ways = plan.wayBack.filter(way => begun.includes(way.after)).map(way => way.way)
  return ways.at(-1) ?? 'everything-as-before'
}
