import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { HttpAnswer } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { explain, isNoSuchRoute, isSuccess, surprise } from '../answers.ts'
import { readAccountOf } from '../reading/accounts.ts'
import { isUnknownToForum } from '../reading/forum-posts.ts'
import { isRetiredName, readRowOf } from '../reading/retirement.ts'
import { recallSite } from '../reading/site.ts'
import { listRows } from '../sightings.ts'
import { type ActionRow, demandWorkingState, gone, stillThere, type Turn } from './step.ts'

/** From `forum` to `retire` the account has an empty e-mail, which only one account of a site can have (3.6). */
export const section = 'forum-to-retire'

const operation = operations.retireForum

/**
 * Replaces the posts. A forum inside the LMS also gives the shared account its retired name, which is how its end is
 * read back; the Ruby one does not, and nothing can be read there.
 */
export const forum: ActionRow = {
  id: 'forum',
  treatment: 'anonymise',
  covers: 'Your forum posts are emptied and no longer carry your name.',
  after: ['misc', 'image'],
  section,
  repeat: 'read-first',
  settleMs: 60_000,
  readBack: 'independent',
  reversible: false,
  async perform(turn) {
    if ((await confirm(turn)).is === 'gone') return { is: 'already-absent' }
    await demandWorkingState(turn, operation)
    const answer = await send(turn)
    const isRenamed = (await confirm(turn)).is === 'gone'
    if (isRenamed) return { is: 'done' }
    if (answer instanceof PlatformError) return explainFailure(turn, answer)
    // The row was there a moment ago, so this 404 is the Ruby forum's: it has nobody of that name.
    if (answer.status === 404 && !isNoSuchRoute(answer)) return { is: 'already-absent' }
    if (!isSuccess(answer)) return explainFailure(turn, explain(operation, answer))
    if (forumOf(turn) === 'v2') throw surprise('no-effect', operation)
    return { is: 'done' }
  },
  confirm
}

const forumOf = ({ plan }: Turn) => plan.before.forum

async function confirm(turn: Turn) {
  const { connection, subject, signal } = turn
  const account = await readAccountOf(connection, subject, signal)
  if (account === null) return { is: 'cannot-tell', because: 'account-not-found' } as const
  const row = await readRowOf(connection, subject, signal)
  if (!isRetiredName(connection, account.username, row)) return stillThere
  // Without a forum in the LMS it is `retire` that gives the name, which then says nothing of posts.
  const isByForum = forumOf(turn) === 'v2' || account.is_active
  return isByForum ? gone : ({ is: 'cannot-tell', because: 'not-readable' } as const)
}

/** A lost answer is thrown at once: the platform may still be at work, so reading now would prove nothing. */
async function send({ connection, subject, signal }: Turn): Promise<HttpAnswer | PlatformError> {
  try {
    return await connection.call(operation, { json: { username: subject.username }, signal })
  } catch (error) {
    if (error instanceof PlatformError && error.failure === 'surprise') return error
    throw error
  }
}

/**
 * Why nothing happened: a 500 stands for a wrong state, another account that has the one empty e-mail of the site, a
 * learner whom the forum does not know, and a passing failure alike (3.6). The first was ruled out before.
 */
async function explainFailure(turn: Turn, failure: PlatformError): Promise<{ is: 'already-absent' }> {
  if (failure.failure !== 'unavailable') throw failure
  if (await isEmailTaken(turn)) throw new PlatformError('unavailable', 'empty-email-taken', { operation: operation.id })
  if (await isUnknownToForum(turn.connection, turn.subject, turn.signal)) return { is: 'already-absent' }
  throw failure
}

/** Another learner was left between `forum` and `retire`; finishing that one frees this one. */
async function isEmailTaken({ connection, subject, signal }: Turn): Promise<boolean> {
  const { states } = await recallSite(connection, signal)
  const rows = await listRows(connection, states, signal)
  return rows.some(({ user }) => user.email === '' && String(user.id) !== subject.id)
}
