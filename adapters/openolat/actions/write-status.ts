import { PlatformError } from '../../errors.ts'
import { refusePerson } from '../refusals.ts'
import { isNotAllowed, type Rest } from '../rest.ts'

/**
 * Writes a status that is blocked or a former one; any other never leaves the adapter.
 * @throws PlatformError `refused` for a missing right, `surprise` for anything else than 200
 */
export async function writeStatus(rest: Rest, key: string, status: number, signal: AbortSignal): Promise<void> {
  const operation = 'setUserStatus'
  const answer = await rest.call(operation, { params: { key }, json: { status }, signal })
  if (answer.status === 200) return
  const detail = { operation, status: answer.status }
  if (isNotAllowed(answer) || answer.status === 404) throw await refusePerson(rest, key, operation, signal)
  if (answer.status >= 500) throw new PlatformError('unavailable', 'platform-failed', detail)
  throw new PlatformError('surprise', 'unexpected-answer', detail)
}
