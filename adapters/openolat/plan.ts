import type { Action, HandOver, Plan, PlannedAction, PlanPolicy, Subject, WayBack } from '../contract.ts'
import { quoteExactly, searchAccounts } from './accounts.ts'
import { describeObject } from './actions/hand-over.ts'
import { requireStatus } from './facts/state.ts'
import { keepSolelyOwned, listOwned, listOwners } from './ownership.ts'
import type { Rest } from './rest.ts'
import { planRows } from './retention/index.ts'
import { rememberRows, writeRemembered } from './retention/remember.ts'
import { listOrganisationRoles, listPrivilegedRoles, namedRoles } from './roles.ts'
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
  signal: AbortSignal
): Promise<Plan> {
  const status = await requireStatus(rest, subject, signal)
  const owned = await listOwned(rest, subject, signal)
  const resources = owned.filter(object => object.category !== 'group').length
  const roles = await listOrganisationRoles(rest, subject, signal)
  const privilegedRoles = await listPrivilegedRoles(rest, subject, signal, roles)
  const sole = await keepSolelyOwned(rest, subject, owned, signal)
  const handOvers = await nameSuccessors(rest, subject, sole, policy.successors, signal)
  const isNamed = resources > 0 || privilegedRoles.some(role => namedRoles.includes(role))
  const remembered = await rememberRows(rest, subject, { roles, owned }, signal)
  const counts: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    block: {},
    'hand-over': countCategories(handOvers),
    'leave-roles': { ownerships: resources, roles: privilegedRoles.length },
    delete: { accounts: 1 }
  }
  const needed = actions.filter(({ id }) => {
    if (id === 'hand-over') return handOvers.length > 0
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
    before: { status, ...(await describeFallback(rest, handOvers, signal)), ...writeRemembered(remembered) }
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

// Whoever OpenOlat would put in as owner must not turn up where it was not before.
async function describeFallback(rest: Rest, handOvers: readonly HandOver[], signal: AbortSignal) {
  if (handOvers.length === 0) return {}
  const hits = await searchAccounts(rest, { login: quoteExactly(rest.fallbackAdministrator) }, signal)
  const key = hits.find(hit => hit.login === rest.fallbackAdministrator)?.key ?? null
  if (key === null) return { 'fallback-key': null }
  const owned: string[] = []
  for (const handOver of handOvers) {
    const owners = await listOwners(rest, handOver.object.category, handOver.object.key, signal)
    if (owners?.includes(key)) owned.push(describeObject(handOver))
  }
  return { 'fallback-key': key, 'fallback-owns': owned.join(' ') }
}
