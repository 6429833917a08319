import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { HttpAnswer, Permission, Registration } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { expectObject, explain } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { forgetOldMoves } from '../moves.ts'
import { readPasswordWord } from '../reading/password.ts'
import { readSite, type Site, workingStates } from '../reading/site.ts'
import { listRows } from '../sightings.ts'
import { judgeSite } from './findings.ts'
import { isOtherDriverRunning } from './other-driver.ts'
import { probePermissions } from './permissions.ts'

type Problem = Registration['problems'][number]

/** Looks a site over with calls that change nothing, and says what is missing and what then does not work. */
export async function registerSite(connection: Connection, signal: AbortSignal): Promise<Registration> {
  const answer = await readOwnName(connection, signal)
  const { username } = expectObject<{ username: string }>(operations.readOwnName, answer.json, { username: 'string' })
  const permissions = [...(await probePermissions(connection, signal))]
  const isMissing = (id: string) => permissions.some(each => each.id === id && each.state === 'missing')
  if (isMissing('retire')) {
    const fix = 'Set RETIREMENT_SERVICE_WORKER_USERNAME to the owner of this OAuth client.'
    const problems = withButton([{ code: 'not-the-worker', fix, stops: 'all' }])
    return { version: null, capabilities: {}, permissions, problems }
  }
  const site = await readSite(connection, signal)
  if (!isMissing('support')) permissions.push(await judgeWorkerPassword(connection, signal))
  const isOtherDriver = await isOtherDriverRunning(connection, site.states, signal)
  await forgetOldMoves(connection)
  const rows = await listRows(connection, site.states, signal)
  const problems = [
    ...(username === connection.options.workerUsername ? [] : [otherName]),
    ...(isMissing('staff') ? [notStaff] : []),
    ...(workingStates(site.states).length === 0 ? [noStates] : []),
    ...judgeStart(connection, site),
    ...(isOtherDriver ? [otherDriver] : []),
    ...(isMissing('credentials') ? [notReplacing] : []),
    ...judgeSite(connection, { states: site.states, rows, answer })
  ]
  return { version: null, capabilities: describe(connection, site), permissions, problems: withButton(problems) }
}

/**
 * The button of the account page is on as the platform comes, and no call shows it (1.1, 4.3): where Lethe can carry nothing
 * out and nobody else does, that is said before the first learner has pressed it.
 */
function withButton(problems: readonly Problem[]): readonly Problem[] {
  const isStopped = problems.some(({ stops }) => stops === 'all')
  const isSaid = problems.some(({ code }) => code === 'another-driver' || code === 'nobody-drives')
  if (!isStopped || isSaid) return problems
  const fix =
    'Until the rest is mended nobody carries out what learners ask for by the button of their account page, which is on ' +
    'unless ENABLE_ACCOUNT_DELETION is off.'
  return [...problems, { code: 'nobody-drives', fix, stops: 'nothing' }]
}

const otherName: Problem = {
  code: 'worker-name-differs',
  fix: 'Set workerUsername to the account that owns the OAuth client.',
  stops: 'all'
}
const notStaff: Problem = { code: 'not-staff', fix: 'Give the service account is_staff.', stops: 'all' }
const noStates: Problem = {
  code: 'no-working-state',
  fix: 'Run populate_retirement_states, or name the states of the site in the option states.',
  stops: 'all'
}
const otherDriver: Problem = {
  code: 'another-driver',
  fix: 'Switch the other retirement job off, then register again an hour later.',
  stops: 'all'
}
const notReplacing: Problem = {
  code: 'not-the-replacement-worker',
  fix: 'Set USERNAME_REPLACEMENT_WORKER of Credentials to the service account, or take credentialsUrl away.',
  stops: 'all'
}

function judgeStart({ options }: Connection, { hasBulkStart }: Site): readonly Problem[] {
  const code = 'start-switched-off'
  if (!hasBulkStart) return [{ code, fix: 'Set ENABLE_BULK_USER_RETIREMENT on the LMS.', stops: 'start' }]
  return options.bulkStart === true ? [] : [{ code, fix: 'Set the option bulkStart of this platform.', stops: 'start' }]
}

/** Comparing passwords by a word needs a service account without one, and so does keeping it safe. */
async function judgeWorkerPassword(connection: Connection, signal: AbortSignal): Promise<Permission> {
  const word = await readPasswordWord(connection, connection.options.workerUsername, signal).catch(readAsUnknown)
  const means = 'The service account needs no password; with one, the state of learners’ passwords is unknown.'
  return { id: 'no-password', state: word === 'Usable' ? 'broader-than-needed' : 'present', means }
}

function readAsUnknown(error: unknown): null {
  if (error instanceof PlatformError && error.failure === 'refused') return null
  throw error
}

function describe(connection: Connection, site: Site): Registration['capabilities'] {
  return {
    states: site.states.join(' '),
    'working-state': workingStates(site.states)[0] ?? '',
    forum: site.forum,
    notes: site.hasNotes,
    proctoring: site.hasProctoring,
    unenrol: site.hasUnenrolV2 ? 'v2' : 'v1',
    'bulk-start': site.hasBulkStart,
    cancel: site.mayCancel,
    'course-teams': site.hasCourseTeamCall && connection.reaches(operations.readCourseTeam),
    authz: site.hasAuthz,
    // No call shows it; a release that has the newer unenrol call has it too (9).
    'clean-up-redacts': site.hasUnenrolV2 ? true : 'unknown',
    'privileged-roles': 'global-staff-by-inference'
  }
}

async function readOwnName(connection: Connection, signal: AbortSignal): Promise<HttpAnswer> {
  const answer = await connection.call(operations.readOwnName, { signal })
  if (answer.status !== 200) throw explain(operations.readOwnName, answer)
  return answer
}
