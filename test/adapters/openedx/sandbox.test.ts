import { readdirSync, readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { makeJwt } from '../../../adapters/openedx/sandbox/caller.ts'
import { readSecret } from '../../../adapters/openedx/sandbox/csrf.ts'
import { driveUntil } from '../../../adapters/openedx/sandbox/driver.ts'
import {
  platformRoutes,
  type Release,
  type Sandbox,
  type Seed,
  type Settings,
  startSandbox
} from '../../../adapters/openedx/sandbox/index.ts'
import { hashPassword, isPassword } from '../../../adapters/openedx/sandbox/passwords.ts'
import { releases, settingsOf } from '../../../adapters/openedx/sandbox/releases.ts'
import { moveRow, requestRetirement } from '../../../adapters/openedx/sandbox/retirement.ts'
import { retireForum } from '../../../adapters/openedx/sandbox/routes/scrub.ts'
import { byUsername, createWorld, rowByOriginal } from '../../../adapters/openedx/sandbox/world.ts'
import { createJournal, type Route } from '../../../adapters/sandbox/stand.ts'

interface Vector {
  row: string
  trap?: string
  given?: {
    settings?: object
    start?: Record<string, string>
    forum?: string[]
    queue?: string[]
    read?: boolean
    release?: Release
  }
  /** `nobody`, a client, `worker`, a username (a JWT), or `session:NAME`, `jwt-cookies:NAME`, `bearer:NAME`. */
  as: string
  /** The JWT is over. */
  expired?: boolean
  /** Cookies: whose session lies beside the JWT. */
  session?: string
  /** Cookies: without the token in the header. */
  csrf?: false
  request: {
    method: string
    path: string
    json?: unknown
    form?: Record<string, string>
    headers?: Record<string, string>
  }
  expect: { status: number; body?: unknown; fields?: number; effects?: string[]; headers?: Record<string, string> }
}

const folder = new URL('../../../adapters/openedx/sandbox/', import.meta.url)
const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, folder), 'utf8'))
const example: Seed = readJson('seed.example.json')
/** `beside`: calls that no call table of the fact sheet has, not counted. */
const rows: { covered: string[]; uncovered: string[]; beside: string[] } = readJson('vectors/rows.json')
const files = readdirSync(new URL('vectors/', folder)).filter(name => name !== 'rows.json')
const vectors: Vector[] = files.flatMap(name => readJson(`vectors/${name}`))

const seed: Seed = {
  ...example,
  people: [
    ...example.people,
    { id: 40, username: 'uma.wide', wideRoles: [{ org: 'Lake', role: 'instructor' }] },
    { id: 7, username: 'staffer', isStaff: true },
    { id: 8, username: 'canceller', isStaff: true, isSuperuser: true },
    { id: 9, username: 'no.forum', posts: null },
    { id: 10, username: 'not.active', isActive: false },
    {
      id: 11,
      username: 'via.school',
      password: null,
      links: [{ provider: 'tpa-saml', providerId: 'saml-school', uid: 'school:via' }]
    },
    { id: 12, username: 'has.both', hasCredentials: true, licences: 2, hasLicenceUser: true },
    {
      id: 13,
      username: 'twice.linked',
      links: ['one', 'two'].map(provider => ({ provider, providerId: provider, uid: 'same' }))
    }
  ],
  libraries: [{ id: 'lib:Lake:L1', admins: ['ada.finch'] }],
  clients: [
    { id: 'worker-client', secret: 's3cret', owner: 'retirement_service_worker', grant: 'client_credentials' },
    { id: 'password-client', secret: 's3cret', owner: 'retirement_service_worker', grant: 'password' }
  ]
}

function prepare(t: Test, { world, journal }: Sandbox, given: Vector['given']): void {
  for (const [username, state] of Object.entries(given?.start ?? {})) {
    const row = requestRetirement(world, byUsername(world, username)!)
    if (state !== 'PENDING') moveRow(world, row, state, '', true)
  }
  for (const username of given?.forum ?? []) {
    retireForum({ world, journal: createJournal() }, rowByOriginal(world, username)!)
  }
  for (const username of given?.queue ?? []) {
    world.partnerRows.push({ row: rowByOriginal(world, username)!, orgs: ['Lake'], isProcessed: given?.read ?? false })
  }
  t.same(journal.list(), [], 'preparing leaves no trace in the journal')
}

async function signAs({ address, world }: Sandbox, as: string, vector?: Vector): Promise<Record<string, string>> {
  const basic = (id: string) => ({ authorization: `Basic ${Buffer.from(`${id}:s3cret`).toString('base64')}` })
  if (as === 'nobody') return {}
  if (as === 'client') return basic('worker-client')
  if (as === 'password-client') return basic('password-client')
  if (as === 'opaque') {
    world.tokens.set('opaque-token', 'retirement_service_worker')
    return { authorization: 'Bearer opaque-token' }
  }
  const [kind = '', name] = as.split(':')
  if (name !== undefined) {
    const { expired, session, csrf } = vector ?? {}
    const response = await fetch(`${address}/_sandbox/sign-in`, {
      method: 'POST',
      body: JSON.stringify({ username: name, as: kind, expired, session })
    })
    const { headers } = (await response.json()) as { headers: Record<string, string> }
    if (csrf === false) delete headers['x-csrftoken']
    return headers
  }
  const username = as === 'worker' ? 'retirement_service_worker' : as
  return { authorization: `JWT ${makeJwt(username, Date.now() + 60_000)}` }
}

async function send({ address, world }: Sandbox, { request }: Vector, headers: Record<string, string>) {
  const text = JSON.stringify(request.json)?.replace(/"row:([^"]+)"/, (_all, username) =>
    String(rowByOriginal(world, username)!.id)
  )
  const body = request.form === undefined ? text : new URLSearchParams(request.form)
  return fetch(`${address}${request.path}`, {
    method: request.method,
    headers: { ...headers, ...(text !== undefined && { 'content-type': 'application/json' }), ...request.headers },
    redirect: 'manual',
    ...(body !== undefined && { body })
  })
}

/** Names of types, `=` and a literal, `empty`, `html`; objects may have more keys than the shape, arrays not. */
function fits(shape: unknown, value: unknown): boolean {
  if (typeof shape === 'string' && shape.startsWith('=')) return String(value) === shape.slice(1)
  if (shape === 'null') return value === null
  if (typeof shape === 'string') return typeof value === shape
  if (Array.isArray(shape)) {
    return Array.isArray(value) && value.length === shape.length && shape.every((part, i) => fits(part, value[i]))
  }
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(shape as object).every(([key, part]) => fits(part, (value as Record<string, unknown>)[key]))
}

t.test('every covered row of the call tables answers as the fact sheet says', async t => {
  for (const vector of vectors) {
    const { settings = {}, release } = vector.given ?? {}
    const sandbox = await startSandbox({ seed, settings, ...(release && { release }) })
    prepare(t, sandbox, vector.given)
    const response = await send(sandbox, vector, await signAs(sandbox, vector.as, vector))
    const text = await response.text()
    const name = `${vector.row}: ${vector.trap ?? response.status}`
    t.equal(response.status, vector.expect.status, name)
    const { body, fields, effects, headers = {} } = vector.expect
    for (const [header, value] of Object.entries(headers)) {
      const given = response.headers.get(header) ?? 'none'
      if (value.startsWith('=')) t.equal(given, value.slice(1), `${name}, header ${header}`)
      else t.match(given, value, `${name}, header ${header}`)
    }
    const isHtml = response.headers.get('content-type')?.startsWith('text/html') ?? false
    if (body === 'empty') t.equal(text, '', `${name}, empty body`)
    else if (body === 'html') t.ok(isHtml, `${name}, as an HTML page`)
    else if (body !== undefined) t.ok(fits(body, JSON.parse(text)), `${name}, body fits: ${text}`)
    if (response.status === 404 && body !== 'html') t.notOk(isHtml, `${name}, not as a page`)
    if (fields !== undefined) t.equal(Object.keys(JSON.parse(text)).length, fields, `${name}, fields`)
    const done = sandbox.journal.list().filter(entry => !entry.refused)
    if (effects !== undefined) t.same([...new Set(done.map(entry => entry.effect))], effects, `${name}, effects`)
    await sandbox.close()
  }
})

t.test('what is covered is counted truly', async t => {
  t.same(
    [...new Set(vectors.map(vector => vector.row))].sort(),
    [...rows.covered, ...rows.beside].sort(),
    'each row counted as covered has a vector, each vector a row'
  )
  const context = { world: createWorld(example, () => new Date()), journal: createJournal() }
  const isReached = ({ method, path }: Route) => {
    const pattern = new RegExp(`^${path.replace(/:[a-z]+/g, '[^/]+')}(\\?.*)?$`)
    return vectors.some(({ request }) => request.method === method && pattern.test(request.path))
  }
  const unreached = platformRoutes(context).filter(route => !isReached(route) && !route.name.endsWith('-get'))
  t.same(
    unreached.map(({ name }) => name),
    [],
    'each route is reached by a vector'
  )
  const readme = readFileSync(new URL('README.md', folder), 'utf8')
  const total = rows.covered.length + rows.uncovered.length
  t.match(readme, `${rows.covered.length} of ${total} rows`)
  for (const row of rows.uncovered) t.match(readme, `- ${row}`, `the README names ${row}`)
})

t.test('traps that need more than one call', async t => {
  const world = createWorld(
    { people: [{ username: 'Same' }, { username: 'same', email: 'other@school.example' }] },
    () => new Date()
  )
  requestRetirement(world, byUsername(world, 'Same')!)
  t.throws(() => requestRetirement(world, byUsername(world, 'same')!), /retired_username/, 'names differing in case')

  const sandbox = await startSandbox({ seed })
  t.teardown(() => sandbox.close())
  const call = async (path: string, json: unknown) =>
    fetch(`${sandbox.address}${path}`, {
      method: 'POST',
      headers: { ...(await signAs(sandbox, 'worker')), 'content-type': 'application/json' },
      body: JSON.stringify(json)
    })
  prepare(t, sandbox, { start: { 'mira.holm': 'RETIRING_LMS' } })
  await call('/api/discussion/v1/accounts/retire_forum/', { username: 'mira.holm' })
  await call('/api/user/v1/accounts/retire/', { username: 'mira.holm' })
  const response = await fetch(`${sandbox.address}/_sandbox/people/2`)
  const person = (await response.json()) as Record<string, unknown> & { retirement: Record<string, unknown> }
  t.equal((person.imageFiles as string[]).length, 2, 'image files of the old name are left behind')
  t.equal(person.hasImage, false)
  t.equal(person.username, person.retirement.retired_username)
  t.equal(person.email, person.retirement.retired_email)
  t.same(person.posts, [
    { author: person.username, body: '[deleted]' },
    { author: person.username, body: '[deleted]' }
  ])
  t.equal(person.goals, 'To learn.', 'goals outlive a retirement')

  await fetch(`${sandbox.address}/_sandbox/people`, {
    method: 'POST',
    body: JSON.stringify({ username: 'late.comer' })
  })
  t.ok(byUsername(sandbox.world, 'late.comer'), 'people can be added while it runs')
  const sessions = await fetch(`${sandbox.address}/_sandbox/jobs/sign-in-everybody`, { method: 'POST' })
  const cookies = (await sessions.json()) as Record<string, string>
  const me = await fetch(`${sandbox.address}/api/user/v1/me`, {
    headers: { cookie: `sessionid=${cookies['tom.reed']}` }
  })
  t.same(await me.json(), { username: 'tom.reed' }, 'a session says who calls')
})

t.test('what browsers are told, and what they send', async t => {
  let clock = Date.parse('2026-11-02T08:00:00Z')
  const sandbox = await startSandbox({ seed, now: () => new Date(clock) })
  t.teardown(() => sandbox.close())
  const { settings } = sandbox.world
  const remove = async (as: string, password: string, headers = {}) => {
    const response = await fetch(`${sandbox.address}/api/user/v1/accounts/deactivate_logout/`, {
      method: 'POST',
      headers: { ...(await signAs(sandbox, as)), ...headers },
      body: new URLSearchParams({ password })
    })
    return { status: response.status, body: await response.text() }
  }

  const first = await fetch(`${sandbox.address}/csrf/api/v1/token`)
  const { csrfToken } = (await first.json()) as { csrfToken: string }
  const cookie = first.headers.get('set-cookie')?.match(/^csrftoken=(\w+);/)?.[1]
  t.match(csrfToken, /^\w{64}$/)
  t.match(cookie, /^\w{64}$/)
  t.not(csrfToken, cookie, 'cookie and token are masked differently')
  t.equal(readSecret(csrfToken), readSecret(cookie), 'and hold one secret')
  const again = await fetch(`${sandbox.address}/csrf/api/v1/token`, { headers: { cookie: `csrftoken=${cookie}` } })
  t.equal(readSecret(((await again.json()) as { csrfToken: string }).csrfToken), readSecret(cookie), 'which stays')
  settings.csrfCookie = 'secret'
  const later = await fetch(`${sandbox.address}/csrf/api/v1/token`)
  t.match(later.headers.get('set-cookie'), /^csrftoken=\w{32};/, 'the cookie is the secret itself later')

  settings.lockout = { after: 2, forMs: 60_000 }
  t.match((await remove('mira.holm', 'no')).body, /incorrect/)
  t.match((await remove('mira.holm', 'no')).body, /incorrect/)
  const locked = await remove('mira.holm', 'correct horse')
  t.match(locked, { status: 403, body: /locked/ }, 'a right password does not help while it is locked')
  clock += 60_001
  settings.mail = 'down'
  t.match(
    await remove('mira.holm', 'correct horse'),
    { status: 500, body: /refused/ },
    'mail belongs to the transaction'
  )
  t.equal(byUsername(sandbox.world, 'mira.holm')?.failedLogins, 0, 'a right password clears the counter')
  t.match(byUsername(sandbox.world, 'mira.holm'), { email: 'mira.holm@school.example', hasActivationKey: true })
  settings.mail = 'up'
  t.equal((await remove('mira.holm', 'correct horse')).status, 204)
  t.match(await remove('mira.holm', 'correct horse'), { status: 403, body: /incorrect/ }, 'a repeat is not 204')
  sandbox.world.people.get(2)!.password = hashPassword('set by support')
  t.match(await remove('mira.holm', 'set by support'), { status: 500, body: /Duplicate/ }, 'a row exists already')
  settings.states = []
  t.match(await remove('tom.reed', 'correct horse'), { status: 500, body: /populate/ }, 'states were never populated')
  const mails = await fetch(`${sandbox.address}/_sandbox/mails`)
  const sent = [{ to: 'mira.holm@school.example', language: 'en', what: 'deletion-requested' }]
  t.match(await mails.json(), sent, 'one message, to the original address')
  t.notMatch(JSON.stringify(sandbox.journal.list()), /horse|support/, 'no password stands in the journal')
  t.notMatch(JSON.stringify([...sandbox.world.people.values()]), /correct horse/, 'nor in the memory of the site')

  sandbox.faults.add({ route: 'deactivate_logout', kind: 'fail-before' })
  settings.corsOrigins = ['https://apps.example']
  const crash = await fetch(`${sandbox.address}/api/user/v1/accounts/deactivate_logout/`, {
    method: 'POST',
    headers: { origin: 'https://apps.example' }
  })
  t.equal(crash.headers.get('access-control-allow-origin'), 'https://apps.example', 'a crash can be read too')
})

t.test('what checks make happen', async t => {
  const post = async ({ address }: Sandbox, name: string, json: object) => {
    const response = await fetch(`${address}/_sandbox/${name}`, { method: 'POST', body: JSON.stringify(json) })
    return response.json()
  }
  const stuck: [kind: string, state: string, email: RegExp][] = [
    ['working-state', 'RETIRING_ENROLLMENTS', /^retired/],
    ['errored', 'ERRORED', /^retired/],
    ['expired-token', 'RETIRING_LMS_MISC', /^$/],
    ['forum-500', 'ERRORED', /^retired/],
    ['email-collision', 'ERRORED', /^retired/],
    ['half-retired', 'ERRORED', /^$/]
  ]
  for (const [kind, state, email] of stuck) {
    const sandbox = await startSandbox({ seed, release: 'ulmo' })
    t.same(await post(sandbox, 'stick', { username: 'mira.holm', kind }), [{ username: 'mira.holm', state }], kind)
    t.match(sandbox.world.people.get(2)?.email, email, `${kind}: the e-mail`)
    await sandbox.close()
  }

  const sandbox = await startSandbox({ seed, release: 'verawood' })
  t.teardown(() => sandbox.close())
  const { world } = sandbox
  await post(sandbox, 'retire-user', { username: 'mira.holm' })
  t.same(await post(sandbox, 'driver', {}), [{ username: 'mira.holm', state: 'RETIRING_ENROLLMENTS' }])
  await post(sandbox, 'driver', { until: 'COMPLETE' })
  t.match(world.people.get(2), { isActive: false, notes: 0, miscRetired: true }, 'another driver does the whole work')
  const cleanUp = await fetch(`${sandbox.address}/api/user/v1/accounts/retirement_cleanup/`, {
    method: 'POST',
    headers: { ...(await signAs(sandbox, 'worker')), 'content-type': 'application/json' },
    body: JSON.stringify({ usernames: ['mira.holm'] })
  })
  t.equal(cleanUp.status, 204)
  t.same(world.deletions.at(-1)?.last, { username: 'redacted', email: 'redacted', name: 'redacted' })

  await post(sandbox, 'password', { username: 'tom.reed', password: null })
  t.equal(world.people.get(3)?.password, null)
  await post(sandbox, 'unlink', { username: 'tom.reed' })
  t.same(world.people.get(3)?.links, [])
  await post(sandbox, 'link', { username: 'tom.reed', provider: 'tpa-saml' })
  t.match(world.people.get(3)?.links, [{ provider: 'tpa-saml', uid: 'tom.reed@school.example' }])
  await post(sandbox, 'activate', { username: 'not.active' })
  t.equal(byUsername(world, 'not.active')?.isActive, true)
  const own = await signAs(sandbox, 'session:tom.reed')
  await post(sandbox, 'retire-user', { username: 'tom.reed' })
  const me = await fetch(`${sandbox.address}/api/user/v1/me`, { headers: own })
  t.equal(me.status, 401, 'a retirement ends the sessions of the learner, whoever starts it')
  t.equal(world.deletions.at(-1)?.last.uid, 'tom.reed@school.example', 'Verawood leaves the uid in the log')
  await post(sandbox, 'move', { username: 'tom.reed', state: 'ABORTED' })
  t.equal(rowByOriginal(world, 'tom.reed')?.state, 'ABORTED')
  await post(sandbox, 'cancel', { username: 'tom.reed' })
  t.equal(rowByOriginal(world, 'tom.reed'), undefined, 'a cancelled row just vanishes')
  t.equal(((await post(sandbox, 'sign-in', { username: 'nobody.here' })) as { error: string }).error, 'no-such-person')

  const csrf = await signAs(sandbox, 'session:tom.reed')
  const form = (path: string, fields: Record<string, string>) =>
    fetch(`${sandbox.address}${path}`, { method: 'POST', headers: csrf, body: new URLSearchParams(fields) })
  await form('/account/password', { email: 'tom.reed@school.example' })
  const link = new URL(world.mails.at(-1)!.link!)
  t.equal((await fetch(link)).status, 200, 'the link in the mail leads to a page')
  t.equal((await form(link.pathname, { password: 'short' })).status, 400)
  t.equal((await form(link.pathname, { password: 'a longer one' })).status, 200)
  t.equal((await form(link.pathname, { password: 'a longer one' })).status, 403, 'the link works once')
  t.ok(isPassword(world.people.get(3)!.password, 'a longer one'), 'and sets the password')
})

t.test('what a retirement leaves behind depends on the release', async t => {
  const admins = async (release: Release, settings: Partial<Settings>) => {
    const sandbox = await startSandbox({ seed, release, settings })
    const { world } = sandbox
    const row = requestRetirement(world, byUsername(world, 'ada.finch')!)
    requestRetirement(world, byUsername(world, 'via.school')!)
    driveUntil({ world, journal: createJournal() }, row, 'COMPLETE')
    await sandbox.close()
    return { roles: world.authzRoles.filter(each => each.person === 4).length, link: world.deletions[0]?.last.uid }
  }
  const v2 = await admins('next', { authz: 'courses' })
  t.equal(v2.roles, 3, 'after the forum step of v2 authz does not find the roles by name')
  t.match(v2.link, /^redacted-before-delete-/, 'after Verawood a link is overwritten before it goes')
  const withoutForum = await admins('verawood', { authz: 'courses', forum: false })
  t.equal(withoutForum.roles, 0, 'without it they go')
  t.equal(withoutForum.link, 'school:via')
})

t.test('each release differs as the fact sheet says', async t => {
  const shown = releases.map(release => {
    const { forumBackend, forumMissing, supportCourseTeam, authz, ...rest } = settingsOf(release)
    const { unenrolV2, cleanupRedacts, refusesWhenOff, switchesIn } = rest
    return [
      release,
      forumBackend,
      forumMissing,
      supportCourseTeam,
      authz,
      unenrolV2,
      cleanupRedacts,
      refusesWhenOff,
      switchesIn
    ]
  })
  t.same(shown, [
    ['palm', 'legacy', 500, false, 'absent', false, false, false, 'FEATURES'],
    ['quince', 'legacy', 404, false, 'absent', false, false, false, 'FEATURES'],
    ['redwood', 'legacy', 404, false, 'absent', false, false, false, 'FEATURES'],
    ['sumac', 'v2', 404, false, 'absent', false, false, false, 'FEATURES'],
    ['teak', 'v2', 404, false, 'absent', false, false, false, 'FEATURES'],
    ['ulmo', 'v2', 404, true, 'libraries', false, false, false, 'top-level'],
    ['verawood', 'v2', 404, true, 'libraries', false, true, false, 'top-level'],
    ['next', 'v2', 404, true, 'libraries', true, true, true, 'top-level']
  ])
})
