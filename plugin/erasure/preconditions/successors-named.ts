import { type Blocker, met, type Precondition, unmet } from './precondition.ts'

/** Everything solely owned needs a living successor; else it would go to nobody, or to an account that nobody chose. */
export const successorsNamed: Precondition = {
  id: 'successors-named',
  question: 'Has everything that only this person owns a living successor?',
  wants: ['solely-owned'],
  waivable: false,
  nearDeadline: 'resolve-on-behalf',
  ask({ facts, plan }) {
    if (facts['solely-owned']?.is === 'unknown') return unmet('adapter', 'ownership-unknown', 'administrator')
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
      }
    ].filter(blocker => blocker.count > 0)
    return blockers.length === 0 ? met('adapter') : { is: 'unmet', source: 'adapter', blockers }
  }
}
