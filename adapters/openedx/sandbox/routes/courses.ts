import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, everySign, guard, hasRight } from '../caller.ts'
import { byEmail, byUsername, type Course, type Person, type World } from '../world.ts'
import { bodyOf } from './body.ts'
import { noSuchRoute } from './start.ts'

const team = '/api/support/v1/manage_course_team/'

/** Course teams (7.1). Studio is a site of its own in life; here it answers on the same address. */
export function courseRoutes(context: Context): Route[] {
  const { world } = context
  const mounted = (handle: (request: StandRequest, caller: Person) => StandAnswer) => (request: StandRequest) =>
    world.settings.supportCourseTeam ? guard(context, { right: 'signed-in' }, handle)(request) : noSuchRoute()
  return [
    {
      name: 'listCourseIds',
      method: 'GET',
      path: '/api/courses/v1/course_ids/',
      handle: guard(context, { accepts: everySign, right: 'signed-in' }, (request, caller) =>
        listCourseIds(world, request, caller)
      )
    },
    {
      name: 'listCourses',
      method: 'GET',
      path: '/api/courses/v1/courses/',
      handle: guard(context, { accepts: everySign, right: 'signed-in' }, (request, caller) =>
        listCourses(world, request, caller)
      )
    },
    {
      name: 'listManagedCourses',
      method: 'GET',
      path: team,
      handle: mounted((r, caller) => listManaged(world, r, caller))
    },
    { name: 'changeCourseTeam', method: 'PUT', path: team, handle: mounted((r, caller) => change(context, r, caller)) },
    {
      name: 'readCourseTeam',
      method: 'GET',
      path: '/api/contentstore/v1/course_team/:course',
      handle: guard(context, { accepts: everySign, right: 'signed-in' }, (request, caller) => {
        const course = world.courses.get(request.params.course!)
        if (course === undefined) return { status: 404 }
        if (!mayManage(caller, course) && !course.team.has(caller.id)) return { status: 403 }
        const users = [...course.team].map(([id, role]) => {
          const { username, email } = world.people.get(id)!
          return { email, id, role, username }
        })
        return { status: 200, json: { show_transfer_ownership_hint: false, users, allow_actions: true } }
      })
    }
  ]
}

/** Whether somebody may change a course's team. */
export function mayManage(caller: Person, course: Course): boolean {
  return caller.isStaff || caller.isSuperuser || course.team.get(caller.id) === 'instructor'
}

function listCourseIds(world: World, { query }: StandRequest, caller: Person): StandAnswer {
  const name = query.get('username')
  if (name === null) return { status: 400, json: { detail: 'username is required' } }
  if (name !== caller.username && !hasRight(world, caller, 'staff')) return { status: 403 }
  const person = byUsername(world, name)
  // A global staff TARGET is answered with every course.
  const isEverywhere = person?.isStaff || person?.isSuperuser
  const courses = [...world.courses.values()].filter(({ team: rows }) => isEverywhere || rows.has(person?.id ?? -1))
  const size = Math.min(Number(query.get('page_size') ?? 10), world.settings.courseIdPageSize)
  const page = Number(query.get('page') ?? 1)
  const results = courses.map(({ id }) => id).slice((page - 1) * size, page * size)
  const pagination = {
    count: courses.length,
    num_pages: Math.max(1, Math.ceil(courses.length / size)),
    next: null,
    previous: null
  }
  return { status: 200, json: { results, pagination } }
}

/** Full courses that a person sees, with `permissions=instructor` those that he is instructor of. */
function listCourses(world: World, { query }: StandRequest, caller: Person): StandAnswer {
  const name = query.get('username') ?? ''
  if (name !== caller.username && !hasRight(world, caller, 'staff')) return { status: 403 }
  const person = byUsername(world, name)
  const isAsked = (course: Course) =>
    query.get('permissions') !== 'instructor' || course.team.get(person?.id ?? -1) === 'instructor'
  const results = [...world.courses.values()].filter(isAsked).map(({ id, name }) => ({ id, course_id: id, name }))
  return {
    status: 200,
    json: { results, pagination: { count: results.length, num_pages: 1, next: null, previous: null } }
  }
}

function listManaged(world: World, { query }: StandRequest, caller: Person): StandAnswer {
  const id = query.get('user_id')
  const given = query.get('username') ?? query.get('email') ?? id
  if (given === null) return { status: 400 }
  const person = id === null ? (byUsername(world, given) ?? byEmail(world, given)) : world.people.get(Number(id))
  if (person === undefined || !person.isActive) return { status: 404, json: { detail: 'User not found.' } }
  const courses = [...world.courses.values()].filter(course => mayManage(caller, course))
  const json = courses.map(course => ({
    course_id: course.id,
    course_name: course.name,
    role: course.team.get(person.id) ?? null,
    status: 'active'
  }))
  return { status: 200, json }
}

/** 200 even if every item failed; no guard for the last instructor. */
function change({ world, journal }: Context, request: StandRequest, caller: Person): StandAnswer {
  const { email, bulk_role_operations: operations } = bodyOf(request)
  if (typeof email !== 'string' || !Array.isArray(operations)) return { status: 400 }
  if (![...world.courses.values()].some(course => mayManage(caller, course))) return { status: 403 }
  const person = byEmail(world, email)
  if (person === undefined) return { status: 404, json: { detail: 'User not found.' } }
  if (!person.isActive) return { status: 400 }
  const results = operations.map(({ course_id, role, action }) => {
    const course = world.courses.get(course_id)
    if (course === undefined || !mayManage(caller, course) || world.settings.lockedCourses.includes(course_id)) {
      return { course_id, role, action, status: 'failed', error: 'Invalid or inaccessible course.' }
    }
    if (action === 'revoke') {
      if (!course.team.delete(person.id)) return { course_id, role, action, status: 'failed', error: 'No role.' }
      journal.add('team-revoked', String(person.id), { course: course_id })
    } else {
      const changed = course.team.get(person.id) !== role
      course.team.set(person.id, role)
      if (!person.enrolments.some(each => each.course === course_id)) {
        person.enrolments.push({ course: course_id, mode: 'audit', active: true })
      }
      journal.add('team-assigned', String(person.id), { course: course_id, role, changed })
    }
    return { course_id, role, action, status: 'success' }
  })
  return { status: 200, json: { email, results } }
}
