import type { Action, Outcome, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { isTombstone, readMe, readStatus, refuseOtherAccount, statuses } from '../accounts.ts'
import { refuseOrphans } from '../ownership.ts'
import { isNotAllowed, type Rest } from '../rest.ts'

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
    async perform(subject, _plan, signal) {
      if (await isTombstone(rest, subject.id, signal)) return { is: 'already-absent' }
      await refuseOtherAccount(rest, subject, signal)
      await refuseOrphans(rest, subject, operation, signal)
      // OpenOlat does not keep a caller from deleting itself.
      if ((await readMe(rest, signal)).key === subject.id) throw refuse('own-account')
      const answer = await rest.call(operation, {
        params: { key: subject.id },
        timeoutMs: rest.deleteTimeoutMs,
        signal
      })
      if (answer.status === 200) return { is: 'done' }
      if (isNotAllowed(answer)) return readRefusal(rest, subject, answer.status, signal)
      if (answer.status === 500) return readFailure(rest, subject, signal)
      throw new PlatformError('surprise', 'unexpected-answer', { operation, status: answer.status })
    },
    async confirm(subject, _plan, signal) {
      if (await isTombstone(rest, subject.id, signal)) return { is: 'gone' }
      const status = await readStatus(rest, subject.id, signal)
      return status === 'out-of-reach' ? { is: 'cannot-tell', because: 'out-of-reach' } : { is: 'still-there' }
    }
  }
}

// 403 is a second deletion, or somebody out of our reach: never success without the proof.
async function readRefusal(rest: Rest, subject: Subject, status: number, signal: AbortSignal): Promise<Outcome> {
  if (await isTombstone(rest, subject.id, signal)) return { is: 'already-absent' }
  throw refuse('not-allowed', status)
}

// 500 is a protected account, a deletion that broke off (what came before is gone), or one that was done.
async function readFailure(rest: Rest, subject: Subject, signal: AbortSignal): Promise<Outcome> {
  if (await isTombstone(rest, subject.id, signal)) return { is: 'done' }
  if ((await readStatus(rest, subject.id, signal)) === statuses.permanent) throw refuse('account-permanent', 500)
  throw new PlatformError('unavailable', 'deletion-incomplete', { operation, status: 500, mayHaveHappened: true })
}

function refuse(code: string, status?: number): PlatformError {
  return new PlatformError('refused', code, {
    operation,
    mayHaveHappened: false,
    ...(status !== undefined && { status })
  })
}
