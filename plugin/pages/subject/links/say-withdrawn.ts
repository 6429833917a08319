import type { Demand } from '../../../erasure/demand/demand.ts'
import { isLockedForGood } from '../answers.ts'
import type { Answer, Visit } from '../frame/page.ts'
import { say } from '../frame/say.ts'

/** What somebody hears who has just taken a demand back. */
export const sayWithdrawn = (visit: Visit, demands: readonly Demand[]): Answer => {
  const isLocked = isLockedForGood(visit.site, demands)
  return say(visit, ({ withdraw: { doneTitle, done, doneButLocked } }) => ({
    title: doneTitle,
    text: isLocked ? doneButLocked : done
  }))
}
