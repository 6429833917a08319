import type { Facts, HandOver } from '../../../adapters/contract.ts'
import { isBegunAtPlatform } from '../begun-at-platform.ts'
import { type Answer, type Blocker, type Declarations, met, type Precondition, unmet } from './precondition.ts'

/** Of how many objects the subject see themselves as an owner; null where nobody said. */
const ownerRoles = ({ 'owner-roles': owned }: Facts): number | null =>
  owned?.is === 'known' ? owned.value.length : null

/** Where nobody can say what is owned: whoever sees themselves as an owner of no object, and has no wider role, can own nothing. */
const hasNoRole = (facts: Facts): boolean =>
  ownerRoles(facts) === 0 && facts.protection?.is === 'known' && facts.protection.value.privilegedRoles.length === 0

/**
 * The platform does not say what is owned. What the site declared counts for whoever does not see themselves as an owner;
 * else nobody says it. Where no call of the release does, or the account is locked and its roles are no longer
 * shown, there is no reason to block everybody, but a person looks; else somebody gives the right to read it.
 */
const undetermined = (facts: Facts, { isDeclaredCourseOwner }: Declarations): Answer => {
  if (isDeclaredCourseOwner === true) return unmet('declaration', 'declared-course-owner', 'administrator')
  if (isDeclaredCourseOwner === false && !ownerRoles(facts)) return met('declaration')
  const count = ownerRoles(facts) || null
  const mayBeRead = facts['solely-owned']?.is !== 'not-answerable-here' && !isBegunAtPlatform(facts)
  if (mayBeRead) return unmet('adapter', 'ownership-unknown', 'administrator', count)
  const blocker = { code: 'ownership-unknown', severity: 'approval', whoCanFix: 'privacy-officer', count } as const
  return { is: 'unmet', source: 'adapter', blockers: [blocker] }
}

/** What could be handed over, and no longer once the platform has begun by itself. */
const isTooLateAfter = ({ beforeLock, problem }: HandOver): boolean => beforeLock === true && problem === null

/** Everything solely owned needs a living successor; else it would go to nobody, or to an account that nobody chose. */
export const successorsNamed: Precondition = {
  id: 'successors-named',
  question: 'Has everything that only this person owns a living successor?',
  wants: ['solely-owned', 'owner-roles'],
  waivable: false,
  nearDeadline: 'resolve-on-behalf',
  ask({ facts, plan, isForwarded, declarations }) {
    const owned = facts['solely-owned']?.is
    if (owned !== 'known' && owned !== 'not-answerable-here') return undetermined(facts, declarations)
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
      },
      {
        code: 'hand-over-before-request',
        severity: 'stops' as const,
        whoCanFix: 'administrator' as const,
        count: isForwarded && !isBegunAtPlatform(facts) ? plan.handOvers.filter(isTooLateAfter).length : 0
      }
    ].filter(blocker => blocker.count > 0)
    if (blockers.length > 0) return { is: 'unmet', source: 'adapter', blockers }
    return owned === 'known' || hasNoRole(facts) ? met('adapter') : undetermined(facts, declarations)
  }
}
