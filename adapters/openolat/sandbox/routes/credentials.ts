import { isManagerOf } from '../caller.ts'
import type { Identity } from '../world.ts'
import { personNamed } from './profile.ts'
import { type Call, ok, type Row, targetOf } from './row.ts'

/** AuthenticationVO as a caller sends it. */
interface SentAuthentication {
  readonly identityKey?: number
  readonly provider?: string
  readonly authUsername?: string
  readonly credential?: string
}

const namesManaged = (call: Call) =>
  isManagerOf(call.world, call.caller, personNamed(call.world, call.param('username'))?.key)

const named = (call: Call) => personNamed(call.world, call.param('username'))!

/** Fact sheet 1.7 and 2.2: authentications by key, and the deprecated ones by user name; versions; API pages. */
export const credentials: readonly Row[] = [
  ...(['users', 'groups', 'curriculum'] as const).map(
    (service): Row => ({
      name: `get${service.charAt(0).toUpperCase()}${service.slice(1)}Version`,
      method: 'GET',
      path: `/${service}/version`,
      may: 'anybody',
      handle: () => ({ status: 200, text: '1.0' })
    })
  ),
  {
    name: 'getApiDocs',
    method: 'GET',
    path: '/api-docs',
    may: 'anybody',
    handle: () => ({ status: 200, text: 'Swagger UI' })
  },
  ...(['PUT', 'POST'] as const).map(
    (method): Row => ({
      name: method === 'PUT' ? 'addAuthentication' : 'postAuthentication',
      method,
      path: '/users/:key/authentications',
      may: 'manager',
      handle(call) {
        const sent = (call.request.json() ?? {}) as SentAuthentication
        if (String(sent.identityKey) !== call.param('key')) return { status: 409 }
        return addAuthentication(call, targetOf(call), sent)
      }
    })
  ),
  {
    name: 'setPassword',
    method: 'POST',
    path: '/users/:key/authentications/password',
    may: 'manager',
    handle: call => setPassword(call, targetOf(call))
  },
  {
    name: 'listNamedAuthentications',
    method: 'GET',
    path: '/users/:username/auth',
    may: namesManaged,
    handle: call =>
      ok(named(call).authentications.map(row => ({ ...row, identityKey: named(call).key, credential: null })))
  },
  {
    name: 'addNamedAuthentication',
    method: 'PUT',
    path: '/users/:username/auth',
    may: namesManaged,
    handle: call => addAuthentication(call, named(call), (call.request.json() ?? {}) as SentAuthentication)
  },
  {
    name: 'setNamedPassword',
    method: 'POST',
    path: '/users/:username/auth/password',
    may: namesManaged,
    handle: call => setPassword(call, named(call))
  },
  {
    name: 'deleteNamedAuthentication',
    method: 'DELETE',
    path: '/users/:username/auth/:authKey',
    may: namesManaged,
    handle(call) {
      const identity = named(call)
      const kept = identity.authentications.filter(row => String(row.key) !== call.param('authKey'))
      if (kept.length === identity.authentications.length) return { status: 404 }
      identity.authentications = kept
      call.world.journal.add('authentication-removed', String(identity.key))
      return ok()
    }
  }
]

function addAuthentication({ world }: Call, identity: Identity, sent: SentAuthentication) {
  const { provider, authUsername, credential = null } = sent
  if (!provider || !authUsername) return { status: 406 }
  const isTaken = world.identities.some(i =>
    i.authentications.some(a => a.provider === provider && a.authUsername === authUsername)
  )
  if (isTaken) return { status: 409 }
  const key = identity.key * 10 + identity.authentications.length
  identity.authentications.push({ key, provider, authUsername, credential })
  world.journal.add('authentication-added', String(identity.key))
  return ok({ key, identityKey: identity.key, provider, authUsername, credential })
}

function setPassword({ request, world }: Call, identity: Identity) {
  const wanted = request.form().get('newPassword')
  const own = identity.authentications.find(row => row.provider === 'OLAT')
  if (!wanted || own === undefined || own.credential === wanted) return { status: 304 }
  own.credential = wanted
  world.journal.add('password-set', String(identity.key))
  return ok()
}
