import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, guard } from '../caller.ts'
import { byEmail, type Course, type Person } from '../world.ts'
import { bodyOf } from './body.ts'
import { mayManage } from './courses.ts'

const path = '/course_team/:course/:email'

/** What people do on Studio's course-team page (7): session and CSRF only. The last admin cannot be removed. */
export function studioRoutes(context: Context): Route[] {
  const { world, journal } = context
  const call = (
    method: string,
    handle: (course: Course, person: Person, request: StandRequest) => StandAnswer
  ): Route => ({
    name: 'studioCourseTeam',
    method,
    path,
    handle: guard(context, { accepts: ['session'], right: 'signed-in' }, (request, caller) => {
      const course = world.courses.get(request.params.course!)
      if (course === undefined) return { status: 404 }
      if (!mayManage(caller, course)) return { status: 403 }
      const person = byEmail(world, request.params.email!)
      if (person === undefined) return { status: 404, json: { error: 'Could not find user by email address.' } }
      return handle(course, person, request)
    })
  })
  const assign = (course: Course, person: Person, request: StandRequest): StandAnswer => {
    const { role } = bodyOf(request)
    if (role !== 'instructor' && role !== 'staff') return { status: 400, json: { error: 'No role specified.' } }
    if (role === 'staff' && isLastAdmin(course, person)) return lastAdmin
    course.team.set(person.id, role)
    journal.add('team-assigned', String(person.id), { course: course.id, role, by: 'studio' })
    return { status: 204 }
  }
  return [
    call('GET', (course, { id, email }) => ({
      status: 200,
      json: { email, active: true, role: course.team.get(id) ?? null }
    })),
    call('POST', assign),
    call('PUT', assign),
    call('DELETE', (course, person) => {
      if (isLastAdmin(course, person)) return lastAdmin
      course.team.delete(person.id)
      journal.add('team-revoked', String(person.id), { course: course.id, by: 'studio' })
      return { status: 204 }
    })
  ]
}

const lastAdmin: StandAnswer = { status: 400, json: { error: 'You may not remove the last Admin.' } }

function isLastAdmin({ team }: Course, person: Person): boolean {
  const admins = [...team].filter(([, role]) => role === 'instructor')
  return admins.length === 1 && admins[0]![0] === person.id
}
