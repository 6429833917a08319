import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, guard, hasRight } from '../caller.ts'
import { setPassword } from '../passwords.ts'
import { rename } from '../retirement.ts'
import { addPerson, byEmail, byUsername, type Person, type World } from '../world.ts'
import { bodyOf } from './body.ts'
import { noSuchRoute } from './start.ts'

/** Accounts by other doors (3.8): the profile image, the list for holders of the API key, and `modify/`. */
export function userRoutes(context: Context): Route[] {
  const { world, journal } = context
  const modify = (method: string): Route => ({
    name: 'modify',
    method,
    path: '/api/user/v1/modify/',
    handle: request =>
      world.settings.hasModify
        ? guard(context, { right: 'staff' }, (asked, caller) => change(context, asked, caller))(request)
        : noSuchRoute()
  })
  return [
    {
      name: 'removeProfileImage',
      method: 'DELETE',
      path: '/api/user/v1/accounts/:username/image',
      handle: guard(context, { right: 'signed-in' }, ({ params }, caller) => {
        const person = byUsername(world, params.username!)
        // Another's image is a 404 for whoever is not staff, so that no name is told.
        if (person === undefined || (person !== caller && !hasRight(world, caller, 'staff'))) return { status: 404 }
        person.hasImage = false
        person.imageFiles = []
        journal.add('image-removed', String(person.id))
        return { status: 204 }
      })
    },
    { name: 'users', method: 'GET', path: '/api/user/v1/users/', handle: request => listUsers(world, request) },
    modify('POST'),
    modify('PATCH')
  ]
}

/** Whether a call carries the site's API key. */
export function hasApiKey({ settings }: World, { headers }: StandRequest): boolean {
  return settings.apiKey !== null && headers['x-edx-api-key'] === settings.apiKey
}

/** No dates, no filter; 403 without the key, whoever asks. */
function listUsers(world: World, request: StandRequest): StandAnswer {
  if (!hasApiKey(world, request)) return { status: 403, json: { detail: 'Not permitted.' } }
  const size = Number(request.query.get('page_size') ?? 10)
  const page = Number(request.query.get('page') ?? 1)
  const all = [...world.people.values()]
  const results = all.slice((page - 1) * size, page * size).map(({ id, email, name, username }) => ({
    id,
    url: `/api/user/v1/users/${id}/`,
    email,
    name,
    username,
    preferences: {}
  }))
  const next = page * size < all.length ? `http://lms.invalid/api/user/v1/users/?page=${page + 1}` : null
  return { status: 200, json: { count: all.length, next, previous: null, results } }
}

function change({ world, journal }: Context, request: StandRequest, caller: Person): StandAnswer {
  const body = bodyOf(request)
  if (request.method === 'POST') return create(world, body)
  const key = String(body.username_or_email)
  const person = byUsername(world, key) ?? byEmail(world, key)
  if (person === undefined) return { status: 404, json: { error_code: 'user_not_found' } }
  if (body.is_superuser !== undefined && !caller.isSuperuser)
    return { status: 403, json: { detail: 'Superuser only.' } }
  if (isTaken(world, body.email)) return { status: 400, json: { error_code: 'email_taken' } }
  if (typeof body.email === 'string') rename(world, person, { email: body.email })
  if (typeof body.password === 'string') setPassword(world.sessions, person, body.password)
  if (typeof body.is_active === 'boolean') person.isActive = body.is_active
  if (typeof body.is_staff === 'boolean') person.isStaff = body.is_staff
  if (typeof body.name === 'string') person.name = body.name
  journal.add('modified', String(person.id), { fields: Object.keys(body) })
  return { status: 200, json: { user_id: person.id, username: person.username } }
}

function create(world: World, { username, email, password }: Record<string, unknown>): StandAnswer {
  if (typeof username !== 'string' || typeof email !== 'string') return { status: 400, json: { error_code: 'missing' } }
  if (isTaken(world, email) || isTaken(world, username)) return { status: 400, json: { error_code: 'taken' } }
  const person = addPerson(world, { username, email, password: typeof password === 'string' ? password : null })
  return { status: 200, json: { user_id: person.id, username } }
}

/** Names and addresses of people whose retirement was asked for count as taken. */
function isTaken(world: World, name: unknown): boolean {
  if (typeof name !== 'string') return false
  const isOfRow = [...world.rows.values()].some(row => row.originalUsername === name || row.originalEmail === name)
  return isOfRow || byUsername(world, name) !== undefined || byEmail(world, name) !== undefined
}
