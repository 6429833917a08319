import { createHmac } from 'node:crypto'
import { request as send } from 'node:http'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { mayCall, type OperationId } from '../../plugin/api/permissions.ts'
import { isSafeWay, openPinned } from '../../plugin/doors.ts'
import { ownPath } from '../../plugin/pages/own-path.ts'
import { registerPages } from '../../plugin/pages/register.ts'
import { createIdentityProvider } from '../../plugin/pages/sign-in/provider.ts'
import { registerSignIn } from '../../plugin/pages/sign-in/register.ts'
import { nameOfClaims } from '../../plugin/pages/sign-in/roles-of-claims.ts'
import { createSessions, type SessionCookies } from '../../plugin/pages/sign-in/sessions.ts'
import type { PersonBody, Role, TokenBody } from '../../plugin/store/records/bodies.ts'
import { makeLink } from '../../plugin/store/records/links.ts'
import { getPerson } from '../../plugin/store/records/people/people.ts'
import { setPassword } from '../../plugin/store/records/people/ways-in.ts'
import { readWhoIsWho } from '../../plugin/store/records/people/who-is-who.ts'
import { createTally } from '../../plugin/store/tally.ts'
import { createAttempts } from '../../plugin/vault/attempts.ts'
import type { Keys } from '../../plugin/vault/keys.ts'
import { isObvious } from '../../plugin/vault/obvious-passwords.ts'
import { hashPassword, isPassword, passwordCost } from '../../plugin/vault/passwords.ts'
import { startApi } from '../doubles/api-app.ts'
import { type Forger, startForger } from '../doubles/forging-provider.ts'
import { startInstitution } from '../doubles/identity-provider.ts'

const minuteMs = 60_000
const cheap = { n: 1024, r: 8, p: 1 }
const good = 'three random words'

// What people type is the address of a listener that nobody needs: every call is made within the process.
let publicUrl = 'http://127.0.0.1:7380'
let sessions: SessionCookies
const routes: string[] = []

const api = await startApi({
  async before(app: FastifyInstance, parts) {
    const { store, clock, random, document } = parts
    const keys = parts.keys as unknown as Keys
    const where = () => publicUrl
    const around = { store, keys, clock, random, publicUrl: where, isSafeWay, openDoor: openPinned({ clock, random }) }
    const provider = createIdentityProvider(around)
    Object.assign(parts.signIn, { redirectUri: provider.redirectUri, test: provider.test })
    sessions = await createSessions(app, { store, keys, clock, publicUrl: where })
    await app.register(async pages => {
      pages.addHook('onRoute', ({ method, url }) => {
        if (method !== 'HEAD') routes.push(`${String(method)} ${url}`)
      })
      await registerSignIn(pages, {
        ...{ store, keys, clock, random, sessions, provider },
        tally: parts.tally,
        publicUrl: where
      })
    })
    app.addHook('onClose', () => provider.close())
    const may = (roles: readonly Role[], operation: string) => mayCall(roles, operation as OperationId)
    await registerPages(app, { clock, document, sessions, may })
  }
})
t.teardown(() => api.stop())

const { store, random, keys } = api.parts
const now = () => api.parts.clock.now().toISOString()
const tokenOf = (session: string) => store.get<TokenBody>('token', session)

/** A person with a password that is cheap to check. */
const member = async (name: string, roles: readonly Role[], password = good) => {
  const person = await api.person(roles)
  const hash = await hashPassword(password, random, cheap)
  await setPassword(store, person.id, { signInName: name, hash, by: person.id, at: now() })
  return person
}

let browsers = 0
const nextAddress = () => {
  browsers += 1
  return `198.19.${Math.floor(browsers / 250)}.${(browsers % 250) + 1}`
}

/** A browser: it keeps cookies, and asks from an address of its own. */
const browse = (address = nextAddress(), language = 'en', forwarded?: string) => {
  const jar = new Map<string, string>()
  const ask = async (method: 'GET' | 'POST', url: string, form?: Readonly<Record<string, string>>) => {
    const answer = await api.app.inject({
      method,
      url,
      remoteAddress: address,
      headers: {
        'accept-language': language,
        ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }),
        ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' })
      },
      ...(form !== undefined && { payload: new URLSearchParams(form).toString() })
    })
    for (const { name, value, expires } of answer.cookies) {
      if (expires !== undefined && expires.getTime() === 0) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const formOf = (html: string) => /name="form" value="([^"]*)"/.exec(html)?.[1] ?? ''
  return {
    jar,
    open: (url: string) => ask('GET', url),
    send: (url: string, form: Readonly<Record<string, string>> = {}) => ask('POST', url, form),
    /** Types a name and a password into the page as it is drawn. */
    async signIn(name: string, password = good, to = '/admin') {
      const page = await ask('GET', `/sign-in?to=${encodeURIComponent(to)}`)
      return ask('POST', '/sign-in', { form: formOf(page.body), to, name, password })
    },
    async signOut() {
      const page = await ask('GET', '/admin')
      return ask('POST', '/sign-out', { form: formOf(page.body) })
    },
    /** Whether the pages know who this is. */
    isIn: async () => (await ask('GET', '/admin')).statusCode === 200
  }
}

const sessionOf = (jar: ReadonlyMap<string, string>): string => {
  const [, payload = ''] = (jar.get('lethe-session') ?? '').split('.')
  return (JSON.parse(Buffer.from(payload, 'base64url').toString() || '{}') as { jti?: string }).jti ?? ''
}

t.test('a session: the cookie carries its id and nothing else, and it ends in each of its ways', async t => {
  const person = await member('ada', ['privacy-officer'])
  const browser = browse()
  const answer = await browser.signIn('Ada ')
  t.same([answer.statusCode, answer.headers.location], [303, '/admin'])
  const cookie = answer.cookies.find(({ name }) => name === 'lethe-session')!
  t.match(cookie, { path: '/', httpOnly: true, sameSite: 'Lax' })
  t.notOk(cookie.expires ?? cookie.maxAge ?? cookie.secure, 'as long as the browser is open, and over http not secure')
  const [, payload = ''] = cookie.value.split('.')
  const id = sessionOf(browser.jar)
  t.same(JSON.parse(Buffer.from(payload, 'base64url').toString()), { jti: id, aud: 'lethe-session' })
  t.match((await tokenOf(id))!.body, { person: person.id, kind: 'session', madeBy: person.id, label: 'password' })
  t.match((await browser.open('/admin')).body, /Signed in as/)
  t.equal((await browser.open('/sign-in')).headers.location, '/admin', 'nobody signs in twice')

  api.move(59 * minuteMs)
  t.ok(await browser.isIn(), 'fifty-nine minutes are no idleness')
  t.equal((await tokenOf(id))!.body.usedAt, now(), 'its use is noted')
  const { revision } = (await tokenOf(id))!
  await browser.open('/admin')
  t.equal((await tokenOf(id))!.revision, revision, 'at most once a minute')
  api.move(60 * minuteMs)
  t.equal((await browser.open('/admin/tokens')).headers.location, '/sign-in?to=%2Fadmin%2Ftokens', 'an hour is')

  await browser.signIn('ada')
  for (let hour = 0; hour < 15; hour += 1) {
    api.move(30 * minuteMs)
    t.ok(await browser.isIn())
  }
  api.move(30 * minuteMs)
  t.notOk(await browser.isIn(), 'eight hours are the end, however busy it was')

  await browser.signIn('ada')
  const kept = new Map(browser.jar)
  const out = await browser.signOut()
  t.same([out.statusCode, out.headers.location], [303, '/sign-in/ended'])
  t.notOk(browser.jar.has('lethe-session'))
  t.match((await browser.open('/sign-in/ended')).body, /You are signed out/)
  browser.jar.set('lethe-session', kept.get('lethe-session')!)
  t.notOk(await browser.isIn(), 'a cookie that was kept leads nowhere')

  await browser.signIn('ada')
  const admin = await api.person(['administrator'])
  await api.call('POST', `/persons/${person.id}/disable`, admin.token)
  t.notOk(await browser.isIn(), 'who was shut out is out at once')
  t.equal((await browser.signIn('ada')).statusCode, 401, 'and comes in no more')
})

t.test('an https address binds the cookies to this very host', async t => {
  await member('hypatia', ['auditor'])
  publicUrl = 'https://lethe.campus.example'
  t.teardown(() => {
    publicUrl = 'http://127.0.0.1:7380'
  })
  const browser = browse()
  const answer = await browser.signIn('hypatia')
  t.match(
    answer.cookies.find(({ name }) => name === '__Host-lethe-session'),
    { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' }
  )
  t.ok([...browser.jar.keys()].every(name => name.startsWith('__Host-')))
  t.ok(await browser.isIn())
})

t.test('a cookie is no bearer, a bearer is no cookie, and what is forged is 401 and never 500', async t => {
  const person = await member('grace', ['administrator'])
  const browser = browse()
  await browser.signIn('grace')
  const cookie = browser.jar.get('lethe-session')!
  const session = sessionOf(browser.jar)
  const staff = { session, person: await getPerson(store, person.id) }
  const jwt = (header: object, payload: object, key: Buffer | null) => {
    const head = [header, payload].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    return `${head}.${key === null ? '' : createHmac('sha256', key).update(head).digest('base64url')}`
  }
  const { tokenSecret, sessionSecret } = keys as unknown as Keys
  const hs = { alg: 'HS256', typ: 'JWT' }
  const own = { jti: session, aud: 'lethe-session' }

  t.equal((await api.call('GET', '/me', sessions.bearer(staff))).status, 200, 'our own pages call by this')
  for (const [name, bearer] of [
    ['the cookie', cookie],
    ['the mark of a form', sessions.formToken(staff)],
    ['the id', session],
    ['an API token for a session', jwt(hs, { jti: session, sub: person.id }, tokenSecret)],
    ['the same without person', jwt(hs, { jti: session }, tokenSecret)],
    ['a session in the place of a token', jwt(hs, { jti: session, sub: person.id }, sessionSecret)],
    ['a call for no session', makeLink(keys, 'call', random.uuid(), '2027-01-01T00:00:00.000Z')],
    ['a call for an API token', makeLink(keys, 'call', person.tokenId, '2027-01-01T00:00:00.000Z')],
    ['a call that is over', makeLink(keys, 'call', session, '2026-01-01T00:00:00.000Z')]
  ] as const) {
    const { status, json } = await api.call('GET', '/me', bearer)
    t.same([status, json().code], [401, 'token-refused'], name)
  }
  for (const [name, text] of [
    ['an API token', person.token],
    ['the bearer of the pages', sessions.bearer(staff)],
    ['alg none', jwt({ alg: 'none', typ: 'JWT' }, own, null)],
    ['the key of API tokens', jwt(hs, own, tokenSecret)],
    ['another audience', jwt(hs, { ...own, aud: 'lethe' }, sessionSecret)],
    ['no audience', jwt(hs, { jti: session }, sessionSecret)],
    ['over', jwt(hs, { ...own, exp: 1 }, sessionSecret)],
    ['no id', jwt(hs, { aud: 'lethe-session' }, sessionSecret)],
    ['an id that is none', jwt(hs, { ...own, jti: '../../person' }, sessionSecret)],
    ['an API token by its id', jwt(hs, { ...own, jti: person.tokenId }, sessionSecret)],
    ['nothing', ''],
    ['noise', 'a.b.c'],
    ['a lot', 'x'.repeat(5000)]
  ] as const) {
    browser.jar.set('lethe-session', text)
    const answer = await browser.open('/admin')
    t.same([answer.statusCode, answer.headers.location], [303, '/sign-in?to=%2Fadmin'], name)
  }
  browser.jar.set('lethe-session', jwt(hs, own, sessionSecret))
  t.ok(await browser.isIn(), 'only because all of this is right is the rest wrong')
  const bearer = sessions.bearer(staff)
  await api.call('POST', `/tokens/${session}/revoke`, person.token)
  t.equal((await api.call('GET', '/me', bearer)).status, 401, 'a session that was ended calls nothing')
  t.notOk(await browser.isIn())
})

t.test('each sign-in gets a new id; what a browser came with is not taken for it', async t => {
  await member('emmy', ['auditor'])
  const browser = browse()
  await browser.signIn('emmy')
  const first = sessionOf(browser.jar)
  const planted = browse()
  planted.jar.set('lethe-session', browser.jar.get('lethe-session')!)
  t.ok(await planted.isIn())
  // The page leads on whoever is signed in; the form of another window is still there.
  const other = browse()
  const page = await other.open('/sign-in')
  other.jar.set('lethe-session', browser.jar.get('lethe-session')!)
  const form = /name="form" value="([^"]*)"/.exec(page.body)![1]!
  t.equal((await other.send('/sign-in', { form, name: 'emmy', password: good })).statusCode, 303)
  t.not(sessionOf(other.jar), first)
  t.notOk(await browser.isIn(), 'the one before has ended')
  t.ok(await other.isIn())
})

t.test('nobody is signed in or out by a form that they did not open', async t => {
  await member('mary', ['auditor'])
  const attacker = browse('198.18.0.66')
  const theirs = /name="form" value="([^"]*)"/.exec((await attacker.open('/sign-in')).body)![1]!
  const victim = browse()
  const sent = { name: 'mary', password: good, to: '/admin' }
  t.equal((await victim.send('/sign-in', { ...sent, form: theirs })).statusCode, 409, 'without a cookie')
  await victim.open('/sign-in')
  for (const form of ['', theirs, 'nonsense']) {
    const answer = await victim.send('/sign-in', { ...sent, form })
    t.equal(answer.statusCode, 409)
    t.match(answer.body, /role="alert"[^>]*>This page was open for too long/)
    t.notOk(victim.jar.has('lethe-session'))
  }
  const fresh = await victim.open('/sign-in')
  api.move(61 * minuteMs)
  const old = /name="form" value="([^"]*)"/.exec(fresh.body)![1]!
  t.equal((await victim.send('/sign-in', { ...sent, form: old })).statusCode, 409, 'open for more than an hour')
  await victim.signIn('mary')
  t.equal((await victim.send('/sign-out', { form: theirs })).headers.location, '/admin')
  t.ok(await victim.isIn(), 'and nobody is signed out so')
})

t.test('after signing in people come to the page that they asked for, and nowhere else', async t => {
  await member('rosalind', ['auditor'])
  t.equal((await browse().signIn('rosalind', good, '/admin/tokens?said=x')).headers.location, '/admin/tokens?said=x')
  for (const to of [
    'https://evil.example/admin',
    '//evil.example/admin',
    '/\\evil.example',
    '\\\\evil.example',
    '/admin/../\\evil.example',
    '/admin/../..//evil.example',
    '/admin@evil.example',
    '/administrator',
    '/admin\t//evil.example',
    '/admin\r\nset-cookie: a=b',
    ' /admin',
    'javascript:alert(1)',
    '/language/de?to=//evil.example',
    '/sign-out',
    ''
  ])
    t.equal(ownPath(to), '/admin', JSON.stringify(to))
  const answer = await browse().signIn('rosalind', good, '//evil.example')
  t.equal(answer.headers.location, '/admin')
  t.notMatch((await browse().open('/sign-in?to=//evil.example')).body, /evil/)
  t.equal(ownPath('/admin/requests?state=blocked'), '/admin/requests?state=blocked')

  for (const to of ['/x/..//evil.example', '/.//evil.example', '/%2e//evil.example/x?y', '/admin/..//evil.example']) {
    t.equal(ownPath(to, '/'), '/', to)
    const led = await browse().open(`/language/de?to=${encodeURIComponent(to)}`)
    t.same([led.statusCode, led.headers.location], [303, '/'], 'whoever chooses a language stays on our host')
  }
})

t.test('a name that is nobody’s and a password that is wrong get one answer', async t => {
  await member('katherine', ['auditor'])
  const unlike = (body: string) => body.replace(/value="[^"]*"/g, '')
  const [wrong, unknown, none] = [
    await browse().signIn('katherine', 'not the right words'),
    await browse().signIn('nobody-at-all', 'not the right words'),
    await browse().signIn('nobody-at-all', '')
  ]
  for (const answer of [wrong, unknown, none]) {
    t.equal(answer.statusCode, 401)
    t.equal(unlike(answer.body), unlike(wrong.body))
  }
  t.match(wrong.body, /role="alert"[^>]*>That did not work/)
  t.match(wrong.body, /name="name" value="katherine"/, 'the name stands there again')
  t.notMatch(wrong.body, /not the right words/, 'the password does not')
  t.notOk(await isPassword('', null), 'nobody’s password is none')
  t.notMatch(api.log.join(''), /katherine|right words|nobody-at-all/, 'and no log knows any of it')
})

t.test('too many tries are refused, by name and by address, also with the right password', async t => {
  await member('barbara', ['auditor'])
  for (let n = 0; n < 10; n += 1) t.equal((await browse(`198.18.1.${n}`).signIn('barbara', 'wrong')).statusCode, 401)
  const full = await browse('198.18.1.99').signIn('barbara')
  t.same([full.statusCode, full.headers['retry-after']], [429, '900'])
  t.match(full.body, /Too many tries. Wait 15 minutes/)
  api.move(15 * minuteMs)
  t.equal((await browse().signIn('barbara')).statusCode, 303)

  const attempts = createAttempts(createTally(api.parts.clock))
  for (let n = 0; n < 50; n += 1) t.equal(await attempts.begin(`name ${n}`, 'one address'), null)
  t.equal(await attempts.begin('another', 'one address'), 15 * minuteMs)
  t.equal(await attempts.begin('another', 'another address'), null)
  for (let n = 0; n < 60; n += 1) {
    await attempts.begin('right', 'of all')
    await attempts.succeed('right', 'of all')
  }
  t.equal(await attempts.begin('right', 'of all'), null, 'what goes well does not count')
  for (let n = 0; n < 10; n += 1) await attempts.begin('victim', `address ${n}`)
  for (let n = 0; n < 21_000; n += 1) await attempts.begin(`name ${n}`, 'one address')
  t.equal(await attempts.begin('victim', 'yet another'), 15 * minuteMs, 'names without end push none of them out')
})

t.test('a stranger who types a name all day keeps nobody out of the browser that they work with', async t => {
  await member('annie', ['administrator'])
  await member('henrietta', ['auditor'])
  const desk = browse()
  await desk.signIn('annie')
  await desk.signOut()
  for (let n = 0; n < 10; n += 1) await browse().signIn('annie', 'wrong')
  t.equal((await browse().signIn('annie')).statusCode, 429)
  t.equal((await desk.signIn('annie')).statusCode, 303)
  await desk.signOut()
  for (let n = 0; n < 10; n += 1) await browse().signIn('henrietta', 'wrong')
  t.equal((await desk.signIn('henrietta')).statusCode, 429, 'it is known for who signed in by it')
  const planted = browse()
  planted.jar.set(
    'lethe-known',
    desk.jar.get('lethe-known')!.replace(/.$/, last => (last === '0' ? '1' : '0'))
  )
  t.equal((await planted.signIn('annie')).statusCode, 429)
  const stolen = browse()
  stolen.jar.set('lethe-known', desk.jar.get('lethe-known')!)
  for (let n = 0; n < 10; n += 1) t.equal((await stolen.signIn('annie', 'wrong')).statusCode, 401)
  t.equal((await stolen.signIn('annie')).statusCode, 429, 'nor does it let anybody guess for ever')
})

t.test('a stranger who floods keeps nobody else out, behind a proxy of this machine or elsewhere', async t => {
  await member('cecilia', ['auditor'])
  const from = (forwarded: string, remoteAddress = '127.0.0.1') => browse(remoteAddress, 'en', forwarded)
  const here = from('203.0.113.5')
  t.equal((await here.signIn('cecilia')).statusCode, 303)
  t.ok(await here.isIn())
  for (let n = 0; n < 125; n += 1) await from('203.0.113.66').open('/sign-in')
  t.equal((await from('203.0.113.66').open('/sign-in')).statusCode, 429)
  t.equal((await from('198.51.100.1, 203.0.113.66').open('/sign-in')).statusCode, 429, 'the last is the proxy’s own')
  t.equal((await from('203.0.113.7').signIn('cecilia')).statusCode, 303, 'somebody else signs in')
  for (let n = 0; n < 601; n += 1) await from('203.0.113.66').open('/admin')
  t.equal((await from('203.0.113.66').open('/admin')).statusCode, 429)
  t.ok(await here.isIn())

  const proxy = '198.18.77.1'
  const there = from('203.0.113.8', proxy)
  t.equal((await there.signIn('cecilia')).statusCode, 303)
  for (let n = 0; n < 601; n += 1) await from(`203.0.113.${n % 200}`, proxy).open('/admin')
  t.equal((await from('203.0.113.9', proxy).open('/admin')).statusCode, 429, 'an address that anybody can type is none')
  t.ok(await there.isIn(), 'whoever is signed in works on')
})

t.test('a password is long, not obvious, and lies hashed', async t => {
  t.same(passwordCost, { n: 32_768, r: 8, p: 3 })
  const person = await api.person(['administrator'])
  const path = `/persons/${person.id}/password`
  const set = (body: object, token = person.token) => api.call('PUT', path, token, body)
  const short = await set({ password: 'eleven char' })
  t.same(
    [short.status, short.json().faults],
    [400, [{ at: '/password', because: 'must NOT have fewer than 12 characters' }]]
  )
  for (const password of [
    'passwordpassword',
    'Passw0rd!2026',
    'administrator1',
    'aaaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    '123456789012',
    'qwertzuiop123',
    'correct horse battery staple',
    'lise.meitner-1'
  ]) {
    const { status, json } = await set({ password, signInName: 'Lise.Meitner' })
    t.same([status, json().code], [422, 'password-too-obvious'], password)
  }
  for (const password of [good, 'Kfz-Halle steht Kopf', 'n7$kQ2!vLx0p']) t.notOk(isObvious(password, ['Ada']), password)

  const first = await set({ password: good, signInName: ' Lise.Meitner' })
  t.equal(first.status, 400, 'no blank before a name')
  t.match((await set({ password: good, signInName: 'Lise.Meitner' })).json(), { signInName: 'lise.meitner' })
  const { password } = (await store.get<PersonBody>('person', person.id))!.body
  t.match(password, { signInName: 'lise.meitner', by: person.id, hash: passwordCost })
  t.notMatch(JSON.stringify((await store.get('person', person.id))!.body), good)
  const again = await hashPassword(good, random, cheap)
  t.not(again.salt, (await hashPassword(good, random, cheap)).salt)
  t.ok(await isPassword(good.normalize('NFD'), again))

  const browser = browse()
  t.equal((await browser.signIn('lise.meitner')).statusCode, 303)
  const other = browse()
  await other.signIn('LISE.MEITNER')
  for (const old of [undefined, 'not the old one'])
    t.same((await set({ password: 'four words that differ', ...(old && { old }) })).json().code, 'password-wrong')
  const page = (await store.get<PersonBody>('person', person.id))!
  const bearer = sessions.bearer({ session: sessionOf(browser.jar), person: page })
  t.equal((await set({ password: 'four words that differ', old: good }, bearer)).status, 200)
  t.ok(await browser.isIn(), 'the session that changed it goes on')
  t.notOk(await other.isIn(), 'the others have ended')
  t.equal((await browse().signIn('lise.meitner')).statusCode, 401)
  t.equal((await browse().signIn('lise.meitner', 'four words that differ')).statusCode, 303)
  const hash = await hashPassword(good, random, cheap)
  await setPassword(store, person.id, { signInName: 'lise.meitner', hash, by: person.id, at: now() })
  for (let n = 0; n < 10; n += 1) t.equal((await set({ password: good, old: 'wrong' })).status, 403)
  t.equal((await set({ password: good, old: 'wrong' })).status, 429, 'nobody guesses the old one for ever')
})

t.test('whoever gives another a password counts as one with them, until somebody else vouches', async t => {
  const [host, guest, witness] = [
    await api.person(['administrator', 'privacy-officer']),
    await api.person(['privacy-officer']),
    await api.person(['administrator', 'privacy-officer'])
  ]
  const password = (of: string, token: string, more: object = {}) =>
    api.call('PUT', `/persons/${of}/password`, token, { password: good, signInName: `guest-${of}`, ...more })
  const who = () => readWhoIsWho(store)
  t.same((await password(guest.id, guest.token)).status, 200, 'one’s own')
  const auditor = await api.person(['auditor'])
  t.same((await password(guest.id, auditor.token)).json().code, 'role-missing')
  t.not((await who()).humanOf(guest.id), (await who()).humanOf(host.id))

  api.move(1000)
  const own = browse()
  await own.signIn(`guest-${guest.id}`)
  t.same((await password(guest.id, host.token)).status, 200)
  t.notOk(await own.isIn(), 'their sessions have ended')
  t.equal((await who()).humanOf(guest.id), (await who()).humanOf(host.id), 'both could be one')
  t.equal((await api.call('POST', `/persons/${guest.id}/vouch`, host.token)).json().code, 'vouching-for-oneself')

  const browser = browse()
  await browser.signIn(`guest-${guest.id}`)
  const session = await tokenOf(sessionOf(browser.jar))
  t.equal(session!.body.madeBy, host.id, 'what was begun with it is not in their own hands')
  api.move(1000)
  t.equal((await api.call('POST', `/persons/${guest.id}/vouch`, witness.token)).status, 200)
  t.not((await who()).humanOf(guest.id), (await who()).humanOf(host.id), 'vouched for')
  t.notOk((await who()).isInOwnHands(session!.body), 'that session is still not in their own hands')
  const staff = { session: session!.id, person: await getPerson(store, guest.id) }
  const laundered = await api.call('PUT', `/persons/${guest.id}/password`, sessions.bearer(staff), {
    password: 'four other random words',
    old: good
  })
  t.equal(laundered.status, 200)
  t.equal((await who()).humanOf(guest.id), (await who()).humanOf(host.id), 'whose hand it was is asked anew')
  api.move(1000)
  t.equal((await api.call('POST', `/persons/${guest.id}/vouch`, witness.token)).status, 200)
  const again = browse()
  await again.signIn(`guest-${guest.id}`, 'four other random words')
  t.ok((await who()).isInOwnHands((await tokenOf(sessionOf(again.jar)))!.body), 'from then on it is theirs')

  t.equal((await password(witness.id, witness.token)).status, 200)
  t.equal((await password(witness.id, host.token)).json().code, 'password-of-own-stands')
  const log = `/governance-log?month=${now().slice(0, 7)}&act=password-set&about=${guest.id}`
  t.same(
    (await api.call('GET', log, host.token))
      .json()
      .items.map(({ by, after }: { by: string; after: object }) => [by, after]),
    [
      [guest.id, { own: true }],
      [host.id, { own: false }],
      [guest.id, { own: true }]
    ]
  )
})

t.test('nobody becomes a colleague who signs in on pages by a token that they make for them', async t => {
  const [host, colleague, witness] = [
    await api.person(['administrator', 'privacy-officer']),
    await member('lettice', ['privacy-officer']),
    await api.person(['administrator', 'privacy-officer'])
  ]
  const who = () => readWhoIsWho(store)
  await api.call('POST', `/tokens/${colleague.tokenId}/revoke`, witness.token)
  const browser = browse()
  await browser.signIn('lettice')
  t.not((await who()).humanOf(colleague.id), (await who()).humanOf(host.id))

  api.move(1000)
  const made = (await api.call('POST', '/tokens', host.token, { person: colleague.id, label: 'x', days: 1 })).json()
  t.notOk((await who()).isInOwnHands((await tokenOf(made.record.id))!.body))
  t.equal((await api.call('POST', '/me/token', made.token, {})).status, 201)
  t.equal((await who()).humanOf(colleague.id), (await who()).humanOf(host.id), 'whose hand it was is asked anew')
  api.move(1000)
  t.equal((await api.call('POST', `/persons/${colleague.id}/vouch`, witness.token)).status, 200)
  t.not((await who()).humanOf(colleague.id), (await who()).humanOf(host.id), 'by somebody else, who knows')
})

t.test('two people never sign in by one name', async t => {
  await member('sophie', ['auditor'])
  const other = await api.person(['auditor'])
  const taken = await api.call('PUT', `/persons/${other.id}/password`, other.token, {
    password: good,
    signInName: 'Sophie'
  })
  t.same([taken.status, taken.json().code], [409, 'sign-in-name-taken'])
})

t.test('a token has the roles that it was made for, as long as its person has them', async t => {
  const admin = await api.person(['administrator', 'auditor', 'user-manager'])
  const make = (scopes?: readonly Role[]) =>
    api.call('POST', '/tokens', admin.token, { person: admin.id, label: 'reads', ...(scopes && { scopes }) })
  t.equal((await make(['privacy-officer'])).json().code, 'scope-not-held')
  const made = (await make(['auditor'])).json()
  t.same(made.record.scopes, ['auditor'])
  t.equal((await api.call('GET', '/persons', made.token)).status, 200)
  t.same((await api.call('GET', '/me', made.token)).json().person.roles, ['auditor'])
  t.equal(
    (await api.call('POST', '/persons', made.token, { name: 'New', roles: ['auditor'] })).json().code,
    'role-missing'
  )
  const next = (await api.call('POST', '/me/token', made.token, {})).json()
  t.same(next.record.scopes, ['auditor'], 'the one that it is changed for is no wider')
  await api.person(['administrator'])
  await api.call('PUT', `/persons/${admin.id}/roles`, admin.token, { roles: ['administrator'] })
  t.equal(
    (await api.call('GET', '/persons', next.token)).json().code,
    'role-missing',
    'the person is no auditor any more'
  )
  t.same((await make()).json().record.scopes, null)
})

t.test('tokens and sessions are lists of their own, and neither is changed for the other', async t => {
  const admin = await member('dorothy', ['administrator'])
  const auditor = await member('joan', ['auditor'])
  const browser = browse()
  await browser.signIn('joan')
  const session = sessionOf(browser.jar)
  const bearer = sessions.bearer({ session, person: await getPerson(store, auditor.id) })
  const ids = async (path: string, token: string) =>
    (await api.call('GET', path, token)).json().map(({ id }: { id: string }) => id)
  t.same(await ids('/tokens', auditor.token), [auditor.tokenId])
  t.same(await ids('/sessions', auditor.token), [session])
  t.match((await api.call('GET', '/sessions', bearer)).json(), [{ id: session, way: 'password', isThis: true }])
  t.match((await api.call('GET', '/me', bearer)).json().token, { id: session, kind: 'session', scopes: null })
  const [all, everybody] = [await ids('/tokens', admin.token), await ids('/sessions', admin.token)]
  t.ok(all.includes(auditor.tokenId) && all.includes(admin.tokenId) && !all.includes(session))
  t.ok(everybody.includes(session) && !everybody.includes(auditor.tokenId))
  t.equal((await api.call('POST', '/me/token', bearer, {})).json().code, 'session-is-no-token')
  t.equal((await api.call('POST', `/tokens/${session}/revoke`, admin.token)).status, 200)
  t.notOk(await browser.isIn(), 'administrators end sessions')
  t.same(await ids('/sessions', auditor.token), [])
})

/** Walks through the sign-in page of the institution, as a browser does, and answers where it leads back to. */
const atInstitution = async (from: string, typed: { login: string; password: string } | 'cancel', seen = new Map()) => {
  for (let at = from, posts: string | null = null; ; ) {
    const { status, headers, body } = await new Promise<{ status: number; headers: Headers; body: string }>(
      (resolve, reject) => {
        const cookie = [...seen].map(([name, value]) => `${name}=${value}`).join('; ')
        const type = { 'content-type': 'application/x-www-form-urlencoded' }
        const call = send(
          at,
          { method: posts === null ? 'GET' : 'POST', headers: { cookie, ...(posts !== null && type) } },
          async answer => {
            const headers = new Headers()
            for (const [name, value] of Object.entries(answer.headersDistinct))
              for (const one of value ?? []) headers.append(name, one)
            resolve({ status: answer.statusCode!, headers, body: await text(answer) })
          }
        )
        call.on('error', reject)
        call.end(posts ?? '')
      }
    )
    for (const line of headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '') seen.delete(name)
      else seen.set(name, value)
    }
    posts = null
    const next = headers.get('location')
    if (next !== null) {
      at = new URL(next, at).href
      if (at.startsWith(publicUrl)) return at.slice(publicUrl.length)
      continue
    }
    const form = /action="([^"]+)"/.exec(body)?.[1]
    if (status !== 200 || form === undefined) throw new Error(`the institution answered ${status} at ${at}`)
    at = new URL(typed === 'cancel' ? `${form}/cancel` : form, at).href
    posts = typed === 'cancel' ? '' : new URLSearchParams(typed).toString()
  }
}

const ada = { login: 'ada', password: 'of the campus' }
/** A provider that another than who set it calls the institution's, as long as nothing of it changed meanwhile. */
const setProvider = async (issuer: string, more: object = {}) => {
  const admin = await api.person(['administrator'])
  const body = {
    label: 'Campus account',
    issuer,
    clientId: 'lethe',
    clientSecret: 'a secret of forty characters, for the test',
    scopes: ['openid', 'profile', 'roles'],
    rolesClaim: 'realm_access.roles',
    mapping: [
      { value: 'dpo', roles: ['privacy-officer'] },
      { value: 'it', roles: ['administrator', 'user-manager'] }
    ],
    ...more
  }
  const answer = await api.call('PUT', '/sign-in-settings', admin.token, body)
  return { admin, answer, body }
}

t.test('the institution: who they are and what they may do comes from its provider at every sign-in', async t => {
  const institution = await startInstitution({
    lethe: publicUrl,
    users: [
      { ...ada, claims: { name: 'Ada Campus', email: 'ada@campus.example', realm_access: { roles: ['dpo'] } } },
      { login: 'bob', password: 'of the campus', claims: { realm_access: { roles: ['student'] } } },
      {
        login: 'eve',
        password: 'of the campus',
        claims: { email: 'ada@campus.example', realm_access: { roles: ['it'] } }
      }
    ]
  })
  t.teardown(() => institution.close())
  const { admin, answer } = await setProvider(institution.issuer)
  t.equal(answer.status, 200)
  t.match(answer.json(), {
    provider: { issuer: institution.issuer, clientId: 'lethe', hasSecret: true, addsPeople: true },
    takesPasswords: true,
    redirectUri: `${publicUrl}/sign-in/callback`,
    setBy: admin.id
  })
  t.notMatch(JSON.stringify((await store.get('ledger', 'sign-in'))!.body), /forty characters/, 'the secret is sealed')
  const report = await api.call('POST', '/sign-in-settings/test', admin.token)
  t.match(report.json(), {
    issuer: institution.issuer,
    keys: 1,
    endSessionEndpoint: `${institution.issuer}/session/end`
  })

  const comeIn = async (browser: ReturnType<typeof browse>, typed: typeof ada | 'cancel' = ada, to = '/admin') => {
    const begun = await browser.open(`/sign-in/oidc?to=${encodeURIComponent(to)}`)
    const back = await atInstitution(begun.headers.location!, typed)
    return { begun, back, answer: await browser.open(back) }
  }
  const first = browse()
  t.match((await first.open('/sign-in')).body, /href="\/sign-in\/oidc"[^>]*>Sign in with Campus account/)
  const { begun, back, answer: came } = await comeIn(first, ada, '/admin/account')
  const asked = new URL(begun.headers.location!)
  t.match(Object.fromEntries(asked.searchParams), {
    response_type: 'code',
    client_id: 'lethe',
    scope: 'openid profile roles',
    code_challenge_method: 'S256',
    redirect_uri: `${publicUrl}/sign-in/callback`,
    code_challenge: /^[\w-]{43}$/,
    state: /^[\w-]{43}$/,
    nonce: /^[\w-]{43}$/
  })
  t.same([came.statusCode, came.headers.location], [303, '/admin/account'])
  const session = (await tokenOf(sessionOf(first.jar)))!
  const person = await getPerson(store, session.body.person)
  t.match(session.body, { label: 'identity-provider', madeBy: person.id })
  t.match(person.body, { name: 'Ada Campus', roles: ['privacy-officer'], addedBy: admin.id })
  t.notMatch(JSON.stringify(person), /ada@campus|"ada"/, 'neither their address nor their subject is kept')
  const sameHuman = async () => {
    const { humanOf } = await readWhoIsWho(store)
    return humanOf(person.id) === humanOf(admin.id)
  }
  t.ok(await sameHuman(), 'whoever set the provider could have made them up')

  t.equal((await first.open(back)).statusCode, 409, 'an address of the way back is good once')
  t.equal((await browse().open(back)).statusCode, 409, 'and for the browser that it was begun in')

  institution.change('ada', {
    name: 'Ada of Campus',
    email: 'other@campus.example',
    realm_access: { roles: ['it', 'dpo'] }
  })
  await comeIn(browse())
  t.match((await getPerson(store, person.id)).body, {
    name: 'Ada of Campus',
    roles: ['privacy-officer', 'administrator', 'user-manager']
  })
  const eve = browse()
  await comeIn(eve, { login: 'eve', password: 'of the campus' })
  t.not((await tokenOf(sessionOf(eve.jar)))!.body.person, person.id, 'nobody is found by an address')

  const bob = await comeIn(browse('198.18.0.2', 'de'), { login: 'bob', password: 'of the campus' })
  t.equal(bob.answer.statusCode, 403)
  t.match(bob.answer.body, /Ihre Einrichtung hat gesagt, wer Sie sind, aber nichts davon, was Sie hier dürfen/)

  institution.change('ada', { realm_access: { roles: [] } })
  t.ok(await first.isIn())
  t.equal((await comeIn(browse())).answer.statusCode, 403)
  t.same((await getPerson(store, person.id)).body.roles, [], 'what the claim takes is gone')
  t.notOk(await first.isIn(), 'and so are the sessions')

  institution.change('ada', { realm_access: { roles: ['dpo'] } })
  const signedIn = browse()
  await comeIn(signedIn)
  t.equal((await signedIn.signOut()).headers.location, '/sign-in/ended?at=institution')
  t.match((await signedIn.open('/sign-in/ended?at=institution')).body, /href="\/sign-in\/end"/)
  const end = new URL((await signedIn.open('/sign-in/end')).headers.location!)
  t.equal(end.origin + end.pathname, `${institution.issuer}/session/end`)
  t.same(Object.fromEntries(end.searchParams), { client_id: 'lethe', post_logout_redirect_uri: `${publicUrl}/sign-in` })

  const cancelled = await comeIn(browse(), 'cancel')
  t.equal(cancelled.answer.statusCode, 403)
  t.match(cancelled.answer.body, /You stopped on the way/)

  await api.call('POST', `/persons/${person.id}/disable`, admin.token)
  const shut = await comeIn(browse())
  t.equal(shut.answer.statusCode, 403)
  t.match(shut.answer.body, /You have been shut out here/)
  t.notMatch(api.log.join(''), /Ada|campus\.example|a secret of forty/)
})

t.test('the institution may be the only way, and need not let in whom nobody knows', async t => {
  const users = [{ ...ada, claims: { sub: 'S-1', 'https://campus.example/roles': ['dpo'] } }]
  const institution = await startInstitution({ lethe: publicUrl, users, saysRolesInToken: false })
  t.teardown(() => institution.close())
  const more = { rolesClaim: 'https://campus.example/roles', addsPeople: false, takesPasswords: false }
  await member('lovelace', ['auditor'])
  const before = browse()
  await before.signIn('lovelace')
  t.ok(await before.isIn())
  const { admin, body } = await setProvider(institution.issuer, more)
  t.notOk(await before.isIn(), 'who came in by a password signs in again')
  const alone = await browse().open('/sign-in')
  t.notMatch(alone.body, /password/)
  t.match(alone.body, /Campus account/)
  t.match(await browse().signIn('lovelace'), { statusCode: 409 }, 'there is no form to send')

  const comeIn = async () => {
    const browser = browse()
    const begun = await browser.open('/sign-in/oidc')
    return { browser, answer: await browser.open(await atInstitution(begun.headers.location!, ada)) }
  }
  const unknown = (await comeIn()).answer
  t.equal(unknown.statusCode, 403)
  t.match(unknown.body, /nobody has let you in here/)

  const linked = await api.person(['auditor'])
  const link = (id: string) => api.call('PUT', `/persons/${id}/identity`, admin.token, { subject: 'S-1' })
  t.match((await link(linked.id)).json(), { hasIdentity: true, countsAs: admin.id })
  t.equal((await link(admin.id)).json().code, 'identity-taken')
  const { browser } = await comeIn()
  t.ok(await browser.isIn())
  t.same((await getPerson(store, linked.id)).body.roles, ['privacy-officer'], 'the roles are those of the provider')

  const change = (changes: object) => api.call('PUT', '/sign-in-settings', admin.token, { ...body, ...changes })
  t.equal((await change({ label: 'Another name' })).status, 200)
  t.ok(await browser.isIn(), 'another name changes nothing')
  await change({ mapping: [{ value: 'dpo', roles: ['auditor'] }] })
  t.notOk(await browser.isIn(), 'what the provider said counts otherwise now: it is asked again')
  await browser.open(await atInstitution((await browser.open('/sign-in/oidc')).headers.location!, ada))
  t.ok(await browser.isIn())
  t.same((await getPerson(store, linked.id)).body.roles, ['auditor'])
  await change({ clientId: 'another' })
  t.notOk(await browser.isIn(), 'sessions of a provider that is not ours any more end')
  await change({})
  await browser.open(await atInstitution((await browser.open('/sign-in/oidc')).headers.location!, ada))
  t.ok(await browser.isIn())

  t.equal((await api.call('DELETE', '/sign-in-settings', admin.token)).json().takesPasswords, true)
  t.notOk(await browser.isIn(), 'sessions of a provider that is gone end')
  t.equal((await browse().signIn('lovelace')).statusCode, 303)
  t.equal((await browse().open('/sign-in/oidc')).statusCode, 404)
  t.equal((await api.call('POST', '/sign-in-settings/test', admin.token)).json().code, 'identity-provider-not-set')
})

t.test('what a provider says is believed only if every part of it is right', async t => {
  const forger: Forger = await startForger()
  t.teardown(() => forger.close())
  const { admin } = await setProvider(forger.issuer, {
    clientSecret: 'a secret',
    rolesClaim: '/roles',
    mapping: [{ value: 'staff', roles: ['auditor'] }]
  })
  const comeIn = async () => {
    const browser = browse()
    const begun = await browser.open('/sign-in/oidc')
    if (begun.statusCode !== 303) return { browser, answer: begun }
    return { browser, answer: await browser.open(await atInstitution(begun.headers.location!, 'cancel')) }
  }
  const seconds = Math.floor(Date.now() / 1000)
  t.equal((await comeIn()).answer.statusCode, 303, 'an honest one is let in')
  for (const [name, forgery] of [
    ['by nobody', { signedBy: 'nobody' }],
    ['by the secret of the client', { signedBy: 'secret' }],
    ['by a foreign key', { signedBy: 'foreign' }],
    ['of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['for another client', { claims: { aud: 'another' } }],
    ['for two, without saying who asked', { claims: { aud: ['lethe', 'another'] } }],
    ['over', { claims: { exp: seconds - 120 } }],
    ['not yet', { claims: { nbf: seconds + 120 } }],
    ['for another sign-in', { claims: { nonce: 'another' } }],
    ['about nobody', { claims: { sub: undefined } }],
    ['with an algorithm that is not offered', { header: { alg: 'PS256' } }]
  ] as const) {
    forger.forgery = forgery as Forger['forgery']
    const { browser, answer } = await comeIn()
    t.equal(answer.statusCode, 502, name)
    t.match(answer.body, /gave an answer that cannot be trusted or understood/, name)
    t.notOk(browser.jar.has('lethe-session'), name)
  }
  forger.forgery = { claims: { exp: seconds - 10 } }
  t.equal((await comeIn()).answer.statusCode, 303, 'clocks may differ by half a minute')
  forger.forgery = {}

  forger.redirectsTo = `${forger.issuer}/elsewhere`
  t.equal((await comeIn()).answer.statusCode, 502)
  t.notOk(forger.calls.includes('/elsewhere'), 'no redirect is followed')
  forger.redirectsTo = null
  const code = async (metadata: Forger['metadata']) => {
    forger.metadata = metadata
    const { json } = await api.call('POST', '/sign-in-settings/test', admin.token)
    return [json().code, /\(([\w-]+)\)$/.exec(json().detail)?.[1]]
  }
  t.same(await code({ issuer: 'https://evil.example' }), [
    'identity-provider-refuses',
    'oauth-json-attribute-comparison-failed'
  ])
  t.same(await code({ token_endpoint: 'http://evil.example/token' }), [
    'identity-provider-refuses',
    'address-not-permitted'
  ])
  t.same(await code({ jwks_uri: 'file:///etc/passwd' }), ['identity-provider-refuses', 'address-not-permitted'])
  forger.metadata = {}

  const foreignState = browse()
  await foreignState.open('/sign-in/oidc')
  t.equal((await foreignState.open('/sign-in/callback?code=a-code&state=another')).statusCode, 502)
  t.equal((await foreignState.open('/sign-in/callback?code=a-code')).statusCode, 409, 'and the sign-in is over')
  const late = browse()
  const begun = await late.open('/sign-in/oidc')
  const back = await atInstitution(begun.headers.location!, 'cancel')
  api.move(11 * minuteMs)
  t.equal((await late.open(back)).statusCode, 409, 'ten minutes are enough for anybody')
  late.jar.set('lethe-begun', 'nonsense')
  t.equal((await late.open(back)).statusCode, 409)

  await forger.close()
  const { json } = await api.call('POST', '/sign-in-settings/test', admin.token)
  t.match(json(), { code: 'identity-provider-unavailable', detail: /\(connection-refused\)$/ })
  t.equal((await browse().open('/sign-in/oidc')).statusCode, 503)
  const clear = await setProvider('http://idp.campus.example')
  t.equal(clear.answer.json().code, 'https-needed')
})

t.test('a name from the provider turns nothing around that stands beside it', async t => {
  t.equal(nameOfClaims({ name: '\u202eadA\u202c Campus\u2066\n' }), 'adA  Campus')
  t.equal(nameOfClaims({ name: '\u200f ', nickname: 'Ada' }), 'Ada')
})

t.test('a provider that speaks for many tenants at once is none of ours', async t => {
  const ours = 'https://login.microsoftonline.com/5f1e0c1e-0000-4000-8000-000000000000/v2.0'
  const shared = 'https://login.microsoftonline.com/common/v2.0'
  const tryOut = async (issuer: string, named: string) => {
    const provider = { ...{ label: 'Campus', issuer, clientId: 'lethe', sealedSecret: null, scopes: ['openid'] } }
    const more = {
      rolesClaim: 'roles',
      mapping: [{ value: 'it', roles: ['administrator'] as const }],
      addsPeople: true
    }
    const body = { provider: { ...provider, ...more }, takesPasswords: true, setBy: null, setAt: null }
    const endpoint = (name: string) => `https://login.microsoftonline.com/${name}`
    const said = {
      issuer: named,
      authorization_endpoint: endpoint('authorize'),
      token_endpoint: endpoint('token'),
      jwks_uri: endpoint('keys'),
      keys: []
    }
    const call = async () => ({
      status: 200,
      headers: new Headers({ 'content-type': 'application/json' }),
      text: JSON.stringify(said)
    })
    const asked = createIdentityProvider({
      store: { ...store, get: async () => ({ id: 'sign-in', revision: 1, keys: [], body }) as never },
      keys,
      clock: api.parts.clock,
      openDoor: () => ({ call, close: async () => undefined }) as never,
      isSafeWay,
      publicUrl: () => publicUrl
    })
    const code = await asked.test().then(
      () => 'trusted',
      error => [error.code, /\(([\w-]+)\)$/.exec(error.detail)?.[1]]
    )
    await asked.close()
    return code
  }
  t.equal(await tryOut(ours, ours), 'trusted')
  t.same(
    await tryOut(shared, 'https://login.microsoftonline.com/{tenantid}/v2.0'),
    ['identity-provider-refuses', 'issuer-of-many-tenants'],
    'who administers any other tenant could else make an administrator here'
  )
})

t.test('the last administrator stays one, whatever the provider says', async t => {
  const institution = await startInstitution({
    lethe: publicUrl,
    users: [{ ...ada, claims: { realm_access: { roles: ['it'] } } }]
  })
  t.teardown(() => institution.close())
  const { admin } = await setProvider(institution.issuer)
  const comeIn = async () => {
    const browser = browse()
    const begun = await browser.open('/sign-in/oidc')
    await browser.open(await atInstitution(begun.headers.location!, ada))
    return browser
  }
  const { person } = (await tokenOf(sessionOf((await comeIn()).jar)))!.body
  const all = (await api.call('GET', '/persons', admin.token)).json() as {
    id: string
    roles: Role[]
    disabledAt: null
  }[]
  for (const { id, roles, disabledAt } of all)
    if (id !== person && id !== admin.id && disabledAt === null && roles.includes('administrator'))
      await api.call('POST', `/persons/${id}/disable`, admin.token)
  await api.call('POST', `/persons/${admin.id}/disable`, admin.token)
  institution.change('ada', { realm_access: { roles: ['dpo'] } })
  t.ok(await (await comeIn()).isIn())
  t.same((await getPerson(store, person)).body.roles, ['administrator', 'privacy-officer'])
})

t.test('the provider is set, tested and taken away on pages, and passwords are changed there', async t => {
  const forger = await startForger()
  t.teardown(() => forger.close())
  await member('frances', ['administrator'])
  const browser = browse()
  await browser.signIn('frances')
  const fill = async (url: string, fields: Readonly<Record<string, string>>) => {
    const page = await browser.open(url)
    t.equal(page.statusCode, 200, url)
    const form =
      /action="\/admin[^"]*"[^>]*><input type="hidden" name="form" value="([^"]*)"/.exec(page.body)?.[1] ?? ''
    return browser.send(url, { form, ...fields })
  }
  const typed = {
    label: 'Campus account',
    issuer: forger.issuer,
    clientId: 'lethe',
    clientSecret: 'a secret',
    scopes: 'openid  roles',
    rolesClaim: 'roles',
    'values-administrator': 'it\r\nstaff ',
    'values-auditor': 'staff',
    takesPasswords: 'yes'
  }
  const clear = await fill('/admin/sign-in/provider', { ...typed, issuer: 'http://idp.campus.example' })
  t.equal(clear.statusCode, 422)
  t.match(clear.body, /role="alert"[\s\S]*Messages would cross a public network in the clear/)
  t.match(clear.body, /value="http:\/\/idp.campus.example"/, 'what was typed stands there again')
  t.notMatch(clear.body, /a secret/, 'the secret does not')
  const set = await fill('/admin/sign-in/provider', typed)
  t.same([set.statusCode, set.headers.location], [303, '/admin/sign-in?said=provider-set'])
  const admin = await api.person(['administrator'])
  t.match((await api.call('GET', '/sign-in-settings', admin.token)).json(), {
    provider: {
      scopes: ['openid', 'roles'],
      mapping: [
        { value: 'it', roles: ['administrator'] },
        { value: 'staff', roles: ['administrator', 'auditor'] }
      ],
      hasSecret: true,
      addsPeople: false
    },
    takesPasswords: true
  })
  const shown = await browser.open('/admin/sign-in?said=provider-set')
  t.match(shown.body, /role="status">The identity provider is set/)
  t.match(shown.body, /<caption>Which value gives which role<\/caption>/)
  t.match((await fill('/admin/sign-in/test', {})).body, /It answers as OpenID Connect asks/)
  const kept = await fill('/admin/sign-in/provider', { ...typed, clientSecret: '' })
  t.equal(kept.statusCode, 303)
  t.equal(
    (await api.call('GET', '/sign-in-settings', admin.token)).json().provider.hasSecret,
    true,
    'left empty it stays'
  )
  t.equal((await fill('/admin/sign-in/off', {})).headers.location, '/admin/sign-in?said=provider-off')
  t.equal((await browser.send('/admin/sign-in/provider', typed)).statusCode, 409, 'never without the mark of the form')

  const next = 'four words that differ'
  const unlike = await fill('/admin/account/password', { old: good, password: next, again: 'another' })
  t.match(unlike.body, /id="again-fault"[^>]*>The two new passwords differ/)
  const wrong = await fill('/admin/account/password', { old: 'wrong', password: next, again: next })
  t.match(wrong.body, /This is not your present password/)
  const changed = await fill('/admin/account/password', { old: good, password: next, again: next })
  t.equal(changed.headers.location, '/admin/account?said=password-set')
  t.ok(await browser.isIn())
  const guest = await api.person(['auditor'])
  const given = { signInName: 'a.guest', password: next, again: next }
  t.equal(
    (await fill(`/admin/people/${guest.id}/password`, given)).headers.location,
    `/admin/people/${guest.id}?said=password-set`
  )
  t.equal((await browse().signIn('a.guest', next)).statusCode, 303)

  const auditor = browse()
  await auditor.signIn('a.guest', next)
  for (const [url, status] of [
    ['/admin/sign-in', 200],
    ['/admin/sign-in/provider', 403],
    ['/admin/sign-in/test', 403],
    ['/admin/sign-in/off', 403],
    ['/admin/account/password', 200],
    [`/admin/people/${admin.id}/password`, 403],
    [`/admin/people/${admin.id}/identity`, 403]
  ] as const)
    t.equal((await auditor.open(url)).statusCode, status, url)
})

t.test('pages: who may open and send what', async t => {
  t.same(routes.sort(), [
    'GET /sign-in',
    'GET /sign-in/callback',
    'GET /sign-in/end',
    'GET /sign-in/ended',
    'GET /sign-in/oidc',
    'POST /sign-in',
    'POST /sign-out'
  ])
  const admin = await api.person(['administrator'])
  await api.call('DELETE', '/sign-in-settings', admin.token)
  const rows: readonly [string, 'GET' | 'POST', number, number][] = [
    // [address, method, nobody, anybody who is signed in]
    ['/sign-in', 'GET', 200, 303],
    ['/sign-in/callback', 'GET', 409, 409],
    ['/sign-in/end', 'GET', 404, 404],
    ['/sign-in/ended', 'GET', 200, 200],
    ['/sign-in/oidc', 'GET', 404, 404],
    ['/sign-in', 'POST', 409, 409],
    ['/sign-out', 'POST', 303, 303]
  ]
  const all: readonly Role[] = ['user-manager', 'administrator', 'system-administrator', 'privacy-officer', 'auditor']
  for (const role of [null, ...all]) {
    const browser = browse(`198.18.7.${all.indexOf(role as Role) + 2}`)
    if (role !== null) {
      await member(`only-${role}`, [role])
      await browser.signIn(`only-${role}`)
    }
    for (const [url, method, nobody, somebody] of rows) {
      const answer = method === 'GET' ? await browser.open(url) : await browser.send(url)
      t.equal(answer.statusCode, role === null ? nobody : somebody, `${role} ${method} ${url}`)
      if (answer.statusCode === 303) continue
      t.match(
        answer.headers['content-security-policy'],
        /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/
      )
      t.equal(answer.headers['cache-control'], 'no-store')
      t.notMatch(answer.body, /<script|style=| on\w+=/)
    }
  }
})

t.test('the institution: another than who set its provider says that it answers for those whom it sends', async t => {
  const users = [{ ...ada, claims: { name: 'Zoe Campus', realm_access: { roles: ['dpo'] } } }]
  const institution = await startInstitution({ lethe: publicUrl, users })
  t.teardown(() => institution.close())
  const { admin, body } = await setProvider(institution.issuer)
  const say = (who: { token: string }, more: object = {}) =>
    api.call('PUT', '/sign-in-settings', who.token, { ...body, vouches: true, ...more })
  t.equal((await say(admin)).json().code, 'approver-is-requester', 'they would vouch for themselves')
  const guest = await api.person(['administrator'], { addedBy: admin.id })
  t.equal((await say(guest)).json().code, 'let-in-by-requester')
  const other = await api.person(['administrator'])
  const changed = await say(other, { mapping: [{ value: 'dpo', roles: ['administrator'] }] })
  t.equal(changed.json().code, 'approver-is-requester', 'whoever changes whom it sends is who sets it')
  t.equal((await say(other)).json().provider.vouches, true)
  t.equal((await say(admin)).json().provider.vouches, true, 'it stands, whoever saves the same again')
  const browser = browse()
  const begun = await browser.open('/sign-in/oidc')
  t.equal((await browser.open(await atInstitution(begun.headers.location!, ada))).statusCode, 303)
  const session = (await tokenOf(sessionOf(browser.jar)))!
  const person = await getPerson(store, session.body.person)
  t.equal(person.body.addedBy, null)
  t.equal((await readWhoIsWho(store)).humanOf(person.id), person.id)
  const moved = await api.call('PUT', '/sign-in-settings', admin.token, { ...body, rolesClaim: 'roles' })
  t.equal(moved.json().provider.vouches, false, 'a change takes the word back')
})
