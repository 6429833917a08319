import type { Approval, ErasureRequest, Objection } from '../request.ts'
import { leadingDemand } from './leading-demand.ts'

const overrules = ({ asOfficer, at }: Approval, objection: Objection): boolean =>
  asOfficer === true && at > objection.at

/** What became of an objection. `stops`: the consent that the demand rested on is gone. */
export type ObjectionState = 'stops' | 'waits' | 'overruled' | 'too-late' | 'moot'

/**
 * What an objection (Article 21 of Regulation (EU) 2016/679, and the end of a consent under Article 7(3)) does to a
 * request as it is led now. One against a consent to act ends it; any other waits for a privacy officer, whose approval
 * counts only when it was given afterwards. Moot where the subject now asks themselves.
 */
export const objectionState = (request: ErasureRequest, objection: Objection): ObjectionState => {
  if (objection.isTooLate) return 'too-late'
  const { origin, mandate } = leadingDemand(request)
  if (origin === 'self') return 'moot'
  if (mandate?.kind === 'consent-to-act') return 'stops'
  return request.approvals.some(given => overrules(given, objection)) ? 'overruled' : 'waits'
}

/** How the objections that still stand stop a request; null when none does. */
export const standingObjection = (request: ErasureRequest): 'stops' | 'waits' | null => {
  const states = (request.objections ?? []).map(objection => objectionState(request, objection))
  if (states.includes('stops')) return 'stops'
  return states.includes('waits') ? 'waits' : null
}
