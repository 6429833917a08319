import { randomUUID } from 'node:crypto'
import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { makeCsrf, setCookies } from '../browser.ts'
import { type Context, everySign, guard } from '../caller.ts'
import { readCookies, schemeOf } from '../cookies.ts'
import { checkCsrf, readSecret } from '../csrf.ts'
import { sendMail } from '../mail.ts'
import { setPassword } from '../passwords.ts'
import { byEmail, byUsername, type Person, type World } from '../world.ts'
import { formOf } from './body.ts'
import { page } from './page.ts'
import { noSuchRoute } from './start.ts'

/** What learners do with their own account before they can delete it: see and cut links, set a password (1.4, 5.2). */
export function learnerRoutes(context: Context): Route[] {
  const { world } = context
  const disconnect = guard(context, { accepts: ['session'], allowsInactive: true, right: 'signed-in' }, (request, me) =>
    unlink(context, request, me)
  )
  const asJson = (request: StandRequest) => (world.settings.hasModify ? disconnect(request) : noSuchRoute())
  const own = (name: string, path: string, handle: Route['handle']): Route => ({ name, method: 'POST', path, handle })
  return [
    {
      name: 'listOwnLinks',
      method: 'GET',
      path: '/api/third_party_auth/v0/providers/user_status',
      handle: guard(context, { accepts: everySign, allowsInactive: true, right: 'signed-in' }, (_request, caller) => ({
        status: 200,
        json: listProviders(world, caller)
      }))
    },
    own('disconnect', '/auth/disconnect/:backend/', disconnect),
    own('disconnect-one', '/auth/disconnect/:backend/:id/', disconnect),
    own('disconnect_json', '/auth/disconnect_json/:backend/', asJson),
    own('disconnect_json-one', '/auth/disconnect_json/:backend/:id/', asJson),
    own('password-reset', '/account/password', request => askReset(context, request)),
    {
      name: 'password-reset-page',
      method: 'GET',
      path: '/password_reset_confirm/:key/',
      handle: request => showReset(context, request)
    },
    own('password-reset-confirm', '/password_reset_confirm/:key/', request => reset(context, request))
  ]
}

/** Providers that the login page shows, then those that only a link knows. */
function listProviders(world: World, { links }: Person) {
  const hidden = links.filter(({ providerId }) => !world.settings.providers.some(({ id }) => id === providerId))
  const all = [
    ...world.settings.providers,
    ...hidden.map(({ provider, providerId }) => ({ id: providerId, name: provider, backend: provider }))
  ]
  return all.map(({ id, name, backend }) => {
    const at = links.findIndex(({ providerId }) => providerId === id)
    return {
      id,
      name,
      connected: at >= 0,
      connect_url: `/auth/login/${backend}/?auth_entry=account_settings&next=%2Faccount%2Fsettings`,
      accepts_logins: true,
      disconnect_url: at < 0 ? null : `/auth/disconnect/${backend}/${at + 1}/`
    }
  })
}

function unlink({ world, journal }: Context, { params, path }: StandRequest, me: Person): StandAnswer {
  const done = path.startsWith('/auth/disconnect_json/') ? { status: 200, json: {} } : redirect
  const leaving = me.links.filter(
    ({ provider }, index) => provider === params.backend && (params.id === undefined || Number(params.id) === index + 1)
  )
  const isLast = leaving.length === me.links.length && me.password === null
  if (leaving.length > 0 && isLast && world.settings.keepsLastLink) {
    journal.add('unlinked', String(me.id), {}, true)
    return redirect
  }
  me.links = me.links.filter(link => !leaving.includes(link))
  for (const { provider } of leaving) journal.add('unlinked', String(me.id), { provider })
  return done
}

const redirect: StandAnswer = { status: 302, headers: { location: '/account/settings' } }

/** 200 whoever it is; a message goes only to an account that has the address. */
function askReset({ world }: Context, request: StandRequest): StandAnswer {
  if (checkCsrf(request, world.settings) !== null) return page('CSRF verification failed', [], 403)
  const person = byEmail(world, formOf(request).get('email') ?? '')
  if (person !== undefined) {
    const key = randomUUID()
    world.resets.set(key, person.username)
    const host = `${schemeOf(request)}://${request.headers.host}`
    sendMail(world, person, 'password-reset', `${host}/password_reset_confirm/${key}/`)
  }
  return { status: 200 }
}

function showReset({ world }: Context, request: StandRequest): StandAnswer {
  const { cookies, token } = makeCsrf(world, readSecret(readCookies(request).get('csrftoken')) ?? undefined)
  if (!world.resets.has(request.params.key!)) return page('Invalid link', [], 404)
  const hidden = { csrfmiddlewaretoken: token }
  const answer = page('Set a password', [{ form: request.path, fields: { password: 'New password' }, hidden }])
  return { ...answer, headers: { ...answer.headers, 'set-cookie': setCookies(request, cookies) } }
}

function reset({ world, journal }: Context, request: StandRequest): StandAnswer {
  const key = request.params.key!
  const person = byUsername(world, world.resets.get(key) ?? '')
  if (checkCsrf(request, world.settings) !== null || person === undefined) return page('Invalid link', [], 403)
  const password = formOf(request).get('password') ?? ''
  if (password.length < 8) return page('Set a password', [{ id: 'problem', text: 'Too short.' }], 400)
  world.resets.delete(key)
  setPassword(world.sessions, person, password)
  journal.add('password-set', String(person.id))
  return page('Password set', [{ id: 'done', text: 'Your password has been set. Sign in with it.' }])
}
