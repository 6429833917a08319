import type { Action } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { isTombstone, readStatus, refuseOtherAccount } from '../accounts.ts'
import { refusePerson } from '../refusals.ts'
import type { Rest } from '../rest.ts'
import { statuses } from '../statuses.ts'
import { writeStatus } from './write-status.ts'

/** Denies login before anything is lost; it does not end sessions that are open (fact sheet 8). */
export function createBlock(rest: Rest): Action {
  return {
    id: 'block',
    treatment: 'retain',
    covers: 'You can no longer log in; nothing is deleted yet.',
    after: [],
    section: null,
    repeat: 'safe',
    settleMs: 0,
    readBack: 'same-service',
    reversible: true,
    async perform(subject, _plan, signal) {
      const status = await readStatus(rest, subject.id, signal)
      if (status === statuses.loginDenied) return { is: 'done' }
      if (status === 'out-of-reach') {
        if (await isTombstone(rest, subject.id, signal)) return { is: 'already-absent' }
        throw await refusePerson(rest, subject.id, 'getUserStatus', signal)
      }
      if (status === statuses.permanent) {
        const detail = { operation: 'getUserStatus', mayHaveHappened: false }
        throw new PlatformError('refused', 'account-permanent', detail)
      }
      await refuseOtherAccount(rest, subject, signal)
      await writeStatus(rest, subject.id, statuses.loginDenied, signal)
      return { is: 'done' }
    },
    async confirm(subject, _plan, signal) {
      const status = await readStatus(rest, subject.id, signal)
      if (status === statuses.loginDenied) return { is: 'gone' }
      if (status !== 'out-of-reach') return { is: 'still-there' }
      if (await isTombstone(rest, subject.id, signal)) return { is: 'gone' }
      return { is: 'cannot-tell', because: 'out-of-reach' }
    }
  }
}
