import { answerProvided } from './answer-provided.ts'
import { met, type Precondition, unmet } from './precondition.ts'

/**
 * Neither platform has invoices over its API: the site says that it issues none, a person says it of the subject, or
 * the finance system is asked.
 */
export const noUnpaidInvoices: Precondition = {
  id: 'no-unpaid-invoices',
  question: 'Are no invoices of this person unpaid?',
  wants: [],
  asksProvider: 'unpaid-invoices',
  waivable: true,
  nearDeadline: 'escalate',
  ask({ declarations, attestations, provided }) {
    const attested = attestations.findLast(said => said.precondition === 'no-unpaid-invoices')
    if (attested) return attested.answer ? met('attestation') : unmet('attestation', 'invoices-unpaid', 'subject')
    if (declarations.noInvoices) return met('declaration')
    const answer = answerProvided(provided['unpaid-invoices'], 'invoices-unpaid', 'subject')
    return answer ?? unmet('declaration', 'invoices-not-attested', 'administrator')
  }
}
