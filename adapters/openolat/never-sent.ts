import type { HttpCall } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { statuses } from './statuses.ts'

/** Statuses that are ever written: OpenOlat would write anything, and 199 fakes a deletion that erased nothing. */
const writable: readonly number[] = [
  statuses.permanent,
  statuses.active,
  statuses.pending,
  statuses.inactive,
  statuses.loginDenied
]

/** The plain role: taken away, nobody reaches the account any more; no other role is ever given. */
const plainRole = 'user'

/** Whether a status may be written. */
export function isWritableStatus(status: unknown): status is number {
  return typeof status === 'number' && writable.includes(status)
}

/**
 * The last look at a call before it leaves. What writes lifecycle dates is not among our operations at all: a body
 * without dates would reactivate the account (fact sheet 2.2).
 * @throws PlatformError `refused` with `status-never-sent` or `role-never-sent`; nothing was sent
 */
export function refuseNeverSent(operation: string, { json, params }: Pick<HttpCall, 'json' | 'params'>): void {
  const detail = { operation, mayHaveHappened: false }
  if (operation === 'setUserStatus' && !isWritableStatus((json as { status?: unknown } | undefined)?.status)) {
    throw new PlatformError('refused', 'status-never-sent', detail)
  }
  const isRoleWrong =
    (operation === 'addOrganisationMember' && params?.role !== plainRole) ||
    (operation === 'removeOrganisationMember' && params?.role === plainRole)
  if (isRoleWrong) throw new PlatformError('refused', 'role-never-sent', detail)
}
