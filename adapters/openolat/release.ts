import type { Plan, Released, Subject } from '../contract.ts'
import { isTombstone, readStatus, refuseOtherAccount } from './accounts.ts'
import { writeStatus } from './actions/write-status.ts'
import { isWritableStatus } from './never-sent.ts'
import type { Rest } from './rest.ts'
import { statuses } from './statuses.ts'

type NotRestored = Released['notRestored'][number]

/** Puts the former status back, if the account is still as our block left it, and says what stays. */
export async function releaseSubject(
  rest: Rest,
  subject: Subject,
  plan: Plan,
  performed: readonly string[],
  signal: AbortSignal
): Promise<Released> {
  const status = performed.includes('block') ? await restoreStatus(rest, subject, plan, signal) : null
  const notRestored: NotRestored[] = [
    ...(Array.isArray(status) ? status : []),
    ...(performed.includes('hand-over') ? [{ what: 'ownership', because: 'successor-stays' }] : []),
    ...(performed.includes('leave-roles') ? [{ what: 'roles', because: 'no-way-back' }] : []),
    ...(performed.includes('delete') ? [{ what: 'account', because: 'no-way-back' }] : [])
  ]
  const isRestored = Array.isArray(status) && !status.some(({ what }) => what === 'status')
  return { restored: isRestored ? ['status'] : [], notRestored }
}

async function restoreStatus(rest: Rest, subject: Subject, plan: Plan, signal: AbortSignal): Promise<NotRestored[]> {
  const former = plan.before.status
  const now = await readStatus(rest, subject.id, signal)
  if (now === 'out-of-reach') {
    const isDeleted = await isTombstone(rest, subject.id, signal)
    return [{ what: 'status', because: isDeleted ? 'account-deleted' : 'not-allowed' }]
  }
  if (now === former) return []
  if (now !== statuses.loginDenied) return [{ what: 'status', because: 'changed-meanwhile' }]
  if (!isWritableStatus(former)) return [{ what: 'status', because: 'former-status-not-allowed' }]
  await refuseOtherAccount(rest, subject, signal)
  await writeStatus(rest, subject.id, former, signal)
  // Writing 103 sets the date of inactivation to now: OpenOlat's own period until deletion begins anew.
  return former === statuses.inactive ? [{ what: 'inactivation-date', because: 'begins-anew' }] : []
}
