import { isBegunAtPlatform } from '../begun-at-platform.ts'
import { isExtensionLapsed, runningSuspension } from '../deadline/legal-clock.ts'
import type { Decision, View } from '../decision.ts'
import { isWithdrawn } from '../demand/leading-demand.ts'
import { groundOfRefusal } from '../demand/refusal-grounds.ts'
import { preconditions } from '../preconditions/index.ts'

/** Code of a request whose subject took it back, and which the platform would not let us cancel. */
export const cancelWaits = 'platform-cancel-refused'

const takeBack = ({ request, work, reading, now }: View): Decision => {
  const lapsed = request.demands.map(demand => demand.lapsed)
  const isLapsed = lapsed.every(because => because !== undefined)
  if (isLapsed) return { do: 'move', to: 'expired', because: lapsed.at(-1)! }
  // What the platform has begun goes on there unless it is cancelled there.
  const known = reading ?? work.reading
  if (request.waiting?.code === cancelWaits && request.waiting.nextAt > now)
    return { do: 'wait', until: request.waiting.nextAt, because: cancelWaits }
  return isBegunAtPlatform(known?.facts ?? {})
    ? { do: 'release' }
    : { do: 'move', to: 'withdrawn', because: 'withdrawn' }
}

/** The ways out that stand open in every state before `erasing`; null when none is taken. */
export const leaveBeforeErasing = (view: View): Decision | null => {
  const { request } = view
  if (isWithdrawn(request)) return takeBack(view)
  if (request.asked?.what === 'refuse') {
    const { ground = groundOfRefusal('refused-by-officer') } = request.asked
    return { do: 'move', to: 'refused', because: 'refused-by-officer', ground }
  }
  return null
}

const isRefusable = (id: string): boolean =>
  preconditions.some(precondition => precondition.id === id && precondition.nearDeadline === 'refuse-with-notice')

const refuse = (because: string): Decision => ({ do: 'move', to: 'refused', because, ground: groundOfRefusal(because) })

/**
 * What the end of the legal period makes of a request that is still stopped: never proven expires, nobody found and
 * what cannot be granted is refused, everything else stays before the people who can settle it. What was begun in the
 * platform goes on there whatever is answered, and is only let go when nobody was ever found. Where a longer period fell
 * away because the subject could not be told, nothing ends by itself: somebody wanted that time for them, so a person
 * decides.
 */
export const leaveAtDeadline = ({ request, now }: View): Decision | null => {
  if (now < request.deadlineAt || runningSuspension(request) !== null) return null
  if (isExtensionLapsed(request)) return null
  const unmet = request.verdicts.filter(verdict => verdict.is === 'unmet')
  const codes = unmet.flatMap(verdict => verdict.blockers.map(blocker => blocker.code))
  const notFound = codes.find(code => code.startsWith('subject-'))
  if (notFound !== undefined) return refuse(notFound)
  if (request.state !== 'blocked') return null
  if (codes.includes('identity-not-proven')) return { do: 'move', to: 'expired', because: 'never-proven' }
  const because = unmet.find(({ precondition }) => isRefusable(precondition))?.blockers[0]?.code
  return because === undefined ? null : refuse(because)
}
