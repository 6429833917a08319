import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, guard } from '../caller.ts'
import { setPassword } from '../passwords.ts'
import { PlatformCrash, requestRetirement } from '../retirement.ts'
import { byUsername } from '../world.ts'
import { bodyOf } from './body.ts'

/** How a retirement begins for somebody (3.7), and the call that only disables (3.3). */
export function startRoutes(context: Context): Route[] {
  const { world } = context
  const handled = (handle: (request: StandRequest) => StandAnswer) => (request: StandRequest) =>
    world.settings.bulkRetirement ? guard(context, { right: 'ret' }, handle)(request) : noSuchRoute()
  return [
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
        setPassword(world.sessions, person, null)
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
