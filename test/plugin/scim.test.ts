import t from 'tap'
import type { Subject } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import { keptView } from '../../plugin/api/views/source-view.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import { readFilter } from '../../plugin/intake/scim/filter.ts'
import { readPatch, readReplacement } from '../../plugin/intake/scim/read-active.ts'
import type { SourceBody } from '../../plugin/store/records/bodies.ts'
import { requestEntry, requestsKept, shelvedEntry } from '../../plugin/store/records/requests.ts'
import { StoreError } from '../../plugin/store/store-error.ts'
import { startApi } from '../doubles/api-app.ts'
import { learner, learnerKey, openOpenolat } from '../flows/openolat-ground.ts'

const api = await startApi()
t.teardown(() => api.stop())
const admin = (await api.person(['administrator'])).token
const officer = (await api.person(['privacy-officer'])).token

const person = (n: number, more: Partial<Subject> = {}): Subject => ({
  id: String(n),
  bornAt: '2020-01-01T00:00:00.000Z',
  username: `person-${n}`,
  email: `person-${n}@uni.example`,
  displayName: `Person ${n} canary`,
  language: null,
  ...more
})
const people = new Map<string, Subject>()
const live = (...subjects: readonly Subject[]): void => {
  people.clear()
  for (const one of subjects) people.set(one.id, one)
}
api.surroundings.find = async ({ identifiers }) => {
  const [{ kind, value }] = identifiers as unknown as [{ kind: string; value: string }]
  const found = [...people.values()].filter(one =>
    kind === 'platform-id' ? one.id === value : kind === 'email' ? one.email === value : one.username === value
  )
  if (found.length > 1) return { is: 'several', count: found.length }
  return found[0] === undefined ? { is: 'none' } : { is: 'one', subject: found[0] }
}

const platformOf = async (name: string): Promise<string> =>
  (
    await api.call('POST', '/platforms', admin, {
      kind: 'openolat',
      name,
      options: { baseUrl: `https://${name}.example`, clientSecret: 's' },
      declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
    })
  ).json().id
const campus = await platformOf('campus')
const other = await platformOf('other')

interface Manager {
  readonly id: string
  readonly token: string
}
const managerOf = async (scim: object = {}, more: object = {}): Promise<Manager> => {
  const made = await api.call('POST', '/sources', admin, {
    name: 'Identity manager',
    platforms: [campus],
    origins: ['identity-manager'],
    standingMandate: true,
    scim,
    ...more
  })
  return { id: made.json().source.id, token: made.json().scim.token }
}

const say = async (
  { id, token }: Manager,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown
) => {
  const answer = await api.app.inject({
    method,
    url: `/scim/v2/${id}${path}`,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/scim+json' })
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) })
  })
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    text: answer.body,
    headers: answer.headers,
    json: () => answer.json()
  }
}
const refusal = async (answer: ReturnType<typeof say>): Promise<string> => {
  const { status, type, json } = await answer
  t.match(String(type), 'application/scim+json')
  const said = json()
  t.same(said.schemas, ['urn:ietf:params:scim:api:messages:2.0:Error'])
  t.equal(said.status, String(status))
  return `${status} ${/\(([a-z-]+)\)$/.exec(said.detail)?.[1]}${said.scimType === undefined ? '' : ` ${said.scimType}`}`
}
const idOf = async (manager: Manager, name: string): Promise<string> =>
  (await say(manager, 'GET', `/Users?filter=${encodeURIComponent(`userName eq "${name}"`)}`)).json().Resources[0].id
const requests = async () => api.parts.store.query<ErasureRequest>('request', { all: true })
const requestOf = async (manager: Manager) =>
  (await requests()).filter(({ body }) => body.demands[0]!.by === manager.id)
const end = async (id: string, state: 'refused' | 'withdrawn', shelve = true): Promise<void> => {
  const { body, revision } = (await api.parts.store.get<ErasureRequest>('request', id))!
  const endedAt = api.parts.clock.now().toISOString()
  if (shelve)
    await api.parts.store.put('request', id, shelvedEntry({ ...body, state, endedAt }), { expected: revision })
}
const users = '/Users'
const off = {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'replace', path: 'active', value: false }]
}

t.test(
  'a user is found by name, shown as they were named, and deleted once: 204 is on disk, then they are gone',
  async t => {
    live(person(1), person(2))
    const manager = await managerOf()
    const found = (await say(manager, 'GET', `/Users?filter=${encodeURIComponent('userName eq "person-1"')}`)).json()
    t.equal(found.totalResults, 1)
    const [user] = found.Resources
    t.same(Object.keys(user).sort(), ['active', 'id', 'meta', 'schemas', 'userName'], 'nothing else of them')
    t.match(user, {
      userName: 'person-1',
      active: true,
      meta: { location: `/scim/v2/${manager.id}${users}/${user.id}` }
    })
    t.same((await say(manager, 'GET', `${users}/${user.id}`)).json(), user)
    t.same((await say(manager, 'POST', `${users}/.search`, { filter: 'userName eq "person-1"' })).json(), found)
    const deleted = await say(manager, 'DELETE', `${users}/${user.id}`)
    t.same([deleted.status, deleted.text], [204, ''])
    const [request, ...more] = await requestOf(manager)
    t.equal(more.length, 0)
    t.match(request!.body, {
      state: 'accepted',
      demands: [
        {
          origin: 'identity-manager',
          way: 'scim',
          arrival: 1,
          ground: { article: '17(1)', letter: 'a' },
          mandate: { kind: 'standing-rule' }
        }
      ]
    })
    t.notMatch(JSON.stringify(request!.body), /person-1|uni\.example|canary/)
    t.equal(await refusal(say(manager, 'DELETE', `${users}/${user.id}`)), '404 scim-user-unknown', 'a second time')
    t.equal(await refusal(say(manager, 'GET', `${users}/${user.id}`)), '404 scim-user-unknown')
    t.equal(
      (await say(manager, 'GET', `/Users?filter=${encodeURIComponent('userName eq "person-1"')}`)).json().totalResults,
      0
    )
    t.equal((await requestOf(manager)).length, 1, 'one request, however often')
    await end(request!.id, 'refused')
    t.equal((await say(manager, 'GET', `${users}/${user.id}`)).status, 200, 'refused: the account lives, and is shown')
    t.equal((await say(manager, 'DELETE', `${users}/${user.id}`)).status, 204, 'and asked for anew it is a new request')
    t.equal((await requestOf(manager)).length, 1, 'beside the one that ended')
    live()
    t.equal(await refusal(say(manager, 'DELETE', `${users}/${user.id}`)), '404 scim-user-unknown', 'erased')
  }
)

t.test('whom somebody else has asked to erase already is deleted all the same: the worker joins the two', async t => {
  live(person(41))
  const [first, second] = [await managerOf(), await managerOf()]
  t.equal((await say(first, 'DELETE', `${users}/${await idOf(first, 'person-41')}`)).status, 204)
  const [holder] = await requestOf(first)
  t.type(holder!.body.subject, 'string')
  t.equal((await say(second, 'DELETE', `${users}/${await idOf(second, 'person-41')}`)).status, 204)
  const [other] = await requestOf(second)
  t.equal(other!.body.subject, null, 'one alone has the subject')
  t.equal(other!.body.state, 'accepted')
  t.strictNotSame(
    [...new Set(holder!.body.aliases)].filter(alias => other!.body.aliases.includes(alias)),
    []
  )
})

t.test('two deletions at the same moment, and one after a crash in the middle, are one request', async t => {
  live(person(3))
  const manager = await managerOf()
  const id = await idOf(manager, 'person-3')
  const both = await Promise.all([say(manager, 'DELETE', `${users}/${id}`), say(manager, 'DELETE', `${users}/${id}`)])
  t.ok(both.some(({ status }) => status === 204))
  t.ok(both.every(({ status }) => status === 204 || status === 404))
  t.equal((await requestOf(manager)).length, 1)
  live(person(4))
  const second = await managerOf()
  const own = await idOf(second, 'person-4')
  const { put } = api.parts.store
  t.teardown(() => Object.assign(api.parts.store, { put }))
  for (const kind of ['request', 'delivery']) {
    Object.assign(api.parts.store, {
      put: (...given: Parameters<typeof put>) =>
        given[0] === kind ? Promise.reject(new StoreError('write-failed', 'the disk said no')) : put(...given)
    })
    t.equal(
      await refusal(say(second, 'DELETE', `${users}/${own}`)),
      '503 store-read-only',
      `no 204 without the ${kind}`
    )
  }
  Object.assign(api.parts.store, { put })
  t.equal((await say(second, 'DELETE', `${users}/${own}`)).status, 204)
  const all = await requestOf(second)
  t.equal(all.length, 1)
  t.equal(all[0]!.body.demands[0]!.arrival, 1, 'counted once')
})

t.test(
  'an id is the account and its birth: whoever has the number now is somebody else, and nobody counts through',
  async t => {
    live(person(5))
    const manager = await managerOf()
    const id = await idOf(manager, 'person-5')
    live(person(5, { bornAt: '2026-08-01T00:00:00.000Z', username: 'newcomer' }))
    t.equal(await refusal(say(manager, 'DELETE', `${users}/${id}`)), '404 scim-user-unknown')
    live(person(5))
    const neighbour = await managerOf()
    t.equal(await refusal(say(neighbour, 'GET', `${users}/${id}`)), '404 scim-user-unknown', 'an id is of one source')
    for (const guess of ['5', '5.0000000000000000', `${id}0`, '..', '5%2F..'])
      t.match(
        await refusal(say(manager, 'GET', `${users}/${guess}`)),
        /^(404 scim-user-unknown|501 scim-not-there|404 route-unknown)/
      )
    t.equal((await requestOf(manager)).length, 0)
  }
)

t.test('active:false means what was said of the source: nothing, or erasure; active:true takes back', async t => {
  live(person(6))
  const ignores = await managerOf()
  const id = await idOf(ignores, 'person-6')
  t.equal((await say(ignores, 'PATCH', `${users}/${id}`, off)).status, 204)
  t.equal((await requestOf(ignores)).length, 0, 'to deactivate is not to delete')
  const erases = await managerOf({ deactivation: 'erase' })
  const own = await idOf(erases, 'person-6')
  const forms: readonly unknown[] = [
    off,
    { Operations: [{ op: 'Replace', path: 'active', value: 'False' }] },
    { Operations: [{ op: 'replace', value: { active: false } }] },
    { operations: [{ op: 'ADD', value: { Active: 'false' } }] },
    { Operations: [{ op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:active', value: false }] }
  ]
  for (const form of forms)
    t.equal((await say(erases, 'PATCH', `${users}/${own}`, form)).status, 204, JSON.stringify(form))
  t.equal((await requestOf(erases)).length, 1, 'one request')
  t.equal((await say(erases, 'GET', `${users}/${own}`)).json().active, false, 'deactivated is not deleted: still there')
  const back = { Operations: [{ op: 'replace', path: 'active', value: 'True' }] }
  t.equal(await refusal(say(erases, 'PATCH', `${users}/${own}`, back)), '403 type-not-allowed', 'withdrawals are off')
  t.equal((await say(erases, 'DELETE', `${users}/${own}`)).status, 204, 'what was deactivated is deleted later')
  t.equal(await refusal(say(erases, 'GET', `${users}/${own}`)), '404 scim-user-unknown')
  t.equal((await requestOf(erases)).length, 1)

  live(person(7))
  const types = ['account.deletion.requested', 'account.deletion.withdrawn']
  const both = await managerOf({ deactivation: 'erase' }, { types })
  const theirs = await idOf(both, 'person-7')
  t.match((await say(both, 'PUT', `${users}/${theirs}`, { userName: 'another', active: false })).json(), {
    active: false,
    userName: 'person-7'
  })
  t.equal((await say(both, 'PATCH', `${users}/${theirs}`, back)).status, 204)
  const [request] = await requestOf(both)
  t.same(
    request!.signals.map(({ signal }) => (signal as { kind: string }).kind),
    ['withdraw']
  )
  t.equal((await say(both, 'PUT', `${users}/${theirs}`, { userName: 'another' })).status, 200, 'nothing said of active')
})

t.test('a patch of anything else, and what no patch is, is refused and stores nothing', async t => {
  live(person(8))
  const manager = await managerOf({ deactivation: 'erase' })
  const id = await idOf(manager, 'person-8')
  const operations = (...all: readonly unknown[]) => ({ Operations: all })
  const wrong: readonly unknown[] = [
    {},
    operations(),
    operations({ op: 'remove', path: 'active' }),
    operations({ op: 'replace', path: 'userName', value: 'eve' }),
    operations({ op: 'replace', path: 'locked', value: false }),
    operations({ op: 'replace', value: { active: false, userName: 'eve' } }),
    operations({ op: 'replace', path: 'active', value: 'no' }),
    operations({ op: 'replace', path: 'active', value: 0 }),
    operations({ op: 'replace', path: 'active' }),
    operations({ path: 'active', value: false }),
    operations(off.Operations[0], { op: 'replace', path: 'displayName', value: 'x' })
  ]
  for (const body of wrong)
    t.equal(
      await refusal(say(manager, 'PATCH', `${users}/${id}`, body)),
      '400 scim-value-wrong invalidValue',
      JSON.stringify(body)
    )
  t.equal(await refusal(say(manager, 'PATCH', `${users}/${id}`, [])), '400 body-invalid invalidSyntax')
  t.equal(await refusal(say(manager, 'PATCH', `${users}/${id}`)), '400 body-missing invalidSyntax')
  t.equal((await requestOf(manager)).length, 0)
  t.equal(
    readPatch(operations({ op: 'replace', path: 'active', value: true }, off.Operations[0])),
    false,
    'the last counts'
  )
  t.equal(readReplacement({ ACTIVE: 'FALSE' }), false)
  t.equal(readReplacement({ userName: 'x' }), null)
})

t.test('only one filter is answered, and without one nobody is listed', async t => {
  live(person(9, { username: 'o"neil\\x' }))
  const manager = await managerOf()
  t.equal(
    (await say(manager, 'GET', `/Users?filter=${encodeURIComponent('USERNAME EQ "o\\"neil\\\\x"')}`)).json()
      .totalResults,
    1
  )
  const id = await idOf(manager, 'o\\"neil\\\\x')
  t.equal((await say(manager, 'GET', `/Users?filter=${encodeURIComponent(`id eq "${id}"`)}`)).json().totalResults, 1)
  t.same((await say(manager, 'GET', `/Users?filter=${encodeURIComponent('userName eq "nobody"')}`)).json(), {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
    Resources: []
  })
  for (const filter of [
    '',
    'userName sw "p"',
    'userName eq person',
    'userName eq "a" or userName eq "b"',
    'emails co "@"',
    'userName eq ""',
    'userName eq "\\x"',
    'active eq true'
  ])
    t.equal(
      await refusal(say(manager, 'GET', `/Users?filter=${encodeURIComponent(filter)}`)),
      '400 scim-filter-unsupported invalidFilter',
      filter
    )
  t.equal(await refusal(say(manager, 'GET', '/Users')), '400 scim-filter-unsupported invalidFilter')
  t.throws(() => readFilter(`userName eq "${'x'.repeat(300)}"`))
  const byAddress = await managerOf({ namedBy: 'email' })
  live(person(10), person(11, { email: null }))
  const filter = encodeURIComponent('userName eq "person-10@uni.example"')
  const { text } = await say(byAddress, 'GET', `/Users?filter=${filter}`)
  t.match(text, '"userName":"person-10@uni.example"')
  t.notMatch(text, '"person-10"', 'who asks by the address is not told the name')
  live(person(12, { email: 'same@uni.example' }), person(13, { email: 'same@uni.example' }))
  t.equal(
    (await say(byAddress, 'GET', `/Users?filter=${encodeURIComponent('userName eq "same@uni.example"')}`)).json()
      .totalResults,
    0
  )
})

t.test('a token opens its own source alone, lives as long as it was said, and opens nothing else', async t => {
  live(person(14))
  const manager = await managerOf()
  const neighbour = await managerOf()
  const path = '/ServiceProviderConfig'
  t.equal((await say(manager, 'GET', path)).status, 200)
  const strip = (text: string) => text.replace(/urn:uuid:[0-9a-f-]+/, '')
  const wrong = await say({ ...manager, token: neighbour.token }, 'GET', path)
  const unknown = await say({ ...manager, id: 'nobody' }, 'GET', path)
  t.equal(strip(wrong.text), strip(unknown.text), 'wrong and unknown to the letter')
  t.equal(wrong.headers['www-authenticate'], 'Bearer realm="lethe"')
  for (const token of ['', admin, `${manager.token} `, 'x'.repeat(300)])
    t.match(await refusal(say({ ...manager, token }, 'DELETE', `${users}/1`)), '401 scim-token-refused')
  t.equal((await api.call('GET', '/requests', manager.token)).status, 401, 'no key to the rest of the API')
  const { text } = await api.call('GET', '/sources', admin)
  t.notMatch(text, /lethe_scim_|"hash"/, 'never shown again')
  t.notMatch(JSON.stringify(await api.parts.store.query('source', { all: true })), manager.token.slice(11))
  const rotated = (await api.call('POST', `/sources/${manager.id}/rotate`, admin, { oldLivesMs: 1000 })).json()
  t.equal((await say(manager, 'GET', path)).status, 200, 'the old one for a while')
  api.move(2000)
  t.equal(await refusal(say(manager, 'GET', path)), '401 scim-token-refused')
  const renewed = { ...manager, token: rotated.scim.token as string }
  t.equal((await say(renewed, 'GET', path)).status, 200)
  t.equal((await api.call('DELETE', `/sources/${manager.id}`, admin)).status, 200)
  t.equal(await refusal(say(renewed, 'GET', path)), '401 scim-token-refused', 'of a removed source')
  const plain = (await api.call('POST', '/sources', admin, { name: 'Webhooks', platforms: [campus] })).json()
  t.equal(plain.source.scim, null)
  t.equal(await refusal(say({ id: plain.source.id, token: plain.secret }, 'GET', path)), '401 scim-token-refused')
  const two = await api.call('POST', '/sources', admin, { name: 'Two', platforms: [campus, other], scim: {} })
  t.equal(`${two.status} ${two.json().code}`, '422 scim-needs-one-platform')
})

t.test('the documents say what is spoken, and everything else is refused in the words of SCIM', async t => {
  live(person(15))
  const manager = await managerOf()
  const config = (await say(manager, 'GET', '/ServiceProviderConfig')).json()
  t.match(config, { patch: { supported: true }, bulk: { supported: false }, filter: { supported: true } })
  t.match((await say(manager, 'GET', '/ResourceTypes')).json().Resources, [{ id: 'User', endpoint: '/Users' }])
  t.match((await say(manager, 'GET', '/Schemas')).json().Resources, [
    { id: 'urn:ietf:params:scim:schemas:core:2.0:User' }
  ])
  t.equal(await refusal(say(manager, 'POST', '/Users', { userName: 'eve' })), '501 scim-not-there')
  t.equal(await refusal(say(manager, 'POST', '/Bulk', {})), '501 scim-not-there')
  t.equal(await refusal(say(manager, 'GET', '/Groups')), '501 scim-not-there')
  t.equal(await refusal(say(manager, 'DELETE', '/Users')), '405 method-not-allowed')
  const json = await api.app.inject({
    method: 'PATCH',
    url: `/scim/v2/${manager.id}${users}/${await idOf(manager, 'person-15')}`,
    headers: { authorization: `Bearer ${manager.token}`, 'content-type': 'application/json' },
    payload: off
  })
  t.equal(json.statusCode, 204, 'plain JSON is read too')
  const elsewhere = await api.app.inject({
    method: 'POST',
    url: '/requests',
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/scim+json' },
    payload: '{}'
  })
  t.equal(elsewhere.json().code, 'media-type-unsupported', 'and SCIM nowhere else')
})

t.test('rights, cap and brake of the source hold as for webhooks; a platform that is away is tried again', async t => {
  live(...[16, 17, 18].map(n => person(n)))
  const withoutOrigin = await managerOf({}, { origins: ['self'] })
  t.equal(
    await refusal(say(withoutOrigin, 'DELETE', `${users}/${await idOf(withoutOrigin, 'person-16')}`)),
    '403 origin-not-allowed'
  )
  const withoutType = await managerOf({}, { types: ['account.purged'] })
  t.equal(
    await refusal(say(withoutType, 'DELETE', `${users}/${await idOf(withoutType, 'person-16')}`)),
    '403 type-not-allowed'
  )
  const capped = await managerOf({}, { dailyCap: 1, brakePerHour: 1 })
  t.equal((await say(capped, 'DELETE', `${users}/${await idOf(capped, 'person-16')}`)).status, 204)
  const refused = say(capped, 'DELETE', `${users}/${await idOf(capped, 'person-17')}`)
  t.equal(await refusal(refused), '429 daily-cap-reached')
  t.ok(Number((await refused).headers['retry-after']) > 0)
  const { find } = api.surroundings
  api.surroundings.find = async () => {
    throw new PlatformError('unavailable', 'timed-out', { operation: 'find', retryAfterMs: 3000 })
  }
  t.match(await refusal(say(capped, 'GET', `${users}/16.0123456789abcdef`)), '503 platform-unavailable')
  api.surroundings.find = find
  t.equal((await requestOf(capped)).length, 1)
  t.equal((await api.call('GET', `/requests/${(await requestOf(capped))[0]!.id}`, officer)).status, 200)
})

t.test('an hour is released only when all that it kept back is, also what another page shows', async t => {
  live(person(21), person(22))
  const manager = await managerOf()
  for (const name of ['person-21', 'person-22']) await say(manager, 'DELETE', `${users}/${await idOf(manager, name)}`)
  const { store } = api.parts
  const kept = [...(await requestOf(manager))].sort((one, other) => (one.id < other.id ? -1 : 1))
  const hour = '2026-09-01T09'
  for (const [n, { id, body, revision }] of kept.entries()) {
    const demands = body.demands.map(demand => ({ ...demand, acceptedAt: `${hour}:0${n * 5}:00.000Z` }))
    const keptBack = { because: 'brake', at: `${hour}:00:00.000Z`, foreseen: null } as const
    await store.put('request', id, requestEntry({ ...body, demands, keptBack }, null), { expected: revision })
  }
  const source = (await store.get<SourceBody>('source', manager.id))!
  const agreed = [{ by: (await api.person(['administrator'])).id, at: `${hour}:03:00.000Z`, hour }]
  const trips = [{ hour, at: `${hour}:00:00.000Z`, toldAt: null }] as unknown as SourceBody['trips']
  const body = { ...source.body, releasersNeeded: 1 as const, brakeReleases: agreed, trips } as SourceBody
  const view = await keptView(store, { ...source, body }, await requestsKept(store, manager.id, { limit: 1 }), 1)
  t.match(view, { count: 2, items: { length: 1 }, hours: [{ hour, agreed: 0, isReleased: false }] })
})

t.test('whoever is held stays, whatever the identity manager deletes', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  const { source, scim } = await scene.call<{ source: { id: string }; scim: { token: string } }>('POST', '/sources', {
    name: 'Identity manager',
    platforms: [scene.platform],
    origins: ['identity-manager'],
    standingMandate: true,
    scim: { deactivation: 'erase' }
  })
  await scene.call('POST', `/sources/${source.id}/go-live`, { kept: 'go-on' })
  await scene.call('POST', '/holds', {
    platform: scene.platform,
    identifiers: [{ kind: 'username', value: learner[0] }],
    ground: { article: '17(3)', letter: 'e' }
  })
  const ask = (method: string, path: string) =>
    fetch(`${scene.address()}/scim/v2/${source.id}${path}`, {
      method,
      headers: { authorization: `Bearer ${scim.token}` }
    })
  const found = await ask('GET', `/Users?filter=${encodeURIComponent(`userName eq "${learner[0]}"`)}`)
  const { Resources } = (await found.json()) as { Resources: { id: string }[] }
  t.equal((await ask('DELETE', `${users}/${Resources[0]!.id}`)).status, 204, 'taken in')
  const [request] = (await scene.call<{ items: { id: string }[] }>('GET', '/requests')).items
  const { summary, actions } = await scene.untilState(request!.id, 'blocked', 'completed', 'partially-completed')
  t.equal(summary.state, 'blocked')
  t.ok(
    summary.blockers.some(({ code }) => code === 'legal-hold'),
    JSON.stringify(summary.blockers)
  )
  t.ok(actions.every(({ tries }) => tries === 0))
  t.equal(scene.box.world.identities.find(({ key }) => String(key) === learnerKey)?.status, 2, 'asked of the platform')
  t.same(scene.box.journal.list(), [])
})

t.test('nothing of a user is in the log', async t => {
  const all = api.log.join('')
  t.ok(api.log.length > 50)
  for (const canary of ['person-', 'uni.example', 'canary', 'lethe_scim_', 'filter', 'neil', 'Person'])
    t.notMatch(all, canary)
})
