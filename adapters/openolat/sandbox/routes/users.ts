import { holdsAnywhere, isManagerOf, isUserManager } from '../caller.ts'
import { deleteIdentity } from '../deletion.ts'
import { viewUser } from '../views.ts'
import { type Identity, identityOf } from '../world.ts'
import { type Call, ok, type Row, targetOf } from './row.ts'

const managesUsers = (call: Call) => isUserManager(call.world, call.caller)

/** Fact sheet 2.2 and 2.3: searching, reading, and deleting accounts. */
export const users: readonly Row[] = [
  {
    name: 'searchUsers',
    method: 'GET',
    path: '/users',
    may: call => managesUsers(call) || holdsAnywhere(call.world, call.caller, ['author']),
    handle: searchUsers
  },
  {
    name: 'listManagedUsers',
    method: 'GET',
    path: '/users/managed',
    may: managesUsers,
    handle: ({ world }) =>
      ok(
        world.identities
          .filter(i => i.externalId !== null)
          .map(i => ({ key: i.key, login: world.settings.generatedNames ? null : i.name, externalId: i.externalId }))
      )
  },
  {
    name: 'getUserByName',
    method: 'GET',
    path: '/users/username',
    may: managesUsers,
    handle({ world, query, caller }) {
      const name = query('username')
      const hit = world.identities.find(i => namesOf(i).includes(name ?? ''))
      return hit === undefined ? { status: 404 } : ok(viewUser(world, hit, isManagerOf(world, caller, hit.key)))
    }
  },
  {
    name: 'getUser',
    method: 'GET',
    path: '/users/:key',
    may: 'anybody',
    handle({ world, caller, param }) {
      const identity = identityOf(world, param('key'))
      if (identity === undefined) return { status: 404 }
      return ok(viewUser(world, identity, isManagerOf(world, caller, identity.key)))
    }
  },
  {
    name: 'deleteUser',
    method: 'DELETE',
    path: '/users/:key',
    may: 'manager',
    handle(call) {
      if (call.world.settings.line === '12.4' && targetOf(call).status === 199) return { status: 200 }
      const deletion = deleteIdentity(call.world, targetOf(call), call.caller)
      return { status: deletion.is === 'deleted' ? 200 : 500 }
    }
  }
]

function searchUsers(call: Call) {
  const { world, caller, query } = call
  const isAdmin = isUserManager(world, caller)
  const status = query('status')
  const isStatusAllowed = status !== null && Number(status) < (isAdmin ? 199 : 100)
  const seesAll = query('statusVisibleLimit') === 'all' && isAdmin
  const hits = world.identities.filter(identity => {
    if (isStatusAllowed ? identity.status !== Number(status) : !seesAll && identity.status >= 100) return false
    return [...call.request.query].every(([name, value]) => fits(identity, name, value, query('authProvider')))
  })
  return ok(hits.map(hit => viewUser(world, hit, isManagerOf(world, caller, hit.key) || isAdmin)))
}

function fits(identity: Identity, name: string, value: string, provider: string | null): boolean {
  if (['status', 'statusVisibleLimit', 'authProvider', '_method'].includes(name)) return true
  if (name === 'externalId') return identity.externalId === value
  if (name === 'login') return namesOf(identity).some(candidate => isLike(candidate, value))
  if (name === 'authUsername') {
    return identity.authentications.some(a => a.provider === provider && a.authUsername === value)
  }
  return isLike(identity.profile[name] ?? '', value)
}

/** Databases compare without regard to case; quotes make a search exact, else `*` stands for anything. */
function isLike(candidate: string, search: string): boolean {
  const exact = /^"(.*)"$/.exec(search)?.[1]
  if (exact !== undefined) return candidate.toLowerCase() === exact.toLowerCase()
  const pattern = search.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${pattern}`, 'i').test(candidate)
}

function namesOf(identity: Identity): string[] {
  const nickname = identity.profile.nickName
  return [identity.name, ...(nickname ? [nickname] : []), ...identity.authentications.map(a => a.authUsername)]
}
