import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { Confirmation, HttpAnswer } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { isNoSuchRoute, isSuccess, refuse, surprise } from '../answers.ts'
import type { Account } from '../reading/account.ts'
import { readAccountOf, recallAccountOf, renewAccountOf } from '../reading/accounts.ts'
import { isUnknownToForum } from '../reading/forum-posts.ts'
import { forgetRecent, keepRecent } from '../reading/recent.ts'
import {
  isRetiredName,
  isWorkingState,
  type Retirement,
  readRowOf,
  recallRowOf,
  renewRowOf
} from '../reading/retirement.ts'
import { recallSite } from '../reading/site.ts'
import { sideBySide } from '../side-by-side.ts'
import { listRows } from '../sightings.ts'
import { sendAndLook } from './early-look.ts'
import { type ActionRow, afterSending, explainStep, gone, stillThere, type Turn } from './step.ts'

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
  after: ['unenrol', 'notes', 'misc', 'image'],
  section,
  repeat: 'read-first',
  settleMs: 60_000,
  readBack: 'independent',
  reversible: false,
  async prepare({ connection, subject, signal }) {
    await sideBySide([renewAccountOf(connection, subject, signal), renewRowOf(connection, subject, signal)])
  },
  async perform(turn) {
    const { connection, subject, signal } = turn
    const known = await sideBySide([
      recallAccountOf(connection, subject, signal),
      recallRowOf(connection, subject, signal)
    ])
    if (judge(turn, ...known).is === 'gone') return { is: 'already-absent' }
    // Read in the section, whatever was answered and however often the site has kept its word: `retire` gives the account
    // the same name, and afterwards nothing shows any more whether the posts were replaced.
    const looking = {
      send: () => send(turn),
      look: () => afterSending(() => look(turn)),
      shows: ({ is }: Seen) => is === 'gone'
    }
    const { answer, seen, isEarly } = await sendAndLook(connection, looking, signal)
    const { account, row } = seen
    // The next call goes by what was read; what was read before an answer is forgotten with it.
    if (isEarly) {
      keepRecent(connection, subject, 'account', account)
      keepRecent(connection, subject, 'row', row)
    }
    if (seen.is === 'gone') return isBrokenOff(answer) ? sendAgain(turn) : { is: 'done' }
    if (answer instanceof PlatformError) return explainFailure(turn, answer)
    // Where there is a row to be worked on, this 404 is the Ruby forum's: it has nobody of that name.
    const isWorking = row !== null && isWorkingState(row.current_state.state_name)
    if (isWorking && answer.status === 404 && !isNoSuchRoute(answer)) return { is: 'already-absent' }
    if (!isSuccess(answer)) return explainFailure(turn, await explainStep(turn, operation, answer))
    if (forumOf(turn) === 'v2') throw surprise('no-effect', operation)
    return { is: 'done' }
  },
  async confirm(turn) {
    const { account: _, row: __, ...after } = await look(turn)
    return after
  }
}

/** What a look for the effect found, and by which readings. */
type Seen = Confirmation & { readonly account: Account | null; readonly row: Retirement | null }

const forumOf = ({ plan }: Turn) => plan.before.forum

async function look(turn: Turn): Promise<Seen> {
  const { connection, subject, signal } = turn
  const [account, row] = await sideBySide([
    readAccountOf(connection, subject, signal),
    readRowOf(connection, subject, signal)
  ])
  return { ...judge(turn, account, row), account, row }
}

function judge(turn: Turn, account: Account | null, row: Retirement | null): Confirmation {
  const { connection } = turn
  if (account === null) return { is: 'cannot-tell', because: 'account-not-found' } as const
  if (!isRetiredName(connection, account.username, row)) return stillThere
  // Without a forum in the LMS it is `retire` that gives the name, which then says nothing of posts.
  const isByForum = forumOf(turn) === 'v2' || account.is_active
  return isByForum ? gone : ({ is: 'cannot-tell', because: 'not-readable' } as const)
}

/** A lost answer is thrown at once: the platform may still be at work, so reading now would prove nothing. */
async function send({ connection, subject, signal }: Turn): Promise<HttpAnswer | PlatformError> {
  forgetRecent(connection, subject)
  try {
    return await connection.call(operation, { json: { username: subject.username }, signal })
  } catch (error) {
    if (error instanceof PlatformError && error.failure === 'surprise') return error
    throw error
  } finally {
    // What others began to read meanwhile may not show it yet.
    forgetRecent(connection, subject)
  }
}

/**
 * Whether the platform itself failed, of which the name shows no more than that it had begun: the forum gives the name first
 * and replaces the posts then, and not every site does both or nothing.
 */
const isBrokenOff = ({ status }: HttpAnswer | PlatformError): boolean => status === 500

/**
 * Whatever of it was done is done once more, by the row and not by the name, and only a yes says that it came to its end.
 * Without one a person must look: no other call shows whether the posts were replaced.
 */
async function sendAgain(turn: Turn): Promise<{ is: 'done' }> {
  const answer = await send(turn).catch((error: unknown) => {
    if (error instanceof PlatformError) return error
    throw error
  })
  if (answer instanceof PlatformError || !isSuccess(answer)) throw refuse('forum-broke-off', operation, 500)
  return { is: 'done' }
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
