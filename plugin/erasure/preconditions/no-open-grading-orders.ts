import { answerProvided } from './answer-provided.ts'
import { met, type Precondition, unmet } from './precondition.ts'

/**
 * OpenOlat says how many grading orders are open, never whose. None anywhere is yes for everybody; else yes for
 * whoever is not among the declared graders; for those, a named person attests it or a fact provider is asked.
 */
export const noOpenGradingOrders: Precondition = {
  id: 'no-open-grading-orders',
  question: 'Are no grading orders of this person open?',
  wants: ['open-grading-orders'],
  asksProvider: 'open-grading-orders',
  waivable: true,
  nearDeadline: 'escalate',
  ask({ facts, declarations, attestations, provided }) {
    const attested = attestations.findLast(said => said.precondition === 'no-open-grading-orders')
    if (attested?.answer === false) return unmet('attestation', 'grading-orders-open', 'subject')
    const open = facts['open-grading-orders']
    if (open?.is === 'known' && open.value.openAnywhere === 0) return met('adapter')
    if (attested) return met('attestation')
    if (declarations.isDeclaredGrader === false) return met('declaration')
    const answer = answerProvided(provided['open-grading-orders'], 'grading-orders-open', 'subject')
    if (answer !== null) return answer
    if (declarations.isDeclaredGrader === null) return unmet('declaration', 'graders-not-declared', 'administrator')
    const count = open?.is === 'known' ? open.value.openAnywhere : null
    return unmet('declaration', 'grader-with-open-orders', 'administrator', count)
  }
}
