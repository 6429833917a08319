import { PlatformError } from '../errors.ts'
import { explainCaller, isTombstone } from './accounts.ts'
import { listHolders, listOrganisations } from './ownership/organisations.ts'
import type { OperationId, Rest } from './rest.ts'

/**
 * What a 403 about a person can mean (fact sheet 1.1, 1.3, 2.3). `target-not-managed`: one of the two before it, and
 * these credentials cannot read organisations to tell which.
 */
export type Refusal =
  | 'rest-off'
  | 'cannot-manage-users'
  | 'already-deleted'
  | 'unknown-key'
  | 'no-user-role'
  | 'foreign-organisation'
  | 'target-not-managed'

/** Roles of people whom no user manager reaches. */
const rolesWithoutUser = ['guest', 'invitee']

/** Tells apart, by reading, what a refusal about the person with this key meant. */
export async function explainRefusal(rest: Rest, key: string, signal: AbortSignal): Promise<Refusal> {
  const ofCaller = await explainCaller(rest, signal)
  if (ofCaller !== null) return ofCaller
  if (await isTombstone(rest, key, signal)) return 'already-deleted'
  const account = await rest.call('getUser', { params: { key }, signal })
  if (account.status === 404) return 'unknown-key'
  return explainTarget(rest, key, signal)
}

/** The error for a refusal about a person, with the code that tells which one it was. */
export async function refusePerson(
  rest: Rest,
  key: string,
  operation: OperationId,
  signal: AbortSignal
): Promise<PlatformError> {
  const code = await explainRefusal(rest, key, signal)
  return new PlatformError('refused', code, { operation, status: 403, mayHaveHappened: false })
}

async function explainTarget(rest: Rest, key: string, signal: AbortSignal): Promise<Refusal> {
  const organisations = await listOrganisations(rest, signal)
  if (organisations === null) return 'target-not-managed'
  for (const role of rolesWithoutUser) {
    for (const { key: of } of organisations) {
      if ((await listHolders(rest, of, role, signal)).includes(key)) return 'no-user-role'
    }
  }
  for (const { key: of } of organisations) {
    if ((await listHolders(rest, of, 'user', signal)).includes(key)) return 'foreign-organisation'
  }
  return 'no-user-role'
}
