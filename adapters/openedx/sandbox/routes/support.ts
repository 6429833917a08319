import { randomUUID } from 'node:crypto'
import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, guard } from '../caller.ts'
import { setPassword } from '../passwords.ts'
import { byEmail, byUsername, type Person, type World } from '../world.ts'

const signIn: StandAnswer = { status: 302, headers: { location: '/login' } }
const refusal: StandAnswer = { status: 403 }

/** What support staff may read, and the toggle beside it (5.1, 5.3). */
export function supportRoutes(context: Context): Route[] {
  const { world } = context
  const open = { right: 'support', anonymous: signIn, refusal } as const
  return [
    {
      name: 'readSsoRecords',
      method: 'GET',
      path: '/support/sso_records/:username',
      handle: guard(context, open, request => ({
        status: 200,
        json: (findPerson(world, request)?.links ?? []).map(({ provider, uid }) => ({ provider, uid, extraData: {} }))
      }))
    },
    {
      name: 'readSupportAccount',
      method: 'GET',
      path: '/support/manage_user/:username',
      handle: guard(context, open, request => ({ status: 200, json: showAccount(world, findPerson(world, request)) }))
    },
    {
      name: 'manage_user_toggle',
      method: 'POST',
      path: '/support/manage_user/:username',
      handle: guard(context, open, request => {
        const person = findPerson(world, request)
        if (person === undefined) return { status: 500 }
        setPassword(world.sessions, person, person.password === null ? randomUUID() : null)
        person.isActive = person.password !== null
        context.journal.add('account-toggled', String(person.id))
        return { status: 200, json: showAccount(world, person) }
      })
    }
  ]
}

function findPerson(world: World, { params }: StandRequest): Person | undefined {
  return byUsername(world, params.username!) ?? byEmail(world, params.username!)
}

/** An unknown account is an empty array, not a 404. */
function showAccount(world: World, person: Person | undefined) {
  if (person === undefined) return []
  const { usable, unusable } = world.settings.passwordWords
  return {
    username: person.username,
    email: person.email,
    date_joined: person.dateJoined,
    is_active: person.isActive,
    password_toggle_history: [],
    status: person.password === null ? unusable : usable
  }
}
