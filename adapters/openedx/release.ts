import { operations } from '../../openapi/types/openedx-operations.ts'
import type { Plan, Released, Subject } from '../contract.ts'
import { sendOnce } from './actions/step.ts'
import { refuse } from './answers.ts'
import type { Connection } from './connection.ts'
import { readAccountOf } from './reading/accounts.ts'
import { isRetiredEmail, isRetiredName, readRowOf } from './reading/retirement.ts'

/** What the request itself took and cancelling does not give back (fact sheet 2.5). */
const lost = ['login-links', 'tokens', 'oauth-applications', 'recovery-email', 'password'] as const

/**
 * Takes a withdrawal to the platform: cancels the retirement while it is pending. Cancelled already, by a call of ours
 * whose answer was lost or by somebody else, what stands as it was before is read.
 * @param performed ids of actions that have begun
 * @throws PlatformError `refused: no-way-back` past PENDING, `not-permitted` where the account may not cancel
 */
export async function releaseSubject(
  connection: Connection,
  subject: Subject,
  plan: Plan,
  performed: readonly string[],
  signal: AbortSignal
): Promise<Released> {
  const handedOver = performed.includes('hand-over') ? [{ what: 'course-roles', because: 'handed-over' }] : []
  const operation = operations.cancelRetirement
  const row = await readRowOf(connection, subject, signal)
  if (row === null) {
    const account = await readAccountOf(connection, subject, signal)
    // Without a row nobody has asked, or it was cancelled, which deletes it, or the end was cleaned up.
    if (account === null || isRetiredName(connection, account.username, null)) throw refuse('no-way-back', operation)
    if (!performed.includes('start') && plan.before.state === null) return { restored: [], notRestored: handedOver }
    const isEmailBack = !isRetiredEmail(connection, account.email)
    // A start of ours without an answer may never have had an effect; of what was begun there, there was a row.
    const why = plan.before.state === null ? 'cancelled-or-never-begun' : 'cancelled-already'
    return {
      restored: isEmailBack ? ['account', 'email'] : ['account'],
      notRestored: [...handedOver, ...(isEmailBack ? [] : [{ what: 'email', because: why }]), ...lostBy(why)]
    }
  }
  if (row.current_state.state_name !== 'PENDING') throw refuse('no-way-back', operation)
  await sendOnce(
    { connection, subject },
    operation,
    () => connection.call(operation, { json: { retirement_id: row.id }, signal }),
    async () => (await readRowOf(connection, subject, signal)) === null
  )
  return { restored: ['account', 'email'], notRestored: [...handedOver, ...lostBy('lost-when-asked')] }
}

function lostBy(because: string): Released['notRestored'] {
  return lost.map(what => ({ what, because }))
}
