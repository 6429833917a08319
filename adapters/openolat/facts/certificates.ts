import type { FactValues, Subject } from '../../contract.ts'
import { readObject } from '../answers.ts'
import type { Rest } from '../rest.ts'
import { NotAnswerable, NotKnown } from './not-answerable.ts'

const operation = 'listCertificates'

/**
 * How many certificates a person has, the latest of each course. Which they are is not told: the names of the answer's
 * fields were never seen on a running server, so nothing but the length of its list is believed (fact sheet 2.2 and 9).
 * @throws NotAnswerable where the release has no such call, NotKnown where the answer holds no list
 */
export async function gatherCertificates(
  rest: Rest,
  subject: Subject,
  signal: AbortSignal
): Promise<FactValues['certificates']> {
  const answer = await rest.call(operation, { params: { key: subject.id }, signal })
  if (answer.status === 404) throw new NotAnswerable('no-rest')
  const lists = Object.values(readObject(operation, answer)).filter(value => Array.isArray(value))
  if (lists.length !== 1) throw new NotKnown('certificates-not-told')
  return { count: lists[0]!.length, named: [] }
}
