import t from 'tap'
import { areas } from '../../../plugin/pages/admin/areas.ts'
import type { Role } from '../../../plugin/store/records/bodies.ts'
import { startPages, textOf } from '../../doubles/pages-app.ts'

t.setTimeout(300_000)

const pages = await startPages()
t.teardown(() => pages.stop())

const admin = await pages.browser('administrator')
const officer = await pages.browser('privacy-officer')
const call = async (method: 'GET' | 'POST', url: string, body?: unknown) =>
  (await pages.call(method, url, admin.token, body)).json()
const campus = await call('POST', '/platforms', {
  kind: 'openedx',
  name: 'Campus',
  options: { baseUrl: 'https://lms.example', clientSecret: 'platform-secret-canary' },
  declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
})
const personNamed = async (name: string) =>
  (await call('GET', '/persons')).find((one: { name: string }) => one.name === name)
const addPerson = async (name: string, ...roles: readonly Role[]) => {
  const { headers } = await admin.send('/admin/people/new', { name, roles })
  return String(headers.location).replace(/^\/admin\/people\/|\?.*$/g, '')
}

t.test('each role opens what its operations allow, and nothing else', async t => {
  const U = 'user-manager'
  const A = 'administrator'
  const S = 'system-administrator'
  const P = 'privacy-officer'
  const R = 'auditor'
  const someone = await addPerson('Nora Example', 'auditor')
  const rows: readonly [string, readonly Role[]][] = [
    ['/admin/people', [A, P, R]],
    ['/admin/people/new', [A]],
    [`/admin/people/${someone}`, [A, P, R]],
    [`/admin/people/${someone}/accounts`, [A]],
    [`/admin/people/${someone}/roles`, [A]],
    [`/admin/people/${someone}/vouch`, [A, P]],
    [`/admin/people/${someone}/disable`, [A]],
    ['/admin/account', [U, A, S, P, R]],
    ['/admin/tokens', [U, A, S, P, R]],
    ['/admin/tokens/new', [A]],
    ['/admin/controller', [U, A, S, P, R]],
    ['/admin/controller/organisation', [A, P]],
    ['/admin/controller/agreement', [A, P]],
    ['/admin/governance', [A, P, R]],
    ['/admin/reference', [U, A, S, P, R]],
    ['/admin/reference/createRequest', [U, A, S, P, R]]
  ]
  for (const role of [U, A, S, P, R] as const) {
    const staff = await pages.browser(role)
    for (const [address, may] of rows)
      t.equal((await staff.open(address)).statusCode, may.includes(role) ? 200 : 403, `${role} ${address}`)
  }
  const known = areas
    .filter(({ name }) => ['people', 'controller', 'governance', 'reference'].includes(name))
    .flatMap(area => area.pages.map(({ path }) => path))
  const tried = rows.map(([address]) =>
    address.replace('/admin', '').replace(someone, ':person').replace('createRequest', ':operation')
  )
  t.same(
    known.filter(path => !tried.includes(path)),
    [],
    'every page of these areas is tried'
  )
})

t.test('who may not open a page may not send its form either', async t => {
  const password = 'a long one that nobody guesses'
  t.match((await admin.open(`/admin/people/${officer.id}/password`)).body, /id="password"[^>]* minlength="12"/)
  const sent = { signInName: 'officer', password, again: password }
  const shut = await officer.send(`/admin/people/${officer.id}/password`, sent)
  t.equal(shut.statusCode, 403)
  t.match(textOf(shut.body), /Your roles do not allow this/)
  const own = (await call('GET', '/persons')).find(({ id }: { id: string }) => id === officer.id)
  t.notOk(own.signInName, 'and nothing was done')
})

t.test('a person is let in, linked, given roles and shut out by forms alone', async t => {
  const id = await addPerson('Bea Example', 'privacy-officer')
  t.match(await personNamed('Bea Example'), { id, roles: ['privacy-officer'], addedBy: admin.id })
  const shown = textOf((await admin.open(`/admin/people/${id}?said=person-added`)).body)
  t.match(shown, /The person was added\. Say now which accounts are theirs\./)
  t.match(shown, /Campus: nobody has said/)
  t.match(shown, /Counts as one with .*A person who is administrator/)
  const linked = await admin.send(`/admin/people/${id}/accounts`, { [`account-${campus.id}`]: ' 17 \r\n\r\n18' })
  t.equal(linked.headers.location, `/admin/people/${id}?said=person-linked`)
  t.same((await personNamed('Bea Example')).accounts, [
    { platform: campus.id, id: '17' },
    { platform: campus.id, id: '18' }
  ])
  await admin.send(`/admin/people/${id}/accounts`, { [`none-${campus.id}`]: 'yes' })
  t.match(await personNamed('Bea Example'), { accounts: [], without: [campus.id] })
  t.match(textOf((await admin.open('/admin/people')).body), /Campus: none/)
  await admin.send(`/admin/people/${id}/roles`, { roles: ['auditor', 'user-manager'] })
  t.same((await personNamed('Bea Example')).roles, ['auditor', 'user-manager'])
  t.equal((await admin.send(`/admin/people/${id}/disable`)).statusCode, 303)
  t.ok((await personNamed('Bea Example')).disabledAt)
  t.notMatch((await admin.open(`/admin/people/${id}`)).body, /\/roles"/, 'nothing more can be done with them')
})

t.test('whom another vouches for counts on their own; whoever let them in cannot say it', async t => {
  const id = await addPerson('Cem Example', 'privacy-officer')
  const refused = await admin.send(`/admin/people/${id}/vouch`)
  t.equal(refused.statusCode, 403)
  t.match(textOf(refused.body), /This was not done: .* vouching-for-oneself/)
  t.match((await officer.open(`/admin/people/${id}/vouch`)).body, /Cem Example is a human being of their own/)
  t.equal((await officer.send(`/admin/people/${id}/vouch`)).headers.location, `/admin/people/${id}?said=person-vouched`)
  t.same((await personNamed('Cem Example')).vouchedBy, [officer.id])
  t.match(textOf((await admin.open(`/admin/people/${id}`)).body), /Counts as one human being of their own/)
})

t.test('what was typed comes back with the fault at its field, and a form of somebody else is not taken', async t => {
  const wrong = await admin.send('/admin/people/new', { name: '', roles: ['auditor'] })
  t.equal(wrong.statusCode, 400)
  t.match(wrong.body, /id="name-fault" class="fault">must not be empty/)
  t.match(wrong.body, /value="auditor" checked/)
  const before = (await call('GET', '/persons')).length
  const german = await admin.send('/admin/people/new', { name: '', roles: ['auditor'] }, 'de')
  t.match(german.body, /<h1>Person hinzufügen<\/h1>/)
  const headers = { 'x-staff': admin.id, 'content-type': 'application/x-www-form-urlencoded' }
  const payload = `form=opened-by-session-${officer.id}&name=Eve&roles=auditor`
  const stolen = await pages.app.inject({ method: 'POST', url: '/admin/people/new', headers, payload })
  t.equal(stolen.statusCode, 409)
  t.match(stolen.body, /form-stale/)
  t.equal((await call('GET', '/persons')).length, before)
})

t.test('a token is shown once and on no page again, works, and ends', async t => {
  const made = await admin.send('/admin/tokens/new', {
    label: 'portal',
    person: admin.id,
    kind: 'machine',
    days: '30',
    scopes: ['administrator']
  })
  t.equal(made.statusCode, 200)
  const [, token = ''] = /<code id="once"[^>]*>([^<]+)<\/code>/.exec(made.body) ?? []
  const me = (await pages.call('GET', '/me', token)).json()
  t.match(me.token, { label: 'portal', kind: 'machine', scopes: ['administrator'] })
  for (const address of ['/admin/tokens', '/admin/account', `/admin/tokens/${me.token.id}/revoke`]) {
    const { body } = await admin.open(address)
    t.match(body, /portal/, address)
    t.notMatch(body, new RegExp(token.slice(-20)), address)
  }
  const nurse = await pages.browser('auditor')
  t.notMatch((await nurse.open('/admin/tokens')).body, /portal/, 'others see their own')
  t.equal(
    (await admin.send(`/admin/tokens/${me.token.id}/revoke`)).headers.location,
    '/admin/tokens?said=token-revoked'
  )
  t.equal((await pages.call('GET', '/me', token)).status, 401)
  t.equal((await admin.open(`/admin/tokens/${me.token.id}/revoke`)).statusCode, 404)
})

t.test('the organisation is said in a form; what is left empty is taken back', async t => {
  const said = { name: 'Lake School', address: 'Shore 1\r\nLakeside', privacyContact: '', privacyPolicyUrl: '' }
  const done = await admin.send('/admin/controller/organisation', {
    ...said,
    authorityName: 'State Commissioner',
    authorityUrl: 'https://authority.example',
    region: 'DE-BY'
  })
  t.equal(done.headers.location, '/admin/controller?said=controller-set')
  t.match(await call('GET', '/controller'), {
    name: 'Lake School',
    address: 'Shore 1\nLakeside',
    privacyContact: null,
    authority: { name: 'State Commissioner', url: 'https://authority.example' },
    region: 'DE-BY'
  })
  const wrong = await admin.send('/admin/controller/organisation', { ...said, region: 'XX' })
  t.equal(wrong.statusCode, 422)
  t.match(wrong.body, /region-unknown/)
  t.match(wrong.body, /value="XX"/)
  const shapeless = await admin.send('/admin/controller/organisation', { ...said, region: 'bavaria!' })
  t.equal(shapeless.statusCode, 400)
  t.match(shapeless.body, /<li><a href="#region">[^<]+<\/a>: does not have the form that is asked for: /)
  t.notMatch(shapeless.body, /must match pattern|<code>\/region/, 'no pointer and no expression')
  t.match((await officer.send('/admin/controller/organisation', said)).body, /role-missing/)
})

t.test('less agreement is asked for knowingly and stands when a second person says the same', async t => {
  const careless = await admin.send('/admin/controller/agreement', { people: '1' })
  t.equal(careless.statusCode, 409)
  t.match(careless.body, /agreement-not-knowing/)
  const first = await admin.send('/admin/controller/agreement', { people: '1', knowingly: 'yes' })
  t.equal(first.headers.location, '/admin/controller?said=agreement-waits')
  t.equal((await call('GET', '/controller')).agreement.people, 2)
  t.match(textOf((await officer.open('/admin/controller')).body), /Waits for a second person .* one person\./)
  const second = await officer.send('/admin/controller/agreement', { people: '1', knowingly: 'yes' })
  t.equal(second.headers.location, '/admin/controller?said=agreement-set')
  t.equal((await call('GET', '/controller')).agreement.people, 1)
  t.match(textOf((await admin.open('/admin/controller', 'de')).body), /Eine Person genügt/)
})

t.test('the record of decisions is narrowed by month, kind and person', async t => {
  const all = textOf((await admin.open('/admin/governance')).body)
  t.match(all, /gave other roles/)
  t.match(all, /vouched for somebody/)
  t.match(all, /people who must agree: 1 whoever was let in counts beside whoever let them in: no/)
  t.match(all, /has no account on: [^0-9a-f]*Campus/, 'a platform by its name')
  t.match(all, /set a password/)
  t.match(all, /roles: privacy officer/)
  const german = textOf((await admin.open('/admin/governance', 'de')).body)
  t.match(german, /hat ein Passwort gesetzt/)
  t.notMatch(german, /countsWho|withoutAccountOn|password-set|[0-9a-f]{8}-[0-9a-f]{4}-/)
  const rowsOf = async (query: string) =>
    [...(await admin.open(`/admin/governance?${query}`)).body.matchAll(/<tr><th scope="row">/g)].length
  t.equal(await rowsOf('act=roles-changed'), 1)
  t.equal(await rowsOf(`act=person-vouched&by=${officer.id}`), 1)
  t.equal(await rowsOf(`act=person-vouched&by=${admin.id}`), 0)
  t.match((await admin.open('/admin/governance?month=2026-01', 'de')).body, /nichts dergleichen entschieden/)
  t.match((await admin.open('/admin/governance?month=nonsense')).body, /month/)
})
