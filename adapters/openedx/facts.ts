import { operations } from '../../openapi/types/openedx-operations.ts'
import type { FactAnswer, FactName, Facts, FactValues, Subject } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { refuse } from './answers.ts'
import type { Connection } from './connection.ts'
import type { Account } from './reading/account.ts'
import { recallAccountOf } from './reading/accounts.ts'
import { listCertificates } from './reading/certificates.ts'
import { categoryOf, recallCourseIds, recallCourseRoles } from './reading/course-teams.ts'
import { recallActiveEnrolments } from './reading/enrolments.ts'
import { listLinkedLogins } from './reading/linked-logins.ts'
import { isPasswordUsable } from './reading/password.ts'
import { isWorkingState, recallRowOf } from './reading/retirement.ts'
import { sideBySide } from './side-by-side.ts'

/** What is known when a fact is asked for. */
interface Asking {
  readonly connection: Connection
  readonly subject: Subject
  readonly account: Account
  readonly signal: AbortSignal
}

type Reader<Name extends FactName> = (asking: Asking) => Promise<FactValues[Name]>

const readers: { readonly [Name in FactName]?: Reader<Name> } = {
  'linked-logins': ({ connection, account, signal }) => listLinkedLogins(connection, account.username, signal),
  'password-usable': ({ connection, account, signal }) => isPasswordUsable(connection, account.username, signal),
  'account-activated': async ({ account }) => account.is_active,
  'solely-owned': async asking => {
    const { roles, isAuthzUnread } = await readCourses(asking)
    if (isAuthzUnread) throw refuse('authz-roles-unread', operations.listAuthzRoles)
    const sole = roles.filter(({ isSole }) => isSole)
    return sole.map(role => ({ category: categoryOf(role), key: role.course, title: role.course }))
  },
  protection: readProtection,
  'account-state': async ({ connection, subject, signal }) => {
    const row = await recallRowOf(connection, subject, signal)
    return describeState(row?.current_state.state_name ?? null)
  },
  'begun-at-platform': async ({ connection, subject, signal }) => {
    const row = await recallRowOf(connection, subject, signal)
    return row === null ? null : { at: new Date(row.created).toISOString() }
  },
  certificates: ({ connection, account, signal }) => listCertificates(connection, account.username, signal)
}

/** Facts that the platform can answer; the others are `not-answerable-here`. */
export const answerableFacts = Object.keys(readers) as readonly FactName[]

/**
 * Gathers facts. What the service account may not read is `unknown` with a code; what only a time-out hides is thrown,
 * because asking again later answers it.
 * @param next what is asked right after this: what only a plan asks for is read at the same time
 */
export async function gatherFacts(
  connection: Connection,
  subject: Subject,
  wanted: readonly FactName[],
  signal: AbortSignal,
  next?: 'plan'
): Promise<Facts> {
  const account = await recallAccountOf(connection, subject, signal)
  if (account === null) throw refuse('account-not-found', operations.listAccounts)
  const asking = { connection, subject, account, signal }
  const ahead = next === 'plan' ? recallActiveEnrolments(connection, subject, account.username, signal) : null
  // What comes of it is told to whoever asks for it.
  ahead?.catch(() => {})
  const answers = await sideBySide(wanted.map(async name => [name, await answer(name, asking)] as const))
  await Promise.allSettled([ahead])
  return Object.fromEntries(answers) as Facts
}

/** What a site or its release has no call for. */
const notHere = ['studio-not-configured', 'course-teams-not-readable']

async function answer(name: FactName, asking: Asking): Promise<FactAnswer<FactName>> {
  const at = () => asking.connection.now().toISOString()
  const read = readers[name]
  if (read === undefined) return { is: 'not-answerable-here', because: 'not-on-this-platform', at: at() }
  try {
    return { is: 'known', value: await read(asking), at: at() }
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure !== 'refused') throw error
    const is = notHere.includes(error.code) ? 'not-answerable-here' : 'unknown'
    return { is, because: error.code, at: at() }
  }
}

function readCourses({ connection, subject, account, signal }: Asking) {
  return recallCourseRoles(connection, subject, account.username, signal)
}

/**
 * No call tells a service account who is staff or superuser. What can be told: an account that is answered with courses
 * whose team it is not in is global staff (7.1), one that is answered with none is not. Without Studio the two cannot be
 * kept apart, so any course then stands as a role that somebody must look at.
 */
async function readProtection(asking: Asking): Promise<FactValues['protection']> {
  const { connection, subject, account, signal } = asking
  const ours = subject.username === connection.options.workerUsername
  const claim = (privilegedRoles: readonly string[]) => ({ permanent: false, ours, privilegedRoles })
  if (!connection.reaches(operations.readCourseTeam)) {
    const courses = await recallCourseIds(connection, subject, account.username, signal)
    return claim(courses.length > 0 ? ['course-team-or-global-staff'] : [])
  }
  const { isGlobalStaff } = await readCourses(asking)
  return claim(isGlobalStaff ? ['global-staff'] : [])
}

function describeState(state: string | null): string {
  if (state === null) return 'active'
  if (state === 'PENDING') return 'pending-retirement'
  if (state === 'COMPLETE') return 'retired'
  if (state === 'ERRORED' || state === 'ABORTED') return `retirement-${state.toLowerCase()}`
  return isWorkingState(state) ? 'retiring' : 'between-retirement-steps'
}
