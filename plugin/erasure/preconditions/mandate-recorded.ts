import { met, type Precondition, unmet } from './precondition.ts'

/** A manager's word is not the subject's: who asks for somebody else says on what authority. */
export const mandateRecorded: Precondition = {
  id: 'mandate-recorded',
  question: 'May this person ask for the subject, and on what authority?',
  wants: [],
  waivable: false,
  nearDeadline: 'refuse-with-notice',
  ask({ demand, now }) {
    if (demand.mandate === null) return unmet('demand', 'mandate-missing', 'requester')
    if (demand.mandate.expiresAt !== null && demand.mandate.expiresAt <= now)
      return unmet('demand', 'mandate-expired', 'requester')
    return met('demand')
  }
}
