import type { Journal, StandAnswer, StandRequest } from '../../sandbox/stand.ts'
import { readCookies } from './cookies.ts'
import { checkCsrf } from './csrf.ts'
import { peekJwt, verifyJwt } from './jwt.ts'
import { PlatformCrash } from './retirement.ts'
import { addPerson, byUsername, type Person, type World } from './world.ts'

export { makeJwt } from './jwt.ts'

/** What every handler works on. */
export interface Context {
  readonly world: World
  readonly journal: Journal
}

/** How a call may be signed: `session` is Django's cookie or the pair of JWT cookies. */
export type Sign = 'jwt' | 'session' | 'bearer'

/** Rights by the fact sheet's words (3.2); `studio-team` and the like are asked by the handlers themselves. */
export type Right = 'signed-in' | 'ret' | 'staff' | 'support' | 'cancel' | 'replace'

/** Whether a person has a right. A superuser without the staff flag is not enough for `staff` (3.2). */
export function hasRight({ settings }: World, person: Person, right: Right): boolean {
  if (right === 'ret') return person.username === settings.workerUsername || person.isSuperuser
  if (right === 'replace') return person.username === settings.replacementWorker
  if (right === 'staff') return person.isStaff
  if (right === 'support') return person.isStaff || person.isSuperuser || person.isSupport
  if (right === 'cancel') return person.isSuperuser || (person.isStaff && person.mayCancel)
  return true
}

/** How a call is protected. */
export interface Guard {
  readonly accepts?: readonly Sign[]
  readonly right: Right
  /** Sessions and opaque tokens of inactive accounts pass too; a JWT of one always does (1.1, 1.4). */
  readonly allowsInactive?: true
  /** What the platform answers for a missing right; a 403 unless said. */
  readonly refusal?: StandAnswer
  /** What it answers for nobody; 401 unless said. */
  readonly anonymous?: StandAnswer
}

/** All ways of signing: what the calls take that learners make themselves (1.4). */
export const everySign: readonly Sign[] = ['jwt', 'session', 'bearer']

/** Wraps a handler in sign-in, CSRF protection, right, and the 500 that a crash of the platform's code gives. */
export function guard(
  context: Context,
  options: Guard,
  handle: (request: StandRequest, caller: Person) => StandAnswer
): (request: StandRequest) => StandAnswer {
  return request => {
    const found = findCaller(context, request, options)
    if (found === null) return options.anonymous ?? notSignedIn
    if ('reason' in found) return { status: 403, json: { detail: `CSRF Failed: ${found.reason}` } }
    if (!hasRight(context.world, found, options.right)) {
      return options.refusal ?? { status: 403, json: { detail: 'You do not have permission to perform this action.' } }
    }
    try {
      return handle(request, found)
    } catch (error) {
      if (!(error instanceof PlatformCrash)) throw error
      return { status: 500, json: error.message }
    }
  }
}

const notSignedIn: StandAnswer = {
  status: 401,
  headers: { 'www-authenticate': 'JWT realm="api"' },
  json: { detail: 'Authentication was not provided.' }
}

type Found = Person | { readonly reason: string } | null

function findCaller(context: Context, request: StandRequest, { accepts = ['jwt', 'session'], ...rest }: Guard): Found {
  const [scheme, credential = ''] = (request.headers.authorization ?? '').split(' ')
  const isAlive = (username: string | undefined) => living(context.world, username, rest.allowsInactive ?? false)
  // A JWT in the header wins over the cookies; it looks at neither revocation nor is_active.
  if (scheme === 'JWT' && accepts.includes('jwt')) return byJwt(context, credential)
  if (scheme === 'Bearer' && accepts.includes('bearer')) return isAlive(context.world.tokens.get(credential))
  if (!accepts.includes('session')) return null
  const person = byCookies(context, request, isAlive)
  const isSafe = request.method === 'GET' || request.method === 'HEAD'
  const reason = person === null || isSafe ? null : checkCsrf(request, context.world.settings)
  return reason === null ? person : { reason }
}

/** An expired or broken JWT cookie falls back to the session, unless the two name different people (1.4). */
function byCookies(context: Context, request: StandRequest, isAlive: (name: string | undefined) => Person | null) {
  const cookies = readCookies(request)
  const username = context.world.sessions.get(cookies.get('sessionid') ?? '')
  const head = cookies.get('edx-jwt-cookie-header-payload')
  const tail = cookies.get('edx-jwt-cookie-signature')
  const isSwitchedOn = !context.world.settings.needsUseJwtCookie || 'use-jwt-cookie' in request.headers
  if (head === undefined || tail === undefined || !isSwitchedOn) return isAlive(username)
  const token = `${head}.${tail}`
  const person = byJwt(context, token)
  if (person !== null) return person
  const named = peekJwt(token)?.preferred_username
  return named !== undefined && username !== undefined && named !== username ? null : isAlive(username)
}

function living(world: World, username: string | undefined, allowsInactive: boolean): Person | null {
  const person = username === undefined ? undefined : byUsername(world, username)
  return person !== undefined && (person.isActive || allowsInactive) ? person : null
}

function byJwt({ world, journal }: Context, token: string): Person | null {
  const claims = verifyJwt(token, world.now())
  if (claims === null) return null
  const known = byUsername(world, claims.preferred_username)
  if (known !== undefined) return known
  // The platform gets or creates by name: a learner's JWT used after `forum` or `retire` makes an empty account (1.4).
  const created = addPerson(world, { username: claims.preferred_username, email: '', name: '', password: null })
  journal.add('account-created', String(created.id), { by: 'jwt' })
  return created
}
