import type { components } from '../../../openapi/types/openedx.ts'
import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { Operation } from '../../contract.ts'
import { expectArray, expectObject, explain, isNoSuchRoute, surprise } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { collectPages, type Page, readNext } from './paging.ts'

type Role = components['schemas']['AuthzRolePage']['results'][number]
type User = components['schemas']['AuthzUserPage']['results'][number]

/** A role in one course or library, as authz holds it (fact sheet 7). */
export interface AuthzRole {
  /** A course id or `lib:…`. */
  readonly scope: string
  readonly role: string
}

/**
 * The roles of an account in single courses and libraries; null where authz does not know the account: it takes one
 * with a retirement request for nobody, and then ends the roles itself.
 */
export async function listAuthzRoles(
  connection: Connection,
  username: string,
  signal: AbortSignal
): Promise<readonly AuthzRole[] | null> {
  const operation = operations.listAuthzRoles
  let isKnown = true
  const roles = await collectPages<Role, number>(operation, 1, async page => {
    const answer = await connection.call(operation, { params: { username }, query: { page }, signal })
    isKnown = !(answer.status === 404 && !isNoSuchRoute(answer))
    if (!isKnown) return { results: [], next: null }
    if (answer.status !== 200) throw explain(operation, answer)
    return readPage(operation, answer.json, page, { role: 'string', scope: 'string' })
  })
  if (!isKnown) return null
  return roles.filter(({ scope }) => isSingle(scope)).map(({ scope, role }) => ({ scope, role }))
}

/** Names of the accounts that have a role in a course or library. */
export async function listAuthzUsers(
  connection: Connection,
  { scope, role }: AuthzRole,
  signal: AbortSignal
): Promise<readonly string[]> {
  const operation = operations.listAuthzUsers
  const users = await collectPages<User, number>(operation, 1, async page => {
    const answer = await connection.call(operation, { query: { scope, page }, signal })
    if (answer.status !== 200) throw explain(operation, answer)
    return readPage(operation, answer.json, page, { username: 'string', roles: 'array' })
  })
  return users.filter(({ roles }) => roles.includes(role)).map(({ username }) => username)
}

/** Whether a role owns the course or library: `course_admin`, `library_admin`. */
export function isOwning(role: string): boolean {
  return role.endsWith('_admin')
}

/** The role that owns a scope. */
export function owningRole(scope: string): string {
  return scope.startsWith('lib') ? 'library_admin' : 'course_admin'
}

/** Not an organisation's, and not the whole site's. */
function isSingle(scope: string): boolean {
  return scope.includes(':') && !scope.includes('*')
}

function readPage<Item>(
  operation: Operation,
  json: unknown,
  page: number,
  fields: Readonly<Record<string, 'string' | 'array'>>
): Page<Item, number> {
  const body = expectObject<{ results: readonly unknown[]; next?: unknown }>(operation, json, { results: 'array' })
  const results = expectArray<Item>(operation, body.results, fields)
  if (readNext(operation, body) === null) return { results, next: null }
  if (results.length === 0) throw surprise('pages-repeat', operation)
  return { results, next: page + 1 }
}
