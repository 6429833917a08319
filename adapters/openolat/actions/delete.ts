import type { Action, Confirmation, Outcome, Plan, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { isTombstone, leadsTo, readMe, readStatus, refuseOtherAccount } from '../accounts.ts'
import { refuseOrphans } from '../ownership/sole.ts'
import { explainRefusal } from '../refusals.ts'
import { isNotAllowed, type Rest } from '../rest.ts'
import { readRemembered } from '../retention/remember.ts'
import { refuseNewAdministrator } from '../roles.ts'
import { statuses } from '../statuses.ts'
import { isBrokenOffLate, keepBlocked, returnUserRole } from './broken-off.ts'

const operation = 'deleteUser'

/** The deletion itself: one call, never repeated blindly, told apart by reading (fact sheet 2.3 and 8). */
export function createDelete(rest: Rest): Action {
  return {
    id: 'delete',
    treatment: 'delete',
    covers: 'Your account, your profile and everything that belongs to you alone are deleted for good.',
    after: ['block', 'hand-over', 'leave-roles'],
    section: null,
    repeat: 'read-first',
    settleMs: rest.settleMs,
    readBack: 'same-service',
    reversible: false,
    async perform(subject, plan, signal) {
      if (await isTombstone(rest, subject.id, signal)) return { is: 'already-absent' }
      try {
        return await send(rest, subject, plan, signal)
      } catch (error) {
        // 403 is a second deletion, or somebody out of our reach; a deletion that went on after our time-out may have ended
        // between the looks as well. Never success without the proof.
        const isRefused = error instanceof PlatformError && error.failure === 'refused'
        if (isRefused && (await isTombstone(rest, subject.id, signal))) return { is: 'already-absent' }
        throw error
      }
    },
    confirm: (subject, plan, signal) => readBack(rest, subject, plan, signal)
  }
}

async function send(rest: Rest, subject: Subject, plan: Plan, signal: AbortSignal): Promise<Outcome> {
  if (await isBrokenOffLate(rest, subject, signal)) await returnUserRole(rest, subject, signal)
  await refuseProtected(rest, subject, plan, signal)
  await refuseOrphans(rest, plan, operation, signal)
  const answer = await rest.call(operation, { params: { key: subject.id }, timeoutMs: rest.deleteTimeoutMs, signal })
  if (answer.status === 200) return { is: 'done' }
  if (isNotAllowed(answer)) throw refuse(await explainRefusal(rest, subject.id, signal), answer.status)
  if (answer.status === 500) return readFailure(rest, subject, signal)
  throw new PlatformError('surprise', 'unexpected-answer', { operation, status: answer.status })
}

async function readBack(rest: Rest, subject: Subject, plan: Plan, signal: AbortSignal): Promise<Confirmation> {
  if (await isTombstone(rest, subject.id, signal))
    return (await signsInStill(rest, plan, signal)) ? { is: 'still-there' } : { is: 'gone' }
  if (await isBrokenOffLate(rest, subject, signal)) return { is: 'still-there' }
  if ((await readStatus(rest, subject.id, signal)) !== 'out-of-reach') return { is: 'still-there' }
  // A deletion that went on after our time-out may have ended between the looks, and takes the account out of reach.
  return (await isTombstone(rest, subject.id, signal))
    ? readBack(rest, subject, plan, signal)
    : { is: 'cannot-tell', because: 'out-of-reach' }
}

// OpenOlat protects nobody but permanent accounts: not the caller, not whoever became administrator since the plan.
async function refuseProtected(rest: Rest, subject: Subject, plan: Plan, signal: AbortSignal): Promise<void> {
  await refuseOtherAccount(rest, subject, signal)
  if ((await readMe(rest, signal)).key === subject.id) throw refuse('own-account')
  const status = await keepBlocked(rest, subject, signal)
  if (status === statuses.permanent) throw refuse('account-permanent')
  if (status === 'out-of-reach') throw refuse(await explainRefusal(rest, subject.id, signal))
  await refuseNewAdministrator(rest, plan, operation, signal)
}

// The other sign, beside the name: whoever can still sign in is not deleted, whatever the account is called.
async function signsInStill(rest: Rest, plan: Plan, signal: AbortSignal): Promise<boolean> {
  for (const login of readRemembered(plan)?.logins ?? []) {
    if (await leadsTo(rest, login, plan.subject.id, signal)) return true
  }
  return false
}

// 500 is a protected account, a deletion that broke off (what came before is gone), or one that was done.
async function readFailure(rest: Rest, subject: Subject, signal: AbortSignal): Promise<Outcome> {
  if (await isTombstone(rest, subject.id, signal)) return { is: 'done' }
  if ((await keepBlocked(rest, subject, signal)) === statuses.permanent) throw refuse('account-permanent', 500)
  throw new PlatformError('unavailable', 'deletion-incomplete', { operation, status: 500, mayHaveHappened: true })
}

function refuse(code: string, status?: number): PlatformError {
  return new PlatformError('refused', code, {
    operation,
    mayHaveHappened: false,
    ...(status !== undefined && { status })
  })
}
