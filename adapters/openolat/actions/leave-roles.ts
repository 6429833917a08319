import type { Action, Confirmation, Plan, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { isTombstone, readStatus, refuseOtherAccount } from '../accounts.ts'
import { readAccount, readObject } from '../answers.ts'
import { listOwners } from '../ownership/categories.ts'
import { knownFromPlan } from '../ownership/known.ts'
import { listOwnedEntries } from '../ownership/owned.ts'
import { isNotAllowed, type OperationId, type Rest } from '../rest.ts'
import { listOrganisationRoles, refuseNewAdministrator } from '../roles.ts'

/**
 * Takes away the ownerships and privileged roles for whose sake OpenOlat would keep the name. The list is read when
 * DELETE begins, so they go before (fact sheet 8). The plain `user` role stays: without it nobody can delete.
 */
export function createLeaveRoles(rest: Rest): Action {
  return {
    id: 'leave-roles',
    treatment: 'delete',
    covers: 'Your roles and ownerships end, so that your name does not stay with them.',
    after: ['block', 'hand-over'],
    section: null,
    repeat: 'safe',
    settleMs: 0,
    readBack: 'same-service',
    reversible: false,
    async perform(subject, plan, signal) {
      if (await isTombstone(rest, subject.id, signal)) return { is: 'already-absent' }
      await refuseOtherAccount(rest, subject, signal)
      await refuseNewAdministrator(rest, plan, 'removeOrganisationMember', signal)
      const ownerships = await listEntries(rest, plan, signal)
      for (const of of ownerships) await leaveEntry(rest, of, subject.id, signal)
      const roles = await requireRoles(rest, subject, signal)
      for (const { organisation, role } of roles) {
        await remove(rest, 'removeOrganisationMember', { of: organisation, role, person: subject.id }, signal)
      }
      return { is: 'done', counts: { ownerships: ownerships.length, roles: roles.length } }
    },
    async confirm(subject, plan, signal) {
      if ((await readStatus(rest, subject.id, signal)) === 'out-of-reach') return confirmByName(rest, subject, signal)
      const left = await listEntries(rest, plan, signal)
      const roles = await requireRoles(rest, subject, signal)
      return left.length + roles.length === 0 ? { is: 'gone' } : { is: 'still-there' }
    }
  }
}

// After DELETE the roles cannot be read, but what they are taken away for can: the name.
async function confirmByName(rest: Rest, subject: Subject, signal: AbortSignal): Promise<Confirmation> {
  if (!(await isTombstone(rest, subject.id, signal))) return { is: 'cannot-tell', because: 'out-of-reach' }
  const answer = await rest.call('getUser', { params: { key: subject.id }, signal })
  const { firstName, lastName } = readAccount('getUser', readObject('getUser', answer))
  return firstName === null && lastName === null ? { is: 'gone' } : { is: 'still-there' }
}

async function listEntries(rest: Rest, plan: Plan, signal: AbortSignal): Promise<string[]> {
  return (await listOwnedEntries(rest, plan.subject, knownFromPlan(plan), signal)).map(({ key }) => key)
}

async function requireRoles(rest: Rest, subject: Subject, signal: AbortSignal) {
  const roles = await listOrganisationRoles(rest, subject, signal)
  if (roles !== null) return roles
  const detail = { operation: 'listOrganisations', mayHaveHappened: false }
  throw new PlatformError('refused', 'organisations-not-readable', detail)
}

// REST lets the last owner go: what would be orphaned stays, and a person looks.
async function leaveEntry(rest: Rest, of: string, person: string, signal: AbortSignal): Promise<void> {
  const owners = await listOwners(rest, 'course', of, signal)
  if (owners === null || !owners.includes(person)) return
  if (owners.length === 1) {
    throw new PlatformError('refused', 'no-successor', { operation: 'removeEntryOwner', mayHaveHappened: false })
  }
  await remove(rest, 'removeEntryOwner', { of, person }, signal)
}

async function remove(
  rest: Rest,
  operation: OperationId,
  params: Readonly<Record<string, string>>,
  signal: AbortSignal
): Promise<void> {
  const answer = await rest.call(operation, { params, signal })
  if (answer.status === 200) return
  const detail = { operation, status: answer.status }
  if (isNotAllowed(answer)) throw new PlatformError('refused', 'not-allowed', { ...detail, mayHaveHappened: false })
  if (answer.status >= 500) throw new PlatformError('unavailable', 'platform-failed', detail)
  throw new PlatformError('surprise', 'unexpected-answer', detail)
}
