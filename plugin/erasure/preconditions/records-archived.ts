import { answerProvided } from './answer-provided.ts'
import { met, type Precondition, unmet } from './precondition.ts'

/**
 * Exam results and statements go with the account; a site with a duty to keep them archives them first, and a named
 * person or the archive itself says so.
 */
export const recordsArchived: Precondition = {
  id: 'records-archived',
  question: 'Are exam results and statements that the deletion destroys archived?',
  wants: ['destroyed-records'],
  asksProvider: 'records-archived',
  waivable: true,
  nearDeadline: 'escalate',
  ask({ facts, attestations, provided }) {
    const attested = attestations.findLast(said => said.precondition === 'records-archived')
    if (attested?.answer) return met('attestation')
    const records = facts['destroyed-records']
    const isKnown = records?.is === 'known'
    const count = isKnown ? Object.values(records.value).reduce((sum, some) => sum + some, 0) : null
    if (count === 0) return met('adapter')
    const answer = answerProvided(provided['records-archived'], 'records-not-archived', 'administrator')
    if (answer !== null) return answer
    return unmet('adapter', isKnown ? 'records-not-archived' : 'records-unknown', 'administrator', count)
  }
}
