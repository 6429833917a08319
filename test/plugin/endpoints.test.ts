import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import t from 'tap'
import { createHttpDoor } from '../../adapters/http.ts'
import { processIo } from '../../plugin/cli/process-io.ts'
import { runCli } from '../../plugin/cli/run.ts'
import { eventKinds } from '../../plugin/erasure/post.ts'
import type { Undelivered } from '../../plugin/erasure/undelivered.ts'
import { deliver } from '../../plugin/notify/deliver.ts'
import { createLanes } from '../../plugin/notify/lanes.ts'
import { dropLetter, redrive } from '../../plugin/notify/webhooks-out/redrive.ts'
import { certificatePage } from '../../plugin/pages/certificate/of-platform.ts'
import { systemRandom } from '../../plugin/random.ts'
import { countDeadLetters, keepDeadLetter } from '../../plugin/store/records/endpoints/dead-letters.ts'
import {
  addEndpoint,
  getEndpoint,
  rotateEndpoint,
  setEndpointDisabled
} from '../../plugin/store/records/endpoints/endpoints.ts'
import { changePlatform } from '../../plugin/store/records/platforms/platforms.ts'
import { drawCertificate } from '../../plugin/work/draw-certificate.ts'
import type { WorkParts } from '../../plugin/work/parts.ts'
import { startApi } from '../doubles/api-app.ts'
import { createMadeUpPlatform } from '../doubles/made-up-platform.ts'
import { openBench } from '../doubles/work-bench.ts'
import { learner, openOpenolat } from '../flows/openolat-ground.ts'

type Tests = Pick<typeof t, 'teardown'>
type Answer = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | 'hang up'

const random = systemRandom()
const hour = 60 * 60 * 1000

/** A receiver that answers as it is told to, 200 when nothing is left to say. */
const openReceiver = async (t: Tests, ...answers: Answer[]) => {
  const calls: { readonly path: string; readonly headers: Record<string, string>; readonly body: string }[] = []
  const server = createServer(async (request, response) => {
    calls.push({
      path: request.url!,
      headers: request.headers as Record<string, string>,
      body: await text(request)
    })
    const answer = answers.shift() ?? { status: 200 }
    if (answer === 'hang up') return request.socket.destroy()
    response.writeHead(answer.status, answer.headers).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    return new Promise<void>(resolve => server.close(() => resolve()))
  })
  return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lethe` }
}

/** The bench, with everything that leaves it. The clock begins now: signatures of long ago count for nothing. */
const openSite = async (t: Tests) => {
  const platform = createMadeUpPlatform([{ id: 'a' }])
  const bench = await openBench(platform, { send: async () => {} })
  t.teardown(() => bench.close())
  const { clock } = bench
  clock.advance(Date.now() - clock.now().getTime())
  const lanes = createLanes({ clock, random })
  const mails: unknown[][] = []
  const outward = {
    store: bench.parts.store,
    keys: bench.parts.keys,
    clock,
    lanes,
    tellPartner: async (...said: unknown[]) => void mails.push(said),
    openDoor: (url: string, timeoutMs: number) =>
      createHttpDoor({
        now: () => clock.now(),
        sleep: (ms, signal) => clock.sleep(ms, signal),
        random: () => random.fraction(),
        timeoutMs,
        allow: [{ base: url, allowPrivate: true }]
      })
  }
  const parts = bench.parts as { deliver?: WorkParts['deliver'] }
  parts.deliver = (...given) => deliver(outward, ...given)
  const using = () => ({ store: bench.parts.store, seals: bench.parts.keys, random, at: clock.now().toISOString() })
  const register = (url: string, changes: object = {}) =>
    addEndpoint(using(), { name: 'hub', url, events: eventKinds, platforms: [], source: null, ...changes })
  /** Goes on in time until nothing is due within the next hours. */
  const pass = async (hours: number) => {
    for (let left = hours; left > 0; left -= 1) {
      clock.advance(hour)
      await bench.work()
    }
  }
  return { ...bench, outward, mails, using, register, pass, platform }
}

const needsHttps = 'https-needed'
const typesOf = (calls: readonly { body: string }[]) => calls.map(({ body }) => JSON.parse(body).type as string)

t.test('an endpoint is told signed, under one id over all tries, and nothing names anybody', async t => {
  const site = await openSite(t)
  const receiver = await openReceiver(t, { status: 503, headers: { 'retry-after': '7200' } })
  const { id, secret } = await site.register(receiver.url, { events: ['request.completed'] })
  const second = await rotateEndpoint(site.using(), id, hour)
  const request = await site.demand('7')
  await site.work()
  t.equal((await site.request(request)).state, 'completed', 'nobody waits for an endpoint')
  t.equal(receiver.calls.length, 1)
  const first = receiver.calls[0]!
  for (const live of [secret, second]) t.ok(new Webhook(live).verify(first.body, first.headers), 'both secrets sign')
  await site.pass(1)
  t.equal(receiver.calls.length, 1, 'no sooner than Retry-After')
  await site.pass(2)
  t.equal(receiver.calls.length, 2)
  const again = receiver.calls[1]!
  t.equal(again.headers['webhook-id'], first.headers['webhook-id'])
  t.equal(again.body, first.body)
  t.match(JSON.parse(first.body), { type: 'request.completed', data: { request, state: 'completed', message: null } })
  t.notMatch(first.body, /person-7|uni\.example/)
  t.match((await site.request(request)).posts, [{ state: 'sent', tries: 2 }])
  await site.pass(30)
  t.equal(receiver.calls.length, 2, 'told once')
})

t.test('whoever sent the demand is told the id under which it was sent, and nobody else is', async t => {
  const site = await openSite(t)
  const own = await openReceiver(t)
  const other = await openReceiver(t)
  await site.register(own.url, { source: 'human-resources' })
  await site.register(other.url)
  const stranger = await openReceiver(t)
  await site.register(stranger.url, { source: 'somebody-else' })
  const request = await site.demand('7')
  const document = (await site.parts.store.get('request', request))!
  t.ok(document)
  await site.work()
  t.ok(typesOf(own.calls).includes('request.completed'))
  t.ok(typesOf(other.calls).includes('request.received'))
  t.equal(stranger.calls.length, 0, 'not its demand')
  t.ok(other.calls.every(({ body }) => JSON.parse(body).data.message === null))
})

t.test('only 2xx is taken, redirects are not followed, 410 ends it; dead letters can be sent again', async t => {
  const site = await openSite(t)
  const elsewhere = await openReceiver(t)
  const answers: Answer[] = [{ status: 302, headers: { location: elsewhere.url } }, { status: 404 }, 'hang up']
  const receiver = await openReceiver(t, ...answers, ...Array.from({ length: 30 }, () => ({ status: 400 })))
  const { id } = await site.register(receiver.url, { events: ['request.completed'] })
  const request = await site.demand('7')
  await site.work()
  await site.pass(24 * 5)
  t.equal(elsewhere.calls.length, 0)
  t.equal(receiver.calls.length, 11, 'ever more slowly, for some days')
  t.match((await site.request(request)).posts, [{ state: 'given-up', failure: 'endpoint-refuses' }])
  t.equal(await countDeadLetters(site.parts.store, id), 1)
  t.match(await redrive(site.outward, id), { sent: 0, left: 1, because: 'endpoint-refuses' })
  const gone = await openReceiver(t, { status: 410 })
  const other = await site.register(gone.url, { events: ['request.completed'] })
  await site.demand('8')
  await site.work()
  t.match((await getEndpoint(site.parts.store, other.id)).body.disabled, { because: 'endpoint-gone' })
  await site.pass(48)
  t.equal(gone.calls.length, 1, 'never again')
  t.match(await redrive(site.outward, other.id), { sent: 0, left: 1, because: 'endpoint-disabled' })
  await setEndpointDisabled(site.parts.store, other.id, null)
  t.match(await redrive(site.outward, other.id), { sent: 1, left: 0, because: null })
  t.equal(gone.calls[1]!.headers['webhook-id'], gone.calls[0]!.headers['webhook-id'], 'under its old id')
})

t.test(
  'dead letters go out the oldest first, however many there are, and once when two people ask at once',
  async t => {
    const site = await openSite(t)
    const receiver = await openReceiver(t)
    const { id } = await site.register(receiver.url)
    const many = 53
    for (let n = 0; n < many; n += 1) {
      const createdAt = new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString()
      const about = { state: 'completed', because: `letter-${n}`, joinedTo: null } as const
      // The ids run the other way.
      const post = {
        id: `post-${String(many - n).padStart(3, '0')}`,
        kind: 'request.completed',
        endpoint: id,
        about
      } as const
      const tried = { state: 'given-up', createdAt, tries: 11, nextAt: createdAt, sentAt: null, failure: null } as const
      const letter = {
        endpoint: id,
        request: 'r-1',
        platform: 'lake',
        post: { ...post, ...tried },
        failedAt: createdAt
      }
      await keepDeadLetter(site.parts.store, letter)
    }
    const [one, other] = await Promise.all([redrive(site.outward, id), redrive(site.outward, id)])
    t.same(
      [one, other].map(({ because }) => because),
      [null, null]
    )
    t.equal(one!.sent + other!.sent, many)
    t.same(
      receiver.calls.map(({ body }) => JSON.parse(body).data.because),
      Array.from({ length: many }, (_, n) => `letter-${n}`)
    )
  }
)

/** Keeps letters under these ids, the first the oldest. */
const keepLetters = async (
  site: { readonly parts: Pick<WorkParts, 'store'> },
  endpoint: string,
  ids: readonly string[]
) => {
  for (const [n, id] of ids.entries()) {
    const createdAt = new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString()
    const about = { state: 'completed', because: id, joinedTo: null } as const
    const tried = { state: 'given-up', createdAt, tries: 11, nextAt: createdAt, sentAt: null, failure: null } as const
    const post = { id, kind: 'request.completed', endpoint, about, ...tried } as const
    await keepDeadLetter(site.parts.store, { endpoint, request: 'r-1', platform: 'lake', post, failedAt: createdAt })
  }
}

t.test('a letter that is refused keeps none behind it waiting, and an endpoint that is down is left alone', async t => {
  const site = await openSite(t)
  const refused = Array.from({ length: 51 }, (_, n) => `bad-${String(n).padStart(2, '0')}`)
  const receiver = await openReceiver(t, ...refused.map(() => ({ status: 422 })))
  const { id } = await site.register(receiver.url)
  await keepLetters(site, id, [...refused, 'good'])
  t.match(await redrive(site.outward, id), { sent: 0, refused: 50, left: 52, because: 'endpoint-refuses' })
  const sentOf = () => receiver.calls.map(({ body }) => JSON.parse(body).data.because)
  site.clock.advance(1000)
  t.match(await redrive(site.outward, id), { sent: 49, refused: 1, left: 3 })
  t.same(sentOf().slice(50, 53), ['bad-50', 'good', 'bad-00'], 'those that were not tried come first')
  const down = await openReceiver(t, { status: 422 }, { status: 500 }, { status: 200 })
  const other = await site.register(down.url)
  await keepLetters(site, other.id, ['x-1', 'x-2', 'x-3'])
  t.match(await redrive(site.outward, other.id), { sent: 0, refused: 1, left: 3, because: 'endpoint-fails' })
  t.equal(down.calls.length, 2, 'it is not asked about the rest')
})

t.test('a letter is dropped once, of its own endpoint, and not before that is written down', async t => {
  const site = await openSite(t)
  const { id } = await site.register('https://hub.example/')
  await keepLetters(site, id, ['l-1', 'l-2'])
  const drop = (endpoint: string, before: () => Promise<void>) =>
    dropLetter(site.outward, { endpoint, letter: 'l-1' }, before)
  await t.rejects(
    drop('elsewhere', () => Promise.reject(new Error('not theirs'))),
    { code: 'dead-letter-unknown' }
  )
  await t.rejects(
    drop(id, () => Promise.reject(new Error('not recorded'))),
    /not recorded/
  )
  t.equal(await countDeadLetters(site.parts.store, id), 2)
  await drop(id, () => Promise.resolve())
  t.equal(await countDeadLetters(site.parts.store, id), 1)
  await t.rejects(
    drop(id, async () => {}),
    { code: 'dead-letter-unknown' }
  )
})

t.test('who drops a letter is on record, and a system drops none', async t => {
  const api = await startApi()
  t.teardown(() => api.stop())
  const admin = await api.person(['administrator'])
  const body = { name: 'hub', url: 'https://hub.example/', events: ['request.completed'] }
  const { id } = (await api.call('POST', '/endpoints', admin.token, body)).json().endpoint
  await keepLetters({ parts: api.parts }, id, ['l-1'])
  const drop = () => api.call('DELETE', `/endpoints/${id}/dead-letters/l-1`, admin.token)
  t.equal((await drop()).json().deadLetters, 0)
  t.equal((await drop()).json().code, 'dead-letter-unknown')
  const log = (await api.call('GET', '/governance-log', admin.token)).json().items as { act: string }[]
  t.match(
    log.filter(({ act }) => act === 'dead-letter-dropped'),
    [{ by: admin.id, about: { kind: 'dead-letter', id: 'l-1' }, before: { endpoint: id, request: 'r-1' } }]
  )
})

t.test('a recipient whose endpoint is switched off is tried on, and told when it is on again', async t => {
  const site = await openSite(t)
  const receiver = await openReceiver(t)
  const { id } = await site.register(receiver.url, { events: [] })
  const off = { at: site.clock.now().toISOString(), by: 'operator', because: 'disabled-by-person' }
  await setEndpointDisabled(site.parts.store, id, off)
  const recipient = {
    id: 'r-1',
    name: 'Grades Ltd',
    mail: null,
    endpoint: id,
    language: 'en',
    identifiers: ['email']
  } as const
  await changePlatform(site.parts.store, 'lake', body => ({ ...body, recipients: [recipient] }))
  const first = await site.demand('7')
  await site.work()
  t.match((await site.request(first)).posts, [{ state: 'due', failure: 'endpoint-disabled' }], 'the law wants it told')
  await setEndpointDisabled(site.parts.store, id, null)
  await site.pass(2)
  t.same(typesOf(receiver.calls), ['partner.erasure'])
  await setEndpointDisabled(site.parts.store, id, off)
  const second = await site.demand('8')
  await site.work()
  await site.pass(24 * 6)
  const { posts, evidence } = await site.request(second)
  t.match(posts, [{ state: 'given-up' }])
  t.ok(
    evidence.some(({ data }) => data.code === 'message-not-delivered'),
    'and is put before people when it cannot be'
  )
})

t.test('a receiver that is down or slow is asked by one at a time, and the others wait without a try', t => {
  const clock = { now: () => new Date(now), sleep: async () => {} }
  let now = Date.parse('2026-03-02T09:00:00.000Z')
  const lanes = createLanes({ clock, random })
  const refused = (receiver: string) => {
    try {
      lanes.enter(receiver)
      return null
    } catch (error) {
      return error as Undelivered
    }
  }
  const first = lanes.enter('slow')
  const other = lanes.enter('slow')
  t.match(refused('slow'), { code: 'receiver-busy', wasTried: false })
  t.equal(refused('quick'), null, 'others go on')
  first.failed()
  t.match(refused('slow'), { code: 'receiver-down', wasTried: false })
  other.arrived()
  now += 16_000
  t.equal(refused('slow'), null, 'one tries')
  t.end()
})

t.test(
  'recipients of the data are told at the end, what they need and no more, and the certificate names them',
  async t => {
    const site = await openSite(t)
    const receiver = await openReceiver(t, { status: 500 })
    const { id: endpoint, secret } = await site.register(receiver.url, { events: ['request.stalled'] })
    const base = { language: 'de', mail: null, endpoint: null } as const
    const recipients = [
      { ...base, id: 'r-1', name: 'Library of Lake', mail: 'erase@library.example', identifiers: ['email'] },
      { ...base, id: 'r-2', name: 'Exam Board', endpoint, identifiers: ['platform-id'] },
      { ...base, id: 'r-3', name: 'Unknown Ltd', endpoint, identifiers: ['external-id'] }
    ] as const
    await changePlatform(site.parts.store, 'lake', body => ({ ...body, recipients }))
    const id = await site.demand('7')
    await site.work()
    const waiting = JSON.parse(
      (await drawCertificate(site.parts, (await site.parts.store.get('request', id)) as never))!
    )
    t.match(waiting.certificate.recipients, [
      { id: 'r-1', name: 'Library of Lake', told: 'told' },
      { id: 'r-2', name: 'Exam Board', told: 'waiting', at: null },
      { id: 'r-3', told: 'given-up' }
    ])
    t.not((await site.request(id)).vault.work!.wrapped, null, 'the names stay until everybody is told')
    t.same(site.mails[0]!.slice(0, 2), ['erase@library.example', 'de'])
    t.same((site.mails[0]![3] as { identifiers: object[] }).identifiers, [
      { kind: 'email', value: 'person-7@uni.example' }
    ])
    await site.pass(2)
    const { body, headers } = receiver.calls[0]!
    t.ok(new Webhook(secret).verify(body, headers))
    t.equal(receiver.calls.at(-1)!.body, body)
    t.same(JSON.parse(body).data.subject, { identifiers: [{ kind: 'platform-id', value: '7' }] })
    const { posts, vault, evidence } = await site.request(id)
    t.same(
      posts!.map(({ state }) => state),
      ['sent', 'sent', 'given-up']
    )
    t.equal(vault.work!.wrapped, null)
    t.notMatch(JSON.stringify([posts, evidence]), /person-7|library\.example/)
    const told = JSON.parse((await drawCertificate(site.parts, (await site.parts.store.get('request', id)) as never))!)
    t.match(told.certificate.recipients[1], { told: 'told' })
    const page = certificatePage(JSON.stringify(told), null, 'de')
    t.match(page, /<td>Exam Board<\/td>\s*<td>ja, /)
    t.match(page, /<td>Unknown Ltd<\/td>\s*<td>war nicht zu erreichen/)
  }
)

t.test(
  'registered on the command line, told of an erasure by the running sidecar, and matched by the sender',
  async t => {
    const scene = await openOpenolat({})
    t.teardown(() => scene.close())
    const receiver = await openReceiver(t)
    const lethe = async (...args: string[]) => {
      let out = ''
      const say = (said: string) => {
        out += said
      }
      const io = { ...processIo(), out: say, err: () => {} }
      const tokenFile = join(scene.folder, 'token')
      const code = await runCli(['--json', '--url', scene.address(), '--token-file', tokenFile, ...args], io)
      return { code, said: JSON.parse(out) }
    }
    const added = await lethe(
      ...['endpoint', 'add', 'hub', '--at', receiver.url, '--event', 'request.completed'],
      ...['--source', scene.source.id]
    )
    const { id } = added.said.endpoint
    t.match((await lethe('endpoint', 'test', id)).said, { isTaken: true, because: null })
    t.ok(new Webhook(added.said.secret).verify(receiver.calls[0]!.body, receiver.calls[0]!.headers))
    const recipient = await lethe('recipient', 'add', 'campus', 'Exam Board', '--endpoint', id)
    t.match(recipient.said, [{ name: 'Exam Board', endpoint: id, identifiers: ['email'] }])
    t.equal((await lethe('endpoint', 'remove', id)).code === 0, false, 'a recipient is told through it')
    t.match((await lethe('endpoint', 'list')).said, [{ id, liveSecrets: 1, deadLetters: 0, disabled: null }])
    t.match((await lethe('endpoint', 'redrive', id)).said, { sent: 0, left: 0 })
    for (const far of ['http://hub.example/lethe', 'http://203.0.113.9/lethe', 'http://localhost.hub.example/'])
      t.equal(
        (await lethe('endpoint', 'add', 'far', '--at', far, '--event', 'request.completed')).said.error?.code,
        needsHttps
      )
    for (const near of ['https://hub.example/lethe', 'http://10.1.2.3/x', 'http://[::1]:8080/', 'http://hub:8080/']) {
      const { said } = await lethe('endpoint', 'add', 'near', '--at', near, '--event', 'request.completed')
      t.equal(said.endpoint?.url, near)
      t.equal(
        (await lethe('endpoint', 'drop-letter', said.endpoint.id, 'none')).said.error?.code,
        'dead-letter-unknown'
      )
      t.equal((await lethe('endpoint', 'remove', said.endpoint.id)).code, 0)
    }
    t.match(await scene.call('POST', '/mail/test'), { isTaken: false, because: 'mail-not-set' })
    const request = await scene.demand(learner, {}, scene.source, 'order-4711')
    await scene.untilState(request, 'completed', 'partially-completed')
    const told = await scene.until(
      () => receiver.calls.slice(1).map(({ body }) => JSON.parse(body) as { type: string; data: object }),
      calls => calls.length === 2
    )
    t.match(told.find(({ type }) => type === 'request.completed')!.data, { request, message: 'order-4711' })
    t.match(told.find(({ type }) => type === 'partner.erasure')!.data, {
      subject: { identifiers: [{ kind: 'email', value: learner[1] }] }
    })
  }
)
