import type { Certificate, CertifiedAction } from './certificate.ts'
import type { Found } from './consistency.ts'
import type { Entry } from './entry.ts'
import { listOf } from './fields.ts'

const lists = (entry: Entry, field: string, action: string): boolean => {
  const listed = entry.data[field]
  return Array.isArray(listed) && listed.includes(action)
}

/** The plans that count: the one that was frozen at the first intent, and the supplementary ones. */
const findPlans = (chain: readonly Entry[]): readonly Entry[] => {
  const plans = chain.filter(entry => entry.kind === 'planned')
  const firstIntent = chain.find(entry => entry.kind === 'intent')
  const frozen = plans.findLast(
    entry => entry.data.supplementary !== true && (firstIntent === undefined || entry.n < firstIntent.n)
  )
  const supplementary = plans.filter(entry => entry.data.supplementary === true)
  return frozen === undefined ? supplementary : [frozen, ...supplementary]
}

/** Whether a row repeats what the plan said of its action before the action began. */
const keepsToPlan = (row: CertifiedAction, plan: Entry): boolean =>
  row.supplementary === (plan.data.supplementary === true) &&
  row.expected === lists(plan, 'expected', row.action) &&
  row.unreadable === lists(plan, 'unreadable', row.action) &&
  row.irreversible === lists(plan, 'irreversible', row.action)

const checkOutcome = (row: CertifiedAction, entries: readonly Entry[]): Found | null => {
  const entry = entries.findLast(each => each.kind === 'outcome')
  if (entry === undefined) return row.outcome === null ? null : { code: 'entry-missing', n: null }
  const same = row.outcome?.is === entry.data.is && row.outcome?.at === entry.at
  if (!same) return { code: 'entry-differs', n: entry.n }
  // What we did ourselves had its intent stored before the call; what was only read had none.
  const intended = entry.data.byReading === true || entries.some(each => each.kind === 'intent' && each.n < entry.n)
  return intended ? null : { code: 'entry-missing', n: entry.n }
}

const checkConfirmation = (row: CertifiedAction, entries: readonly Entry[]): Found | null => {
  const entry = entries.findLast(each => each.kind === 'confirmation')
  if (entry === undefined) return row.confirmation === null ? null : { code: 'entry-missing', n: null }
  const { data, at } = entry
  const stated = row.confirmation
  const same =
    stated !== null &&
    stated.is === data.is &&
    stated.at === at &&
    stated.dueAt === (data.dueAt ?? null) &&
    stated.because === (data.because ?? null)
  return same ? null : { code: 'entry-differs', n: entry.n }
}

const checkRow = (row: CertifiedAction, plans: readonly Entry[], chain: readonly Entry[]): Found | null => {
  const plan = plans.find(entry => lists(entry, 'actions', row.action))
  if (plan === undefined) return { code: 'entry-missing', n: null }
  if (!keepsToPlan(row, plan)) return { code: 'entry-differs', n: plan.n }
  const entries = chain.filter(entry => entry.data.action === row.action)
  const begun = entries.find(entry => entry.kind !== 'failed')
  if (begun !== undefined && begun.n < plan.n) return { code: 'entry-missing', n: begun.n }
  return checkOutcome(row, entries) ?? checkConfirmation(row, entries)
}

/** The first action that a certificate leaves out, doubles, or states otherwise than plan and chain have it. */
export const findActionFault = ({ actions, chain, end }: Certificate): Found | null => {
  const stated = new Set<unknown>(actions.map(row => row.action))
  if (stated.size !== actions.length) return { code: 'entry-differs', n: null }
  const plans = findPlans(chain)
  for (const row of actions) {
    const fault = checkRow(row, plans, chain)
    if (fault !== null) return fault
  }
  // A request that erased answers for its whole plan; one that never began answers for what was done.
  const isErased = end === 'completed' || end === 'partially-completed'
  const planned = isErased ? plans.filter(plan => !listOf(each => stated.has(each))(plan.data.actions)) : []
  const unstated = planned[0] ?? chain.find(({ data }) => typeof data.action === 'string' && !stated.has(data.action))
  return unstated === undefined ? null : { code: 'entry-missing', n: unstated.n }
}
