import { createHash } from 'node:crypto'
import type { HttpAnswer, Registration } from '../../contract.ts'
import type { Connection } from '../connection.ts'
import type { Retirement } from '../reading/retirement.ts'

type Problem = Registration['problems'][number]

/** `RETIRED_USER_SALTS` as the platform comes with it; the last one makes new names (fact sheet 2.2). */
const defaultSalts = ['abc', '123']
const dayMs = 86_400_000
/** The longest cool-off that a common driver keeps, and a week (4.2). */
const patienceDays = 37
const skewMs = 60_000

const required = ['PENDING', 'ERRORED', 'ABORTED', 'COMPLETE']

/** What somebody should know of the rows and of the site; nothing of it stops an erasure, but for states that lack. */
export function judgeSite(
  connection: Connection,
  { states, rows, answer }: { states: readonly string[]; rows: readonly Retirement[]; answer: HttpAnswer }
): readonly Problem[] {
  return [
    ...judgeStates(states),
    ...judgeOrder(states, rows),
    ...judgeSalts(connection, rows),
    ...judgeWaiting(connection, rows),
    ...judgeClock(connection, answer)
  ]
}

function judgeStates(states: readonly string[]): readonly Problem[] {
  const missing = required.filter(state => !states.includes(state))
  // Without any at all there is no working one either, which is said already.
  if (missing.length === 0 || states.length === 0) return []
  const fix = `RETIREMENT_STATES lacks ${missing.join(', ')}: add them and run populate_retirement_states.`
  return [{ code: 'states-missing', fix, stops: 'all' }]
}

/**
 * A pipeline with the forum before the enrolments leaves enrolments active since the forum moved into the LMS (2.1,
 * 3.6). Lethe keeps its own order in one state; a driver that follows the list does not. No call tells the order, but
 * each row shows that of its state, and the platform's own list gives itself away by its mailing states.
 */
function judgeOrder(states: readonly string[], rows: readonly Retirement[]): readonly Problem[] {
  const orderOf = (name: string) => {
    const seen = rows.flatMap(({ current_state, last_state }) => [current_state, last_state])
    return seen.find(state => state?.state_name === name)?.state_execution_order ?? null
  }
  const forum = orderOf('RETIRING_FORUMS')
  const enrolments = orderOf('RETIRING_ENROLLMENTS')
  const isDefault = states.includes('RETIRING_EMAIL_LISTS') && !states.includes('RETIRING_LMS_MISC')
  const isSeen = forum !== null && enrolments !== null && forum < enrolments
  if (!isSeen && !isDefault) return []
  const fix =
    'RETIREMENT_STATES puts the forum before the enrolments. Lethe is not harmed; a driver that follows this order ' +
    'leaves learners enrolled, so let none run.'
  return [{ code: 'forum-before-enrolments', fix, stops: 'nothing' }]
}

/** A pair of names is known from any row, so the default salts can be tried on it. */
function judgeSalts(connection: Connection, rows: readonly Retirement[]): readonly Problem[] {
  const prefix = connection.options.retiredPrefix ?? 'retired__user_'
  const isDefault = rows.some(({ original_username, retired_username }) =>
    defaultSalts.some(salt => retired_username === `${prefix}${hash(salt, original_username)}`)
  )
  if (!isDefault) return []
  const fix =
    'RETIRED_USER_SALTS has its default: whoever guesses a name can tell that it was retired. Append a secret salt ' +
    'and keep the old ones.'
  return [{ code: 'default-salts', fix, stops: 'nothing' }]
}

function hash(salt: string, username: string): string {
  return createHash('sha1').update(`${salt}${username.toLowerCase()}`).digest('hex')
}

/** The delete button is on as the platform comes, and nothing then happens unless somebody drives (4.3). */
function judgeWaiting(connection: Connection, rows: readonly Retirement[]): readonly Problem[] {
  const oldest = connection.now().getTime() - patienceDays * dayMs
  const waiting = rows.filter(row => row.current_state.state_name === 'PENDING' && Date.parse(row.created) < oldest)
  if (waiting.length === 0) return []
  const fix =
    `${waiting.length} learners have waited for more than ${patienceDays} days: the button is on, and nobody drives. ` +
    'Take them over with `lethe platform adopt`.'
  return [{ code: 'nobody-drives', fix, stops: 'nothing' }]
}

/** Cool-offs and tokens are counted by two clocks. */
function judgeClock(connection: Connection, { headers }: HttpAnswer): readonly Problem[] {
  const theirs = Date.parse(headers.date ?? '')
  const skew = Math.abs(theirs - connection.now().getTime())
  if (Number.isNaN(theirs) || skew <= skewMs) return []
  const fix = `The clocks of the LMS and of Lethe differ by ${Math.round(skew / 1000)} s: set both by a time server.`
  return [{ code: 'clocks-differ', fix, stops: 'nothing' }]
}
