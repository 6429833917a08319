import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { PlatformError } from '../../adapters/errors.ts'
import { compareWithDocument, operationsOf } from '../../plugin/api/register.ts'
import { readDocument } from '../../plugin/document.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import { type ProblemCode, problems } from '../../plugin/errors.ts'
import { aliasOf } from '../../plugin/store/records/aliases.ts'
import type { Role } from '../../plugin/store/records/bodies.ts'
import { changeHoldRegister, readHoldRegister } from '../../plugin/store/records/holds/register.ts'
import { addRun, changeLifecycle, getRun } from '../../plugin/store/records/lifecycles.ts'
import { declarationsOf } from '../../plugin/store/records/platforms/declarations.ts'
import { requestEntry } from '../../plugin/store/records/requests.ts'
import { callers, causes } from '../../plugin/texts/problems/causes/index.ts'
import { problemsInGerman, problemText } from '../../plugin/texts/problems/index.ts'
import { startApi } from '../doubles/api-app.ts'

// Sites of their own beside the one of all: more than the half minute that a file gets on a busy machine.
t.setTimeout(300_000)

const api = await startApi()
t.teardown(() => api.stop())

const roles: readonly Role[] = ['user-manager', 'administrator', 'system-administrator', 'privacy-officer', 'auditor']
const who = Object.fromEntries(await Promise.all(roles.map(async role => [role, await api.person([role])]))) as Record<
  Role,
  Awaited<ReturnType<typeof api.person>>
>
const admin = who.administrator.token
const officer = who['privacy-officer'].token
const asker = who['user-manager'].token

const newPlatform = (name: string, baseUrl: string, declarations: object = {}) => ({
  kind: 'openedx',
  name,
  options: { baseUrl, clientSecret: 'platform-secret-canary' },
  declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: ['Campus login'], ...declarations }
})

const campus = (await api.call('POST', '/platforms', admin, newPlatform('Campus', 'https://lms.example'))).json()

const demand = (username: string, more: object = {}) => ({
  platform: campus.id,
  subject: {
    identifiers: [
      { kind: 'username', value: username },
      { kind: 'email', value: `${username}@people.example` }
    ]
  },
  ground: { article: '17(1)', letter: 'b' },
  receivedAt: '2026-09-01T09:00:00Z',
  acknowledged: false,
  ...more
})

const makeRequest = async (username: string, token = asker): Promise<string> =>
  (await api.call('POST', '/requests', token, demand(username))).json().request

/** Puts a request into a state that only the worker would bring it to. */
const bringTo = async (id: string, change: Partial<ErasureRequest>): Promise<void> => {
  const document = (await api.parts.store.get<ErasureRequest>('request', id))!
  await api.parts.store.put('request', id, requestEntry({ ...document.body, ...change }, null), {
    expected: document.revision
  })
}

const signalsOf = async (id: string) => (await api.parts.store.get('request', id))!.signals.map(({ signal }) => signal)

t.test('document: each operation has a handler and a row of rights, or the start fails', async t => {
  const warnings = api.log.filter(line => JSON.parse(line).level >= 40)
  t.same(warnings, [], 'the start has nothing to warn of')
  const document = readDocument()
  const all = Object.fromEntries(operationsOf(document).map(id => [id, true]))
  const { showMe: _, ...lacking } = all
  t.doesNotThrow(() => compareWithDocument(document, all, all))
  t.throws(() => compareWithDocument(document, lacking, all), { message: 'operations without handler: showMe' })
  t.throws(() => compareWithDocument(document, all, lacking), { message: 'operations without row of rights: showMe' })
  t.throws(() => compareWithDocument(document, { ...all, eraseWorld: 1 }, all), {
    message: 'handler without operation: eraseWorld'
  })
  t.throws(() => compareWithDocument(document, all, { ...all, eraseWorld: 1 }), {
    message: 'row of rights without operation: eraseWorld'
  })
})

t.test('tokens: forged, foreign, revoked and expired ones are 401, never 500', async t => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { jti: who.auditor.tokenId, sub: who.auditor.id }
  const [head, , signature] = who.auditor.token.split('.')
  const unsigned = `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
  const other = api.app.jwt.sign({ jti: who.auditor.tokenId, sub: who.administrator.id })
  const unknown = api.app.jwt.sign({ jti: 'nothing', sub: who.auditor.id })
  const odd = api.app.jwt.sign({ jti: '../../etc', sub: who.auditor.id })
  const swapped = `${head}.${part({ ...claims, sub: who.administrator.id })}.${signature}`
  const hs512 = `${part({ alg: 'HS512', typ: 'JWT' })}.${part(claims)}.${signature}`
  const rs256 = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${signature}`
  for (const token of [unsigned, other, unknown, odd, swapped, hs512, rs256, 'x', '', 'a.b.c', `${head}..`]) {
    const answer = await api.call('GET', '/me', token)
    t.equal(answer.status, 401)
    t.equal(answer.json().code, 'token-refused')
    t.ok(answer.headers['www-authenticate'])
  }
  t.same(
    JSON.parse(Buffer.from(who.auditor.token.split('.')[1]!, 'base64url').toString()),
    claims,
    'it carries ids alone'
  )

  const leaver = await api.person(['auditor'])
  t.equal((await api.call('GET', '/me', leaver.token)).status, 200)
  t.equal(
    (await api.call('POST', `/tokens/${who.administrator.tokenId}/revoke`, leaver.token)).json().code,
    'role-missing'
  )
  t.equal((await api.call('POST', `/tokens/${leaver.tokenId}/revoke`, leaver.token)).status, 200)
  t.equal((await api.call('GET', '/me', leaver.token)).status, 401, 'revoked by its holder')

  const made = (await api.call('POST', '/persons', admin, { name: 'Kim Example', roles: ['auditor'] })).json()
  const token = (await api.call('POST', '/tokens', admin, { person: made.id, label: 'laptop', days: 1 })).json()
  t.equal((await api.call('GET', '/me', token.token)).json().person.name, 'Kim Example')
  api.move(24 * 60 * 60 * 1000)
  t.equal((await api.call('GET', '/me', token.token)).status, 401, 'expired')
  const second = (await api.call('POST', '/tokens', admin, { person: made.id, label: 'desk' })).json()
  t.equal((await api.call('GET', '/me', second.token)).status, 200)
  t.equal((await api.call('POST', `/persons/${made.id}/disable`, admin)).status, 200)
  const self = who.administrator.id
  t.equal((await api.call('POST', `/persons/${self}/disable`, admin)).json().code, 'last-administrator')
  t.equal((await api.call('GET', '/me', second.token)).status, 401, 'shut out')
})

t.test('bodies: what breaks the document is refused with its place, and nothing is coerced or dropped', async t => {
  const code = async (method: 'POST' | 'PUT', url: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await api.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${admin}`, ...headers },
      ...(body === undefined ? {} : { payload: body as object })
    })
    t.match(answer.headers['content-type'], /^application\/problem\+json/)
    return `${answer.statusCode} ${answer.json().code}`
  }
  const person = { name: 'Robin Example', roles: ['auditor'] }
  const json = { 'content-type': 'application/json' }
  t.equal(await code('POST', '/persons', { ...person, isRoot: true }), '400 body-invalid')
  t.equal(await code('POST', '/persons', { ...person, name: 7 }), '400 body-invalid')
  t.equal(await code('POST', '/persons', { ...person, roles: 'auditor' }), '400 body-invalid')
  t.equal(await code('POST', '/persons', { ...person, name: 'line\nbreak' }), '400 body-invalid')
  t.equal(await code('POST', '/persons', undefined), '400 body-missing')
  t.equal(await code('POST', '/persons', '', json), '400 body-missing')
  t.equal(await code('POST', '/persons', '{', json), '400 body-not-json')
  t.equal(await code('POST', '/persons', '{"__proto__":{"a":1}}', json), '400 body-not-json')
  t.equal(
    await code('POST', '/persons', '{"name":"a","n\\u0061me":"b","roles":["auditor"]}', json),
    '400 body-ambiguous'
  )
  t.equal(await code('POST', '/persons', Buffer.from('\ufeff{}'), json), '400 body-not-json')
  t.equal(await code('POST', '/persons', Buffer.from([0x22, 0xff, 0x22]), json), '400 body-not-json')
  t.equal(await code('POST', '/persons', 'name=x', { 'content-type': 'text/plain' }), '415 media-type-unsupported')
  t.equal(await code('POST', '/persons', '<p>x', { 'content-type': 'text/html' }), '415 media-type-unsupported')
  t.equal(
    await code('POST', '/persons', '{}', { 'content-type': 'application/problem+json' }),
    '415 media-type-unsupported'
  )
  t.equal(await code('POST', '/persons', { ...person, name: 'x'.repeat(2 * 1024 * 1024) }), '413 body-too-large')
  t.equal(await code('POST', '/platforms/UPPER/pause', { because: 'x' }), '400 parameters-invalid')
  t.equal(await code('POST', `/platforms/${'a'.repeat(600)}/pause`, { because: 'x' }), '414 address-too-long')
  t.equal((await api.call('GET', '/requests?limit=many', admin)).json().code, 'parameters-invalid')
  t.equal((await api.call('GET', '/requests?limit=201', admin)).json().code, 'parameters-invalid')
  t.equal((await api.call('GET', '/unknown?email=canary@people.example')).json().code, 'route-unknown')
  const answer = await api.call('POST', '/persons', admin, { ...person, canary: 'value-canary' })
  t.same(answer.json().faults, [{ at: '/', because: 'must NOT have additional properties' }])
  t.notMatch(answer.text, 'canary', 'neither the value nor the name is repeated')
})

t.test('platforms: registered once, with an answer to each question, and their secrets never shown', async t => {
  const { declarations: _, ...silent } = newPlatform('Quiet', 'https://quiet.example')
  t.equal((await api.call('POST', '/platforms', admin, silent)).json().code, 'body-invalid')
  t.equal(
    (await api.call('POST', '/platforms', admin, newPlatform('Other', 'https://LMS.example/'))).json().code,
    'base-url-taken'
  )
  t.equal(
    (await api.call('POST', '/platforms', admin, newPlatform('campus', 'https://else.example'))).json().code,
    'platform-name-taken'
  )
  const { options, ...rest } = newPlatform('Odd', 'https://odd.example')
  const invalid = await api.call('POST', '/platforms', admin, {
    ...rest,
    options: { ...options, tokenLifeMs: 'secret-canary' }
  })
  t.equal(invalid.json().code, 'options-invalid')
  t.match(invalid.json().faults, [{ at: '/tokenLifeMs' }])
  t.notMatch(invalid.text, 'canary')
  for (const address of ['https://user:canary@odd.example', 'https://odd.example/?key=canary', 'file:///canary']) {
    const answer = await api.call('POST', '/platforms', admin, newPlatform('Odd', address))
    t.equal(answer.json().code, 'options-invalid', address)
    t.match(answer.json().faults, [{ at: '/baseUrl' }])
    t.notMatch(answer.text, 'canary', 'an address is stored in the open, so it carries no secret')
  }

  const shown = await api.call('GET', `/platforms/${campus.id}`, admin)
  t.notMatch(shown.text, 'platform-secret-canary')
  t.equal(shown.json().options.baseUrl, 'https://lms.example')
  t.match(api.surroundings.connected[0], { clientSecret: 'platform-secret-canary' }, 'but the adapter gets them')
  t.equal((await api.call('POST', `/platforms/${campus.id}/check`, admin)).status, 200)
  t.match(api.surroundings.connected.at(-1), { clientSecret: 'platform-secret-canary' }, 'opened again from the store')

  const change = (options: object) => api.call('PATCH', `/platforms/${campus.id}/options`, admin, { options })
  const renewed = await change({ clientSecret: 'renewed-secret-canary' })
  t.equal(renewed.status, 200)
  t.notMatch(renewed.text, 'canary')
  await api.call('POST', `/platforms/${campus.id}/check`, admin)
  t.match(api.surroundings.connected.at(-1), { clientSecret: 'renewed-secret-canary', baseUrl: 'https://lms.example' })
  t.equal((await change({ baseUrl: 'https://other.example' })).json().code, 'platform-address-fixed')
  const odd = await change({ 'no/such~': 'canary' })
  t.match(odd.json(), { code: 'options-invalid', faults: [{ at: '/no~1such~0' }] }, 'a JSON pointer')
  t.notMatch(odd.text, 'canary', 'the name, never the value')
  const bare = await api.call('POST', '/platforms', admin, { ...rest, options: { baseUrl: 'https://odd.example' } })
  t.match(bare.json().faults, [{ at: '/clientSecret' }], 'what is missing is named')

  const graders = [{ kind: 'username', value: 'grader.example' }]
  const graded = (
    await api.call(
      'POST',
      '/platforms',
      admin,
      newPlatform('Graded', 'https://graded.example', { graders, invoicesIssued: true })
    )
  ).json()
  const now = api.parts.clock.now().toISOString()
  const alias = aliasOf(api.parts.keys, graded.id, { kind: 'username', value: 'grader.example' })
  t.same(await declarationsOf(api.parts.store, graded.id, [alias], now), {
    noInvoices: false,
    isDeclaredGrader: true,
    isDeclaredCourseOwner: null,
    institutionProviders: ['Campus login']
  })
  t.same((await declarationsOf(api.parts.store, graded.id, ['other'], now)).isDeclaredGrader, false)
  await api.call('POST', '/declarations', admin, { platform: graded.id, about: 'graders', graders: 'unknown' })
  t.same(
    (await declarationsOf(api.parts.store, graded.id, [alias], now)).isDeclaredGrader,
    null,
    'unknown is never yes'
  )
  const owners = { platform: graded.id, about: 'course-teams', courseOwners: graders }
  const owning = async (...aliases: string[]) =>
    (await declarationsOf(api.parts.store, graded.id, aliases, now)).isDeclaredCourseOwner
  t.match((await api.call('POST', '/declarations', admin, owners)).json(), { courseOwnerCount: 1, graderCount: null })
  t.same([await owning(alias), await owning('other')], [true, false])
  await api.call('POST', '/declarations', admin, { ...owners, courseOwners: 'nobody' })
  t.equal(await owning(alias), false)
  const { store } = api.parts
  const old = await store.query<{ value: object }>('declaration', { shelf: now.slice(0, 7) })
  const kept = old.filter(({ body }) => 'courseOwnerAliases' in body.value)
  t.equal(kept.length, 1)
  t.notMatch(JSON.stringify(kept), alias, 'whom an older statement named is forgotten')
  await api.call('POST', '/declarations', admin, { ...owners, courseOwners: 'unknown' })
  t.equal(await owning(alias), null)
  const expiry = new Date(Date.parse(now) + 1000).toISOString().replace('Z', '+00:00')
  await api.call('POST', '/declarations', admin, {
    platform: graded.id,
    about: 'invoices',
    invoicesIssued: false,
    expiresAt: expiry
  })
  t.equal((await declarationsOf(api.parts.store, graded.id, [], now)).noInvoices, true)
  api.move(2000)
  t.equal(
    (await declarationsOf(api.parts.store, graded.id, [], api.parts.clock.now().toISOString())).noInvoices,
    false,
    'expired'
  )
  const listed = (await api.call('GET', `/declarations?platform=${graded.id}`, admin)).json()
  t.same(listed.map(({ about, inForce }: { about: string; inForce: boolean }) => `${about} ${inForce}`).sort(), [
    'course-teams true',
    'graders true',
    'institution-providers true',
    'invoices false'
  ])

  t.equal(
    (await api.call('POST', `/platforms/${graded.id}/pause`, officer, { because: 'upgrade' })).json().paused.because,
    'upgrade'
  )
  t.equal((await api.call('POST', `/platforms/${graded.id}/resume`, admin)).json().paused, null)
  const policy = { all: { coolOffMs: 1000, waivable: ['records-archived'] }, byOrigin: { lifecycle: { approvals: 1 } } }
  t.same((await api.call('PUT', `/platforms/${graded.id}/policy`, admin, policy)).json().policy, policy)
  t.equal(
    (
      await api.call('PUT', `/platforms/${graded.id}/policy`, admin, { all: { asked: { 'no-such': 'required' } } })
    ).json().code,
    'body-invalid'
  )
  const told = { recipients: [{ name: 'Library', mail: 'library@partner.example', identifiers: ['username'] }] }
  t.equal((await api.call('PUT', `/platforms/${graded.id}/recipients`, admin, told)).status, 200)
  t.equal((await api.call('GET', '/platforms', admin)).status, 200, 'recipients are not shown as part of the platform')
  t.equal((await api.call('DELETE', `/platforms/${graded.id}`, admin)).status, 200)
  t.equal((await api.call('GET', `/platforms/${graded.id}`, admin)).json().code, 'platform-unknown')

  api.surroundings.register = async () => {
    throw new PlatformError('unavailable', 'connect-refused', { operation: 'version', retryAfterMs: 4_000 })
  }
  const down = await api.call('POST', '/platforms', admin, newPlatform('Down', 'https://down.example'))
  t.equal(`${down.status} ${down.json().code} ${down.headers['retry-after']}`, '503 platform-unavailable 4')
  api.surroundings.register = async () => {
    throw new PlatformError('surprise', 'answer-not-json', { operation: 'version', status: 200 })
  }
  t.equal((await api.call('POST', `/platforms/${campus.id}/check`, admin)).json().code, 'platform-refuses')
  api.surroundings.register = async () => ({ ...campus.registration, version: 7 as never })
  const broken = await api.call('POST', `/platforms/${campus.id}/check`, admin)
  t.equal(broken.json().code, 'answer-out-of-contract', 'an answer that breaks the document is not sent')
  api.surroundings.register = async () => campus.registration
  t.equal((await api.call('POST', `/platforms/${campus.id}/check`, admin)).status, 200)
})

t.test(
  'sources: the secret is shown once, the old one lives on for a while, the brake takes one voice each',
  async t => {
    const source = { name: 'Senders', platforms: [campus.id] }
    t.equal(
      (await api.call('POST', '/sources', admin, { ...source, platforms: ['nowhere'] })).json().code,
      'platform-unknown'
    )
    const made = (await api.call('POST', '/sources', admin, source)).json()
    t.match(made.secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
    t.equal(made.address, `/webhooks/${made.source.id}`)
    t.same(made.source.origins, ['self'])
    const rotated = (await api.call('POST', `/sources/${made.source.id}/rotate`, admin, { oldLivesMs: 1000 })).json()
    t.same(
      rotated.source.secrets.map(({ live }: { live: boolean }) => live),
      [true, true]
    )
    api.move(1000)
    const listed = await api.call('GET', '/sources', admin)
    t.notMatch(listed.text, 'whsec_')
    t.same(
      listed.json()[0].secrets.map(({ live }: { live: boolean }) => live),
      [false, true]
    )
    const release = { hour: '2026-09-01T10' }
    t.equal((await api.call('POST', `/sources/${made.source.id}/brake-release`, admin, release)).status, 200)
    t.equal(
      (await api.call('POST', `/sources/${made.source.id}/brake-release`, admin, release)).json().code,
      'brake-agreed'
    )
    t.equal(
      (await api.call('POST', `/sources/${made.source.id}/brake-release`, officer, release)).json().brakeReleases
        .length,
      2
    )
    t.equal((await api.call('DELETE', `/sources/${made.source.id}`, admin)).status, 200)
    t.equal((await api.call('DELETE', `/sources/${made.source.id}`, admin)).json().code, 'source-unknown')
  }
)

t.test('platforms: a route that defers is not set up where nobody would keep what it says', async t => {
  const { parts, surroundings } = api
  const { id } = (
    await api.call('POST', '/platforms', admin, {
      ...newPlatform('Deferring', 'https://defers.example'),
      kind: 'openedx'
    })
  ).json()
  const set = async (mode: string) => {
    const route = { mode, publicUrl: 'https://learn.example' }
    return (await api.call('PUT', `/platforms/${id}/gateway`, admin, route)).json().code
  }
  const check = async () => {
    const { problems } = (await api.call('POST', `/platforms/${id}/check`, admin)).json().registration
    return problems.map(({ code }: { code: string }) => code)
  }
  Object.assign(parts, { hasMail: false })
  t.equal(await set('defer'), 'gateway-needs-mail')
  t.equal(await set('forward'), undefined)
  Object.assign(parts, { hasMail: true })
  t.equal(await set('defer'), undefined)
  t.same(await check(), [])
  const { register } = surroundings
  const problem = { code: 'start-switched-off', fix: 'Switch it on.', stops: 'start' } as const
  surroundings.register = async () => ({ ...(await register()), problems: [problem] })
  t.same(await check(), ['start-switched-off', 'gateway-cannot-begin'], 'what changes afterwards is found')
  t.equal(await set('defer'), 'gateway-cannot-begin')
  surroundings.register = register
  t.equal((await api.call('DELETE', `/platforms/${id}`, admin)).status, 200)
})

t.test('requests: made by a named person, found by an identifier, revealed to the roles that may see', async t => {
  const stored = await api.call('POST', '/requests', asker, demand('ada.example', { note: 'note-canary' }))
  t.equal(stored.status, 202)
  const id = stored.json().request
  t.equal(stored.json().status, `/requests/${id}`)
  const search = (value: string) =>
    api.call('POST', '/requests/search', asker, { platform: campus.id, identifier: { kind: 'username', value } })
  t.same(
    (await search('ada.example')).json().items.map((one: { id: string }) => one.id),
    [id]
  )
  t.same((await search('Ada.example')).json().items, [], 'compared exactly')
  const shown = await api.call('GET', `/requests/${id}`, asker)
  t.notMatch(shown.text, 'ada.example')
  t.notMatch(shown.text, 'note-canary')
  t.equal(shown.json().summary.state, 'accepted')
  t.equal(shown.json().demands[0].by, who['user-manager'].id)
  const revealed = await api.call('GET', `/requests/${id}?reveal=subject`, asker)
  t.same(revealed.json().subject, { identifiers: [{ kind: 'username', value: 'ada.example' }], mandates: [] })
  t.equal((await api.call('GET', `/requests/${id}?reveal=subject`, who.auditor.token)).json().code, 'role-missing')
  t.equal((await api.call('GET', `/requests/${id}/plan`, asker)).json().because, 'subject-not-found')
  t.equal((await api.call('GET', `/requests/${id}/certificate`, officer)).json().code, 'certificate-not-yet')
  await bringTo(id, {
    state: 'completed',
    endedAt: '2026-09-02T12:00:00.000Z',
    vault: { work: null, replay: null, block: null }
  })
  t.notOk(
    (await api.call('GET', `/requests/${id}?reveal=subject`, asker)).json().subject,
    'never once the vault is gone'
  )
  t.equal(
    (await api.call('GET', `/requests/${id}/certificate`, officer)).text,
    '{"lethe":"certificate"}',
    'byte for byte'
  )

  t.equal(
    (await api.call('POST', '/requests', asker, demand('x', { origin: 'self' }))).json().code,
    'origin-not-allowed'
  )
  t.equal(
    (await api.call('POST', '/requests', asker, demand('x', { origin: 'lifecycle' }))).json().code,
    'origin-not-allowed'
  )
  const { person } = (await api.call('GET', '/me', admin)).json()
  const made = await api.call('POST', '/tokens', admin, { person: person.id, label: 'nightly export', kind: 'machine' })
  for (const origin of ['lifecycle', 'identity-manager'])
    t.equal(
      (await api.call('POST', '/requests', made.json().token, demand('x', { origin }))).json().code,
      'origin-not-allowed',
      'a system that brings many is a source, where the brake counts'
    )
  t.equal((await api.call('POST', '/requests', admin, demand('x', { origin: 'lifecycle' }))).status, 202)
  t.equal(
    (await api.call('POST', '/requests', asker, demand('x', { platform: 'nowhere' }))).json().code,
    'platform-unknown'
  )
  t.equal(
    (await api.call('POST', '/requests', asker, demand('x', { receivedAt: '2026-06-30T23:59:60Z' }))).json().code,
    'body-invalid',
    'a leap second'
  )
  const twice = [
    { kind: 'username', value: 'a' },
    { kind: 'username', value: 'b' }
  ]
  t.equal(
    (await api.call('POST', '/requests', asker, demand('x', { subject: { identifiers: twice } }))).json().code,
    'identifiers-too-few'
  )

  for (const name of ['p1', 'p2', 'p3']) await makeRequest(name)
  const pages: string[] = []
  let after = ''
  do {
    const page = (await api.call('GET', `/requests?limit=2&state=accepted&platform=${campus.id}${after}`, asker)).json()
    pages.push(...page.items.map((one: { id: string }) => one.id))
    after = page.next === null ? '' : `&after=${page.next}`
  } while (after !== '')
  t.equal(new Set(pages).size, 4)
  t.equal(pages.length, 4, 'each once, the completed one not among them')
  t.equal((await api.call('GET', '/requests?state=stalled', asker)).json().items.length, 0)
})

t.test('requests: what people say is checked for sense and stored as a signal, its free text sealed', async t => {
  const id = await makeRequest('grace.example')
  const say = async (verb: string, token: string, body: object = {}) => {
    const answer = await api.call('POST', `/requests/${id}/${verb}`, token, body)
    return answer.status === 202 ? answer.json().state : answer.json().code
  }
  const fingerprint = 'f'.repeat(64)
  const subject = 'a'.repeat(64)
  const ground = { article: '17(3)', letter: 'b' }
  t.equal(await say('retry', admin), 'state-forbids')
  t.equal(await say('recheck', asker), 'accepted')
  t.equal(await say('approve', officer, { fingerprint }), 'person-not-linked')
  for (const role of ['privacy-officer', 'administrator'] as const)
    await api.call('PUT', `/persons/${who[role].id}/accounts`, admin, { accounts: [], without: [campus.id] })
  t.equal(await say('approve', officer, { fingerprint }), 'subject-not-known-yet')
  await bringTo(id, { subject })
  t.equal(await say('approve', officer, { fingerprint }), 'fingerprint-outdated')
  await bringTo(id, { state: 'awaiting-approval', fingerprint })
  t.equal(await say('approve', officer, { fingerprint: 'e'.repeat(64) }), 'fingerprint-outdated')
  t.equal(await say('approve', officer, { fingerprint }), 'awaiting-approval')
  const own = await makeRequest('own.example', admin)
  await bringTo(own, { state: 'awaiting-approval', fingerprint, subject: 'b'.repeat(64) })
  t.equal(
    (await api.call('POST', `/requests/${own}/approve`, admin, { fingerprint })).json().code,
    'approver-is-requester'
  )
  t.equal(
    await say('attest', officer, { precondition: 'no-unpaid-invoices', answer: true, note: 'note-canary' }),
    'awaiting-approval'
  )
  t.equal(await say('attest', officer, { precondition: 'no-legal-hold', answer: true }), 'body-invalid')
  t.equal(await say('waive', officer, { precondition: 'records-archived', ground, note: 'why' }), 'waiver-forbidden')
  const policy = { all: { waivable: ['records-archived', 'no-legal-hold'] } }
  const set = (token: string) => api.call('PUT', `/platforms/${campus.id}/policy`, token, policy)
  t.equal((await set(admin)).json().code, 'policy-lets-own-request-pass')
  t.equal((await set((await api.person(['administrator'])).token)).status, 200)
  t.equal(
    await say('waive', officer, { precondition: 'records-archived', ground, note: 'note-canary' }),
    'awaiting-approval'
  )
  const officers = await makeRequest('officers.example', officer)
  const waiver = { precondition: 'records-archived', ground, note: 'why' }
  t.equal(
    (await api.call('POST', `/requests/${officers}/waive`, officer, waiver)).json().code,
    'approver-is-requester',
    'nobody waives for their own demand'
  )
  t.equal(
    await say('waive', officer, { precondition: 'no-legal-hold', ground, note: 'why' }),
    'waiver-forbidden',
    'a hold never'
  )
  t.equal(await say('withdraw', admin), 'demand-not-yours')
  t.equal(await say('withdraw', asker, { demand: 'other' }), 'demand-unknown')
  t.equal(await say('withdraw', asker), 'awaiting-approval')
  t.equal(await say('withdraw', officer), 'awaiting-approval')
  t.equal(await say('refuse', officer, {}), 'body-invalid')
  t.equal(await say('refuse', officer, { ground, note: 'note-canary' }), 'awaiting-approval')
  const said = (await signalsOf(id)) as { kind: string; by: string; demand?: string | null; sealedNote?: string }[]
  t.same(
    said.map(({ kind }) => kind),
    ['recheck', 'approve', 'attest', 'recheck', 'waive', 'withdraw', 'withdraw', 'refuse'],
    'a policy that changed is looked at again by every open request'
  )
  t.notMatch(JSON.stringify(said), 'note-canary')
  t.equal(api.parts.keys.openNote(`note:${id}`, said[7]!.sealedNote!), 'note-canary')
  t.same(
    said.filter(({ kind }) => kind === 'withdraw').map(({ demand }) => demand === null),
    [false, true],
    'their own; all'
  )
  t.equal((await api.call('GET', `/requests/${id}`, asker)).json().signalsWaiting, 8)
  await bringTo(id, { state: 'stalled' })
  for (const verb of ['retry', 'look-again', 'close']) t.equal(await say(verb, admin), 'stalled')
  t.equal(await say('recheck', asker), 'state-forbids')
  await bringTo(id, { state: 'refused' })
  t.equal(await say('withdraw', officer), 'state-forbids')
})

t.test('health: alive, ready with reasons, and the sidecar says what time it is', async t => {
  t.same((await api.call('GET', '/health/live')).json(), { live: true })
  t.same((await api.call('GET', '/health/ready')).json(), { ready: true, because: [] })
  api.surroundings.dueCodes.push('store-read-only')
  const ready = await api.call('GET', '/health/ready')
  t.equal(ready.status, 503)
  t.same(ready.json(), { ready: false, because: ['store-read-only'] })
  api.surroundings.dueCodes.pop()
  t.equal((await api.call('GET', '/version')).json().now, api.parts.clock.now().toISOString())
  t.same((await api.call('POST', '/keys/2026-01/retire', admin)).json().rewrapped, 3)
  t.equal((await api.call('POST', '/keys/2026-09/retire', admin)).json().code, 'key-in-use')
  t.match((await api.call('GET', '/openapi.json')).json().openapi, '3.1.0')
})

t.test('headers: every answer tells browsers to guess, frame and load nothing, whatever its status', async t => {
  const asked = [
    { url: '/health/live', token: admin, status: 200 },
    { url: '/platforms', token: admin, status: 200 },
    { url: '/platforms', token: 'forged', status: 401 },
    { url: '/nowhere', token: admin, status: 404 }
  ]
  for (const { url, token, status } of asked) {
    const answer = await api.call('GET', url, token)
    t.equal(answer.status, status, url)
    t.match(answer.headers, {
      'content-security-policy': /default-src 'self'/,
      'strict-transport-security': /max-age=/,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer'
    })
  }
  const ofSender = await api.call('POST', '/webhooks/nobody', '', {})
  t.match(ofSender.headers, { 'x-content-type-options': 'nosniff' }, 'also to whoever signs')
})

t.test('problems: each code is explained under its type, and the guide has them all', async t => {
  const guide = readFileSync(new URL('../../plugin/guides/errors.md', import.meta.url), 'utf8')
  const rows = [...guide.matchAll(/^\| \[`([a-z0-9-]+)`\]\(\S+\) \| (\d{3}) \| (.+) \| (.+) \|$/gm)].map(
    ([, code, status, title, what]) => [code, Number(status), title, what]
  )
  t.same(
    rows,
    Object.entries(problems).map(([code, { status, title, whatToDo }]) => [code, status, title, whatToDo])
  )
  const listed = (await api.call('GET', '/problems')).json()
  t.equal(listed.length, rows.length)
  const one = await api.call('GET', '/problems/token-refused')
  t.match(one.json(), { type: '/problems/token-refused', code: 'token-refused', status: 401 })
  t.equal((await api.call('GET', '/problems/no-such')).json().code, 'problem-unknown')
})

t.test('problems: whoever reads in a browser gets a page in their language', async t => {
  const read = (url: string, headers: object) =>
    api.app.inject({ method: 'GET', url, headers: { accept: 'text/html,*/*;q=0.8', ...headers } })
  const german = await read('/problems/hold-unknown', { 'accept-language': 'de-AT,de;q=0.9' })
  t.match(german.headers, { 'content-type': 'text/html; charset=utf-8', vary: /accept-language/ })
  t.match(String(german.headers['content-security-policy']), /^default-src 'none'/)
  t.match(german.body, /<html lang="de">.*Diese Aufbewahrungspflicht gibt es nicht.*<code>lethe hold list<\/code>/s)
  const chosen = await read('/problems/hold-unknown', { 'accept-language': 'de', cookie: 'lethe-language=en' })
  t.match(chosen.body, /<html lang="en">.*No such hold/s)
  t.notMatch(chosen.body, /<script/)
  const list = (await read('/problems', {})).body
  t.same(
    [...list.matchAll(/href="\/problems\/([a-z0-9-]+)"/g)].map(([, code]) => code),
    Object.keys(problems)
  )
})

t.test('problems: each has a page that says why it comes and what may answer it', async t => {
  t.same(Object.keys(causes).sort(), Object.keys(problems).sort())
  const document = readDocument()
  const known = [...operationsOf(document), ...Object.keys(callers)]
  const isKnown = (by: string) => known.includes(by) || Object.keys(document.paths).some(path => path.includes(by))
  for (const [code, { by, because }] of Object.entries(causes)) {
    t.same(
      by.filter(one => !isKnown(one)),
      [],
      `${code} names operations that there are`
    )
    for (const text of [because.en, because.de]) t.match(text, /^\S.+\.$/, `${code} ends as a sentence does`)
    t.not(because.de, because.en, code)
  }
  const pages = readdirSync(new URL('../../plugin/guides/errors/', import.meta.url))
  t.same(
    pages.sort(),
    Object.keys(problems)
      .map(code => `${code}.md`)
      .sort()
  )
})

t.test('problems: each has its words in German, which name the same commands, settings and fields', async t => {
  t.same(Object.keys(problemsInGerman).sort(), Object.keys(problems).sort())
  const quoted = (text: string) =>
    [...text.matchAll(/`[^`]+`|LETHE_\w+|\/openapi\.yaml|Retry-After/g)].map(([word]) => word).sort()
  for (const code of Object.keys(problems) as ProblemCode[]) {
    const [en, de] = [problemText(code, 'en'), problemText(code, 'de')]
    t.same(quoted(de.title + de.whatToDo), quoted(en.title + en.whatToDo), code)
    t.not(de.title, en.title, code)
    t.match(de.whatToDo, /^\S.+\.$/, `${code} ends as a sentence does`)
  }
})

t.test('fuzz: whatever is sent, the answer is documented and never 5xx', async t => {
  const text = fc.oneof(fc.string(), fc.constantFrom('', 'null', '../..', campus.id, '2026-09-01T00:00:00Z'))
  const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 3 }))
  const names = [
    'name',
    'roles',
    'platform',
    'identifiers',
    'ground',
    'note',
    'hour',
    'days',
    'person',
    'label',
    'about',
    'graders',
    'fingerprint',
    'kind',
    'options',
    'all'
  ]
  const body = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(value, fc.dictionary(fc.constantFrom(...names), value))
  )
  const urls = [
    '/persons',
    '/tokens',
    '/platforms',
    '/sources',
    '/holds',
    '/declarations',
    '/requests',
    '/requests/search',
    `/platforms/${campus.id}/pause`,
    '/requests/a/approve',
    '/sources/a/rotate'
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...urls), body, async (url, sent) => {
      const answer = await api.call('POST', url, admin, sent)
      if (answer.status >= 500) throw new Error(`${url} ${answer.status} ${answer.text}`)
      if (answer.status >= 400 && !Object.hasOwn(problems, answer.json().code)) throw new Error(answer.text)
    }),
    { numRuns: 300 }
  )
  t.pass('300 bodies')
})

t.test('controller: what was said stays, and less agreement than before is asked for knowingly', async t => {
  const unset = (await api.call('GET', '/controller', asker)).json()
  t.same(unset.agreement, { people: 2, countsWhoWasLetIn: false })
  t.equal(unset.setAt, null)
  const authority = { name: 'Commissioner of Example', url: 'https://authority.example/complain' }
  await api.call('PUT', '/controller', admin, { name: 'Example University', authority })
  const one = { people: 1, countsWhoWasLetIn: false }
  const refused = await api.call('PUT', '/controller', admin, { name: 'Other', agreement: one })
  t.equal(refused.json().code, 'agreement-not-knowing')
  t.equal((await api.call('GET', '/controller', admin)).json().name, 'Example University', 'nothing of it is stored')
  const knowingly = { agreement: { ...one, knowingly: true } }
  const asked = (await api.call('PUT', '/controller', admin, knowingly)).json()
  t.match(asked, { agreement: { people: 2 }, waiting: { ...one, by: who.administrator.id } }, 'there is another')
  const set = (await api.call('PUT', '/controller', officer, knowingly)).json()
  t.match(set, { name: 'Example University', authority, agreement: one, setBy: who['privacy-officer'].id })
  t.ok(set.setAt)
  const more = { people: 2, countsWhoWasLetIn: false }
  t.equal((await api.call('PUT', '/controller', admin, { agreement: more })).status, 200, 'more needs no such word')
  for (const wrong of [{}, { region: 'Berlin' }, { privacyPolicyUrl: 'ftp://x.example' }, { name: 'a\u0000b' }])
    t.equal((await api.call('PUT', '/controller', admin, wrong)).status, 400, JSON.stringify(wrong))
})

/** A site of its own, on which the record of what was decided can be made to fail. */
const openSite = async (t: { teardown: (end: () => Promise<void>) => void }) => {
  const site = await startApi()
  t.teardown(() => site.stop())
  const { store } = site.parts
  const put = store.put.bind(store)
  let fails = false
  Object.assign(store, {
    put: (...given: Parameters<typeof put>) =>
      fails && given[0] === 'governance' ? Promise.reject(new Error('no record')) : put(...given)
  })
  const code = async (answer: ReturnType<typeof site.call>): Promise<string> => {
    const { status, json } = await answer
    return status < 300 ? `${status}` : json().code
  }
  const failRecords = async (act: () => Promise<unknown>) => {
    fails = true
    await act()
    fails = false
  }
  const acts = async (token: string) =>
    (await site.call('GET', '/governance-log', token)).json().items as { act: string; by: string; after: object }[]
  const platform = async (token: string): Promise<string> =>
    (await site.call('POST', '/platforms', token, newPlatform('Campus', 'https://lms.example'))).json().id
  const place = (token: string, person: string, on: string) =>
    site.call('PUT', `/persons/${person}/accounts`, token, { accounts: [], without: [on] })
  return { ...site, code, failRecords, acts, platform, place }
}

t.test('who set the lifecycle or gave its list releases no run, and what is not on record does not happen', async t => {
  const site = await openSite(t)
  const [setter, giver, other] = [
    await site.person(['administrator']),
    await site.person(['administrator']),
    await site.person(['privacy-officer'])
  ]
  const on = await site.platform(setter.token)
  for (const { id } of [setter, giver, other]) await site.place(setter.token, id, on)
  const at = '2026-09-01T09:00:00.000Z'
  await changeLifecycle(site.parts, on, known => ({
    ...known,
    setBy: setter.id,
    inactive: { keys: ['7'], at, by: giver.id }
  }))
  const run = { planned: {}, did: {}, findings: [], releases: [], endedAt: at, accounts: 9, candidates: ['7'] }
  await addRun(site.parts, 'run-1', { ...run, platform: on, at, state: 'braked', because: 'brake' })
  const release = ({ token }: { token: string }) => site.code(site.call('POST', '/lifecycle-runs/run-1/release', token))
  t.equal(await release(setter), 'approver-is-requester')
  t.equal(await release(giver), 'approver-is-requester', 'the list says who is touched')
  await site.failRecords(async () => t.equal(await release(other), 'internal'))
  t.same((await getRun(site.parts, 'run-1')).body.releases, [], 'not without its record')
  t.equal(await release(other), '200')
  t.equal(await release(other), 'brake-agreed')
  const said = (await site.acts(setter.token)).filter(({ act }) => act === 'run-released')
  t.match(said, [{ by: other.id }])
  t.equal(said.length, 1, 'what was refused is not on record as done')
})

t.test('a hold stands until its lifting is on record, also one whose file is lost', async t => {
  const site = await openSite(t)
  const [asks, agrees] = [
    await site.person(['administrator', 'privacy-officer']),
    await site.person(['privacy-officer'])
  ]
  const on = await site.platform(asks.token)
  for (const { id } of [asks, agrees]) await site.place(asks.token, id, on)
  const body = {
    platform: on,
    identifiers: [{ kind: 'external-id', value: 'staff-7' }],
    ground: { article: '17(3)', letter: 'e' }
  }
  const placed = await site.call('POST', '/holds', asks.token, body)
  const { id } = placed.json()
  const hold = async () => (await site.call('GET', `/holds/${id}`, asks.token)).json().hold
  const agree = () => site.code(site.call('POST', `/holds/${id}/agree`, agrees.token))
  await site.call('POST', `/holds/${id}/lift`, asks.token, { note: 'over' })
  await site.failRecords(async () => t.equal(await agree(), 'internal'))
  t.equal((await hold()).releasedAt, null, 'it still holds')
  t.equal(await agree(), '200')
  t.equal(await agree(), 'hold-released')
  const lifted = async () => (await site.acts(asks.token)).filter(({ act }) => act === 'hold-lifted').length
  t.equal(await lifted(), 1)

  await changeHoldRegister(site.parts.store, register => ({
    ...register,
    lost: { ...register.lost, gone: { platform: on, since: '2026-09-01T09:00:00.000Z', askedBy: asks.id } }
  }))
  const settle = () => site.code(site.call('POST', '/holds/gone/agree', agrees.token))
  await site.failRecords(async () => t.equal(await settle(), 'internal'))
  t.ok((await readHoldRegister(site.parts.store)).lost.gone, 'it still stops its platform')
  t.equal(await settle(), '200')
  t.equal(await lifted(), 2)
})

t.test('less agreement takes a second human, within a week, where there is one', async t => {
  const site = await openSite(t)
  const first = await site.person(['administrator'])
  const less = { people: 1, countsWhoWasLetIn: false }
  const set = ({ token }: { token: string }, agreement: object) => site.call('PUT', '/controller', token, { agreement })
  const knowingly = { ...less, knowingly: true }
  const two = { people: 2, countsWhoWasLetIn: false }
  const counting = { people: 2, countsWhoWasLetIn: true, knowingly: true }
  t.match((await set(first, knowingly)).json(), { agreement: less, waiting: null }, 'alone where nobody else is there')
  await set(first, two)
  const guest = await site.call('POST', '/persons', first.token, { name: 'Guest', roles: ['administrator'] })
  t.match(
    (await set(first, counting)).json(),
    { agreement: { countsWhoWasLetIn: true } },
    'a guest counts as one with them'
  )
  await set(first, two)

  const second = await site.person(['privacy-officer'])
  await site.person(['auditor'])
  t.equal(await site.code(set(second, knowingly)), 'role-missing', 'an officer asks for nothing by themselves')
  for (const wish of [knowingly, counting]) {
    const asked = (await set(first, wish)).json()
    t.match(
      asked,
      { agreement: two, waiting: { code: 'agreement-waits', by: first.id } },
      'the first word stands as a wish'
    )
    t.equal(await site.code(set(first, wish)), 'approver-is-requester')
  }
  t.equal(await site.code(set(second, knowingly)), 'role-missing', 'another wish than the one that waits')
  const { token } = (
    await site.call('POST', '/tokens', first.token, { person: guest.json().id, label: 'given' })
  ).json()
  t.equal(await site.code(set({ token }, counting)), 'let-in-by-requester', 'a guest of who asked')
  const more = { agreement: counting, name: 'Other' }
  t.equal(await site.code(site.call('PUT', '/controller', second.token, more)), 'role-missing')
  site.move(7 * 24 * 3_600_000 + 1)
  t.equal((await site.call('GET', '/controller', first.token)).json().waiting, null, 'a wish is good for a week')
  t.equal(await site.code(set(second, counting)), 'role-missing')
  await set(first, counting)
  await site.failRecords(async () => t.equal(await site.code(set(second, counting)), 'internal'))
  t.match((await site.call('GET', '/controller', first.token)).json(), { agreement: two, waiting: { by: first.id } })
  t.equal((await set(second, { people: 2, countsWhoWasLetIn: true })).json().code, 'agreement-not-knowing')
  t.match((await set(second, counting)).json(), {
    agreement: { countsWhoWasLetIn: true },
    waiting: null,
    setBy: second.id
  })
  const said = await site.acts(first.token)
  t.match(
    said.findLast(({ act }) => act === 'agreement-asked'),
    { by: first.id }
  )
  t.match(
    said.findLast(({ act }) => act === 'agreement-set'),
    { by: second.id, after: { askedBy: first.id } }
  )
})

t.test('nobody raises their own roles where another administrator could', async t => {
  const site = await openSite(t)
  const first = await site.person(['administrator'])
  const give = ({ token }: { token: string }, person: string, roles: readonly Role[]) =>
    site.code(site.call('PUT', `/persons/${person}/roles`, token, { roles }))
  t.equal(await give(first, first.id, ['administrator', 'privacy-officer']), '200', 'alone, on record')
  t.equal(await give(first, first.id, ['administrator']), '200')
  const guest = (await site.call('POST', '/persons', first.token, { name: 'G', roles: ['administrator'] })).json()
  const { token } = (await site.call('POST', '/tokens', first.token, { person: guest.id, label: 'given' })).json()
  const second = await site.person(['administrator'])
  const more: readonly Role[] = ['administrator', 'privacy-officer']
  t.equal(await give(first, first.id, more), 'own-roles-stay')
  t.equal(await give({ token }, first.id, more), 'own-roles-stay', 'nor by a guest of theirs')
  t.equal(await give(first, guest.id, more), '200', 'whom they let in counts as one with them all the same')
  t.equal(await give(second, first.id, more), '200')
  t.equal(await give(first, first.id, ['administrator']), '200', 'fewer are their own to take')
  t.equal((await site.acts(first.token)).filter(({ act }) => act === 'roles-changed').length, 5)
})

t.test('an administrator at a desk invites the subject, as whatever they ask', async () => {
  const given = {
    kind: 'consent-to-act',
    who: 'The registry',
    how: 'in writing',
    obtainedOn: '2026-08-02',
    reference: null
  }
  for (const origin of ['identity-manager', 'lifecycle']) {
    const said = demand(`desk-${origin}`, { origin, mandate: given })
    const { request } = (await api.call('POST', '/requests', admin, said)).json()
    t.not((await api.call('GET', `/requests/${request}`, admin)).json().invitation, null, origin)
  }
})

t.test('log: method, route and status, and nothing that anybody sent', async t => {
  const lines = api.log.map(line => JSON.parse(line))
  const allowed = ['level', 'time', 'reqId', 'method', 'route', 'status', 'ms', 'msg', 'err']
  t.same(
    [...new Set(lines.flatMap(line => Object.keys(line)))].filter(name => !allowed.includes(name)),
    []
  )
  t.ok(
    lines.some(({ route }) => route === '/requests/:request'),
    'route patterns, not addresses'
  )
  const all = api.log.join('')
  for (const canary of [
    'canary',
    'ada.example',
    'grace.example',
    campus.id,
    'Bearer',
    'whsec_',
    'Kim Example',
    'people.example'
  ])
    t.notMatch(all, canary)
})
