import type { Facts } from '../../../adapters/contract.ts'
import { type Answer, type Blocker, met, type Precondition, unmet } from './precondition.ts'

/** The release cannot say what is owned: no reason to block everybody, but a person looks at the plan. */
const notAnswerable: Answer = {
  is: 'unmet',
  source: 'adapter',
  blockers: [{ code: 'ownership-unknown', severity: 'approval', whoCanFix: 'privacy-officer', count: null }]
}

/** Where nobody can say what is owned: whoever has no role on the platform can own nothing. */
const hasNoRole = ({ protection }: Facts): boolean =>
  protection?.is === 'known' && protection.value.privilegedRoles.length === 0

/** Everything solely owned needs a living successor; else it would go to nobody, or to an account that nobody chose. */
export const successorsNamed: Precondition = {
  id: 'successors-named',
  question: 'Has everything that only this person owns a living successor?',
  wants: ['solely-owned'],
  waivable: false,
  nearDeadline: 'resolve-on-behalf',
  ask({ facts, plan }) {
    const owned = facts['solely-owned']?.is
    if (owned !== 'known' && owned !== 'not-answerable-here')
      return unmet('adapter', 'ownership-unknown', 'administrator')
    const count = (problem: string): number => plan.handOvers.filter(handOver => handOver.problem === problem).length
    const blockers: Blocker[] = [
      {
        code: 'successor-not-named',
        severity: 'stops' as const,
        whoCanFix: 'administrator' as const,
        count: count('none-named')
      },
      {
        code: 'successor-not-living',
        severity: 'stops' as const,
        whoCanFix: 'administrator' as const,
        count: count('not-living')
      },
      {
        code: 'hand-over-by-hand',
        severity: 'stops' as const,
        whoCanFix: 'administrator' as const,
        count: count('by-hand-only')
      }
    ].filter(blocker => blocker.count > 0)
    if (blockers.length > 0) return { is: 'unmet', source: 'adapter', blockers }
    return owned === 'known' || hasNoRole(facts) ? met('adapter') : notAnswerable
  }
}
