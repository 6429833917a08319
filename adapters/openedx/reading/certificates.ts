import type { components } from '../../../openapi/types/openedx.ts'
import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { FactValues } from '../../contract.ts'
import { expectArray, explain } from '../answers.ts'
import type { Connection } from '../connection.ts'

type Certificate = components['schemas']['Certificate']

/** Where a certificate is shown (fact sheet 3.8); one that is being made has no page yet. */
const pathOf = ({ uuid }: Certificate): string | null =>
  typeof uuid === 'string' && /^[0-9a-f-]{32,36}$/i.test(uuid) ? `/certificates/${uuid}` : null

/**
 * Certificates that an account may see, with the page on which each is shown and printed (fact sheet 3.8). The answer
 * holds passed ones only.
 * @param username the name that the account carries now
 */
export async function listCertificates(
  connection: Connection,
  username: string,
  signal: AbortSignal
): Promise<FactValues['certificates']> {
  const operation = operations.listCertificates
  const answer = await connection.call(operation, { params: { username }, signal })
  if (answer.status !== 200) throw explain(operation, answer)
  const all = expectArray<Certificate>(operation, answer.json, { course_id: 'string', course_display_name: 'string?' })
  const named = all.map(one => ({ title: one.course_display_name ?? one.course_id, path: pathOf(one) }))
  return { count: named.length, named }
}
