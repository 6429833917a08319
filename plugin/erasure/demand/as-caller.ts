import type { FactAnswer, FactName, Facts, Plan } from '../../../adapters/contract.ts'
import { isBegunAtPlatform } from '../begun-at-platform.ts'
import type { Policy } from '../policy.ts'
import type { Work } from '../request.ts'

type AsCaller = Work['asCaller']
type Answer = FactAnswer<FactName>

const union = <Item>(...lists: readonly (readonly Item[])[]): readonly Item[] => [...new Set(lists.flat())]

/** Nobody sees all roles of an account: what either reading found counts, however long ago the subject read it. */
const strictest = (
  read: FactAnswer<'protection'> | undefined,
  said: FactAnswer<'protection'> | undefined
): FactAnswer<'protection'> | undefined => {
  if (read?.is !== 'known' || said?.is !== 'known') return read
  const [one, other] = [read.value, said.value]
  const value = {
    permanent: one.permanent || other.permanent,
    ours: one.ours || other.ours,
    privilegedRoles: union(one.privilegedRoles, other.privilegedRoles)
  }
  return { ...read, value }
}

/**
 * What counts of an answer although it is old: roles that somebody had, and what was owned when the account was locked,
 * since when it could take on nothing.
 */
const outlivesFreshness = (name: string, { 'owner-roles': owned }: Facts, facts: Facts): boolean =>
  (name === 'owner-roles' && owned?.is === 'known' && owned.value.length > 0) ||
  (name === 'solely-owned' && isBegunAtPlatform(facts))

/**
 * What only the subject may read, they have read when they asked on a page of the platform. It counts while it is fresh
 * and nobody else can say; roles are added to those that others see.
 * @param facts what the service account was answered, and what it was not
 */
export const withCallersFacts = (facts: Facts, asCaller: AsCaller, policy: Policy, now: string): Facts => {
  if (asCaller === undefined) return facts
  const counts = ([name, answer]: [string, Answer | undefined]): boolean =>
    answer?.is === 'known' &&
    name in facts &&
    facts[name as FactName]?.is !== 'known' &&
    (Date.parse(now) - Date.parse(answer.at) <= policy.proofFreshMs || outlivesFreshness(name, asCaller.facts, facts))
  const protection = strictest(facts.protection, asCaller.facts.protection)
  return {
    ...facts,
    ...(protection === undefined ? {} : { protection }),
    ...Object.fromEntries(Object.entries(asCaller.facts).filter(counts))
  }
}

/** A plan that shows the subject's own wider roles too: whoever approves it approves them. */
export const withCallersRoles = (plan: Plan, asCaller: AsCaller): Plan => {
  const said = asCaller?.facts.protection
  if (said?.is !== 'known') return plan
  return { ...plan, privilegedRoles: union(plan.privilegedRoles, said.value.privilegedRoles) }
}
