import type { StandRequest } from '../../sandbox/stand.ts'
import { type Identity, identityOf, membersOf, type World } from './world.ts'

/** Roles that make a caller a manager of users over REST. */
const userManagerRoles = ['administrator', 'usermanager', 'rolesmanager']

/** Whoever the session cookie, the token or the Basic credentials name; null when they prove nothing. */
export function callerOf(world: World, request: StandRequest): Identity | null {
  const { apiAccess, line } = world.settings
  const cookie = /JSESSIONID=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (cookie !== undefined && apiAccess === 'all') {
    const owner = world.identities.find(i => i.sessions.includes(cookie))
    if (owner !== undefined) return owner
  }
  const token = request.headers['x-olat-token']
  if (token !== undefined) return holderOf(world, 'REST', null, token)
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (basic === undefined) return null
  const [name, ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  // The client id of an API key is looked up before any login of that name.
  const byKey = line === '12.4' ? null : holderOf(world, 'API-Key', name!, secret.join(':'))
  if (byKey !== null || apiAccess === 'apikey') return byKey
  return holderOf(world, 'OLAT', name!, secret.join(':'))
}

/** Whether the caller holds a role in the organisation or in one above it. */
export function holdsRole(world: World, person: Identity, organisation: number, roles: readonly string[]): boolean {
  if (roles.some(role => membersOf(world, 'organisation', organisation, role).includes(person.key))) return true
  const parent = world.organisations.find(o => o.key === organisation)?.parent ?? null
  return parent !== null && holdsRole(world, person, parent, roles)
}

/** Whether the caller holds one of the roles in any organisation. */
export function holdsAnywhere(world: World, person: Identity, roles: readonly string[]): boolean {
  return world.organisations.some(o => holdsRole(world, person, o.key, roles))
}

/** A manager of users somewhere: sees administrative properties. */
export function isUserManager(world: World, person: Identity): boolean {
  return holdsAnywhere(world, person, userManagerRoles)
}

/**
 * The check per target: the caller manages users in an organisation in which the target holds the plain role `user`.
 * Unknown keys, guests, invitees and deleted accounts hold it nowhere.
 */
export function isManagerOf(
  world: World,
  caller: Identity,
  target: string | number | undefined,
  roles: readonly string[] = userManagerRoles
): boolean {
  // In 2018 rights were global, and an account of any kind could be managed.
  if (world.settings.line === '12.4') {
    return identityOf(world, target) !== undefined && holdsAnywhere(world, caller, roles)
  }
  return world.memberships.some(
    m =>
      m.scope === 'organisation' &&
      m.role === 'user' &&
      String(m.person) === String(target) &&
      identityOf(world, m.person) !== undefined &&
      holdsRole(world, caller, m.of, roles)
  )
}

function holderOf(world: World, provider: string, name: string | null, secret: string): Identity | null {
  // 100 is the limit: above it nobody may log in.
  const holder = world.identities.find(
    i =>
      i.status < 100 &&
      i.authentications.some(
        a => a.provider === provider && (name === null || a.authUsername === name) && a.credential === secret
      )
  )
  return holder ?? null
}
