import { createHash } from 'node:crypto'
import type { Plan } from '../../adapters/contract.ts'

/**
 * What a person decides on: solely owned objects with their successors, privileged roles, holds, treatments of what is
 * acted on and of what is kept, and what happens to names. Never counts, which change by the hour.
 */
export const decidedSet = (plan: Plan, holds: number, spared: readonly string[] = []): readonly string[] =>
  [
    `names ${plan.names}`,
    ...plan.actions.map(action => `treatment ${action.action} ${action.treatment}`),
    ...plan.retained.map(row => `category ${row.id} ${row.outcome}`),
    ...plan.handOvers.map(
      ({ object, successor }) => `hand-over ${object.category} ${object.key} ${successor?.id ?? 'nobody'}`
    ),
    ...plan.privilegedRoles.map(role => `role ${role}`),
    ...spared.map(item => `held ${item}`),
    ...(holds > 0 ? ['hold'] : [])
  ].sort()

/** SHA-256 over the set, in hexadecimal: what an approval is bound to. */
export const fingerprintOf = (decided: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(decided)).digest('hex')

/** Whether what was approved covers what is planned now: a part of it stays approved, anything new asks again. */
export const isCoveredBy = (decided: readonly string[], approved: readonly string[]): boolean =>
  decided.every(item => approved.includes(item))

/** What of a plan is new, and what is gone, since it was approved before; null: nobody has approved one. */
export const changesSince = (approved: readonly string[], decided: readonly string[]) =>
  approved.length === 0
    ? null
    : {
        added: decided.filter(item => !approved.includes(item)),
        gone: approved.filter(item => !decided.includes(item))
      }
