import { isUserManager } from '../caller.ts'
import { addPerson } from '../seed.ts'
import { viewUser } from '../views.ts'
import { type Identity, identityOf, type World } from '../world.ts'
import { type Call, ok, type Row, targetOf } from './row.ts'

/** UserVO as a caller sends it. */
interface SentUser {
  readonly login?: string
  readonly externalId?: string | null
  readonly firstName?: string | null
  readonly lastName?: string | null
  readonly email?: string | null
  readonly property?: readonly { name: string; value: string | null }[]
  readonly properties?: readonly { name: string; value: string | null }[]
}

/** Fact sheet 1.6, 1.7 and 2.2: creating and changing accounts, renaming, portrait. */
export const profile: readonly Row[] = [
  {
    name: 'createUser',
    method: 'PUT',
    path: '/users',
    may: call => isUserManager(call.world, call.caller),
    handle(call) {
      const sent = readUser(call)
      if (sent === null) return { status: 400 }
      if (!sent.login || !sent.firstName || !sent.lastName || !sent.email) return refuse('new.form.mandatory')
      if (isTaken(call.world, sent.login)) return refuse('new.error.loginname.choosen')
      const key = Math.max(...call.world.identities.map(i => i.key)) + 1
      const profile = profileOf(sent)
      const made = addPerson(call.world, {
        key,
        login: sent.login,
        profile,
        ...(sent.externalId != null && { externalId: sent.externalId })
      })
      call.world.journal.add('created', String(key))
      return ok(viewUser(call.world, made, true))
    }
  },
  {
    name: 'changeUser',
    method: 'POST',
    path: '/users/:key',
    may: 'manager',
    handle(call) {
      const sent = readUser(call)
      if (sent === null) return { status: 400 }
      const identity = targetOf(call)
      identity.profile = { ...identity.profile, ...profileOf(sent) }
      // A blank external id leaves the old one.
      if (sent.externalId) identity.externalId = sent.externalId
      call.world.journal.add('changed', String(identity.key))
      return ok(viewUser(call.world, identity, true))
    }
  },
  ...(['POST', 'PUT'] as const).map(
    (method): Row => ({
      name: method === 'POST' ? 'renameUser' : 'putUsername',
      method,
      path: '/users/:key/username',
      may: 'manager',
      handle(call) {
        const name = call.query('username') ?? ''
        if (isTaken(call.world, name)) return { status: 409 }
        const identity = targetOf(call)
        identity.profile = { ...identity.profile, nickName: name }
        if (!call.world.settings.generatedNames) identity.name = name
        call.world.journal.add('renamed', String(identity.key))
        return ok()
      }
    })
  ),
  ...(['POST', 'DELETE'] as const).map(
    (method): Row => ({
      name: method === 'POST' ? 'setPortrait' : 'deletePortrait',
      method,
      path: '/users/:key/portrait',
      may: 'manager',
      handle(call) {
        targetOf(call).hasPortrait = method === 'POST'
        call.world.journal.add(method === 'POST' ? 'portrait-set' : 'portrait-removed', call.param('key'))
        return ok()
      }
    })
  )
]

// Unknown fields are an error: so is the list of properties under the other of its two names.
function readUser({ request, world }: Call): SentUser | null {
  const sent = (request.json() ?? {}) as SentUser
  const other = world.settings.propertyListName === 'property' ? 'properties' : 'property'
  return sent[other] === undefined ? sent : null
}

function profileOf(sent: SentUser): Record<string, string> {
  const { firstName, lastName, email } = sent
  const list = [...(sent.property ?? []), ...(sent.properties ?? [])].map(({ name, value }) => [name, value])
  const entries = [...Object.entries({ firstName, lastName, email }), ...list]
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')) as Record<string, string>
}

function isTaken(world: World, login: string): boolean {
  return world.identities.some((i: Identity) => i.name === login || i.profile.nickName === login)
}

function refuse(code: string) {
  return { status: 406, json: [{ code, translation: code }] }
}

/** The person behind a user name, for the deprecated calls. */
export function personNamed(world: World, name: string): Identity | undefined {
  return world.identities.find(i => i.name === name) ?? identityOf(world, name)
}
