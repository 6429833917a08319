import t from 'tap'
import type { GatewayCall, GatewaySite } from '../../../adapters/contract.ts'
import { readStatusBody } from '../../../adapters/openolat/gateway/status-body.ts'
import { addPerson } from '../../../adapters/openolat/sandbox/seed.ts'
import { connect } from './connect.ts'

const site: GatewaySite = { mode: 'answer-at-once', publicUrl: 'https://olat.uni.example/olat', origins: [] }
const marta = 70021
const basic = (name: string, secret: string) => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
const asAdministrator = { authorization: basic('administrator', 'sandbox-admin') }
const asHelper = { authorization: basic('helper', 'sandbox-author') }

/** A call as the core hands it on. */
const callOf = (method: string, target: string, headers: Record<string, string>, body = ''): GatewayCall => ({
  method,
  target: `/olat/restapi/${target}`,
  params: { path: decodeURIComponent(target.split('?')[0]!) },
  headers: Object.entries(headers),
  body: Buffer.from(body)
})

t.test('what deletes and what changes an account is told from everything else, by method and path', async t => {
  const { platform, signal, sandbox } = await connect(t)
  const [interception] = platform.interceptions
  const authKey = sandbox.world.identities.find(({ key }) => key === marta)!.authentications[0]!.key
  const read = async (method: string, target: string, body = '') => {
    const headers = { ...asAdministrator, ...(body !== '' && { 'content-type': 'application/json' }) }
    const asking = await interception!.read(callOf(method, target, headers, body), site, signal)
    return asking.is === 'refused' ? asking.because : asking.is
  }
  const path = `users/${marta}`
  t.equal(await read('DELETE', path), 'erasure')
  t.equal(await read('DELETE', `${path}/`), 'erasure', 'a slash at the end is none')
  const changes: readonly [string, string, string?][] = [
    ['POST', `${path}/status`, '{"status":101}'],
    ['POST', `${path}/lifecycle`],
    ['PUT', `${path}/lifecycle`],
    ['DELETE', `${path}/authentications/${authKey}`],
    ['DELETE', `users/mrossi/auth/${authKey}`],
    ['PUT', `${path}/authentications`],
    ['PUT', 'users/mrossi/auth'],
    ['POST', `${path}/authentications/password`],
    ['POST', 'users/mrossi/auth/password'],
    ['POST', `${path}/username?username=other`],
    ['POST', path],
    ['POST', `${path}/roles`],
    ['DELETE', `organisations/1/user/${marta}`],
    ['DELETE', `${path}/certificates/1`],
    ['DELETE', `${path}/portrait`],
    ['DELETE', `${path}/relations/1`]
  ]
  for (const [method, target, body] of changes)
    t.equal(await read(method, target, body), 'change', `${method} ${target}`)
  const others = ['users', 'users/me', `${path}/preferences`, `${path}/folders/x`, 'organisations/1', 'groups/1']
  for (const target of others) t.equal(await read('DELETE', target), 'other', target)
  for (const method of ['GET', 'HEAD', 'OPTIONS']) t.equal(await read(method, path), 'other', method)
  for (const key of [`0${marta}`, `+${marta}`, '٧٠٠٢١'])
    t.equal(await read('DELETE', `users/${key}`), 'key-refused', key)
  t.equal(await read('DELETE', 'users/101'), 'own-account')
  t.equal(await read('DELETE', 'users/100'), 'self-protected')
  t.equal(await read('POST', 'users/nobody/auth/password'), 'account-not-found')
})

t.test('what nobody may ask, and what another page or another name asks, is turned away', async t => {
  const { platform, signal } = await connect(t)
  const [interception] = platform.interceptions
  const json = { 'content-type': 'application/json' }
  const own = { origin: new URL(site.publicUrl).origin }
  const evil = { origin: 'https://evil.example' }
  const rows: readonly [string, string, Record<string, string>, string, string][] = [
    ['POST', `users/${marta}/status`, json, '{"status":199}', 'status-deleted-refused'],
    ['POST', `users/${marta}/status`, json, '{"status":2,"status":199}', 'status-unreadable'],
    ['POST', `users/${marta}?_method=DELETE`, {}, '', 'method-override-refused'],
    ['POST', `users/${marta}?a=b&%5Fmethod=DELETE`, {}, '', 'method-override-refused'],
    ['GET', `users/${marta}`, { 'x-http-method-override': 'DELETE' }, '', 'method-override-refused'],
    ['DELETE', `users/${marta}`, evil, '', 'origin-refused'],
    ['POST', `users/${marta}/status`, { ...json, ...evil }, '{"status":101}', 'origin-refused'],
    ['DELETE', `users/${marta}`, { origin: 'null' }, '', 'origin-refused']
  ]
  for (const [method, target, headers, body, because] of rows) {
    const call = callOf(method, target, { ...asAdministrator, ...headers }, body)
    t.match(await interception!.read(call, site, signal), { is: 'refused', because }, `${method} ${target}`)
  }
  const call = callOf('DELETE', `users/${marta}`, { ...asAdministrator, ...own })
  t.match(await interception!.read(call, site, signal), { is: 'erasure' })
})

t.test('a status is read only where nobody could read another one', async t => {
  const read = (type: string, body: string) =>
    readStatusBody({ headers: [['content-type', type]], body: Buffer.from(body) })
  t.equal(read('application/json', '{"status":199}'), 199)
  t.equal(read('application/json; charset=UTF-8', ' {\n "status": 103 }\n'), 103)
  t.equal(read('text/xml', '<?xml version="1.0"?><statusVO><status>199</status></statusVO>'), 199)
  const unreadable: readonly [string, string][] = [
    ['application/json', '{"status":2,"status":199}'],
    ['application/json', '{"status":"199"}'],
    ['application/json', '{"status":1.99e2}'],
    ['application/json', '{"st\\u0061tus":199}'],
    ['application/json; charset=utf-16', '{"status":2}'],
    ['application/xml', '<!DOCTYPE a [<!ENTITY d "199">]><statusVO><status>&d;</status></statusVO>'],
    ['application/xml', '<statusVO><status>2</status><status>199</status></statusVO>'],
    ['text/plain', '{"status":2}']
  ]
  for (const [type, body] of unreadable) t.equal(read(type, body), null, body)
})

t.test('the right over an account is OpenOlat’s to say, whatever its names look like', async t => {
  for (const settings of [{ generatedNames: true }, { propertyListName: 'properties' as const }]) {
    const { platform, signal, sandbox } = await connect(t, { settings })
    const [interception] = platform.interceptions
    const ask = (as: Record<string, string>, target = `users/${marta}`) =>
      interception!.read(callOf('DELETE', target, as), site, signal)
    t.match(await ask(asAdministrator), { is: 'erasure', origin: 'on-behalf', subject: { id: String(marta) } })
    t.match(await ask(asHelper), { is: 'refused', because: 'right-missing', status: 403 })
    t.match(await ask({}), { is: 'refused', because: 'not-signed-in', status: 401 })
    t.match(await platform.identify(Object.entries(asHelper), site, signal), { subject: { id: '102' }, session: null })
    t.equal(await platform.identify([], site, signal), null)
    addPerson(sandbox.world, { key: 70900, login: 'del_70901', status: 2 })
    addPerson(sandbox.world, { key: 70901, login: 'nobody.s', roles: {} })
    t.match(await ask(asAdministrator, 'users/70901'), { because: 'right-missing' }, 'a login is no tombstone')
  }
})

t.test('an account that is gone is done, for those who may see it', async t => {
  const { platform, signal, plan: makePlan, perform } = await connect(t)
  const plan = await makePlan(marta)
  await perform('delete', plan)
  const [interception] = platform.interceptions
  const ask = (as: Record<string, string>) => interception!.read(callOf('DELETE', `users/${marta}`, as), site, signal)
  t.same(await ask(asAdministrator), { is: 'done' })
  t.match(await ask(asHelper), { is: 'refused', because: 'right-missing' })
})

t.test('a renewed token is used for the next reading, and comes back with any answer', async t => {
  const { platform, signal, sandbox } = await connect(t)
  const [interception] = platform.interceptions
  const first = await fetch(`${sandbox.address}/restapi/users/me`, { headers: asAdministrator })
  const token = first.headers.get('x-olat-token')!
  const call = callOf('DELETE', `users/${marta}`, { 'x-olat-token': token })
  t.equal((await interception!.read(call, site, signal)).is, 'erasure')
  const answer = interception!.say({ is: 'done' }, call, site)
  const next = answer.headers.find(([name]) => name === 'x-olat-token')?.[1]
  t.not(next, token)
  const status = async (value: string) =>
    (await fetch(`${sandbox.address}/restapi/users/me`, { headers: { 'x-olat-token': value } })).status
  t.equal(await status(token), 401)
  t.equal(await status(next!), 200)
})

t.test('a call is passed on as it came, to the address behind the proxy', async t => {
  const { platform, signal, sandbox, identity } = await connect(t)
  const [interception] = platform.interceptions
  const headers = { ...asAdministrator, 'content-type': 'application/json' }
  const call = callOf('POST', `users/${marta}/status`, headers, '{"status":103}')
  const { answer, means } = await interception!.forward(call, site, signal)
  t.same([answer.status, means], [200, 'done'])
  t.equal(identity(marta).status, 103)
  t.match(JSON.parse(Buffer.from(answer.body).toString()), { status: 103 })
  sandbox.faults.add({ route: 'getUser', kind: 'fail-before' })
  const broken = await interception!.forward(callOf('GET', `users/${marta}`, asAdministrator), site, signal)
  t.same([broken.answer.status, broken.means], [500, 'cannot-tell'])
})
