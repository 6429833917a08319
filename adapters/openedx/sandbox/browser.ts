import { randomUUID } from 'node:crypto'
import type { StandRequest } from '../../sandbox/stand.ts'
import { setCookie } from './cookies.ts'
import { makeSecret, maskSecret } from './csrf.ts'
import { makeJwt, splitJwt } from './jwt.ts'
import type { Person, World } from './world.ts'

/** Cookies that a browser holds after signing in, by name. */
export type Cookies = Record<string, string>

/** Opens a session: Django's cookie. */
export function openSession(world: World, { username }: Person): Cookies {
  const sessionid = randomUUID()
  world.sessions.set(sessionid, username)
  return { sessionid }
}

/** The split JWT that pages of other origins sign with; `lifeMs` is below zero for one that is over. */
export function makeJwtCookies(world: World, { username }: Person, lifeMs: number): Cookies {
  const { payload, signature } = splitJwt(makeJwt(username, world.now().getTime() + lifeMs))
  return { 'edx-jwt-cookie-header-payload': payload, 'edx-jwt-cookie-signature': signature }
}

/** The CSRF cookie of a new secret, and a token for form or header that is masked differently (release: 9). */
export function makeCsrf(world: World, secret = makeSecret()): { cookies: Cookies; token: string } {
  const csrftoken = world.settings.csrfCookie === 'masked' ? maskSecret(secret) : secret
  return { cookies: { csrftoken }, token: maskSecret(secret) }
}

/** Cookies as `Set-Cookie` values; page scripts may read the CSRF cookie and the JWT's payload only. */
export function setCookies(request: StandRequest, cookies: Cookies): string[] {
  const hidden = ['sessionid', 'edx-jwt-cookie-signature']
  return Object.entries(cookies).map(([name, value]) =>
    setCookie(request, name, value, hidden.includes(name) ? '; HttpOnly' : '')
  )
}
