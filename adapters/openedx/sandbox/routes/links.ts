import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, everySign, guard, hasRight } from '../caller.ts'
import { byEmail, byUsername, type Person, type World } from '../world.ts'
import { hasApiKey } from './users.ts'

const path = '/api/third_party_auth/v0/users/'
const refusal: StandAnswer = { status: 403 }
/** Who calls; null: a program that holds the site's API key. */
type Caller = Person | null

/** Login links of anybody (5.1, 5.2): for oneself, a superuser, or the holder of the API key. Staff is not enough. */
export function linkRoutes(context: Context): Route[] {
  const { world } = context
  const open = (handle: (request: StandRequest, caller: Caller) => StandAnswer) => (request: StandRequest) =>
    hasApiKey(world, request)
      ? handle(request, null)
      : guard(context, { accepts: everySign, right: 'signed-in' }, handle)(request)
  return [
    { name: 'listLinkedProviders', method: 'GET', path, handle: open((r, caller) => listLinks(world, r, caller)) },
    { name: 'unlinkAccount', method: 'DELETE', path, handle: open((r, caller) => unlink(context, r, caller)) },
    {
      name: 'listProviderUsers',
      method: 'GET',
      path: '/api/third_party_auth/v0/providers/:id/users',
      handle: open((request, caller) => listUsers(world, request, caller))
    }
  ]
}

function findPerson(world: World, { query }: StandRequest): Person | undefined {
  return byUsername(world, query.get('username') ?? '') ?? byEmail(world, query.get('email') ?? '')
}

function isPrivileged(caller: Caller, person: Person | undefined): boolean {
  return caller === null || caller.isSuperuser || caller === person
}

function listLinks(world: World, request: StandRequest, caller: Caller): StandAnswer {
  const person = findPerson(world, request)
  const mayAsk = isPrivileged(caller, person)
  if (!mayAsk && !world.settings.openProviderQuery) return refusal
  if (person === undefined) return { status: 404, json: ['User not found.'] }
  const active = person.links.map(({ provider, providerId, uid }) => ({
    provider_id: providerId,
    name: provider,
    ...(mayAsk && { remote_id: uid })
  }))
  return { status: 200, json: { active } }
}

/** By the raw stored uid; the same one at two providers is a crash. */
function unlink({ world, journal }: Context, request: StandRequest, caller: Caller): StandAnswer {
  const person = findPerson(world, request)
  const uid = request.query.get('uid')
  if (!isPrivileged(caller, person)) return refusal
  if (uid === null) return { status: 400, json: ['Must specify uid.'] }
  const links = person?.links.filter(link => link.uid === uid) ?? []
  if (person === undefined || links.length === 0) return { status: 404, json: ['Not found.'] }
  if (links.length > 1) return { status: 500 }
  person.links = person.links.filter(link => link.uid !== uid)
  journal.add('unlinked', String(person.id), { by: 'operator' })
  return { status: 204 }
}

function listUsers(world: World, { params, query }: StandRequest, caller: Caller): StandAnswer {
  if (caller !== null && !caller.isSuperuser && !hasRight(world, caller, 'staff')) return refusal
  const names = query.getAll('username')
  const results = [...world.people.values()].flatMap(({ username, links }) =>
    links
      .filter(({ providerId }) => providerId === params.id && (names.length === 0 || names.includes(username)))
      .map(({ uid }) => ({ username, remote_id: uid }))
  )
  return { status: 200, json: { count: results.length, next: null, previous: null, results } }
}
