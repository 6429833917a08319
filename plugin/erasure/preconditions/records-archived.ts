import { met, type Precondition, unmet } from './precondition.ts'

/** Exam results and statements go with the account; a site with a duty to keep them archives them first. */
export const recordsArchived: Precondition = {
  id: 'records-archived',
  question: 'Are exam results and statements that the deletion destroys archived?',
  wants: ['destroyed-records'],
  waivable: true,
  nearDeadline: 'escalate',
  ask({ facts, attestations }) {
    const attested = attestations.findLast(said => said.precondition === 'records-archived')
    if (attested?.answer) return met('attestation')
    const records = facts['destroyed-records']
    if (records?.is !== 'known') return unmet('adapter', 'records-unknown', 'administrator')
    const count = Object.values(records.value).reduce((sum, some) => sum + some, 0)
    return count === 0 ? met('adapter') : unmet('adapter', 'records-not-archived', 'administrator', count)
  }
}
