import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import t from 'tap'
import type { OwnershipSnapshot, Sighting } from '../../adapters/contract.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import { takeReceipt } from '../../plugin/intake/take-receipt.ts'
import { isShrunk } from '../../plugin/intake/watch/watch-list.ts'
import { isSignedBy, keyOf, readHeaders, sign } from '../../plugin/intake/webhook/signature.ts'
import { createReceive } from '../../plugin/intake/webhook/webhook.ts'
import { hasDoubledName } from '../../plugin/read-json.ts'
import { changeLifecycle } from '../../plugin/store/records/lifecycles.ts'
import type { WatchList } from '../../plugin/store/records/lists/watch-lists.ts'
import { shelvedEntry } from '../../plugin/store/records/requests.ts'
import { agreeToRelease, noteTrip } from '../../plugin/store/records/sources/sources.ts'
import { StoreError } from '../../plugin/store/store-error.ts'
import { keptBackBy } from '../../plugin/work/brake/brake.ts'
import { isShrunk as isOwnershipShrunk } from '../../plugin/work/ownership/nights.ts'
import { startApi } from '../doubles/api-app.ts'

interface Attack {
  readonly name: string
  readonly expect: string
  readonly secret?: string
  readonly source?: string
  readonly body?: string
  readonly after?: string
  readonly ageSeconds?: number
  readonly timestamp?: string
  readonly id?: string
  readonly signatures?: readonly string[]
  readonly drop?: string
  readonly double?: string
  readonly contentType?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

const attacks = JSON.parse(
  readFileSync(new URL('../vectors/signatures.json', import.meta.url), 'utf8')
) as readonly Attack[]

const api = await startApi()
t.teardown(() => api.stop())
const admin = (await api.person(['administrator'])).token
const officer = (await api.person(['privacy-officer'])).token

const platformOf = async (name: string) =>
  (
    await api.call('POST', '/platforms', admin, {
      kind: 'openolat',
      name,
      options: { baseUrl: `https://${name}.example`, clientSecret: 's' },
      declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
    })
  ).json().id as string
const campus = await platformOf('campus')
await platformOf('foreign')

const sourceOf = async (more: object = {}) => {
  const made = (await api.call('POST', '/sources', admin, { name: 'Sender', platforms: [campus], ...more })).json()
  return { id: made.source.id as string, secret: made.secret as string }
}
const rotate = async (id: string, oldLivesMs: number) =>
  (await api.call('POST', `/sources/${id}/rotate`, admin, { oldLivesMs })).json().secret as string

const source = await sourceOf()
const neighbour = await sourceOf()
const ended = source.secret
const older = await rotate(source.id, 1000)
const own = await rotate(source.id, 60 * 60 * 1000)
api.move(2000)
const stranger = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const secrets: Readonly<Record<string, string>> = {
  ended,
  older,
  stranger,
  neighbour: neighbour.secret,
  letters: `whsec_${Buffer.from(own.slice(6)).toString('base64')}`
}

const envelope = (username: string, more: object = {}, type = 'account.deletion.requested') => ({
  type,
  timestamp: '2026-09-01T10:00:00Z',
  data: {
    platform: 'campus',
    subject: {
      identifiers: [
        { kind: 'username', value: username },
        { kind: 'email', value: `${username}@people.example` }
      ]
    },
    ground: { article: '17(1)', letter: 'b' },
    receivedAt: '2026-09-01T09:59:00Z',
    proof: { kind: 'lms-password', at: '2026-09-01T09:59:00Z' },
    acknowledged: true,
    ...more
  }
})

const plain = JSON.stringify(envelope('ada.example'))
const one = [{ kind: 'username', value: 'ada.example' }]
const bodies: Readonly<Record<string, Buffer | string>> = {
  spaced: JSON.stringify(envelope('ada.example'), null, 3),
  mark: `\ufeff${plain}`,
  utf16: Buffer.from(plain, 'utf16le'),
  'broken-utf8': Buffer.concat([Buffer.from('{"type":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
  text: 'delete them all',
  surrogate: plain.replace('"letter":"b"', '"letter":"\\ud800"'),
  'two-calls': `${plain}\r\n\r\nPOST /webhooks/x HTTP/1.1\r\n\r\n`,
  empty: '',
  doubled: plain.replace('"platform":', '"platform":"foreign","platform":'),
  'doubled-escaped': plain.replace('"platform":', '"pl\\u0061tform":"foreign","platform":'),
  'doubled-deep': plain.replace('"letter":', '"letter":"a","letter":'),
  array: '[]',
  null: 'null',
  deep: `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  'field-more': JSON.stringify({ ...envelope('ada.example'), extra: 1 }),
  'type-unknown': JSON.stringify(envelope('ada.example', {}, 'account.deletion.imagined')),
  large: JSON.stringify({ ...envelope('ada.example'), padding: 'x'.repeat(65 * 1024) }),
  'type-forbidden': JSON.stringify({
    type: 'platform.restored',
    timestamp: '2026-09-01T10:00:00Z',
    data: { platform: 'campus', snapshotAt: '2026-08-01T00:00:00Z', restoredAt: '2026-09-01T00:00:00Z' }
  }),
  'platform-forbidden': JSON.stringify(envelope('ada.example', { platform: 'foreign' })),
  'platform-unknown': JSON.stringify(envelope('ada.example', { platform: 'nowhere' })),
  'origin-forbidden': JSON.stringify(envelope('ada.example', { origin: 'identity-manager' })),
  'one-identifier': JSON.stringify(envelope('ada.example', { subject: { identifiers: one } })),
  'same-kind': JSON.stringify(envelope('ada.example', { subject: { identifiers: [...one, ...one] } })),
  'leap-second': JSON.stringify(envelope('ada.example', { receivedAt: '2026-06-30T23:59:60Z' }))
}

interface Wire {
  id: string
  timestamp: string
  signature: string
  body: Buffer
}

const hmac = (text: string): string => `v1,${createHmac('sha256', keyOf(own)!).update(text).digest('base64')}`

const changes: Readonly<Record<string, (wire: Wire) => Partial<Wire>>> = {
  'body-byte': ({ body }) => ({ body: Buffer.from(body.toString().replace('ada', 'eda')) }),
  'body-cut': ({ body }) => ({ body: body.subarray(0, -1) }),
  'body-more': ({ body }) => ({ body: Buffer.concat([body, Buffer.from(' ')]) }),
  'body-spaces': ({ body }) => ({ body: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)) }),
  id: ({ id }) => ({ id: `${id}x` }),
  timestamp: ({ timestamp }) => ({ timestamp: String(Number(timestamp) + 1) }),
  'signature-letter': ({ signature }) => ({
    signature: signature.replace(/.(?=.=$)/, letter => (letter === 'A' ? 'B' : 'A'))
  }),
  'signature-cut': ({ signature }) => ({ signature: signature.slice(0, -4) }),
  'signature-bare': ({ signature }) => ({ signature: signature.slice(3) }),
  'signature-hex': ({ signature }) => ({
    signature: `v1,${Buffer.from(signature.slice(3), 'base64').toString('hex')}`
  }),
  'signature-urlsafe': ({ signature }) => ({
    signature: `v1,${Buffer.from(signature.slice(3), 'base64').toString('base64url')}`
  }),
  'signature-v2': ({ signature }) => ({ signature: signature.replace('v1,', 'v2,') }),
  dots: ({ id, timestamp, body }) => ({ id: `${id}.${timestamp}`, body: body.subarray(1), timestamp: '1' }),
  'signed-body-alone': ({ body }) => ({ signature: hmac(body.toString()) })
}

let count = 0
const send = async (attack: Omit<Attack, 'name' | 'expect'>) => {
  const seconds = Math.floor(api.parts.clock.now().getTime() / 1000) - (attack.ageSeconds ?? 0)
  count += 1
  const id = attack.id ?? `msg_${count}`
  const timestamp = attack.timestamp ?? String(seconds)
  const body = Buffer.from(attack.body === undefined ? plain : bodies[attack.body]!)
  const key = attack.secret === undefined ? own : (secrets[attack.secret] ?? attack.secret)
  const good = sign(key, { id, timestamp, body })
  const signature = (attack.signatures ?? ['own']).map(text => (text === 'own' ? good : text)).join(' ')
  const wire = { id, timestamp, signature, body }
  const sent = { ...wire, ...(attack.after === undefined ? {} : changes[attack.after]!(wire)) }
  const headers: Record<string, string | string[]> = {
    'webhook-id': sent.id,
    'webhook-timestamp': sent.timestamp,
    'webhook-signature': sent.signature,
    'content-type': attack.contentType ?? 'application/json',
    ...attack.headers
  }
  if (attack.contentType === null) delete headers['content-type']
  if (attack.drop !== undefined) delete headers[attack.drop]
  if (attack.double !== undefined)
    headers[attack.double] = [headers[attack.double] as string, headers[attack.double] as string]
  const url = `/webhooks/${attack.source ?? source.id}`
  const answer = await api.app.inject({ method: 'POST', url, headers, payload: sent.body })
  return { status: answer.statusCode, text: answer.body, json: () => answer.json(), headers: answer.headers }
}

const everyRequest = () => api.parts.store.query<ErasureRequest>('request', { all: true })

t.test('attacks: each row is answered with its code, and only what is accepted leaves a trace', async t => {
  t.ok(attacks.length >= 30)
  t.equal(new Set(attacks.map(({ name }) => name)).size, attacks.length)
  for (const attack of attacks) {
    const before = (await everyRequest()).length
    const answer = await send(attack)
    const said = answer.status === 202 ? '202' : `${answer.status} ${answer.json().code}`
    t.equal(said, attack.expect, attack.name)
    t.equal((await everyRequest()).length - before, attack.expect === '202' ? 1 : 0, `${attack.name}: what is stored`)
    t.notMatch(answer.text, 'ada.example', `${attack.name}: nothing is repeated`)
  }
})

t.test('unknown source and bad signature: the same answer to the letter', async t => {
  const strip = (text: string) => text.replace(/urn:uuid:[0-9a-f-]+/, '')
  const unknown = await send({ source: '0b5c3f7e-0000-4000-8000-000000000000' })
  const forged = await send({ secret: 'stranger' })
  t.equal(strip(unknown.text), strip(forged.text))
  const names = (headers: object) => Object.keys(headers).sort()
  t.same(names(unknown.headers), names(forged.headers))
})

t.test('replay: the first answer again, and nothing is done', async t => {
  const first = await send({ id: 'msg_replay' })
  const before = (await everyRequest()).length
  const again = await send({ id: 'msg_replay' })
  t.equal(again.status, 202)
  t.equal(again.text, first.text)
  t.equal((await send({ id: 'msg_replay', body: 'spaced' })).text, first.text, 'whatever it now says')
  t.equal(
    (await send({ id: 'msg_replay', ageSeconds: 360 })).json().code,
    'delivery-stale',
    'an old signature stays old'
  )
  t.equal((await everyRequest()).length, before)
  const other = await sourceOf()
  const elsewhere = await send({ id: 'msg_replay', source: other.id, secret: other.secret })
  t.not(elsewhere.text, first.text, "ids are the sender's own")
})

t.test('daily cap: over it 429 until midnight UTC, a replay still gets its first answer', async t => {
  const small = await sourceOf({ dailyCap: 2 })
  const post = (id: string) => send({ id, source: small.id, secret: small.secret })
  const first = await post('a')
  t.equal(first.status, 202)
  t.equal(
    (await Promise.all([post('b'), post('c')])).filter(({ status }) => status === 202).length,
    1,
    'counted one by one'
  )
  const refused = await post('d')
  t.equal(refused.json().code, 'daily-cap-reached')
  const left = Number(refused.headers['retry-after'])
  t.equal((await post('a')).text, first.text)
  api.move(left * 1000 - 1000)
  t.equal((await post('d')).json().code, 'daily-cap-reached')
  api.move(1000)
  t.equal((await post('d')).status, 202, 'the next day')
})

t.test('brake: what is over the number waits for two people, whatever became of the first ones', async t => {
  const flood = await sourceOf({ brakePerHour: 1, types: ['account.deletion.requested', 'account.purged'] })
  const post = async (id: string, value: object) => {
    const timestamp = String(Math.floor(api.parts.clock.now().getTime() / 1000))
    const body = Buffer.from(JSON.stringify(value))
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(flood.secret, { id, timestamp, body }),
      'content-type': 'application/json'
    }
    const answer = await api.app.inject({ method: 'POST', url: `/webhooks/${flood.id}`, headers, payload: body })
    return answer.json().request as string
  }
  const read = async (id: string) => (await api.parts.store.get<ErasureRequest>('request', id))!
  const isKept = async (id: string) => (await keptBackBy(api.parts, (await read(id)).body)) === 'brake'
  const { ground: _, receivedAt: __, proof: ___, acknowledged: ____, ...about } = envelope('one.example').data
  const timestamp = '2026-09-01T10:00:00Z'
  const purged = { type: 'account.purged', timestamp, data: { ...about, purgedAt: timestamp } }
  await post('f0', purged)
  t.equal(await post('f0', envelope('none.example')), null, 'an id that came with something else makes nothing')
  const [first, second] = [await post('f1', envelope('one.example')), await post('f2', envelope('two.example'))]
  t.equal(await post('f1', purged), first, 'nor does it say anything else of what it made')
  t.same((await read(first)).signals, [])
  t.same([await isKept(first), await isKept(second)], [false, true])
  const { body, revision } = await read(first)
  const endedAt = api.parts.clock.now().toISOString()
  await api.parts.store.put('request', first, shelvedEntry({ ...body, state: 'refused', endedAt }), {
    expected: revision
  })
  t.equal(await isKept(second), true, 'the end of the first makes no room')
  const hour = endedAt.slice(0, 13)
  const release = (token: string, which = hour) =>
    api.call('POST', `/sources/${flood.id}/brake-release`, token, { hour: which })
  t.equal((await release(admin, '2027-09-01T10')).json().code, 'hour-not-yet')
  t.equal((await release(admin)).status, 200)
  t.equal(await isKept(second), true, 'one person is not two')
  const { person } = (await api.call('GET', '/me', admin)).json()
  const other = await api.call('POST', '/tokens', admin, { person: person.id, label: 'second' })
  t.equal((await release(other.json().token)).json().code, 'brake-agreed', 'a person with two tokens is one')
  t.equal((await api.call('DELETE', `/sources/${flood.id}`, admin)).status, 200)
  t.equal(await isKept(second), true, 'to remove the source releases nothing')
  t.equal(await post('f3', envelope('six.example')), undefined, 'and it may send no more')
  t.equal((await api.call('POST', `/sources/${flood.id}/rotate`, admin, {})).json().code, 'source-unknown')
  t.equal((await release(officer)).status, 200)
  t.equal(await isKept(second), false)
  const later = {
    ...(await read(second)).body.demands[0]!,
    acceptedAt: new Date(Date.parse(endedAt) + 60_000).toISOString()
  }
  t.equal(
    await keptBackBy(api.parts, { ...body, demands: [{ ...later, arrival: 3 }] }),
    'brake',
    'what comes later in the hour, nobody has agreed to'
  )
  const gone = { ...(await read(second)).body.demands[0]!, by: 'nobody', arrival: 2 }
  t.equal(await keptBackBy(api.parts, { ...body, demands: [gone] }), 'brake')
})

t.test('rights of a source: type, origin and standing mandate are its own', async t => {
  const manager = await sourceOf({
    types: ['account.deletion.requested', 'account.deletion.withdrawn', 'account.purged', 'platform.restored'],
    origins: ['identity-manager'],
    standingMandate: true
  })
  const post = async (id: string, value: object) => {
    const timestamp = String(Math.floor(api.parts.clock.now().getTime() / 1000))
    const body = Buffer.from(JSON.stringify(value))
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(manager.secret, { id, timestamp, body }),
      'content-type': 'application/json'
    }
    return api.app.inject({ method: 'POST', url: `/webhooks/${manager.id}`, headers, payload: body })
  }
  t.equal((await post('i1', envelope('idm.example'))).json().code, 'origin-not-allowed', 'self unless another is said')
  const taken = await post('id-canary', envelope('idm.example', { origin: 'identity-manager', note: 'note-canary' }))
  t.equal(taken.statusCode, 202)
  const { request } = taken.json()
  const stored = (await api.parts.store.get<ErasureRequest>('request', request))!
  t.match(stored.body.demands[0], { by: manager.id, origin: 'identity-manager', mandate: { kind: 'standing-rule' } })
  // None is short: what is sealed is text, and has any two letters in a row by chance now and then.
  t.notMatch(JSON.stringify(stored.body), /idm\.example|people\.example|note-canary|id-canary/, 'what names is sealed')
  const { ground: _, receivedAt: __, proof: ___, acknowledged: ____, ...about } = envelope('idm.example').data
  const withdrawn = { type: 'account.deletion.withdrawn', timestamp: '2026-09-01T10:00:00Z', data: about }
  const answer = await post('i3', withdrawn)
  t.equal(answer.statusCode, 202)
  t.equal(answer.json().request, request)
  t.equal((await post('i3', withdrawn)).body, answer.body, 'a replay gets the first answer')
  const purged = {
    type: 'account.purged',
    timestamp: '2026-09-01T10:00:00Z',
    data: { ...about, purgedAt: '2026-09-01T10:00:00Z' }
  }
  t.equal((await post('i4', purged)).statusCode, 202)
  const restored = await post('i5', JSON.parse(String(bodies['type-forbidden'])))
  t.match(restored.json(), { request: null, status: /^\/replays\/replay-/ }, 'who came back is looked for')
  t.equal((await post('i5', withdrawn)).body, restored.body, 'a message that came before is answered alike')
  const kinds = (await api.parts.store.get('request', request))!.signals.map(
    ({ signal }) => (signal as { kind: string }).kind
  )
  t.same(kinds, ['withdraw', 'recheck'], 'told once each')
  t.equal((await api.call('GET', `/requests/${request}`, officer)).status, 200)
})

t.test('brake: a share of all accounts, and many times the usual hour, are reached before the number', async t => {
  const { store } = api.parts
  const start = Date.parse('2027-03-01T08:00:00.000Z')
  const brake = { perHour: 500, percent: 1, timesUsual: 10 }
  let came = 0
  const bring = async (source: string, times: number, hoursOn = 0, platform = campus, terms = brake) => {
    const places = []
    for (let n = 0; n < times; n += 1) {
      came += 1
      const now = new Date(start + hoursOn * 60 * 60 * 1000)
      const id = `receipt-${came}`
      const common = { id, source, platform, dailyCap: 5000, isDemand: true, brake: terms, now }
      places.push(await takeReceipt(store, common))
    }
    return places
  }
  const atOnce = await Promise.all(Array.from({ length: 12 }, () => bring('racing', 1)))
  const arrivals = atOnce.flat().map(({ arrival }) => arrival!)
  t.same(
    [...arrivals].sort((one, other) => one - other),
    Array.from({ length: 12 }, (_, n) => n + 1),
    'each its own'
  )

  t.equal((await bring('calm', 25)).at(-1)!.limit, 500, 'nothing is known yet: the number')
  const account = { stage: 'active', bornAt: '', expiresAt: null, warned: null, isOurs: false } as const
  const remembered = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [String(n), account]))
  await changeLifecycle(api.parts, campus, known => ({ ...known, remembered }))
  const shared = await bring('sharing', 32)
  t.equal(shared.at(-1)!.limit, 30, 'one in a hundred of 3000 accounts')
  t.equal(shared[10]!.limit, 500, 'a handful is no share')
  t.equal((await bring('sharing', 32, 1, 'elsewhere')).at(-1)!.limit, 320, 'ten times the usual hour of thirty-two')
  t.equal((await bring('quiet', 1, 0, 'elsewhere')).at(-1)!.limit, 500)
  t.equal((await bring('quiet', 25, 1, 'elsewhere')).at(-1)!.limit, 20, 'and never less than twenty')
  const again = { source: 'calm', platform: campus, dailyCap: 5000, isDemand: true, brake, now: new Date(start) }
  const first = await takeReceipt(store, { id: 'receipt-again', ...again })
  t.same(await takeReceipt(store, { id: 'receipt-again', ...again }), first, 'the same call is the same receipt')
  t.match(await store.get('receipt', 'calm.2027-03-01'), { body: { all: 26, demands: { 8: 26, 9: 0 } } })
  const select = (keys: readonly string[], more: object = {}) =>
    api.call('POST', '/selections', admin, {
      platform: campus,
      keys,
      ground: { article: '17(1)' },
      mandate: {
        kind: 'standing-rule',
        who: 'Registrar',
        how: 'Rule',
        reference: 'Section 9',
        obtainedOn: '2026-03-01'
      },
      ...more
    })
  const many = Array.from({ length: 400 }, (_, n) => String(n))
  t.equal((await select(many)).json().code, 'list-too-large', 'more than a tenth of 3000')
  t.equal((await select(many, { isMeant: true })).status, 201, 'unless whoever gives it says so')
  t.equal((await select(many.slice(0, 300))).status, 201)
  await changeLifecycle(api.parts, campus, known => ({ ...known, remembered: {} }))
})

t.test(
  'receipts: calls at the same time share a write, the cap holds among them, and one that comes again is one',
  async t => {
    const { store } = api.parts
    const { put } = store
    t.teardown(() => Object.assign(store, { put }))
    let writes = 0
    Object.assign(store, {
      put: (...given: Parameters<typeof put>) => {
        if (given[0] === 'receipt') writes += 1
        return put(...given)
      }
    })
    const now = new Date('2027-04-01T23:59:00.000Z')
    const brake = { perHour: 500, percent: 1, timesUsual: 10 }
    const take = (id: string, more: object = {}) =>
      takeReceipt(store, {
        id,
        source: 'busy',
        platform: campus,
        dailyCap: 30,
        isDemand: true,
        brake,
        now,
        ...more
      }).catch(error => error.retryAfterMs ?? error)
    const places = await Promise.all([
      ...Array.from({ length: 20 }, (_, n) => take(`at-once-${n}`)),
      take('at-once-7'),
      take('told', { isDemand: false })
    ])
    t.same(
      places.slice(0, 20).map(place => place.arrival),
      Array.from({ length: 20 }, (_, n) => n + 1)
    )
    t.same(places[20], places[7])
    t.same(places[21], {})
    t.ok(writes <= 2, `${writes} writes`)
    const over = await Promise.all(Array.from({ length: 12 }, (_, n) => take(`later-${n}`)))
    t.equal(over.filter(place => place === 60_000).length, 3, 'thirty a day: the rest may come again after midnight')
    t.match(await store.get('receipt', 'busy.2027-04-01'), { body: { all: 30, demands: { 22: 0, 23: 29 } } })
    t.match(await take('next', { now: new Date('2027-04-02T00:00:00.000Z') }), { arrival: 1 })
  }
)

t.test(
  'receipts: a source that brings many is counted ahead of its calls, never too few, and what nobody took is given back',
  async t => {
    const { store } = api.parts
    const at = Date.parse('2027-04-03T09:59:58.000Z')
    const brake = { perHour: 500, percent: 100, timesUsual: 10 }
    const take = (kept: typeof store, id: string, ms = 0, more: object = {}) =>
      takeReceipt(kept, {
        id,
        source: 'rushing',
        platform: campus,
        dailyCap: 1000,
        isDemand: true,
        brake,
        now: new Date(at + ms),
        ...more
      })
    const counted = async () =>
      (await store.get<{ all: number; demands: number[] }>('receipt', 'rushing.2027-04-03'))!.body
    const many = await Promise.all(Array.from({ length: 48 }, (_, n) => take(store, `rush-${n}`)))
    t.same(
      many.map(({ arrival }) => arrival),
      Array.from({ length: 48 }, (_, n) => n + 1)
    )
    t.match(await counted(), { all: 51, demands: { 9: 51 } }, 'three more than came')
    t.same(await take(store, 'ahead', 999), { arrival: 49, limit: 500 })
    t.same(await take(store, 'ahead', 999), { arrival: 49, limit: 500 }, 'the same call is the same receipt')
    t.equal((await counted()).all, 51, 'and nothing was written')

    t.equal((await take({ ...store }, 'after-a-crash', 999)).arrival, 52, 'whoever takes over counts on')
    t.equal((await take(store, 'elsewhere', 999, { platform: 'not-looked-at' })).arrival, 51, 'two of them given back')
    t.same(await counted(), {
      source: 'rushing',
      at: '2027-04-03T09:59:58.999Z',
      all: 51,
      demands: (await counted()).demands
    })

    await Promise.all(Array.from({ length: 10 }, (_, n) => take(store, `again-${n}`, 999)))
    t.match(await counted(), { all: 64, demands: { 9: 64 } })
    t.equal((await take(store, 'a-second-later', 1999)).arrival, 62)
    t.match(await counted(), { all: 62, demands: { 9: 62 } }, 'what was known is no longer taken for true')
    t.equal((await take(store, 'next-hour', 2000)).arrival, 1, 'another hour')
    await Promise.all(Array.from({ length: 2 }, (_, n) => take(store, `close-${n}`, 1000, { dailyCap: 66 })))
    t.match(await counted(), { all: 66, demands: { 9: 65, 10: 1 } }, 'no more ahead than the cap has room for')
    const over = await Promise.allSettled(
      Array.from({ length: 3 }, (_, n) => take(store, `over-${n}`, 1000, { dailyCap: 66 }))
    )
    t.same(
      over.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected'],
      'the cap holds'
    )
    t.equal((await counted()).all, 66)
  }
)

t.test('receipts: what was counted ahead is given back where the source could not be looked at', async t => {
  let isBroken = true
  const { store } = api.parts
  const look: typeof store.look = async (kind, id) => {
    if (isBroken && kind === 'lifecycle') throw new StoreError('corrupt', 'a lifecycle cannot be read')
    return store.look(kind, id)
  }
  const stumbling = { ...store, look }
  const take = (id: string) =>
    takeReceipt(stumbling, {
      ...{ id, source: 'stumbling', platform: campus, dailyCap: 1000, isDemand: true },
      ...{ brake: { perHour: 500, percent: 100, timesUsual: 10 }, now: new Date('2027-04-03T09:59:58.000Z') }
    })
  const failed = await Promise.allSettled(Array.from({ length: 48 }, (_, n) => take(`stumble-${n}`)))
  t.ok(failed.every(({ status }) => status === 'rejected'))
  isBroken = false
  t.equal((await take('afterwards')).arrival, 49, 'the three that were counted ahead of those are not lost')
})

t.test(
  'brake: once an hour was kept back and told, what comes over it is kept in the write that accepts it',
  async t => {
    const { store, clock, keys } = api.parts
    const many = await sourceOf({ brakePerHour: 1 })
    let sent = 0
    const demand = async () => {
      sent += 1
      const body = Buffer.from(JSON.stringify(envelope(`many-${sent}.example`)))
      const id = `many-${sent}`
      const timestamp = String(Math.floor(clock.now().getTime() / 1000))
      const signature = sign(many.secret, { id, timestamp, body })
      const rawHeaders = ['webhook-id', id, 'webhook-timestamp', timestamp, 'webhook-signature', signature]
      const receive = createReceive({ ...api.parts, keys })
      const { body: said } = await receive({ source: many.id, rawHeaders, body })
      return (await store.get<ErasureRequest>('request', said.request!))!
    }
    const first = await demand()
    const second = await demand()
    t.same(
      [first.body.keptBack ?? null, second.body.keptBack ?? null],
      [null, null],
      'the alarm is for the worker to raise'
    )
    const hour = clock.now().toISOString().slice(0, 13)
    const trip = { hour, at: clock.now().toISOString(), limit: 1, toldAt: clock.now().toISOString() }
    await noteTrip(store, many.id, trip)
    const third = await demand()
    t.match(third.body, { state: 'accepted', keptBack: { because: 'brake', foreseen: null } })
    t.match(third.body.evidence.at(-1), { kind: 'brake-kept', actor: 'lethe', data: { source: many.id, count: 3 } })
    t.ok(third.keys.includes(`kept:${many.id}`), 'people find it, and release it')
    t.ok(third.dueAt! > third.body.lastAt, 'nobody looks at it before they speak')
    t.equal(await keptBackBy(api.parts, third.body), 'brake', 'as the worker sees it')
    const agreed = { by: 'somebody', at: clock.now().toISOString(), hour }
    await agreeToRelease(store, many.id, agreed, third.body.lastAt)
    t.equal((await demand()).body.keptBack ?? null, null, 'after a release the worker asks who has agreed')
  }
)

t.test('a list that has lost most of itself is not believed at once', async t => {
  const at = '2027-03-01T08:00:00.000Z'
  const row = (n: number) => ({
    id: String(n),
    bornAt: '',
    since: at,
    phase: 'waiting',
    state: 'PENDING',
    changedAt: null
  })
  const rows = Array.from({ length: 50 }, (_, n) => ({ ...row(n), missing: 0, is: 'known', request: null }) as const)
  const list = { platform: campus, beganAt: at, lastCompleteAt: at, rows } as unknown as WatchList
  const seen = (many: number) =>
    Array.from({ length: many }, (_, n) => ({
      subject: { id: String(n), bornAt: '' }
    })) as unknown as readonly Sighting[]
  t.equal(isShrunk(list, seen(50), at), false)
  t.equal(isShrunk(list, seen(26), at), false)
  t.equal(isShrunk(list, seen(0), at), true)
  t.equal(isShrunk(list, seen(24), at), true)
  t.equal(isShrunk({ ...list, rows: list.rows.slice(0, 20) }, seen(0), at), false, 'a few may end in a night')
  t.equal(isShrunk({ ...list, shrunkSince: at }, seen(0), '2027-03-02T07:59:00.000Z'), true)
  t.equal(isShrunk({ ...list, shrunkSince: at }, seen(0), '2027-03-02T08:00:00.000Z'), false, 'after a day it is so')
  const owned = (many: number, day: string) =>
    ({
      at: `2027-03-${day}T02:00:00.000Z`,
      orphans: [],
      rows: Array.from({ length: many })
    }) as unknown as OwnershipSnapshot
  t.equal(isOwnershipShrunk(null, owned(0, '01')), false)
  t.equal(isOwnershipShrunk(owned(60, '01'), owned(0, '02')), true)
  t.equal(isOwnershipShrunk(owned(60, '01'), owned(30, '02')), false)
  t.equal(isOwnershipShrunk(owned(60, '01'), owned(0, '04')), false, 'after three nights it is so')
})

t.test('store: no 202 when nothing could be stored', async t => {
  const { put } = api.parts.store
  t.teardown(() => Object.assign(api.parts.store, { put }))
  Object.assign(api.parts.store, {
    put: async () => {
      throw new StoreError('write-failed', 'the disk said no')
    }
  })
  const answer = await send({})
  t.equal(`${answer.status} ${answer.json().code}`, '503 store-read-only')
})

t.test('oracle: what we sign the reference library takes, and the other way round', async t => {
  const now = new Date()
  const timestamp = String(Math.floor(now.getTime() / 1000))
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 24, maxLength: 64 }), fc.json(), fc.uuid(), async (bytes, text, id) => {
      const secret = `whsec_${Buffer.from(bytes).toString('base64')}`
      const body = Buffer.from(text)
      const webhook = new Webhook(secret)
      const ours = sign(secret, { id, timestamp, body })
      webhook.verify(text, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': ours })
      const theirs = webhook.sign(id, now, text)
      const headers = readHeaders(['Webhook-Id', id, 'webhook-timestamp', timestamp, 'webhook-signature', theirs])!
      if (!isSignedBy([secret], headers, body, () => Buffer.alloc(32))) throw new Error('theirs was refused')
      if (isSignedBy([stranger], headers, body, () => Buffer.alloc(32))) throw new Error('a stranger was taken')
      if (isSignedBy([], headers, body, () => Buffer.from(bytes))) throw new Error('a decoy was taken for a secret')
    }),
    { numRuns: 100 }
  )
  t.pass('100 of each')
})

t.test('secrets: whsec_ and 24 to 64 bytes in base64, nothing else', async t => {
  const of = (length: number) => Buffer.alloc(length, 1).toString('base64')
  t.ok(keyOf(`whsec_${of(24)}`))
  t.ok(keyOf(`whsec_${of(64)}`))
  for (const bad of [`whsec_${of(23)}`, `whsec_${of(65)}`, of(32), `whsk_${of(32)}`, 'whsec_', `whsec_${of(32)}!`, ''])
    t.equal(keyOf(bad), null)
  t.throws(() => sign('x', { id: 'a', timestamp: '1', body: Buffer.alloc(0) }))
})

t.test('doubled names: found wherever they stand, and only there', async t => {
  t.equal(hasDoubledName('{"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]}'), false)
  t.equal(hasDoubledName('{"a":":\\"{a","b":"a","c":["a","a"]}'), false)
  t.equal(hasDoubledName('{"a":1,"\\u0061":1}'), true)
  t.equal(hasDoubledName('[{"x":[{"y":1,"y":2}]}]'), true)
  await fc.assert(fc.asyncProperty(fc.json(), async text => !hasDoubledName(JSON.stringify(JSON.parse(text)))))
})

t.test('log: nothing of a delivery is in it', async t => {
  const all = api.log.join('')
  t.ok(api.log.length > attacks.length)
  for (const canary of ['ada.example', 'idm.example', 'people.example', 'msg_', 'whsec_', 'v1,', source.id, 'canary'])
    t.notMatch(all, canary)
})
