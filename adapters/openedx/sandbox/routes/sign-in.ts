import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { makeCsrf, makeJwtCookies, openSession, setCookies } from '../browser.ts'
import type { Context } from '../caller.ts'
import { readCookies, setCookie } from '../cookies.ts'
import { checkCsrf, readSecret } from '../csrf.ts'
import { judgePassword } from '../lockout.ts'
import { sendMail } from '../mail.ts'
import { byEmail, byUsername, type Person } from '../world.ts'
import { formOf } from './body.ts'
import { page } from './page.ts'

/** How a browser signs in and out (1.3), and gets its CSRF token (1.2). */
export function signInRoutes(context: Context): Route[] {
  const { world } = context
  const login = (path: string, field: string): Route => ({
    name: 'login_session',
    method: 'POST',
    path,
    handle: request => loginSession(context, request, field)
  })
  return [
    {
      name: 'csrf-token',
      method: 'GET',
      path: '/csrf/api/v1/token',
      handle(request) {
        const { cookies, token } = csrfOf(context, request)
        return { status: 200, headers: { 'set-cookie': setCookies(request, cookies) }, json: { csrfToken: token } }
      }
    },
    { name: 'login-page', method: 'GET', path: '/login', handle: request => showForm(context, request, '') },
    { name: 'login-form', method: 'POST', path: '/login', handle: request => submitForm(context, request) },
    login('/api/user/v1/account/login_session/', 'email'),
    login('/api/user/v2/account/login_session/', 'email_or_username'),
    login('/login_ajax', 'email'),
    {
      name: 'login_refresh',
      method: 'POST',
      path: '/login_refresh',
      handle(request) {
        const person = byUsername(world, world.sessions.get(readCookies(request).get('sessionid') ?? '') ?? '')
        if (person === undefined) return { status: 401, json: { detail: 'Unauthorized' } }
        const cookies = makeJwtCookies(world, person, world.settings.jwtLifeS * 1000)
        return { status: 200, headers: { 'set-cookie': setCookies(request, cookies) }, json: { success: true } }
      }
    },
    {
      name: 'logout',
      method: 'GET',
      path: '/logout',
      handle(request) {
        world.sessions.delete(readCookies(request).get('sessionid') ?? '')
        const gone = ['sessionid', 'edx-jwt-cookie-header-payload', 'edx-jwt-cookie-signature']
        const headers = { location: '/login', 'set-cookie': gone.map(name => setCookie(request, name, '')) }
        return { status: 302, headers }
      }
    }
  ]
}

function csrfOf({ world }: Context, request: StandRequest) {
  return makeCsrf(world, readSecret(readCookies(request).get('csrftoken')) ?? undefined)
}

function showForm(context: Context, request: StandRequest, problem: string, status = 200): StandAnswer {
  const { cookies, token } = csrfOf(context, request)
  const next = request.query.get('next') ?? formOf(request).get('next') ?? '/'
  const answer = page('Sign in', [
    ...(problem === '' ? [] : [{ id: 'problem', text: problem }]),
    {
      form: '/login',
      fields: { email: 'E-mail or username', password: 'Password' },
      hidden: { next, csrfmiddlewaretoken: token }
    }
  ])
  return { ...answer, status, headers: { ...answer.headers, 'set-cookie': setCookies(request, cookies) } }
}

function submitForm(context: Context, request: StandRequest): StandAnswer {
  if (checkCsrf(request, context.world.settings) !== null) return page('CSRF verification failed', [], 403)
  const form = formOf(request)
  const person = signIn(context, form.get('email') ?? '', form.get('password'))
  if (typeof person === 'string') return showForm(context, request, person, 400)
  const next = form.get('next') ?? '/'
  // Only places on this host and pages that the site knows: anything else would hand the learner to a stranger's page.
  const isKnown = URL.canParse(next) && context.world.settings.corsOrigins.includes(new URL(next).origin)
  const location = isKnown || /^\/(?![/\\])/.test(next) ? next : '/'
  return { status: 302, headers: { location, 'set-cookie': setCookies(request, browserOf(context, person)) } }
}

function loginSession(context: Context, request: StandRequest, field: string): StandAnswer {
  if (checkCsrf(request, context.world.settings) !== null) return page('CSRF verification failed', [], 403)
  const form = formOf(request)
  const name = form.get(field) ?? ''
  const person = signIn(context, name, form.get('password'))
  if (typeof person === 'string') {
    return {
      status: 400,
      json: { success: false, error_code: 'incorrect-email-or-password', value: person, email: name }
    }
  }
  const headers = { 'set-cookie': setCookies(request, browserOf(context, person)) }
  return { status: 200, headers, json: { success: true, redirect_url: '/dashboard' } }
}

function browserOf({ world }: Context, person: Person) {
  return { ...openSession(world, person), ...makeJwtCookies(world, person, world.settings.jwtLifeS * 1000) }
}

function signIn(context: Context, name: string, typed: string | null): Person | string {
  const { world, journal } = context
  const person = byEmail(world, name) ?? byUsername(world, name)
  if (person === undefined) return 'Email or password is incorrect.'
  const verdict = judgePassword(context, person, typed)
  if (verdict === 'locked') return 'This account has been temporarily locked. Try again later.'
  if (verdict !== 'right') return 'Email or password is incorrect.'
  if (!person.isActive) {
    sendMail(world, person, 'activation')
    return 'Activate your account first.'
  }
  person.lastLogin = world.now().toISOString()
  journal.add('signed-in', String(person.id))
  return person
}
