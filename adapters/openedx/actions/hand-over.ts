import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { HandOver, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { refuse, surprise } from '../answers.ts'
import { readAccountOf } from '../reading/accounts.ts'
import { isOwning, listAuthzUsers, owningRole } from '../reading/authz.ts'
import { type CourseRole, demandPlannedOwners, readCourseRoles, readTeam } from '../reading/course-teams.ts'
import { forgetRecent } from '../reading/recent.ts'
import { recallSite } from '../reading/site.ts'
import { assignAuthzRole, changeCourseTeam, removeAuthzRole } from './change-roles.ts'
import { type ActionRow, gone, stillThere, type Turn } from './step.ts'

type Given = HandOver & { readonly successor: Subject }

/**
 * Retirement never removes course-team rows (fact sheet 7), so they go first: the successor becomes an owner where the
 * subject is the only one, then the subject leaves every team. It stands before `start`, because authz no longer knows
 * an account whose deletion was asked for; where it was asked in the platform, the course teams at least go before
 * `retire`, after which their call takes the account for nobody.
 */
export const handOver: ActionRow = {
  id: 'hand-over',
  treatment: 'reassign',
  covers:
    'Your roles in course and library teams end; what only you owned goes to somebody else, who is enrolled in the ' +
    'course by that.',
  after: [],
  section: null,
  repeat: 'read-first',
  settleMs: 30_000,
  readBack: 'independent',
  reversible: true,
  async perform(turn) {
    const { roles, email } = await readRoles(turn)
    forgetRecent(turn.connection, turn.subject)
    if (roles.length === 0) return { is: 'already-absent', counts: { courses: 0 } }
    const handOvers = turn.plan.handOvers.map(demandSuccessor)
    demandPlannedOwners(
      roles,
      handOvers.map(({ object }) => object.key)
    )
    for (const each of handOvers) await assign(turn, each, roles)
    const left = await readRoles(turn)
    if (left.roles.some(({ isSole }) => isSole)) throw surprise('no-effect', operations.changeCourseTeam)
    await revoke(turn, left.roles, email)
    return {
      is: 'done',
      items: handOvers.map(({ object, successor }) => ({ key: object.key, successor: successor.id, result: 'done' })),
      counts: { courses: roles.length, 'handed-over': handOvers.length }
    }
  },
  async confirm(turn) {
    for (const { object, successor } of turn.plan.handOvers) {
      if (successor === null || !(await isOwner(turn, object.key, successor))) return stillThere
    }
    const { roles } = await readRoles(turn)
    return roles.length === 0 ? gone : stillThere
  }
}

/** The call finds accounts by the e-mail of the moment: after the request that is the retired one (7.1). */
async function readRoles(turn: Turn): Promise<{ roles: readonly CourseRole[]; email: string }> {
  const { connection, subject, signal } = turn
  const account = await readAccountOf(connection, subject, signal)
  if (account === null) throw refuse('account-not-found', operations.listAccounts)
  const { roles } = await readCourseRoles(connection, subject, account.username, signal)
  const { hasCourseTeamCall } = await recallSite(connection, signal)
  return { roles: roles.filter(({ by }) => by === 'authz' || hasCourseTeamCall), email: account.email }
}

function demandSuccessor(handOver: HandOver): Given {
  if (handOver.successor === null) throw refuse('successor-missing', operations.changeCourseTeam)
  return { ...handOver, successor: handOver.successor }
}

/** Leaves a successor alone who is an owner already: a run before this one may have got so far. */
async function assign(turn: Turn, { object, successor }: Given, roles: readonly CourseRole[]): Promise<void> {
  if (await isOwner(turn, object.key, successor)) return
  const account = await readAccountOf(turn.connection, successor, turn.signal)
  if (account === null || !account.is_active) throw refuse('successor-not-living', operations.changeCourseTeam)
  const held = roles.find(({ course, role, by }) => course === object.key && by === 'authz' && isOwning(role))
  if (held !== undefined) return assignAuthzRole(turn, account.username, { scope: held.course, role: held.role })
  // Always as instructor: assigning staff to an instructor would take that role from them (7.1).
  await changeCourseTeam(turn, account.email, [{ course_id: object.key, role: 'instructor', action: 'assign' }])
}

async function revoke(turn: Turn, roles: readonly CourseRole[], email: string): Promise<void> {
  const inTeams = roles.filter(({ by }) => by === 'team')
  const revocations = inTeams.map(({ course, role }) => ({ course_id: course, role, action: 'revoke' as const }))
  if (revocations.length > 0) await changeCourseTeam(turn, email, revocations)
  for (const { course, role, by } of roles) {
    if (by === 'authz') await removeAuthzRole(turn, turn.subject.username, { scope: course, role })
  }
}

async function isOwner({ connection, signal }: Turn, scope: string, successor: Subject): Promise<boolean> {
  const { hasAuthz } = await recallSite(connection, signal)
  const role = owningRole(scope)
  if (hasAuthz && (await listAuthzUsers(connection, { scope, role }, signal)).includes(successor.username)) return true
  if (scope.startsWith('lib')) return false
  const team = await readTeam(connection, scope, signal).catch(readAsNobody)
  return team.some(member => String(member.id) === successor.id && member.role === 'instructor')
}

/** Where authz holds the course, Studio may have no team of it. */
function readAsNobody(error: unknown): readonly [] {
  if (error instanceof PlatformError && error.failure === 'refused') return []
  throw error
}
