import { proofIsFor } from '../demand/demand.ts'
import { type Inquiry, met, type Precondition, unmet } from './precondition.ts'

/** Whether the demand carries a proof that was fresh when the organisation received it; a session alone is none. */
export const hasFreshProof = ({ demand, proofFreshMs }: Inquiry): boolean => {
  if (demand.proof === null || demand.proof.kind === 'lms-session') return false
  if (demand.proof.answersDemand) return true
  const age = Date.parse(proofIsFor(demand)) - Date.parse(demand.proof.at)
  return age <= proofFreshMs && age >= -proofFreshMs
}

/** Article 12(6): doubt about who asks is settled before anything is done, by the lightest means there is. */
export const identityProven: Precondition = {
  id: 'identity-proven',
  question: 'Did the subject make this demand themselves?',
  wants: [],
  waivable: false,
  nearDeadline: 'refuse-with-notice',
  ask(inquiry) {
    const attested = inquiry.attestations.findLast(said => said.precondition === 'identity-proven')
    if (attested)
      return attested.answer ? met('attestation') : unmet('attestation', 'identity-denied', 'privacy-officer')
    return hasFreshProof(inquiry) ? met('demand') : unmet('demand', 'identity-not-proven', 'subject')
  }
}
