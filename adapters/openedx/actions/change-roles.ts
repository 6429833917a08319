import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { HttpAnswer, Operation } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { expectArray, expectObject, explain, surprise } from '../answers.ts'
import type { AuthzRole } from '../reading/authz.ts'
import type { Turn } from './step.ts'

/** One change of a course team; `revoke` takes both roles, whichever is named (7.1). */
export interface TeamChange {
  readonly course_id: string
  readonly role: string
  readonly action: 'assign' | 'revoke'
}

/** Changes course teams; answered 200 even if every item failed, so each one is looked at (7.1). */
export async function changeCourseTeam(
  { connection, signal }: Turn,
  email: string,
  changes: readonly TeamChange[]
): Promise<void> {
  const operation = operations.changeCourseTeam
  const answer = await connection.call(operation, { json: { email, bulk_role_operations: changes }, signal })
  if (answer.status !== 200) throw explain(operation, answer)
  const { results } = expectObject<{ results: readonly unknown[] }>(operation, answer.json, { results: 'array' })
  const items = expectArray<{ status: string }>(operation, results, { status: 'string' })
  if (items.length !== changes.length) throw surprise('items-missing', operation)
  if (items.some(({ status }) => status !== 'success')) throw refusedItems(operation, 200)
}

/** Gives an account a role in authz; answered 207 even if nothing came of it. */
export async function assignAuthzRole(
  { connection, signal }: Turn,
  username: string,
  { scope, role }: AuthzRole
): Promise<void> {
  const operation = operations.assignAuthzRole
  demandItems(operation, await connection.call(operation, { json: { users: [username], role, scope }, signal }))
}

/** Takes a role in authz from an account. */
export async function removeAuthzRole(
  { connection, signal }: Turn,
  username: string,
  { scope, role }: AuthzRole
): Promise<void> {
  const operation = operations.removeAuthzRole
  demandItems(operation, await connection.call(operation, { query: { users: username, role, scope }, signal }))
}

function demandItems(operation: Operation, answer: HttpAnswer): void {
  if (answer.status !== 207) throw explain(operation, answer)
  const { completed, errors } = expectObject<{ completed: readonly unknown[]; errors: readonly unknown[] }>(
    operation,
    answer.json,
    { completed: 'array', errors: 'array' }
  )
  if (errors.length > 0) throw refusedItems(operation, 207)
  if (completed.length !== 1) throw surprise('items-missing', operation)
}

/** Other items of the same call may have been taken, so this no is not the harmless one of `refuse`. */
function refusedItems(operation: Operation, status: number): PlatformError {
  return new PlatformError('refused', 'course-team-refused', { operation: operation.id, status })
}
