import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, everySign, guard } from '../caller.ts'
import { byEmail, byUsername, type Person, type World } from '../world.ts'
import { bodyOf } from './body.ts'
import { noSuchRoute } from './start.ts'

const path = '/api/authz/v1/roles/users/'
const courseRoles = ['course_admin', 'course_staff']
const libraryRoles = ['library_admin', 'library_author', 'library_user']

/** Roles in authz (7): libraries since Ulmo, courses where switched on. Who has a retirement request does not exist. */
export function authzRoutes(context: Context): Route[] {
  const { world } = context
  const mounted = (handle: (request: StandRequest) => StandAnswer) => (request: StandRequest) =>
    world.settings.authz === 'absent'
      ? noSuchRoute()
      : guard(context, { accepts: everySign, right: 'support' }, handle)(request)
  const call = (name: string, method: string, handle: (request: StandRequest) => StandAnswer): Route => ({
    name,
    method,
    path,
    handle: mounted(handle)
  })
  return [
    {
      name: 'listAuthzRoles',
      method: 'GET',
      path: '/api/authz/v1/users/:username/assignments/',
      handle: mounted(({ params, query }) => {
        const person = known(world, params.username!)
        if (person === undefined) return { status: 404, json: { detail: 'Not found.' } }
        const own = world.authzRoles.filter(each => each.person === person.id)
        return paged(
          own.map(({ role, scope }) => ({ is_superadmin: false, role, org: scope.split(/[:+]/)[1], scope })),
          query
        )
      })
    },
    call('listAuthzUsers', 'GET', ({ query }) => listUsers(world, query)),
    call('assignAuthzRole', 'PUT', request => {
      const { users, role, scope } = bodyOf(request)
      return Array.isArray(users)
        ? change(context, users.map(String), String(role), String(scope), true)
        : { status: 400 }
    }),
    call('removeAuthzRole', 'DELETE', ({ query }) =>
      change(context, (query.get('users') ?? '').split(','), query.get('role') ?? '', query.get('scope') ?? '', false)
    )
  ]
}

function known(world: World, name: string): Person | undefined {
  const person = byUsername(world, name) ?? byEmail(world, name)
  return person !== undefined && world.requests.has(person.id) ? undefined : person
}

function paged(rows: readonly unknown[], query: URLSearchParams): StandAnswer {
  const page = Number(query.get('page') ?? 1)
  const size = Number(query.get('page_size') ?? 10)
  const isMore = page * size < rows.length
  const next = isMore ? `http://lms.invalid/api/authz/v1/?page=${page + 1}` : null
  const results = rows.slice((page - 1) * size, page * size)
  return { status: 200, json: { count: rows.length, next, previous: null, results } }
}

function listUsers(world: World, query: URLSearchParams): StandAnswer {
  const inScope = world.authzRoles.filter(({ scope }) => scope === query.get('scope'))
  const ids = [...new Set(inScope.map(({ person }) => person))]
  const rows = ids.map(id => {
    const { username, email, name } = world.people.get(id)!
    const roles = inScope.filter(({ person }) => person === id).map(({ role }) => role)
    return { username, full_name: name, email, roles }
  })
  return paged(rows, query)
}

/** 207 even if every item failed. A course scope is unknown while courses are not in authz. */
function change(
  { world, journal }: Context,
  users: readonly string[],
  role: string,
  scope: string,
  isAssigning: boolean
): StandAnswer {
  const isCourse = world.settings.authz === 'courses' && world.courses.has(scope)
  const roles = isCourse ? courseRoles : world.libraries.has(scope) ? libraryRoles : []
  if (!roles.includes(role)) return { status: 400, json: { scope: [`Role or scope does not exist.`] } }
  const completed: object[] = []
  const errors: object[] = []
  for (const name of users) {
    const person = known(world, name)
    const at = world.authzRoles.findIndex(
      each => each.person === person?.id && each.scope === scope && each.role === role
    )
    if (person === undefined) errors.push({ user_identifier: name, error: 'user_not_found' })
    else if (isAssigning && at >= 0) errors.push({ user_identifier: name, error: 'user_already_has_role' })
    else if (!isAssigning && at < 0) errors.push({ user_identifier: name, error: 'user_does_not_have_role' })
    else {
      if (isAssigning) world.authzRoles.push({ person: person.id, scope, role })
      else world.authzRoles.splice(at, 1)
      const status = isAssigning ? 'role_added' : 'role_removed'
      journal.add(isAssigning ? 'authz-assigned' : 'authz-removed', String(person.id), { scope, role })
      completed.push({ user_identifier: name, status })
    }
  }
  return { status: 207, json: { completed, errors } }
}
