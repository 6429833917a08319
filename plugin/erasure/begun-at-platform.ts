import type { Facts } from '../../adapters/contract.ts'
import type { Origin } from './demand/demand.ts'

/** Whether the platform says that its own deletion of this account has begun. */
export const isBegunAtPlatform = (facts: Facts): boolean => {
  const begun = facts['begun-at-platform']
  return begun?.is === 'known' && begun.value !== null
}

/**
 * As which origin a demand is asked. Whose deletion the platform has begun, by whatever way, is locked out and can fix
 * nothing: they are asked what origin `platform` is asked.
 */
export const askedAs = (origin: Origin, facts: Facts): Origin => (isBegunAtPlatform(facts) ? 'platform' : origin)
