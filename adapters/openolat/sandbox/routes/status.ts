import { isManagerOf } from '../caller.ts'
import { viewLifecycle } from '../views.ts'
import { type Identity, identityOf, type World } from '../world.ts'
import { type Call, ok, type Row, targetOf } from './row.ts'

/** Fact sheet 2.1, 2.2 and 5: status, lifecycle, preferences, portrait. */
export const status: readonly Row[] = [
  {
    name: 'getUserStatus',
    method: 'GET',
    path: '/users/:key/status',
    may: 'manager',
    handle: call => ok({ status: targetOf(call).status })
  },
  {
    name: 'setUserStatus',
    method: 'POST',
    path: '/users/:key/status',
    may: 'manager',
    handle(call) {
      const wanted = (call.request.json() as { status?: unknown } | undefined)?.status
      if (typeof wanted !== 'number' || !Number.isInteger(wanted)) return { status: 400 }
      writeStatus(call.world, targetOf(call), wanted)
      return ok({ status: wanted })
    }
  },
  {
    name: 'getUserLifecycle',
    method: 'GET',
    path: '/users/:key/lifecycle',
    // The 404 comes first here, unlike anywhere else.
    may: 'anybody',
    handle: call => guardLifecycle(call) ?? ok(viewLifecycle(targetOf(call)))
  },
  ...(['POST', 'PUT'] as const).map(
    (method): Row => ({
      name: method === 'POST' ? 'setUserLifecycle' : 'putUserLifecycle',
      method,
      path: '/users/:key/lifecycle',
      may: 'anybody',
      handle: call => guardLifecycle(call) ?? writeLifecycle(call)
    })
  ),
  {
    name: 'getUserPreferences',
    method: 'GET',
    path: '/users/:key/preferences',
    may: 'manager',
    handle: call => ok({ language: targetOf(call).language })
  },
  {
    name: 'setUserPreferences',
    method: 'POST',
    path: '/users/:key/preferences',
    may: 'manager',
    handle(call) {
      const identity = targetOf(call)
      identity.language = (call.request.json() as { language?: string } | undefined)?.language ?? identity.language
      return ok({ language: identity.language })
    }
  },
  ...(['HEAD', 'GET'] as const).map(
    (method): Row => ({
      name: method === 'HEAD' ? 'headUserPortrait' : 'getUserPortrait',
      method,
      path: '/users/:key/portrait',
      may: 'anybody',
      handle: ({ world, param }) => ({ status: identityOf(world, param('key'))?.hasPortrait ? 200 : 404 })
    })
  )
]

function guardLifecycle(call: Call) {
  if (identityOf(call.world, call.param('key')) === undefined) return { status: 404 }
  return isManagerOf(call.world, call.caller, call.param('key')) ? null : { status: 403 }
}

// Any integer is written, 199 and 1 too: nothing is validated, and 199 erases no data.
function writeStatus(world: World, identity: Identity, wanted: number): void {
  const former = identity.status
  if (wanted === 103) identity.inactivationDate = world.now().getTime()
  else if ([1, 101, 102].includes(wanted)) identity.inactivationDate = null
  identity.status = wanted
  world.journal.add('status', String(identity.key), { from: former, status: wanted })
}

function writeLifecycle(call: Call) {
  const identity = targetOf(call)
  const body = (call.request.json() ?? {}) as { expirationDate?: number | null; inactivationDate?: number | null }
  if (body.expirationDate == null && body.inactivationDate == null) {
    // The trap: a body without dates reactivates the account.
    identity.expirationDate = null
    identity.inactivationDate = null
    identity.status = 2
    call.world.journal.add('reactivated', String(identity.key))
    return ok(viewLifecycle(identity))
  }
  if (body.expirationDate == null) return { status: 304 }
  identity.expirationDate = body.expirationDate
  call.world.journal.add('expiration', String(identity.key), { expirationDate: body.expirationDate })
  return ok(viewLifecycle(identity))
}
