import type { Permission } from '../contract.ts'
import { quoteExactly, readStatus } from './accounts.ts'
import { type Account, readList, readNumber, readObject } from './answers.ts'
import { seesGradedTests } from './facts/grading.ts'
import type { OperationId, Rest, RestCall } from './rest.ts'

/** Rights that the service account needs, and what does not work without each (fact sheet 1.3). */
const needs = {
  'manage-users': 'nobody can be blocked or deleted',
  'search-users': 'nobody is found',
  'see-organisations': 'roles outside of the default organisation stay unseen, and names cannot be removed',
  'change-owners': 'courses cannot be handed over',
  'change-coaches': 'groups cannot be handed over',
  'see-curricula': 'it is not known who owns curricula, so nobody who might is erased',
  'see-grading': 'open grading orders stay unknown'
} as const

/** The rights, for the manifest. */
export const permissions = Object.entries(needs).map(([id, without]) => ({ id, means: `Without it ${without}.` }))

/** Tries every right, by reading only. */
export async function probePermissions(rest: Rest, me: Account, signal: AbortSignal): Promise<Permission[]> {
  const tries = async (operation: OperationId, call: Omit<RestCall, 'signal'> = {}) => {
    return (await rest.call(operation, { ...call, signal })).status === 200
  }
  const roles = await rest.call('getUserRoles', { params: { key: me.key }, signal })
  const held = roles.status === 200 ? readObject('getUserRoles', roles) : {}
  const isOwner = await readsOwners(rest, signal)
  return [
    permit('manage-users', (await readStatus(rest, me.key, signal)) !== 'out-of-reach'),
    permit('search-users', await tries('searchUsers', { query: { login: quoteExactly(me.login ?? me.key) } })),
    permit('see-organisations', await tries('listOrganisations')),
    permit(
      'change-owners',
      isOwner === true,
      isOwner === null ? 'it could not be tried: there is no learning resource yet' : undefined
    ),
    permit('change-coaches', held.groupManager === true || held.olatAdmin === true),
    permit('see-curricula', await readsCurricula(rest, signal)),
    permit('see-grading', (await tries('listGradedTests')) && (await seesGradedTests(rest, signal))),
    ...(held.systemAdmin === true
      ? [
          {
            id: 'system-administration',
            state: 'broader-than-needed',
            means: 'erasing needs no system administrator'
          } as const
        ]
      : [])
  ]
}

// A release without curricula answers 404, and nothing is missing.
async function readsCurricula(rest: Rest, signal: AbortSignal): Promise<boolean> {
  return [200, 404].includes((await rest.call('listCurricula', { signal })).status)
}

async function readsOwners(rest: Rest, signal: AbortSignal): Promise<boolean | null> {
  const list = await rest.call('listEntries', { query: { start: 0, limit: 1 }, isPaged: true, signal })
  if (list.status !== 200) return false
  const entry = readList('listEntries', list, 'repositoryEntries')[0]
  if (entry === undefined) return null
  const of = readNumber('listEntries', entry, 'key')
  return (await rest.call('listEntryOwners', { params: { of }, signal })).status === 200
}

function permit(id: keyof typeof needs, isPresent: boolean, missing: string = needs[id]): Permission {
  return { id, state: isPresent ? 'present' : 'missing', means: isPresent ? 'works' : missing }
}
