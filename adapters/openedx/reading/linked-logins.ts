import { operations } from '../../../openapi/types/openedx-operations.ts'
import { expectArray, expectObject, explain, isNoSuchRoute } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { nameLink, nameProvider } from './provider-names.ts'

/**
 * Login links of an account, asked where the least right is enough (fact sheet 5.1): the support tool; where that is
 * refused the third-party API, which needs a superuser or a site that has opened it.
 * @param username the name that the account carries now: an unknown one has no links either
 */
export async function listLinkedLogins(
  connection: Connection,
  username: string,
  signal: AbortSignal
): Promise<readonly { provider: string }[]> {
  const support = operations.readSsoRecords
  const records = await connection.call(support, { params: { username }, signal })
  if (records.status === 200) {
    const links = expectArray<{ provider: string; uid?: unknown }>(support, records.json, { provider: 'string' })
    return links.map(link => ({ provider: nameLink(link) }))
  }
  if (records.status !== 403 && records.status !== 302 && !isNoSuchRoute(records)) throw explain(support, records)
  const operation = operations.listLinkedProviders
  const answer = await connection.call(operation, { query: { username }, signal })
  if (answer.status !== 200) throw explain(operation, answer)
  const { active } = expectObject<{ active: readonly unknown[] }>(operation, answer.json, { active: 'array' })
  const links = expectArray<{ provider_id: string }>(operation, active, { provider_id: 'string' })
  return links.map(({ provider_id }) => ({ provider: nameProvider(provider_id) }))
}
