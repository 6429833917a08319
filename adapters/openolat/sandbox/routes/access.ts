import { isManagerOf } from '../caller.ts'
import { type Identity, identityOf, membersOf, removeMember, type World } from '../world.ts'
import { ok, type Row, targetOf } from './row.ts'

/** RolesVO names and the roles of the default organisation behind them. Newer roles are not in the VO. */
const roleFields: Readonly<Record<string, string>> = {
  systemAdmin: 'sysadmin',
  olatAdmin: 'administrator',
  userManager: 'usermanager',
  groupManager: 'groupmanager',
  author: 'author',
  guestOnly: 'guest',
  institutionalResourceManager: 'learnresourcemanager',
  poolAdmin: 'poolmanager',
  curriculumManager: 'curriculummanager',
  invitee: 'invitee'
}

/** Fact sheet 2.2 and 2.5: roles, authentications, relations, certificates. */
export const access: readonly Row[] = [
  {
    name: 'getUserRoles',
    method: 'GET',
    path: '/users/:key/roles',
    may: 'manager',
    handle: call => ok(viewRoles(call.world, targetOf(call)))
  },
  {
    name: 'setUserRoles',
    method: 'POST',
    path: '/users/:key/roles',
    may: 'manager',
    handle(call) {
      const body = (call.request.json() ?? {}) as Record<string, boolean>
      const person = targetOf(call).key
      const of = call.world.organisations[0]!.key
      for (const [field, role] of Object.entries(roleFields)) {
        removeMember(call.world, { scope: 'organisation', of, role, person })
        if (body[field] === true) call.world.memberships.push({ scope: 'organisation', of, role, person })
      }
      return ok(viewRoles(call.world, targetOf(call)))
    }
  },
  {
    name: 'listAuthentications',
    method: 'GET',
    path: '/users/:key/authentications',
    may: 'manager',
    handle: call =>
      ok(
        targetOf(call).authentications.map(row => ({
          ...row,
          identityKey: targetOf(call).key,
          credential: null,
          externalId: null
        }))
      )
  },
  {
    name: 'deleteAuthentication',
    method: 'DELETE',
    path: '/users/:key/authentications/:authKey',
    may: 'manager',
    handle(call) {
      const identity = targetOf(call)
      const kept = identity.authentications.filter(row => String(row.key) !== call.param('authKey'))
      if (kept.length === identity.authentications.length) return { status: 404 }
      identity.authentications = kept
      call.world.journal.add('authentication-removed', String(identity.key))
      return ok()
    }
  },
  ...(['source', 'target'] as const).map(
    (end): Row => ({
      name: end === 'source' ? 'listRelationsFrom' : 'listRelationsTo',
      method: 'GET',
      path: `/users/:key/relations/${end}`,
      may: 'manager',
      handle: call =>
        ok(
          call.world.relations
            .filter(r => r[end] === targetOf(call).key)
            .map(r => ({
              key: r.key,
              identitySourceKey: r.source,
              identityTargetKey: r.target,
              relationRole: r.role
            }))
        )
    })
  ),
  {
    name: 'deleteRelation',
    method: 'DELETE',
    path: '/users/:key/relations/:relationKey',
    may: 'manager',
    handle(call) {
      const before = call.world.relations.length
      call.world.relations = call.world.relations.filter(r => String(r.key) !== call.param('relationKey'))
      if (call.world.relations.length === before) return { status: 404 }
      call.world.journal.add('relation-removed', call.param('key'))
      return ok()
    }
  },
  {
    name: 'listCertificates',
    method: 'GET',
    path: '/users/:key/certificates',
    // The 404 comes first; then the caller must be the target's manager, and an administrator.
    may: 'anybody',
    handle(call) {
      const identity = identityOf(call.world, call.param('key'))
      if (identity === undefined) return { status: 404 }
      if (!isManagerOf(call.world, call.caller, identity.key, ['administrator'])) return { status: 403 }
      const mine = call.world.certificates.filter(row => row.person === identity.key)
      return ok({ certificates: mine.map(row => ({ key: row.key, identityKey: row.person })), totalCount: mine.length })
    }
  },
  ...(['HEAD', 'GET', 'DELETE'] as const).map(
    (method): Row => ({
      name: `${method.toLowerCase()}Certificate`,
      method,
      path: '/users/:key/certificates/:certificateKey',
      may: 'manager',
      handle(call) {
        const row = call.world.certificates.find(r => String(r.key) === call.param('certificateKey'))
        if (row === undefined) return { status: 404 }
        if (row.person !== targetOf(call).key) return { status: 409 }
        if (method === 'HEAD') return ok()
        if (method === 'GET') return ok({ key: row.key, identityKey: row.person })
        call.world.certificates = call.world.certificates.filter(r => r !== row)
        call.world.journal.add('certificate-removed', call.param('key'))
        return ok()
      }
    })
  )
]

function viewRoles(world: World, identity: Identity): Record<string, boolean> {
  const of = world.organisations[0]!.key
  return Object.fromEntries(
    Object.entries(roleFields).map(([field, role]) => [
      field,
      membersOf(world, 'organisation', of, role).includes(identity.key)
    ])
  )
}
