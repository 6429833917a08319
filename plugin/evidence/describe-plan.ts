import type { PlannedAction, PlannedRow } from '../../adapters/contract.ts'
import type { EntryData } from './allowed.ts'

/** Whether a planned action expects something to be there: it counted something, or could count nothing beforehand. */
export const isExpected = (action: PlannedAction): boolean => {
  const counts = Object.values(action.counts)
  return counts.length === 0 || counts.some(count => count > 0)
}

/**
 * Data of a `planned` entry. Written when the plan is frozen, before the first intent, and again for supplementary
 * actions: the certificate can then show that the plan said beforehand what cannot be read back.
 */
export const describePlan = (plan: {
  /** Hash of what a person decides on. */
  readonly fingerprint: string
  readonly actions: readonly PlannedAction[]
  readonly retained: readonly PlannedRow[]
  readonly supplementary: boolean
}): EntryData => {
  const idsOf = (actions: readonly PlannedAction[]) => actions.map(action => action.action)
  const counts: Record<string, number> = {}
  for (const action of plan.actions) {
    for (const [kind, count] of Object.entries(action.counts)) counts[kind] = (counts[kind] ?? 0) + count
  }
  return {
    fingerprint: plan.fingerprint,
    actions: idsOf(plan.actions),
    treatments: Object.fromEntries(plan.actions.map(({ action, treatment }) => [action, treatment])),
    expected: idsOf(plan.actions.filter(isExpected)),
    unreadable: idsOf(plan.actions.filter(action => action.readBack === 'none')),
    irreversible: idsOf(plan.actions.filter(action => !action.reversible)),
    supplementary: plan.supplementary,
    counts,
    retained: plan.retained.map(row => row.id),
    rowCounts: Object.fromEntries(plan.retained.flatMap(({ id, count }) => (count === null ? [] : [[id, count]])))
  }
}
