import { operations } from '../../openapi/types/openedx-operations.ts'
import type { Plan, PlannedAction, PlanPolicy, Subject, WayBack } from '../contract.ts'
import { pipeline } from './actions/index.ts'
import { refuse } from './answers.ts'
import type { Connection } from './connection.ts'
import { tokenLifeMs } from './options.ts'
import { type Account, readAccountOf } from './reading/accounts.ts'
import { type CourseRoles, listCourseIds, readCourseRoles } from './reading/course-teams.ts'
import { countEnrolments } from './reading/enrolments.ts'
import { type Retirement, readRowOf } from './reading/retirement.ts'
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
 * @throws PlatformError `refused: account-not-found`, and `hand-over-not-supported` where somebody owns courses alone
 *   and the release has no call to change course teams
 */
export async function planErasure(
  connection: Connection,
  subject: Subject,
  policy: PlanPolicy,
  signal: AbortSignal
): Promise<Plan> {
  const reading = await read(connection, subject, signal)
  const { row, site, courses } = reading
  const sole = (courses?.roles ?? []).filter(({ isSole }) => isSole)
  if (sole.length > 0 && !site.hasCourseTeamCall) throw refuse('hand-over-not-supported', operations.changeCourseTeam)
  const objects = sole.map(({ course }) => ({ category: 'course', key: course, title: course }))
  const actions = planActions(connection, reading)
  const isHandedOver = actions.some(({ action }) => action === 'hand-over')
  return {
    subject,
    names: 'remove-name',
    actions,
    handOvers: await nameSuccessors(connection, subject, objects, policy.successors, signal),
    privilegedRoles: courses?.isGlobalStaff ? ['global-staff'] : [],
    retained: retainedIn(
      { actions },
      {
        image: reading.account.profile_image?.has_image === true,
        rolesLeft: courses === null || (courses.roles.length > 0 && !isHandedOver)
      }
    ),
    wayBack: actions.map(({ action }) => ({ after: action, way: wayBackAfter(action, site) })),
    before: {
      state: row?.current_state.state_name ?? null,
      retirementId: row?.id ?? null,
      retiredUsername: row?.retired_username ?? null,
      askedAt: row?.created ?? null,
      states: site.states.join(' '),
      hasForum: site.hasForum,
      hasNotes: site.hasNotes,
      mayCancel: site.mayCancel
    }
  }
}

async function read(connection: Connection, subject: Subject, signal: AbortSignal): Promise<Reading> {
  const account = await readAccountOf(connection, subject, signal)
  if (account === null) throw refuse('account-not-found', operations.listAccounts)
  const { active } = await countEnrolments(connection, account.username, signal)
  return {
    account,
    row: await readRowOf(connection, subject, signal),
    site: await recallSite(connection, signal),
    courses: await readCourses(connection, subject, account, signal),
    enrolments: active
  }
}

async function readCourses(connection: Connection, subject: Subject, { username }: Account, signal: AbortSignal) {
  if (connection.reaches(operations.readCourseTeam)) return readCourseRoles(connection, subject, username, signal)
  const courses = await listCourseIds(connection, username, signal)
  return courses.length === 0 ? { roles: [], isGlobalStaff: false } : null
}

function planActions(connection: Connection, { row, site, courses, enrolments }: Reading): readonly PlannedAction[] {
  const roles = courses?.roles ?? []
  const isLeftOut: Readonly<Record<string, boolean>> = {
    'hand-over': roles.length === 0 || !site.hasCourseTeamCall,
    start: row !== null,
    notes: !site.hasNotes,
    forum: !site.hasForum
  }
  const counts: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    'hand-over': { courses: roles.length, 'solely-owned': roles.filter(({ isSole }) => isSole).length },
    unenrol: { enrolments }
  }
  return pipeline
    .filter(({ id }) => !isLeftOut[id])
    .map(({ id, treatment, readBack, reversible }) => ({
      action: id,
      treatment,
      counts: counts[id] ?? {},
      reversible: id === 'start' ? site.mayCancel : reversible,
      readBack,
      waits: id === (site.hasForum ? 'forum' : 'retire') ? waitForTokens(connection, row) : []
    }))
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
