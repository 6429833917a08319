import t from 'tap'
import type {
  FactAnswer,
  FactName,
  GatewayAnswer,
  GatewayCall,
  GatewaySite,
  HeaderList,
  HttpDoor,
  Interception,
  PassedCall,
  Saying
} from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { adapter } from '../../../adapters/openedx/index.ts'
import { createMemorySpool } from '../../doubles/memory-spool.ts'
import { failureOf, never, type Stage, setStage } from './stage.ts'

const own = 'https://learn.example'
const accountPage = 'https://apps.learn.example'
const site: GatewaySite = { mode: 'forward', publicUrl: `${own}/`, origins: [accountPage] }
const path = '/api/user/v1/accounts/deactivate_logout/'
const secret = 'abcdefghijklmnopqrstuvwxyzABCDEF'
// The same secret under two masks, worked out by hand: a mask of letters b adds 1 to each place, one of 9 takes 1 away.
const maskedByB = `${'b'.repeat(32)}bcdefghijklmnopqrstuvwxyzABCDEFG`
const maskedBy9 = `${'9'.repeat(32)}9abcdefghijklmnopqrstuvwxyzABCDE`

type Signing = { as: 'jwt' | 'jwt-cookies' | 'session' | 'bearer'; expired?: boolean; session?: string }

/** Headers with which a browser or an app of this person would call. */
async function sign(stage: Stage, username: string, signing: Signing): Promise<HeaderList> {
  const response = await fetch(`${stage.sandbox.address}/_sandbox/sign-in`, {
    method: 'POST',
    body: JSON.stringify({ username, ...signing })
  })
  const { headers } = (await response.json()) as { headers: Record<string, string> }
  return Object.entries(headers)
}

function post(headers: HeaderList, body = 'password=correct%20horse'): GatewayCall {
  const form = ['content-type', 'application/x-www-form-urlencoded'] as const
  return { method: 'POST', target: path, params: {}, headers: [form, ...headers], body: Buffer.from(body) }
}

const fromPage: HeaderList = [['origin', accountPage]]
const learnAllows = { corsOrigins: [accountPage], csrfTrustedOrigins: [accountPage] }

function readValue(answer: FactAnswer<FactName> | undefined): unknown {
  return answer?.is === 'known' ? answer.value : answer
}

function interceptionOf({ interceptions }: { interceptions: readonly Interception[] }): Interception {
  return interceptions.find(({ id }) => id === 'deactivate-logout')!
}

type Answers = Readonly<Record<string, { status?: number; headers?: HeaderList; json?: unknown }>>

const ownAnswers: Answers = {
  '/api/user/v1/me': { json: { username: 'mira' } },
  '/api/user/v1/accounts/mira': {
    json: { id: 2, username: 'mira', email: 'm@school.example', date_joined: '2024-03-01T08:00:00Z', is_active: true }
  },
  '/api/third_party_auth/v0/providers/user_status': { json: [] },
  '/api/enrollment/v1/roles/': { json: { roles: [], is_staff: false } }
}

/** An adapter whose LMS answers as told, and what it was sent. */
function connectTo(answers: Answers, baseUrl = 'https://lms.example') {
  const sent: (PassedCall & { base: string })[] = []
  const http: HttpDoor = {
    call: async () => Promise.reject(new Error('nothing is asked as the service account here')),
    async pass(base, call) {
      sent.push({ base, ...call })
      const { status = 200, headers = [], json } = answers[call.target] ?? { status: 404 }
      const type = ['content-type', json === undefined ? 'text/html' : 'application/json'] as const
      return { status, headers: [type, ...headers], body: Buffer.from(JSON.stringify(json ?? '')) }
    },
    close: async () => {}
  }
  const options = { baseUrl, clientId: 'a', clientSecret: 'b', workerUsername: 'w' }
  const now = () => new Date('2026-11-02T08:00:00Z')
  return { platform: adapter.connect(options, { http, spool: createMemorySpool(), now, sleep: async () => {} }), sent }
}

t.test('who calls is whom the LMS names, whichever way they sign in', async t => {
  const stage = await setStage({ settings: learnAllows })
  const { platform, sandbox } = stage
  const identify = (headers: HeaderList, at = site) => platform.identify(headers, at, never)
  for (const as of ['jwt', 'jwt-cookies', 'session', 'bearer'] as const) {
    const caller = await identify(await sign(stage, 'tom.reed', { as }))
    t.same(
      caller?.subject,
      {
        id: '3',
        bornAt: '2024-03-01T08:00:00.000Z',
        username: 'tom.reed',
        email: 'tom.reed@school.example',
        displayName: 'Tom Reed',
        language: 'de'
      },
      as
    )
    t.same(caller?.facts, {
      'linked-logins': { is: 'known', value: [{ provider: 'google-oauth2' }], at: '2026-11-02T08:00:00.000Z' },
      'account-activated': { is: 'known', value: true, at: '2026-11-02T08:00:00.000Z' },
      'owner-roles': { is: 'known', value: [], at: '2026-11-02T08:00:00.000Z' },
      protection: {
        is: 'known',
        value: { permanent: false, ours: false, privilegedRoles: [] },
        at: '2026-11-02T08:00:00.000Z'
      }
    })
    t.equal(caller?.signedInAt, null)
  }

  sandbox.world.people.get(3)!.lastLogin = '2026-11-02T07:59:00Z'
  const tom = await sign(stage, 'tom.reed', { as: 'session' })
  t.equal((await identify(tom))?.signedInAt, '2026-11-02T07:59:00.000Z')
  const key = 'q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6'
  const keys: Readonly<Record<string, string | null>> = {
    [key]: key,
    [`1|${key}|salt|IjEi:1abc:sig`]: key,
    [`"${key}"`]: null,
    [`${key}:1abc:sig`]: null
  }
  for (const [value, session] of Object.entries(keys)) {
    sandbox.world.sessions.set(value, 'tom.reed')
    t.equal((await identify([['cookie', `sessionid=${value}`]]))?.session, session, value)
  }
  const { links } = sandbox.world.people.get(3)!
  links.push({ provider: 'tpa-saml', providerId: 'saml-campus', uid: 'campus:tom' })
  const linked = [{ provider: 'google-oauth2' }, { provider: 'saml-campus' }]
  t.same(readValue((await identify(tom))?.facts['linked-logins']), linked)
  const mine = await platform.gather(await stage.find('tom.reed'), ['linked-logins'], never)
  t.same(readValue(mine['linked-logins']), linked, 'called the same from both sides')
  const worker = await identify(await sign(stage, 'retirement_service_worker', { as: 'jwt' }))
  t.match(worker?.facts.protection, { value: { ours: true, privilegedRoles: ['global-staff'] } })
  const fresh = await identify(await sign(stage, 'lea.fresh', { as: 'session' }))
  t.match(fresh?.facts['account-activated'], { value: false })

  t.equal(await identify([]), null, 'no credentials')
  t.equal(await identify([['cookie', 'sessionid=made-up']]), null)
  t.equal(await identify([['authorization', 'Bearer made-up']]), null)
  const [head] = (await sign(stage, 'tom.reed', { as: 'jwt-cookies' }))
    .find(([name]) => name === 'cookie')![1]
    .split('; edx-jwt-cookie-signature')
  t.equal(
    await identify([['cookie', `${head}; edx-jwt-cookie-signature=made-up`]]),
    null,
    'a name in a JWT proves nothing'
  )
  const over = await sign(stage, 'tom.reed', { as: 'jwt-cookies', expired: true, session: 'mira.holm' })
  t.equal(await identify(over), null, 'two people in one call are nobody')
  const both = await sign(stage, 'tom.reed', { as: 'jwt-cookies', session: 'mira.holm' })
  await t.rejects(identify(both), { failure: 'surprise', code: 'identity-changed' }, 'nor while both live')

  sandbox.world.settings.needsUseJwtCookie = true
  const cookies = await sign(stage, 'tom.reed', { as: 'jwt-cookies' })
  t.equal(await identify(cookies), null, 'before Redwood JWT cookies count only beside their header')
  t.equal((await identify([...cookies, ['use-jwt-cookie', 'true']]))?.subject.username, 'tom.reed')
  await stage.close()
})

t.test('whoever has asked before is still told from others, by a token that lives', async t => {
  const stage = await setStage()
  const { platform } = stage
  const app = await sign(stage, 'mira.holm', { as: 'jwt' })
  const subject = await stage.find('mira.holm')
  t.match(await platform.gather(subject, ['begun-at-platform'], never), { 'begun-at-platform': { value: null } })
  const { forward, read } = interceptionOf(platform)
  t.equal((await forward(post(app), site, never)).means, 'done')
  const asking = await read(post(app), site, never)
  t.match(asking, { is: 'erasure', subject: { id: '2', username: 'mira.holm', email: null } })
  // Every look begins with finding the account: what was read before does not count any more.
  await platform.find({ identifiers: [{ kind: 'platform-id', value: subject.id }] }, never)
  t.match(await platform.gather(subject, ['begun-at-platform'], never), {
    'begun-at-platform': { value: { at: '2026-11-02T08:00:00.000Z' } }
  })
  t.equal((await forward(post(app), site, never)).means, 'not-done', 'and is turned away by the LMS')
  await stage.close()
})

t.test('what the LMS says of a caller is read with care', async t => {
  const role = (role: string, org: string, course_id: unknown) => ({ role, org, course_id })
  const roles = [
    role('instructor', 'Lake', 'course-v1:Lake+C1+2026'),
    role('staff', 'Lake', 'None'),
    role('data_researcher', 'Lake', ''),
    role('course_creator_group', '', 'None')
  ]
  const session: HeaderList = [
    ['cookie', 'sessionid=1'],
    ['cookie', 'csrftoken=2']
  ]
  const { platform, sent } = connectTo(
    {
      ...ownAnswers,
      '/lms/api/user/v1/me': ownAnswers['/api/user/v1/me']!,
      '/lms/api/user/v1/accounts/mira': ownAnswers['/api/user/v1/accounts/mira']!,
      '/lms/api/enrollment/v1/roles/': { json: { roles, is_staff: false } },
      '/lms/api/third_party_auth/v0/providers/user_status': {
        json: [
          { id: 'saml-campus', name: 'Campus', connected: true },
          { id: 'oa2-facebook', name: 'Facebook', connected: false }
        ]
      }
    },
    'http://lms:8000/lms/'
  )
  const extra: HeaderList = [
    ['origin', accountPage],
    ['x-forwarded-for', '192.0.2.7'],
    ['user-agent', 'browser']
  ]
  const caller = await platform.identify(
    [...session, ...extra],
    { ...site, publicUrl: 'https://learn.example:8443' },
    never
  )
  t.same(readValue(caller?.facts['linked-logins']), [{ provider: 'saml-campus' }])
  const privilegedRoles = ['organisation-staff', 'organisation-data-researcher', 'global-course-creator-group']
  t.same(readValue(caller?.facts.protection), { permanent: false, ours: false, privilegedRoles })
  const taught = 'course-v1:Lake+C1+2026'
  t.same(readValue(caller?.facts['owner-roles']), [{ category: 'course', key: taught, title: taught }])
  t.equal(sent.length, 4)
  for (const { base, method, headers } of sent) {
    t.equal(base, 'http://lms:8000/lms/', 'credentials go nowhere else')
    t.equal(method, 'GET')
    t.same(headers, [
      ['host', 'learn.example:8443'],
      ['x-forwarded-host', 'learn.example:8443'],
      ['x-forwarded-proto', 'https'],
      ['x-forwarded-port', '8443'],
      ['cookie', 'sessionid=1; csrftoken=2'],
      ['origin', accountPage],
      ['accept', 'application/json']
    ])
  }

  const token: HeaderList = [['authorization', 'JWT x']]
  const ask = (answers: Answers) => connectTo({ ...ownAnswers, ...answers }).platform.identify(token, site, never)
  const without = await ask({ '/api/third_party_auth/v0/providers/user_status': { status: 404 } })
  t.match(without?.facts['linked-logins'], { is: 'unknown', because: 'no-such-route' }, 'unknown is never yes')
  const shy = await ask({ '/api/enrollment/v1/roles/': { status: 403, json: {} } })
  t.match(shy?.facts.protection, { is: 'unknown', because: 'not-permitted' })
  const failures = [
    [{ '/api/enrollment/v1/roles/': { status: 429 } }, 'unavailable: too-many-requests'],
    [{ '/api/user/v1/me': { status: 502 } }, 'unavailable: platform-failed'],
    [{ '/api/user/v1/me': { json: { name: 'mira' } } }, 'surprise: answer-misshapen'],
    [{ '/api/user/v1/accounts/mira': { json: { username: 'mira' } } }, 'surprise: answer-misshapen'],
    [
      {
        '/api/user/v1/me': { json: { username: 'Mira' } },
        '/api/user/v1/accounts/Mira': ownAnswers['/api/user/v1/accounts/mira']!
      },
      'surprise: identity-changed'
    ]
  ] as const
  for (const [answers, failure] of failures) t.equal(await failureOf(ask(answers)), failure)

  const both = connectTo(ownAnswers)
  await both.platform.identify([['cookie', 'sessionid=1'], ...token], site, never)
  for (const { headers } of both.sent)
    t.notOk(
      headers.some(([name]) => name === 'cookie'),
      'one account, not two'
    )
})

t.test('a foreign page is turned away before anybody is asked anything', async t => {
  const { platform, sent } = connectTo(ownAnswers)
  const { read } = interceptionOf(platform)
  const browser = (
    origin: string | null,
    cookie: string | null,
    header: string | null,
    ...more: HeaderList
  ): HeaderList => [
    ['cookie', `sessionid=1${cookie === null ? '' : `; csrftoken=${cookie}`}`],
    ...(header === null ? [] : [['x-csrftoken', header] as const]),
    ...(origin === null ? [] : [['origin', origin] as const]),
    ...more
  ]
  const other = `Z${secret.slice(1)}`
  const refused: readonly (readonly [string, number, HeaderList])[] = [
    ['origin-refused', 403, browser('https://evil.example', secret, secret)],
    ['origin-refused', 403, browser('https://learn.example.evil.example', secret, secret)],
    ['origin-refused', 403, browser('http://learn.example', secret, secret)],
    ['origin-refused', 403, browser('null', secret, secret)],
    ['origin-refused', 403, browser('', secret, secret)],
    ['origin-refused', 403, browser(null, secret, secret)],
    ['origin-refused', 403, browser(null, secret, secret, ['referer', 'https://evil.example/learn.example'])],
    ['origin-refused', 403, browser(null, secret, secret, ['referer', 'no address'])],
    ['origin-refused', 403, browser('https://evil.example', secret, secret, ['referer', `${own}/account`])],
    [
      'origin-refused',
      403,
      [
        ['authorization', 'Bearer x'],
        ['origin', 'https://evil.example']
      ]
    ],
    ['csrf-refused', 403, browser(own, null, secret)],
    ['csrf-refused', 403, browser(own, secret, null)],
    ['csrf-refused', 403, browser(own, '', '')],
    ['csrf-refused', 403, browser(own, secret, other)],
    ['csrf-refused', 403, browser(own, maskedByB, `${'b'.repeat(32)}${other}`)],
    ['csrf-refused', 403, browser(own, secret, secret.slice(1))],
    ['csrf-refused', 403, browser(own, `${secret.slice(1)}-`, `${secret.slice(1)}-`)],
    ['csrf-refused', 403, browser(own, 'é'.repeat(32), 'é'.repeat(32))],
    ['csrf-refused', 403, browser(own, secret, null, ['authorization', 'Basic eDp5'])],
    ['header-ambiguous', 400, browser(own, secret, secret, ['origin', 'https://evil.example'])],
    ['header-ambiguous', 400, browser(own, secret, secret, ['content-type', 'application/json'])]
  ]
  for (const [because, status, headers] of refused) {
    t.same(await read(post(headers), site, never), { is: 'refused', because, status }, JSON.stringify(headers))
  }
  const json = {
    ...post([]),
    headers: [['content-type', 'application/json'], ...browser(own, secret, secret)] as HeaderList
  }
  t.same(await read(json, site, never), { is: 'refused', because: 'content-type-refused', status: 415 })
  t.same(sent, [], 'the LMS has heard of none of them')

  const taken: readonly HeaderList[] = [
    browser(own, secret, secret),
    browser(accountPage, secret, maskedByB),
    browser(accountPage, maskedByB, maskedBy9),
    browser(own, maskedBy9, secret),
    browser(null, secret, secret, ['referer', `${accountPage}/account/`]),
    [['authorization', 'JWT x']],
    [
      ['authorization', 'bearer x'],
      ['origin', accountPage]
    ]
  ]
  for (const headers of taken) {
    t.match(await read(post(headers), site, never), {
      is: 'erasure',
      origin: 'self',
      acknowledged: true,
      subject: { id: '2' }
    })
  }
  const nobody = connectTo({ '/api/user/v1/me': { status: 401, json: {} } }).platform
  const asking = await interceptionOf(nobody).read(post(browser(own, secret, secret)), site, never)
  t.same(asking, { is: 'refused', because: 'not-signed-in', status: 401 })
})

t.test('the anti-forgery pair of every release is understood', async t => {
  for (const csrfCookie of ['masked', 'secret'] as const) {
    const stage = await setStage({ settings: { csrfCookie, ...learnAllows } })
    const { read } = interceptionOf(stage.platform)
    for (const as of ['session', 'jwt-cookies'] as const) {
      const headers = await sign(stage, 'mira.holm', { as })
      t.match(await read(post([...headers, ...fromPage]), site, never), { is: 'erasure' }, `${csrfCookie} ${as}`)
    }
    await stage.close()
  }
})

t.test('a call is passed on as it came, and the answer back', async t => {
  const stage = await setStage({ settings: learnAllows })
  const { sandbox, platform } = stage
  const { forward, path: template, maxBodyBytes, methods } = interceptionOf(platform)
  t.same([template, maxBodyBytes, methods], [path, 8192, ['POST']])
  const session = await sign(stage, 'mira.holm', { as: 'session' })
  const wrong = await forward(post([...session, ...fromPage], 'password=wrong'), site, never)
  t.match(wrong, { means: 'not-done', answer: { status: 403 } })
  t.match(show(wrong.answer, accountPage), 'password is incorrect')
  sandbox.world.settings.mail = 'down'
  t.equal((await forward(post([...session, ...fromPage]), site, never)).means, 'cannot-tell', 'a 500 is read up')
  sandbox.world.settings.mail = 'up'
  const done = await forward(post([...session, ...fromPage]), site, never)
  t.match(done, { means: 'done', answer: { status: 204 } })
  t.match(show(done.answer, accountPage), 'good-bye')
  t.ok(done.answer.headers.some(([name, value]) => name === 'set-cookie' && value.startsWith('sessionid=""')))
  const worker = await sign(stage, 'retirement_service_worker', { as: 'session' })
  const fromLms = await forward(post([...worker, ['origin', own]]), site, never)
  t.match(String(fromLms.answer.body), /incorrect/, 'its own origin fits the Host and the scheme that it is told')
  for (const as of ['jwt', 'jwt-cookies', 'bearer'] as const) {
    const name = { jwt: 'ada.finch', 'jwt-cookies': 'ben.osei', bearer: 'tom.reed' }[as]
    const headers = [...(await sign(stage, name, { as })), ...fromPage]
    t.equal((await forward(post(headers), site, never)).means, 'done', as)
  }
  t.equal((await forward(post(fromPage), site, never)).means, 'not-done', 'nobody')
  await stage.close()

  const broken = await setStage({ settings: learnAllows })
  const mira = await sign(broken, 'mira.holm', { as: 'session' })
  broken.sandbox.faults.add({ route: 'deactivate_logout', kind: 'reset-after' })
  const cut = interceptionOf(broken.platform).forward(post([...mira, ...fromPage]), site, never)
  const error = await cut.then(
    () => null,
    thrown => thrown as PlatformError
  )
  t.ok(error instanceof PlatformError)
  t.match(error, { failure: 'unavailable', mayHaveHappened: true })
  t.notMatch(JSON.stringify(error), /horse|sessionid/)
  const begun = await broken.platform.gather(await broken.find('mira.holm'), ['begun-at-platform'], never)
  t.match(begun, { 'begun-at-platform': { value: { at: '2026-11-02T08:00:00.000Z' } } }, 'reading tells')
  await broken.close()
})

t.test('nothing is passed on but what the LMS needs', async t => {
  const answers: Answers = {
    [`${path}?x=%2F`]: {
      status: 204,
      headers: [
        ['set-cookie', 'sessionid=""; Max-Age=0'],
        ['set-cookie', 'csrftoken=a'],
        ['vary', 'Cookie, origin'],
        ['access-control-allow-origin', accountPage],
        ['server', 'lms-1.internal'],
        ['location', 'http://lms:8000/']
      ]
    }
  }
  const { platform, sent } = connectTo(answers)
  const { forward } = interceptionOf(platform)
  const said: HeaderList = [
    ['host', 'evil.example'],
    ['cookie', 'sessionid=1'],
    ['x-csrftoken', secret],
    ['origin', accountPage],
    ['referer', `${accountPage}/account`],
    ['user-agent', 'browser'],
    ['accept', 'application/json'],
    ['accept-language', 'de'],
    ['use-jwt-cookie', 'true'],
    ['x-forwarded-for', '192.0.2.7']
  ]
  const left: HeaderList = [
    ['x-lethe-route', 'route secret'],
    ['x-forwarded-host', 'evil.example'],
    ['x-forwarded-proto', 'http'],
    ['x-real-ip', '192.0.2.8'],
    ['x-http-method-override', 'GET'],
    ['x-edx-api-key', 'key'],
    ['accept-encoding', 'gzip']
  ]
  const call = { ...post([...said, ...left]), target: `${path}?x=%2F` }
  const { answer, means } = await forward(call, site, never)
  const [passed] = sent
  t.equal(passed?.base, 'https://lms.example', 'to the registered address, whatever Host says')
  t.equal(passed?.target, call.target)
  t.equal(passed?.body, call.body, 'the very bytes')
  t.same(
    [...passed!.headers].sort(),
    [
      ...said.filter(([name]) => name !== 'host'),
      ['content-type', 'application/x-www-form-urlencoded'],
      ['host', 'learn.example'],
      ['x-forwarded-host', 'learn.example'],
      ['x-forwarded-port', '443'],
      ['x-forwarded-proto', 'https']
    ].sort()
  )
  t.equal(means, 'done')
  t.same(
    answer.headers.map(([name]) => name),
    ['content-type', 'set-cookie', 'set-cookie', 'vary', 'access-control-allow-origin']
  )
  const ask = (answer: Answers[string]) =>
    interceptionOf(connectTo({ [path]: answer }).platform).forward(post(said), site, never)
  const meanings = { 200: 'done', 204: 'done', 400: 'not-done', 401: 'not-done', 403: 'not-done', 404: 'not-done' }
  for (const [status, meaning] of Object.entries({
    ...meanings,
    405: 'not-done',
    429: 'not-done',
    500: 'cannot-tell'
  })) {
    t.equal((await ask({ status: Number(status), json: 'No.' })).means, meaning, status)
  }
  for (const status of [200, 302, 500, 502, 503, 504]) {
    t.equal(await failureOf(ask({ status })), 'unavailable: platform-unavailable', `a page of a proxy: ${status}`)
  }
  t.equal((await ask({ status: 404 })).means, 'not-done', 'nothing is mounted there')
  t.equal((await ask({ status: 403, json: 'Wrong.' })).instead, undefined, 'a text is shown')
  for (const [status, code] of [
    [400, 'platform-answered'],
    [401, 'not-signed-in'],
    [403, 'platform-answered'],
    [429, 'too-many-calls']
  ] as const)
    t.equal((await ask({ status, json: { detail: 'No.' } })).instead, code, `an object is shown as nothing: ${status}`)
  const off = await setStage({ settings: { ...learnAllows, accountDeletion: false, refusesWhenOff: true } })
  const mira = post([...(await sign(off, 'mira.holm', { as: 'session' })), ['origin', own]])
  const refused = await interceptionOf(off.platform).forward(mira, site, never)
  t.match(refused, { means: 'not-done', instead: 'deletion-switched-off' })
  await off.close()
})

const where = { request: 'r1', statusUrl: `${own}/lethe/status` }
const sayings: Readonly<Record<string, readonly [saying: Saying, status: number, shown: string]>> = {
  done: [{ is: 'done' }, 204, 'good-bye'],
  kept: [{ is: 'kept', ...where, text: 'Confirm.' }, 204, 'good-bye'],
  blocked: [
    {
      is: 'blocked',
      ...where,
      text: 'Not yet: we have written to you.',
      reasons: [{ code: 'x', what: 'Linked to Google as tom@mail.example', next: 'Unlink.' }]
    },
    409,
    'unable to delete'
  ],
  'not signed in': [{ is: 'refused', code: 'not-signed-in', status: 401, text: 'Sign in.' }, 401, 'unable to delete'],
  forged: [{ is: 'refused', code: 'csrf-refused', status: 403, text: 'No.' }, 400, 'unable to delete'],
  unavailable: [{ is: 'unavailable', code: 'x', text: 'Later.', retryAfterMs: 1500 }, 503, 'unable to delete']
}

/**
 * What the account page shows of an answer, by its own rules (fact sheet 1.2): a page of another origin sees nothing
 * without the CORS headers, every 403 is the password, and only a text is shown at all.
 */
function show({ status, headers, body }: GatewayAnswer, origin: string): string {
  const find = (name: string) => headers.find(([each]) => each === name)?.[1]
  const mayRead = find('access-control-allow-origin') === origin && find('access-control-allow-credentials') === 'true'
  if (origin !== own && !mayRead) return 'nothing'
  if (status >= 200 && status < 300) return 'good-bye'
  if (status === 403) return 'password is incorrect'
  const text = String(body)
  const parsed: unknown = find('content-type') === 'application/json' ? JSON.parse(text) : text
  return typeof parsed === 'string' && parsed !== '' ? 'unable to delete' : 'nothing'
}

t.test('each answer is one that the account page shows', async t => {
  const { say } = interceptionOf(connectTo({}).platform)
  for (const [name, [saying, status, shown]] of Object.entries(sayings)) {
    for (const origin of [own, accountPage]) {
      const answer = say(saying, post([['origin', origin]]), site)
      t.equal(answer.status, status, name)
      t.equal(show(answer, origin), shown, `${name} on ${origin}`)
      t.ok(answer.headers.some(([each, value]) => each === 'vary' && value === 'Origin'))
      t.notMatch(String(answer.body), /@|Google/, 'reasons go where only the learner reads them')
    }
    const foreign = say(saying, post([['origin', 'https://evil.example']]), site)
    t.equal(show(foreign, 'https://evil.example'), 'nothing')
    t.notOk(foreign.headers.some(([each]) => each.startsWith('access-control-')))
  }
  t.match(
    say(sayings.unavailable![0], post([]), site).headers.filter(([name]) => name === 'retry-after'),
    [['retry-after', '2']]
  )
})

t.test('a page of another origin is allowed what the LMS allows it', async t => {
  const allowOf = (platform: { interceptions: readonly Interception[] }, origin: string) =>
    interceptionOf(platform)
      .say({ is: 'done' }, post([['origin', origin]]), site)
      .headers.filter(([name]) => name.startsWith('access-control-'))
  const computed = [
    ['access-control-allow-origin', accountPage],
    ['access-control-allow-credentials', 'true']
  ]
  const hear = async (headers: HeaderList, status = 401, origin = accountPage) => {
    const { platform } = connectTo({ '/api/user/v1/me': { status, headers, json: {} } })
    await platform
      .identify(
        [
          ['cookie', 'sessionid=1'],
          ['origin', origin]
        ],
        site,
        never
      )
      .catch(() => {})
    return allowOf(platform, origin)
  }
  const given: HeaderList = [
    ['access-control-allow-origin', accountPage],
    ['access-control-expose-headers', 'x-request-id'],
    ['access-control-allow-methods', 'POST']
  ]
  t.same(allowOf(connectTo({}).platform, accountPage), computed, 'while nothing is known')
  t.same(await hear(given), given.slice(0, 2), 'word for word')
  t.same(await hear([]), [], 'nothing where the LMS allows nothing')
  t.same(await hear([], 502), computed, 'a proxy that answers for it knows nothing')
  t.same(await hear([['access-control-allow-origin', '*']]), [], 'a star is none for a page with credentials')
  const evil = 'https://evil.example'
  t.same(await hear([['access-control-allow-origin', evil]], 401, evil), [], 'a foreign origin is allowed nothing')

  const stage = await setStage({ settings: learnAllows })
  const session = await sign(stage, 'mira.holm', { as: 'session' })
  await interceptionOf(stage.platform).read(post([...session, ...fromPage]), site, never)
  t.same(allowOf(stage.platform, accountPage), computed, 'as the LMS answered')
  await stage.close()
})
