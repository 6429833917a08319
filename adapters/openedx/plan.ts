import { operations } from '../../openapi/types/openedx-operations.ts'
import type { HandOver, Plan, PlanKnowledge, PlannedAction, PlanPolicy, Subject, WayBack } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { pipeline } from './actions/index.ts'
import { refuse } from './answers.ts'
import type { Connection } from './connection.ts'
import { tokenLifeMs } from './options.ts'
import type { Account } from './reading/account.ts'
import { recallAccountOf } from './reading/accounts.ts'
import { type CourseRole, type CourseRoles, categoryOf, recallCourseRoles } from './reading/course-teams.ts'
import { recallActiveEnrolments } from './reading/enrolments.ts'
import { isRetiredName, type Retirement, recallRowOf } from './reading/retirement.ts'
import { recallSite, type Site } from './reading/site.ts'
import { retainedIn } from './retention.ts'
import { nameSuccessors } from './successors.ts'

interface Reading {
  readonly account: Account
  readonly row: Retirement | null
  readonly site: Site
  /** Null: there are roles, and no Studio to read them in. */
  readonly courses: CourseRoles | null
  readonly enrolments: number
}

/**
 * Plans the deletion of one account. A learner who has already asked in the platform is not started again.
 * @throws PlatformError `refused: account-not-found`
 */
export async function planErasure(
  connection: Connection,
  subject: Subject,
  policy: PlanPolicy,
  signal: AbortSignal,
  known?: PlanKnowledge
): Promise<Plan> {
  const reading = await read(connection, subject, signal)
  const { account, row, site, courses, enrolments } = reading
  const actions = planActions(connection, reading)
  const isPlanned = (id: string) => actions.some(({ action }) => action === id)
  return {
    subject,
    names: 'remove-name',
    actions,
    handOvers: await nameOwners(connection, subject, policy, reading, signal, known),
    privilegedRoles: courses?.isGlobalStaff ? ['global-staff'] : [],
    retained: retainedIn(
      { actions },
      {
        image: account.profile_image?.has_image === true,
        rolesLeft: courses === null || courses.roles.some(role => !isChangeable(role, site)),
        authzUnread: courses?.isAuthzUnread === true,
        enrolmentsLeft: isPlanned('unenrol') ? 0 : enrolments
      }
    ),
    wayBack: actions.map(({ action }) => ({ after: action, way: wayBackAfter(action, site) })),
    before: {
      state: row?.current_state.state_name ?? null,
      retirementId: row?.id ?? null,
      retiredUsername: row?.retired_username ?? null,
      askedAt: row?.created ?? null,
      states: site.states.join(' '),
      forum: site.forum,
      unenrolV2: site.hasUnenrolV2,
      mayCancel: site.mayCancel
    }
  }
}

async function read(connection: Connection, subject: Subject, signal: AbortSignal): Promise<Reading> {
  const account = await recallAccountOf(connection, subject, signal)
  if (account === null) throw refuse('account-not-found', operations.listAccounts)
  return {
    account,
    row: await recallRowOf(connection, subject, signal),
    site: await recallSite(connection, signal),
    courses: await readCourses(connection, subject, account, signal),
    enrolments: await recallActiveEnrolments(connection, subject, account.username, signal)
  }
}

async function readCourses(connection: Connection, subject: Subject, { username }: Account, signal: AbortSignal) {
  try {
    return await recallCourseRoles(connection, subject, username, signal)
  } catch (error) {
    const isNotHere = error instanceof PlatformError && notReadable.includes(error.code)
    if (isNotHere) return null
    throw error
  }
}

const notReadable = ['studio-not-configured', 'course-teams-not-readable']

/** Before the course-team call nothing changes teams over REST; authz has its own (fact sheet 7). */
function isChangeable({ by }: CourseRole, { hasCourseTeamCall }: Site): boolean {
  return by === 'authz' || hasCourseTeamCall
}

/** Sole ownerships and who takes them over; where no call could assign anybody, a person does it in Studio. */
async function nameOwners(
  connection: Connection,
  subject: Subject,
  { successors }: PlanPolicy,
  { courses, site }: Reading,
  signal: AbortSignal,
  known?: PlanKnowledge
): Promise<readonly HandOver[]> {
  const sole = (courses?.roles ?? []).filter(({ isSole }) => isSole)
  const objectOf = (role: CourseRole) => ({ category: categoryOf(role), key: role.course, title: role.course })
  const byCall = sole.filter(role => isChangeable(role, site)).map(objectOf)
  const byHand = sole.filter(role => !isChangeable(role, site)).map(objectOf)
  // Authz takes whoever asked for their deletion for nobody (7).
  const inAuthz = sole.filter(({ by }) => by === 'authz').map(({ course }) => course)
  const named = await nameSuccessors(connection, subject, byCall, successors, signal, known)
  return [
    ...named.map(each => (inAuthz.includes(each.object.key) ? { ...each, beforeLock: true as const } : each)),
    ...byHand.map(object => ({ object, successor: null, problem: 'by-hand-only' as const }))
  ]
}

function planActions(connection: Connection, reading: Reading): readonly PlannedAction[] {
  const { row, site } = reading
  const roles = (reading.courses?.roles ?? []).filter(role => isChangeable(role, site))
  const sole = roles.filter(({ isSole }) => isSole)
  const isLeftOut = leaveOut(connection, reading, roles)
  const counts: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    // Whoever is assigned in a course team is enrolled in the course too (7.1).
    'hand-over': {
      courses: roles.length,
      'solely-owned': sole.length,
      'successors-enrolled': sole.filter(({ by }) => by === 'team').length
    },
    unenrol: { enrolments: reading.enrolments }
  }
  return pipeline
    .filter(({ id }) => !isLeftOut[id])
    .map(({ id, treatment, readBack, reversible }) => ({
      action: id,
      treatment,
      counts: counts[id] ?? {},
      reversible: id === 'start' ? site.mayCancel : reversible,
      // Only a forum inside the LMS shows that it is done.
      readBack: id === 'forum' && site.forum !== 'v2' ? 'none' : readBack,
      waits: id === (site.forum === 'none' ? 'retire' : 'forum') ? waitForTokens(connection, row) : []
    }))
}

/** What the site does not have, the operator does not want, or the subject is past. */
function leaveOut(
  connection: Connection,
  { account, row, site }: Reading,
  roles: readonly CourseRole[]
): Readonly<Record<string, boolean>> {
  const { removeImage = false, partnerReport = false, cleanUp = false } = connection.options
  const isRenamed = isRetiredName(connection, account.username, row)
  return {
    'hand-over': roles.length === 0,
    start: row !== null,
    // By the old name alone; another driver that takes the forum first leaves what is active behind for good (3.6).
    unenrol: isRenamed,
    notes: !site.hasNotes,
    proctoring: !site.hasProctoring,
    'proctoring-backends': !site.hasProctoring,
    image: !removeImage || isRenamed || account.profile_image?.has_image !== true,
    forum: site.forum === 'none',
    'partner-queue': !partnerReport,
    credentials: !connection.reaches(operations.replaceCredentialsUsernames),
    licences: !connection.reaches(operations.retireLicences),
    'clean-up': !cleanUp
  }
}

/**
 * A JWT of the learner that was issued before the lock stays valid for its life, and one used after the name is retired
 * makes an empty account of the old name (fact sheet 1.4). The wait stands before the exclusive section.
 */
function waitForTokens(connection: Connection, row: Retirement | null): PlannedAction['waits'] {
  const lifeMs = tokenLifeMs(connection.options)
  if (row === null) return [{ after: 'start', ms: lifeMs }]
  const leftMs = Date.parse(row.created) + lifeMs - connection.now().getTime()
  return leftMs > 0 ? [{ after: 'enter-working-state', ms: leftMs }] : []
}

function wayBackAfter(action: string, { mayCancel }: Site): WayBack['way'] {
  if (action === 'hand-over') return 'stays'
  return action === 'start' && mayCancel ? 'platform-cancel' : 'none'
}
