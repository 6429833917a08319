import type { CertifiedAction } from './certificate.ts'
import type { Entry } from './entry.ts'

/** What a chain shows of its actions; `unproven`: number of an entry that lacks another before it. */
export interface ReadActions {
  readonly actions: readonly CertifiedAction[]
  readonly unproven: number | null
}

const lists = (entry: Entry, field: string, action: string): boolean => {
  const listed = entry.data[field]
  return Array.isArray(listed) && listed.includes(action)
}

/** The plans that count: the one that was frozen at the first intent, and the supplementary ones. */
const findPlans = (chain: readonly Entry[]): readonly Entry[] => {
  const plans = chain.filter(entry => entry.kind === 'planned')
  const firstIntent = chain.find(entry => entry.kind === 'intent')?.n ?? Number.POSITIVE_INFINITY
  const frozen = plans.findLast(entry => entry.data.supplementary !== true && entry.n < firstIntent)
  const supplementary = plans.filter(entry => entry.data.supplementary === true)
  return frozen === undefined ? supplementary : [frozen, ...supplementary]
}

const readOutcome = (entry: Entry | undefined): CertifiedAction['outcome'] =>
  entry === undefined ? null : ({ is: entry.data.is, at: entry.at } as CertifiedAction['outcome'])

const readConfirmation = (entry: Entry | undefined): CertifiedAction['confirmation'] =>
  entry === undefined
    ? null
    : ({
        is: entry.data.is,
        at: entry.at,
        dueAt: entry.data.dueAt ?? null,
        because: entry.data.because ?? null
      } as CertifiedAction['confirmation'])

const readCounts = (entry: Entry | undefined): NonNullable<CertifiedAction['counts']> =>
  (entry?.data.counts ?? {}) as NonNullable<CertifiedAction['counts']>

const readAction = (action: string, plan: Entry, entries: readonly Entry[]): CertifiedAction => ({
  action,
  treatment: (plan.data.treatments as Readonly<Record<string, CertifiedAction['treatment']>>)[action]!,
  supplementary: plan.data.supplementary === true,
  expected: lists(plan, 'expected', action),
  unreadable: lists(plan, 'unreadable', action),
  irreversible: lists(plan, 'irreversible', action),
  counts: readCounts(entries.findLast(entry => entry.kind === 'outcome')),
  outcome: readOutcome(entries.findLast(entry => entry.kind === 'outcome')),
  confirmation: readConfirmation(entries.findLast(entry => entry.kind === 'confirmation'))
})

/** What we did ourselves had its plan and its intent stored before the call; what was only read had no intent. */
const findUnproven = (plan: Entry | undefined, entries: readonly Entry[]): Entry | undefined =>
  entries.find(
    entry =>
      plan === undefined ||
      entry.n < plan.n ||
      (entry.kind === 'outcome' &&
        entry.data.byReading !== true &&
        !entries.some(each => each.kind === 'intent' && each.n < entry.n))
  )

/**
 * Reads from a chain what became of each action of the plan. Where nothing was erased (`wholePlan: false`) only what
 * was begun is told.
 */
export const readActions = (chain: readonly Entry[], wholePlan: boolean): ReadActions => {
  const plans = findPlans(chain).filter(plan => Array.isArray(plan.data.actions) && plan.data.treatments !== undefined)
  const begun = Map.groupBy(
    chain.filter(entry => typeof entry.data.action === 'string' && entry.kind !== 'failed'),
    entry => entry.data.action as string
  )
  const planOf = new Map<string, Entry>()
  for (const plan of plans) {
    for (const action of plan.data.actions as readonly string[]) if (!planOf.has(action)) planOf.set(action, plan)
  }
  const unproven = [...begun].flatMap(([action, entries]) => findUnproven(planOf.get(action), entries)?.n ?? [])
  const told = [...planOf].filter(([action]) => wholePlan || begun.has(action))
  return {
    actions: told.map(([action, plan]) => readAction(action, plan, begun.get(action) ?? [])),
    unproven: unproven[0] ?? null
  }
}
