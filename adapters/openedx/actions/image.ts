import { operations } from '../../../openapi/types/openedx-operations.ts'
import { explain, isSuccess, refuse } from '../answers.ts'
import { readAccountOf, recallAccountOf } from '../reading/accounts.ts'
import { forgetRecent } from '../reading/recent.ts'
import { type ActionRow, gone, stillThere, type Turn } from './step.ts'

/** Removes picture and files while the old name still leads to them: after the forum step nothing does (3.6, 3.8). */
export const image: ActionRow = {
  id: 'image',
  treatment: 'delete',
  covers: 'Your profile picture and its files are deleted.',
  after: ['unenrol', 'notes', 'misc'],
  section: null,
  repeat: 'safe',
  settleMs: 0,
  readBack: 'same-service',
  reversible: false,
  async perform(turn) {
    const operation = operations.removeProfileImage
    const { connection, subject, signal } = turn
    const account = await recallAccountOf(connection, subject, signal)
    if (account === null) throw refuse('account-not-found', operation)
    if (account.profile_image?.has_image !== true) return { is: 'already-absent' }
    if (account.username !== subject.username) throw refuse('name-already-retired', operation)
    forgetRecent(connection, subject)
    const answer = await connection.call(operation, { params: { username: subject.username }, signal })
    if (!isSuccess(answer)) throw explain(operation, answer)
    return { is: 'done' }
  },
  async confirm(turn) {
    const account = await read(turn)
    if (account === null) return { is: 'cannot-tell', because: 'account-not-found' }
    return account.profile_image?.has_image === true ? stillThere : gone
  }
}

const read = ({ connection, subject, signal }: Turn) => readAccountOf(connection, subject, signal)
