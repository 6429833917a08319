import type { FactValues, Subject } from '../../contract.ts'
import { readMe, readStatus } from '../accounts.ts'
import { refusePerson } from '../refusals.ts'
import type { Rest } from '../rest.ts'
import { listPrivilegedRoles } from '../roles.ts'
import { statuses } from '../statuses.ts'

const names: Readonly<Record<number, string>> = {
  [statuses.permanent]: 'permanent',
  [statuses.active]: 'active',
  [statuses.loginDenied]: 'login-denied',
  [statuses.pending]: 'pending',
  [statuses.inactive]: 'inactive',
  [statuses.deleted]: 'deleted'
}

/** The account's state in OpenOlat's own words; an integer that it does not know is given as such. */
export async function gatherState(rest: Rest, subject: Subject, signal: AbortSignal): Promise<string> {
  const status = await requireStatus(rest, subject, signal)
  return names[status] ?? `status-${status}`
}

/** Pending accounts are not activated yet. */
export async function gatherActivation(rest: Rest, subject: Subject, signal: AbortSignal): Promise<boolean> {
  return (await requireStatus(rest, subject, signal)) !== statuses.pending
}

/** Permanent accounts are refused by OpenOlat; nothing else protects anybody, the caller included (fact sheet 2.3). */
export async function gatherProtection(
  rest: Rest,
  subject: Subject,
  signal: AbortSignal
): Promise<FactValues['protection']> {
  const status = await requireStatus(rest, subject, signal)
  return {
    permanent: status === statuses.permanent,
    ours: (await readMe(rest, signal)).key === subject.id,
    privilegedRoles: await listPrivilegedRoles(rest, subject, signal)
  }
}

/** Status of the subject. @throws PlatformError `refused` when it is out of reach. */
export async function requireStatus(rest: Rest, subject: Subject, signal: AbortSignal): Promise<number> {
  const status = await readStatus(rest, subject.id, signal)
  if (status !== 'out-of-reach') return status
  throw await refusePerson(rest, subject.id, 'getUserStatus', signal)
}
