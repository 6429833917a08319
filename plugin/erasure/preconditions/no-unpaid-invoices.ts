import { met, type Precondition, unmet } from './precondition.ts'

/** Neither platform has invoices over its API: the site says that it issues none, or a person says it of the subject. */
export const noUnpaidInvoices: Precondition = {
  id: 'no-unpaid-invoices',
  question: 'Are no invoices of this person unpaid?',
  wants: [],
  waivable: true,
  nearDeadline: 'escalate',
  ask({ declarations, attestations }) {
    const attested = attestations.findLast(said => said.precondition === 'no-unpaid-invoices')
    if (attested) return attested.answer ? met('attestation') : unmet('attestation', 'invoices-unpaid', 'subject')
    return declarations.noInvoices ? met('declaration') : unmet('declaration', 'invoices-not-attested', 'administrator')
  }
}
