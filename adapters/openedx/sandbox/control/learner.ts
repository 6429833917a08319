import { randomUUID } from 'node:crypto'
import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Cookies, makeCsrf, makeJwtCookies, openSession } from '../browser.ts'
import { type Context, makeJwt } from '../caller.ts'
import { setPassword } from '../passwords.ts'
import { bodyOf } from '../routes/body.ts'
import { byUsername, type Person, type World } from '../world.ts'

/** What a learner's browser does, done at once: sign in, unlink, set a password; and the mails that the LMS sent. */
export function learnerControl(context: Context): Route[] {
  const { world } = context
  const act = (name: string, handle: (person: Person, request: StandRequest) => unknown): Route => ({
    name: `sandbox-${name}`,
    method: 'POST',
    path: `/_sandbox/${name}`,
    handle(request) {
      const person = byUsername(world, String(bodyOf(request).username))
      if (person === undefined) return { status: 404, json: { error: 'no-such-person' } }
      return answer(handle(person, request))
    }
  })
  return [
    act('sign-in', (person, request) => signAs(world, person, bodyOf(request))),
    act('link', (person, request) => {
      const { provider, providerId = provider, uid = person.email } = bodyOf(request)
      person.links.push({ provider: String(provider), providerId: String(providerId), uid: String(uid) })
      return person.links
    }),
    act('unlink', (person, request) => {
      const { provider } = bodyOf(request)
      person.links = person.links.filter(link => provider !== undefined && link.provider !== provider)
      return person.links
    }),
    act('password', (person, request) => {
      const { password } = bodyOf(request)
      setPassword(world.sessions, person, typeof password === 'string' ? password : null)
      return { isUsable: person.password !== null }
    }),
    act('activate', person => {
      person.isActive = true
      return { isActive: true }
    }),
    { name: 'sandbox-mails', method: 'GET', path: '/_sandbox/mails', handle: () => answer(world.mails) },
    {
      name: 'sandbox-mails-clear',
      method: 'DELETE',
      path: '/_sandbox/mails',
      handle: () => answer(world.mails.splice(0).length)
    },
    { name: 'sandbox-settings-read', method: 'GET', path: '/_sandbox/settings', handle: () => answer(world.settings) },
    { name: 'sandbox-deletions', method: 'GET', path: '/_sandbox/deletions', handle: () => answer(world.deletions) }
  ]
}

/** How somebody signs (`as`): a token that is over is made with `expired`, cookies of two people with `session`. */
function signAs(world: World, person: Person, { as, expired, session }: Record<string, unknown>) {
  const lifeMs = expired === true ? -1000 : world.settings.jwtLifeS * 1000
  if (as === 'jwt')
    return { headers: { authorization: `JWT ${makeJwt(person.username, world.now().getTime() + lifeMs)}` } }
  if (as === 'bearer') {
    const token = randomUUID()
    world.tokens.set(token, person.username)
    return { headers: { authorization: `Bearer ${token}` } }
  }
  const csrf = makeCsrf(world)
  const other = byUsername(world, String(session))
  const cookies: Cookies = {
    ...csrf.cookies,
    ...(as === 'jwt-cookies' ? makeJwtCookies(world, person, lifeMs) : openSession(world, person)),
    ...(other !== undefined && openSession(world, other))
  }
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`)
  return { headers: { cookie: cookie.join('; '), 'x-csrftoken': csrf.token }, cookies }
}

function answer(json: unknown): StandAnswer {
  return { status: 200, json: json ?? null }
}
