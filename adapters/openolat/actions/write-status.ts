import { PlatformError } from '../../errors.ts'
import { statuses } from '../accounts.ts'
import { isNotAllowed, type Rest } from '../rest.ts'

/** What a withdrawal may put back. OpenOlat would write anything: 199 fakes a deletion that erased nothing. */
const formerStatuses: readonly number[] = [
  statuses.permanent,
  statuses.active,
  statuses.pending,
  statuses.inactive,
  statuses.loginDenied
]

/** Whether a former status may be put back. */
export function isFormerStatus(status: unknown): status is number {
  return typeof status === 'number' && formerStatuses.includes(status)
}

/**
 * Writes a status that is blocked or a former one; any other never leaves this function.
 * @throws PlatformError `refused` for a missing right, `surprise` for anything else than 200
 */
export async function writeStatus(rest: Rest, key: string, status: number, signal: AbortSignal): Promise<void> {
  const operation = 'setUserStatus'
  if (!isFormerStatus(status))
    throw new PlatformError('refused', 'status-never-sent', { operation, mayHaveHappened: false })
  const answer = await rest.call(operation, { params: { key }, json: { status }, signal })
  if (answer.status === 200) return
  const detail = { operation, status: answer.status }
  if (isNotAllowed(answer) || answer.status === 404) {
    throw new PlatformError('refused', 'not-allowed', { ...detail, mayHaveHappened: false })
  }
  if (answer.status >= 500) throw new PlatformError('unavailable', 'platform-failed', detail)
  throw new PlatformError('surprise', 'unexpected-answer', detail)
}
