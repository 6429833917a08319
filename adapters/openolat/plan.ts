import type {
  Action,
  HandOver,
  OwnedObject,
  Plan,
  PlanKnowledge,
  PlannedAction,
  PlanPolicy,
  Subject,
  WayBack
} from '../contract.ts'
import { findFallback } from './accounts.ts'
import { requireStatus } from './facts/state.ts'
import { isNamedOwnership, notDiscoverable } from './ownership/categories.ts'
import { describeObject, knownFromSnapshot } from './ownership/known.ts'
import { isEntry } from './ownership/organisations.ts'
import { describeEntry, listOwned } from './ownership/owned.ts'
import { type Held, readHeld, solelyOwned } from './ownership/sole.ts'
import type { Rest } from './rest.ts'
import { planRows } from './retention/index.ts'
import { rememberRows, writeRemembered } from './retention/remember.ts'
import { listPrivilegedRoles, namedRoles, recallOrganisationRoles } from './roles.ts'
import { nameSuccessors } from './successors.ts'

const waysBack: Readonly<Record<string, WayBack['way']>> = {
  block: 'restored',
  'hand-over': 'stays',
  'leave-roles': 'none',
  delete: 'none'
}

/** What will be done for this subject, in order, and what stays. Reads only. */
export async function planErasure(
  rest: Rest,
  actions: readonly Action[],
  subject: Subject,
  policy: PlanPolicy,
  known: PlanKnowledge,
  signal: AbortSignal
): Promise<Plan> {
  const status = await requireStatus(rest, subject, signal)
  const owned = await listOwned(rest, subject, knownFromSnapshot(known.ownership), signal)
  const resources = owned.filter(({ category }) => isNamedOwnership(category)).length
  const roles = await recallOrganisationRoles(rest, subject, signal)
  const privilegedRoles = await listPrivilegedRoles(rest, subject, signal, roles)
  const held = await readHeld(rest, subject, owned, signal)
  const sole = await markManaged(rest, solelyOwned(held), signal)
  const handOvers = await nameSuccessors(rest, subject, sole, policy.successors, known, signal)
  const isNamed = resources > 0 || privilegedRoles.some(role => namedRoles.includes(role))
  const remembered = await rememberRows(rest, subject, { roles, owned }, signal)
  const counts: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    block: {},
    'hand-over': countCategories(handOvers),
    'leave-roles': { ownerships: resources, roles: privilegedRoles.length },
    delete: { accounts: 1 }
  }
  const needed = actions.filter(({ id }) => {
    if (id === 'hand-over') return owned.length > 0
    if (id === 'leave-roles') return policy.names === 'remove-name' && (resources > 0 || privilegedRoles.length > 0)
    return true
  })
  return {
    subject,
    names: policy.names,
    actions: needed.map(action => planAction(action, counts[action.id] ?? {})),
    handOvers,
    privilegedRoles,
    retained: planRows(remembered, policy.names === 'keep-name' && isNamed),
    wayBack: needed.map(({ id }) => ({ after: id, way: waysBack[id] ?? 'none' })),
    before: { status, ...(await describeOwnership(rest, held, signal)), ...writeRemembered(remembered) },
    ownership: { snapshotAt: known.ownership?.at ?? null, notDiscoverable }
  }
}

function planAction({ id, treatment, reversible, readBack }: Action, counts: PlannedAction['counts']): PlannedAction {
  return { action: id, treatment, counts, reversible, readBack, waits: [] }
}

function countCategories(handOvers: readonly HandOver[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { object } of handOvers) counts[object.category] = (counts[object.category] ?? 0) + 1
  return counts
}

// A course among those that a person owns or teaches does not say whether another system keeps it.
async function markManaged(rest: Rest, sole: readonly OwnedObject[], signal: AbortSignal): Promise<OwnedObject[]> {
  return Promise.all(
    sole.map(async object => {
      if (!isEntry(object.category) || object.managed) return object
      const { managed } = await describeEntry(rest, object.category, object.key, signal)
      return managed ? { ...object, managed } : object
    })
  )
}

// Whoever OpenOlat would put in as owner must not turn up where it was not before.
async function describeOwnership(rest: Rest, held: readonly Held[], signal: AbortSignal) {
  if (held.length === 0) return {}
  const list = (some: readonly Held[]) => some.map(({ object }) => describeObject(object)).join(' ')
  const key = await findFallback(rest, signal)
  const fallback = key === null ? [] : held.filter(({ owners }) => owners.includes(key))
  return { owned: list(held), 'fallback-key': key, 'fallback-owns': list(fallback) }
}
