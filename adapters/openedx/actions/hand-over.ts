import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { HandOver, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { expectArray, expectObject, explain, refuse, surprise } from '../answers.ts'
import { readAccountOf } from '../reading/accounts.ts'
import { type CourseRole, demandPlannedOwners, readCourseRoles, readTeam } from '../reading/course-teams.ts'
import { type ActionRow, gone, stillThere, type Turn } from './step.ts'

type Operations = readonly { course_id: string; role: 'instructor' | 'staff'; action: 'assign' | 'revoke' }[]
type Given = HandOver & { readonly successor: Subject }

/**
 * Retirement never removes course-team rows (fact sheet 7), so they go first: the successor becomes an instructor where
 * the subject is the only one, then the subject leaves every team.
 */
export const handOver: ActionRow = {
  id: 'hand-over',
  treatment: 'reassign',
  covers: 'Your roles in course teams end; courses that only you owned go to somebody else.',
  after: [],
  section: null,
  repeat: 'read-first',
  settleMs: 30_000,
  readBack: 'independent',
  reversible: true,
  async perform(turn) {
    const { roles, email } = await readRoles(turn)
    if (roles.length === 0) return { is: 'already-absent', counts: { courses: 0 } }
    const handOvers = turn.plan.handOvers.map(demandSuccessor)
    demandPlannedOwners(
      roles,
      handOvers.map(({ object }) => object.key)
    )
    for (const each of handOvers) await assign(turn, each)
    const left = await readRoles(turn)
    if (left.roles.some(({ isSole }) => isSole)) throw surprise('no-effect', operations.changeCourseTeam)
    const revocations = left.roles.map(({ course, role }) => ({ course_id: course, role, action: 'revoke' as const }))
    await change(turn, email, revocations)
    return {
      is: 'done',
      items: handOvers.map(({ object, successor }) => ({ key: object.key, successor: successor.id, result: 'done' })),
      counts: { courses: roles.length, 'handed-over': handOvers.length }
    }
  },
  async confirm(turn) {
    for (const { object, successor } of turn.plan.handOvers) {
      const team = await readTeam(turn.connection, object.key, turn.signal)
      const hasSuccessor = team.some(member => String(member.id) === successor?.id && member.role === 'instructor')
      if (!hasSuccessor) return stillThere
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
  return { roles, email: account.email }
}

function demandSuccessor(handOver: HandOver): Given {
  if (handOver.successor === null) throw refuse('successor-missing', operations.changeCourseTeam)
  return { ...handOver, successor: handOver.successor }
}

/** Leaves a successor alone who is an instructor already: a run before this one may have got so far. */
async function assign(turn: Turn, { object, successor }: Given): Promise<void> {
  const team = await readTeam(turn.connection, object.key, turn.signal)
  if (team.some(member => String(member.id) === successor.id && member.role === 'instructor')) return
  const account = await readAccountOf(turn.connection, successor, turn.signal)
  if (account === null || !account.is_active) throw refuse('successor-not-living', operations.changeCourseTeam)
  await change(turn, account.email, [{ course_id: object.key, role: 'instructor', action: 'assign' }])
}

/** Answered 200 even if every item failed, so each one is looked at (7.1). */
async function change({ connection, signal }: Turn, email: string, bulk: Operations): Promise<void> {
  const operation = operations.changeCourseTeam
  const answer = await connection.call(operation, { json: { email, bulk_role_operations: bulk }, signal })
  if (answer.status !== 200) throw explain(operation, answer)
  const { results } = expectObject<{ results: readonly unknown[] }>(operation, answer.json, { results: 'array' })
  const items = expectArray<{ status: string }>(operation, results, { status: 'string' })
  if (items.length !== bulk.length) throw surprise('items-missing', operation)
  if (items.some(({ status }) => status !== 'success')) {
    // Other items of the same call may have been taken, so this no is not the harmless one of `refuse`.
    throw new PlatformError('refused', 'course-team-refused', { operation: operation.id, status: 200 })
  }
}
