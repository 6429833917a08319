import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Journal, StandAnswer, StandRequest } from '../../sandbox/stand.ts'
import { PlatformCrash } from './retirement.ts'
import { addPerson, byUsername, type Person, type World } from './world.ts'

/** What every handler works on. */
export interface Context {
  readonly world: World
  readonly journal: Journal
}

/** How a call may be signed: `session` is Django's cookie or the pair of JWT cookies. */
export type Sign = 'jwt' | 'session' | 'bearer'

/** Rights by the fact sheet's words (3.2); `studio-team` and the like are asked by the handlers themselves. */
export type Right = 'signed-in' | 'ret' | 'staff' | 'support' | 'cancel'

const key = 'sandbox signing key'

/** Makes a JWT as the token endpoint does (3.1); `expiresAtMs` is epoch milliseconds. */
export function makeJwt(username: string, expiresAtMs: number): string {
  const claims = { preferred_username: username, exp: Math.floor(expiresAtMs / 1000), iss: 'sandbox', version: '1.2.0' }
  const head = [{ alg: 'HS256', typ: 'JWT' }, claims].map(part =>
    Buffer.from(JSON.stringify(part)).toString('base64url')
  )
  return `${head.join('.')}.${sign(head.join('.'))}`
}

/** Whether a person has a right. A superuser without the staff flag is not enough for `staff` (3.2). */
export function hasRight(world: World, person: Person, right: Right): boolean {
  if (right === 'ret') return person.username === world.settings.workerUsername || person.isSuperuser
  if (right === 'staff') return person.isStaff
  if (right === 'support') return person.isStaff || person.isSuperuser || person.isSupport
  if (right === 'cancel') return person.isSuperuser || (person.isStaff && person.mayCancel)
  return true
}

interface Guard {
  readonly accepts?: readonly Sign[]
  readonly right: Right
  /** What the platform answers for a missing right; a 403 unless said. */
  readonly refusal?: StandAnswer
  /** What it answers for nobody; 401 unless said. */
  readonly anonymous?: StandAnswer
}

/** Wraps a handler in sign-in, CSRF protection, right, and the 500 that a crash of the platform's code gives. */
export function guard(
  context: Context,
  { accepts = ['jwt', 'session'], right, refusal, anonymous }: Guard,
  handle: (request: StandRequest, caller: Person) => StandAnswer
): (request: StandRequest) => StandAnswer {
  return request => {
    const caller = findCaller(context, request, accepts)
    if (caller === 'csrf') return { status: 403, json: { detail: 'CSRF Failed: CSRF token missing.' } }
    if (caller === null) return anonymous ?? { status: 401, json: { detail: 'Authentication was not provided.' } }
    if (!hasRight(context.world, caller, right)) {
      return refusal ?? { status: 403, json: { detail: 'You do not have permission to perform this action.' } }
    }
    try {
      return handle(request, caller)
    } catch (error) {
      if (!(error instanceof PlatformCrash)) throw error
      return { status: 500, json: error.message }
    }
  }
}

function findCaller(context: Context, request: StandRequest, accepts: readonly Sign[]): Person | null | 'csrf' {
  const [scheme, credential = ''] = (request.headers.authorization ?? '').split(' ')
  // A JWT in the header wins over the cookies; it looks at neither revocation nor is_active.
  if (scheme === 'JWT' && accepts.includes('jwt')) return byJwt(context, credential)
  if (scheme === 'Bearer' && accepts.includes('bearer')) return active(context, context.world.tokens.get(credential))
  const cookies = readCookies(request.headers.cookie ?? '')
  if (!accepts.includes('session')) return null
  const head = cookies.get('edx-jwt-cookie-header-payload')
  const tail = cookies.get('edx-jwt-cookie-signature')
  const username = context.world.sessions.get(cookies.get('sessionid') ?? '')
  const person =
    (head !== undefined && tail !== undefined ? byJwt(context, `${head}.${tail}`) : null) ??
    (request.path === '/api/user/v1/me'
      ? (byUsername(context.world, username ?? '') ?? null)
      : active(context, username))
  const isSafe = request.method === 'GET' || request.method === 'HEAD'
  const token = cookies.get('csrftoken')
  if (person !== null && !isSafe && (token === undefined || request.headers['x-csrftoken'] !== token)) return 'csrf'
  return person
}

function active({ world }: Context, username: string | undefined): Person | null {
  const person = username === undefined ? undefined : byUsername(world, username)
  return person?.isActive ? person : null
}

function byJwt({ world, journal }: Context, token: string): Person | null {
  const [head, body, tail = ''] = token.split('.')
  const wanted = sign(`${head}.${body}`)
  if (tail.length !== wanted.length || !timingSafeEqual(Buffer.from(tail), Buffer.from(wanted))) return null
  const claims = JSON.parse(Buffer.from(body!, 'base64url').toString('utf8'))
  if (claims.exp * 1000 <= world.now().getTime()) return null
  const known = byUsername(world, claims.preferred_username)
  if (known !== undefined) return known
  // The platform gets or creates by name: a learner's JWT used after `forum` or `retire` makes an empty account (1.4).
  const created = addPerson(world, { username: claims.preferred_username, email: '', name: '', password: null })
  journal.add('account-created', String(created.id), { by: 'jwt' })
  return created
}

function sign(text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}

function readCookies(header: string): Map<string, string> {
  return new Map(
    header.split('; ').map(pair => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), pair.slice(at + 1)]
    })
  )
}
