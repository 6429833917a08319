import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, everySign, guard, hasRight } from '../caller.ts'
import { byUsername, type World } from '../world.ts'

/** Enrolments and certificates of an account (3.8). */
export function holdingRoutes(context: Context): Route[] {
  const { world } = context
  return [
    {
      name: 'listEnrolments',
      method: 'GET',
      path: '/api/enrollment/v1/enrollments',
      handle: guard(context, { accepts: everySign, right: 'staff' }, request => listEnrolments(world, request))
    },
    {
      name: 'listOwnEnrolments',
      method: 'GET',
      path: '/api/enrollment/v1/enrollment',
      handle: guard(context, { accepts: everySign, allowsInactive: true, right: 'signed-in' }, ({ query }, caller) => {
        const name = query.get('user') ?? caller.username
        const person =
          name === caller.username || hasRight(world, caller, 'staff') ? byUsername(world, name) : undefined
        const active = (person?.enrolments ?? []).filter(each => each.active)
        return {
          status: 200,
          json: active.map(({ course, mode }) => ({
            user: name,
            mode,
            is_active: true,
            course_details: { course_id: course }
          }))
        }
      })
    },
    {
      name: 'listCertificates',
      method: 'GET',
      path: '/api/certificates/v0/certificates/:username/',
      handle: guard(context, { accepts: everySign, allowsInactive: true, right: 'signed-in' }, ({ params }, caller) => {
        const person = byUsername(world, params.username!)
        if (person !== caller && !hasRight(world, caller, 'staff')) return { status: 403 }
        // The name on a certificate is not in JSON, only on its page.
        const json = (person?.certificates ?? []).map(({ course, uuid }) => ({
          username: params.username,
          course_id: course,
          course_display_name: world.courses.get(course)?.name ?? course,
          course_organization: course.split(/[:+]/)[1],
          certificate_type: 'verified',
          created_date: '2025-06-01T00:00:00Z',
          modified_date: '2025-06-01T00:00:00Z',
          status: 'downloadable',
          is_passing: true,
          download_url: null,
          grade: '0.9',
          uuid
        }))
        return { status: 200, json }
      })
    },
    {
      name: 'listOwnCourseRoles',
      method: 'GET',
      path: '/api/enrollment/v1/roles/',
      handle: guard(context, { accepts: everySign, allowsInactive: true, right: 'signed-in' }, (_request, caller) => {
        const courses = [...world.courses.values()].filter(({ team }) => team.has(caller.id))
        const roles = courses.map(({ id, team }) => ({
          org: id.split(/[:+]/)[1],
          course_id: id,
          role: team.get(caller.id)
        }))
        // What a row lacks comes as the word for nothing.
        const wide = caller.wideRoles.map(({ org, role }) => ({ org: org ?? '', course_id: 'None', role }))
        return { status: 200, json: { roles: [...roles, ...wide], is_staff: caller.isStaff } }
      })
    }
  ]
}

function listEnrolments(world: World, { query }: StandRequest): StandAnswer {
  const names = (query.get('username') ?? '').split(',')
  if (names.length > 100) return { status: 400, json: 'Too many usernames.' }
  const rows = names.flatMap(name =>
    (byUsername(world, name)?.enrolments ?? []).map(({ course, mode, active }) => ({
      created: '2025-01-01T00:00:00Z',
      mode,
      is_active: active,
      user: name,
      course_id: course
    }))
  )
  const at = Number(query.get('cursor') ?? 0)
  const end = at + world.settings.enrolmentPageSize
  const link = (cursor: number) => `http://lms.invalid/api/enrollment/v1/enrollments?cursor=${cursor}&username=${names}`
  return {
    status: 200,
    json: {
      next: end < rows.length ? link(end) : null,
      previous: at > 0 ? link(Math.max(0, at - world.settings.enrolmentPageSize)) : null,
      results: rows.slice(at, end)
    }
  }
}
