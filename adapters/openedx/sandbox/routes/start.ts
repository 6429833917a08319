import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, guard } from '../caller.ts'
import { PlatformCrash, requestRetirement } from '../retirement.ts'
import { byUsername, type Person } from '../world.ts'
import { bodyOf } from './body.ts'

/** How a retirement begins: by the learner (1.1), for somebody (3.7), and the call that only disables (3.3). */
export function startRoutes(context: Context): Route[] {
  const { world } = context
  const handled = (handle: (request: StandRequest) => StandAnswer) => (request: StandRequest) =>
    world.settings.bulkRetirement ? guard(context, { right: 'ret' }, handle)(request) : noSuchRoute()
  return [
    {
      name: 'deactivate_logout',
      method: 'POST',
      path: '/api/user/v1/accounts/deactivate_logout/',
      handle: guard(context, { accepts: ['jwt', 'session', 'bearer'], right: 'signed-in' }, (request, caller) =>
        deactivateLogout(context, request, caller)
      )
    },
    {
      name: 'probeStart',
      method: 'GET',
      path: '/v1/accounts/bulk_retire_users',
      handle: handled(() => ({ status: 405, json: { detail: 'Method "GET" not allowed.' } }))
    },
    {
      name: 'startRetirement',
      method: 'POST',
      path: '/v1/accounts/bulk_retire_users',
      handle: handled(request => bulkRetire(context, request))
    },
    {
      name: 'deactivate',
      method: 'POST',
      path: '/api/user/v1/accounts/:username/deactivate/',
      handle: guard(context, { right: 'staff' }, request => {
        const person = byUsername(world, request.params.username!)
        if (person === undefined) throw new PlatformCrash('User matching query does not exist')
        person.password = null
        context.journal.add('password-disabled', String(person.id))
        return { status: 200, json: { username: person.username } }
      })
    }
  ]
}

/** The HTML page that Django answers where no route is mounted. */
export function noSuchRoute(): StandAnswer {
  return { status: 404, headers: { 'content-type': 'text/html' }, text: '<h1>Page not found</h1>' }
}

function deactivateLogout({ world, journal }: Context, request: StandRequest, caller: Person): StandAnswer {
  if (!world.settings.accountDeletion) return { status: 403 }
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  const password = isForm ? request.form().get('password') : null
  if (password === null) return { status: 400, json: "Could not verify user password: 'password'" }
  if (caller.password === null || caller.password !== password) {
    return { status: 403, json: 'Email or password is incorrect.' }
  }
  if (world.settings.states.length === 0) return { status: 500, json: 'Run populate_retirement_states.' }
  if ([...world.rows.values()].some(row => row.person === caller)) return { status: 500, json: 'Duplicate entry' }
  // The message goes out inside the transaction: a mail server that is down rolls everything back.
  if (world.settings.mail === 'down') return { status: 500, json: 'Connection refused' }
  requestRetirement(world, caller)
  journal.add('retirement-started', String(caller.id), { by: 'learner' })
  journal.add('mail', String(caller.id), { what: 'deletion-requested' })
  for (const [session, username] of world.sessions) if (username === caller.username) world.sessions.delete(session)
  return { status: 204 }
}

function bulkRetire({ world, journal }: Context, request: StandRequest): StandAnswer {
  const successful: string[] = []
  const failed: string[] = []
  const names = String(bodyOf(request).usernames ?? '').split(',')
  for (const name of names.map(each => each.trim()).filter(each => each !== '')) {
    const person = byUsername(world, name)
    try {
      if (person === undefined) throw new PlatformCrash('User matching query does not exist')
      requestRetirement(world, person)
      journal.add('retirement-started', String(person.id), { by: 'bulk' })
      successful.push(name)
    } catch (error) {
      if (!(error instanceof PlatformCrash)) throw error
      failed.push(name)
    }
  }
  return { status: 200, json: { successful_user_retirements: successful, failed_user_retirements: failed } }
}
