import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import t, { type Test } from 'tap'
import type { HttpCall, HttpDoor, Operation } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import { isPrivateAddress } from '../../adapters/http/address.ts'
import { createCircuit } from '../../adapters/http/circuit.ts'
import { BODY_LIMIT_BYTES } from '../../adapters/http/exchange.ts'
import { readRetryAfter } from '../../adapters/http/retry-after.ts'
import { createHttpDoor, type HttpDoorOptions } from '../../adapters/http.ts'

const READ: Operation = { id: 'readAccount', method: 'GET', path: '/accounts/{key}', repeat: 'safe' }
const ERASE: Operation = { id: 'eraseAccount', method: 'POST', path: '/erase', repeat: 'read-first' }
const signal = new AbortController().signal
const READ_ONE: HttpCall = { params: { key: 7 }, signal }

interface Stage {
  readonly base: string
  readonly door: HttpDoor
  /** Method and path of every request that arrived, in order. */
  readonly seen: string[]
  readonly slept: number[]
  /** Moves the clock of the door. */
  pass(ms: number): void
}

async function setStage(t: Test, answer: RequestListener, options: Partial<HttpDoorOptions> = {}): Promise<Stage> {
  const seen: string[] = []
  const slept: number[] = []
  let at = Date.parse('2026-03-01T10:00:00Z')
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const door = createHttpDoor({
    now: () => new Date(at),
    random: () => 0.5,
    sleep: async (ms, signal) => {
      signal.throwIfAborted()
      slept.push(ms)
      at += ms
    },
    allow: [{ base, allowPrivate: true }],
    ...options
  })
  t.teardown(async () => {
    server.closeAllConnections()
    server.close()
    await door.close()
  })
  const pass = (ms: number) => {
    at += ms
  }
  return { base, door, seen, slept, pass }
}

function reply(response: ServerResponse, status: number, body = '', headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

/** Answers from a list, the last one again and again. */
function inTurn(
  ...answers: readonly ((response: ServerResponse, request: IncomingMessage) => void)[]
): RequestListener {
  let count = 0
  return (request, response) => answers[Math.min(count++, answers.length - 1)]!(response, request)
}

async function failureOf(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await promise
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    const { failure, code, operation, status, mayHaveHappened, retryAfterMs } = error
    return { failure, code, operation, status, mayHaveHappened, retryAfterMs }
  }
  throw new Error('it did not fail')
}

t.test('a call is put together from the template, and nothing in it can change the path', async t => {
  let body = ''
  let headers: IncomingMessage['headers'] = {}
  const { base, door, seen } = await setStage(t, async (request, response) => {
    body = (await request.toArray()).join('')
    headers = request.headers
    reply(response, 200, '{"ok":true}')
  })
  const prefixed = `${base}/olat/`
  await door.call(base, READ, {
    params: { key: 'a/b ?#é' },
    query: { page: 2, all: true, state: ['A B', 'C'] },
    signal
  })
  t.equal(seen.at(-1), 'GET /accounts/a%2Fb%20%3F%23%C3%A9?page=2&all=true&state=A+B&state=C')
  await door.call(prefixed, ERASE, { json: { name: 'Ada' }, headers: { Authorization: 'Bearer x' }, signal })
  t.equal(seen.at(-1), 'POST /olat/erase', 'the path of the base comes first')
  t.equal(body, '{"name":"Ada"}')
  t.match(headers, { 'content-type': 'application/json', authorization: 'Bearer x', accept: 'application/json' })
  await door.call(base, ERASE, { form: { a: '1&2', b: 'ü' }, signal })
  t.equal(body, 'a=1%262&b=%C3%BC')
  t.equal(headers['content-type'], 'application/x-www-form-urlencoded')

  const before = seen.length
  for (const key of ['.', '..', '', '../admin', 'a/..', 'a\\..\\b', 'a//b', '\ud800']) {
    const failure = await failureOf(door.call(base, READ, { params: { key }, signal }))
    t.match(failure, { failure: 'refused', code: 'path-param-invalid', mayHaveHappened: false }, JSON.stringify(key))
  }
  t.match(await failureOf(door.call(base, READ, { signal })), { code: 'path-param-missing' })
  const host = { ...READ_ONE, headers: { Host: 'other.example' } }
  t.match(await failureOf(door.call(base, READ, host)), { code: 'header-not-permitted' })
  const split = { ...READ_ONE, headers: { 'x-a': 'b\r\nc: d' } }
  t.match(await failureOf(door.call(base, READ, split)), { failure: 'refused', code: 'request-invalid' })
  t.equal(seen.length, before, 'nothing of that was sent')
})

t.test('an answer is handed over as it is', async t => {
  const { base, door, seen } = await setStage(
    t,
    inTurn(
      response => reply(response, 200, '{"id":7}', { 'x-one': '1' }),
      response => reply(response, 404, '<h1>gone</h1>', { 'content-type': 'text/html' }),
      response =>
        reply(response, 500, '{"detail":"boom"}', { 'content-type': 'application/problem+json; charset=utf-8' }),
      response => reply(response, 302, '', { location: '/elsewhere' }),
      response => reply(response, 204),
      response => reply(response, 200, '{"id":')
    )
  )
  t.match(await door.call(base, READ, READ_ONE), {
    status: 200,
    json: { id: 7 },
    text: '{"id":7}',
    headers: { 'x-one': '1' }
  })
  t.match(await door.call(base, READ, READ_ONE), { status: 404, json: undefined, text: '<h1>gone</h1>' })
  t.match(await door.call(base, READ, READ_ONE), { status: 500, json: { detail: 'boom' } }, 'a 500 is not repeated')
  t.match(await door.call(base, READ, READ_ONE), { status: 302, headers: { location: '/elsewhere' } }, 'nor followed')
  t.match(await door.call(base, READ, READ_ONE), { status: 204, json: undefined })
  t.equal(seen.length, 5)
  t.same(await failureOf(door.call(base, READ, READ_ONE)), {
    failure: 'surprise',
    code: 'answer-not-json',
    operation: 'readAccount',
    status: 200,
    mayHaveHappened: true,
    retryAfterMs: null
  })
})

t.test('an answer without end is cut off', async t => {
  const { base, door } = await setStage(t, (_, response) => {
    response.writeHead(200)
    for (let sent = 0; sent <= BODY_LIMIT_BYTES; sent += 1024 * 1024) response.write(Buffer.alloc(1024 * 1024))
  })
  t.match(await failureOf(door.call(base, ERASE, { signal })), { failure: 'surprise', code: 'answer-too-large' })
})

t.test('what is safe is tried again, as late as the platform asks', async t => {
  const tooMany = (retryAfter: string) => (response: ServerResponse) =>
    reply(response, 429, '', { 'retry-after': retryAfter })
  const down = (response: ServerResponse) => reply(response, 503, '<html>', { 'content-type': 'text/html' })
  const fine = (response: ServerResponse) => reply(response, 200, '{}')

  const seconds = await setStage(t, inTurn(tooMany('7'), fine))
  t.match(await seconds.door.call(seconds.base, READ, READ_ONE), { status: 200 })
  t.same(seconds.slept, [7000])

  const date = await setStage(t, inTurn(tooMany('Sun, 01 Mar 2026 10:00:12 GMT'), fine))
  await date.door.call(date.base, READ, READ_ONE)
  t.same(date.slept, [12_000])

  const jitter = await setStage(t, inTurn(down))
  t.match(await failureOf(jitter.door.call(jitter.base, READ, READ_ONE)), {
    failure: 'unavailable',
    code: 'platform-unavailable',
    status: 503,
    mayHaveHappened: true
  })
  t.equal(jitter.seen.length, 3)
  t.same(jitter.slept, [250, 500], 'half of 500 ms, then half of 1 s')

  const long = await setStage(t, inTurn(tooMany('3600'), fine))
  t.match(await failureOf(long.door.call(long.base, READ, READ_ONE)), {
    code: 'too-many-requests',
    mayHaveHappened: false,
    retryAfterMs: 3_600_000
  })
  t.same(long.slept, [], 'an hour is not waited for')

  const mixed = await setStage(t, inTurn(down, tooMany('1')))
  t.match(
    await failureOf(mixed.door.call(mixed.base, READ, READ_ONE)),
    { code: 'too-many-requests', mayHaveHappened: true },
    'an earlier attempt may have happened although the last did not'
  )
})

t.test('what is not safe is sent once, whatever becomes of it', async t => {
  const rows: readonly (readonly [string, RequestListener, Record<string, unknown>])[] = [
    ['429', (_, response) => reply(response, 429), { code: 'too-many-requests', mayHaveHappened: false }],
    ['502', (_, response) => reply(response, 502), { code: 'platform-unavailable', mayHaveHappened: true }],
    ['504', (_, response) => reply(response, 504), { code: 'platform-unavailable', mayHaveHappened: true }],
    [
      'reset before the answer',
      request => request.socket.resetAndDestroy(),
      { code: 'connection-lost', mayHaveHappened: true }
    ],
    [
      'reset inside the body',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('half', () => request.socket.resetAndDestroy())
      },
      { code: 'connection-lost', mayHaveHappened: true }
    ]
  ]
  for (const [name, answer, expected] of rows) {
    for (const repeat of ['read-first', 'never'] as const) {
      const { base, door, seen } = await setStage(t, answer)
      const failure = await failureOf(door.call(base, { ...ERASE, repeat }, { json: {}, signal }))
      t.match(failure, { failure: 'unavailable', ...expected }, `${name}, ${repeat}`)
      t.same(seen, ['POST /erase'])
    }
  }
})

t.test('a time-out is over with its answer: nothing that was answered is held until then', async t => {
  const { base, door } = await setStage(t, (_, response) => reply(response, 200, '{}'), { timeoutMs: 54_321 })
  const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout]
  const running = new Set<unknown>()
  let started = 0
  t.teardown(() => Object.assign(globalThis, { setTimeout: set, clearTimeout: clear }))
  Object.assign(globalThis, {
    setTimeout(run: () => void, ms: number) {
      const timer = set(run, ms)
      if (ms === 54_321) started += running.add(timer) ? 1 : 0
      return timer
    },
    clearTimeout(timer: NodeJS.Timeout) {
      running.delete(timer)
      clear(timer)
    }
  })
  await door.call(base, READ, READ_ONE)
  await door.pass(base, { method: 'GET', target: '/', headers: [], body: Buffer.alloc(0), signal })
  t.equal(started, 2)
  t.equal(running.size, 0)
})

t.test('silence ends with the time-out, and whether anything was sent is told apart', async t => {
  const mute = await setStage(t, () => {})
  const timedOut = { failure: 'unavailable', code: 'timed-out', mayHaveHappened: true }
  t.match(await failureOf(mute.door.call(mute.base, ERASE, { timeoutMs: 30, signal })), timedOut, 'no headers')
  const slow = await setStage(t, (_, response) => void response.writeHead(200).write('{'))
  t.match(await failureOf(slow.door.call(slow.base, ERASE, { timeoutMs: 30, signal })), timedOut, 'no end of the body')

  const giveUp = new AbortController()
  const aborting = await setStage(t, () => giveUp.abort())
  const given = { params: { key: 1 }, signal: giveUp.signal }
  const aborted = { failure: 'unavailable', code: 'aborted' }
  t.match(await failureOf(aborting.door.call(aborting.base, READ, given)), { ...aborted, mayHaveHappened: true })
  t.match(await failureOf(aborting.door.call(aborting.base, READ, given)), { ...aborted, mayHaveHappened: false })
  t.equal(aborting.seen.length, 1, 'an abort is not tried again')

  const nobody = createTcpServer().listen(0, '127.0.0.1')
  await once(nobody, 'listening')
  const base = `http://127.0.0.1:${(nobody.address() as AddressInfo).port}`
  nobody.close()
  await once(nobody, 'close')
  const refused = await setStage(t, () => {}, { allow: [{ base, allowPrivate: true }] })
  t.match(await failureOf(refused.door.call(base, ERASE, { signal })), {
    code: 'connection-refused',
    mayHaveHappened: false
  })

  const named = 'http://lms.example:8000'
  const notFound = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
  const unnamed = await setStage(t, () => {}, {
    allow: [{ base: named, allowPrivate: false }],
    lookup: (_name, _options, callback) => callback(notFound, [])
  })
  t.match(await failureOf(unnamed.door.call(named, ERASE, { signal })), {
    code: 'name-not-resolved',
    mayHaveHappened: false
  })

  const plain = await setStage(t, () => {})
  const secure = plain.base.replace('http:', 'https:')
  const wrong = await setStage(t, () => {}, { allow: [{ base: secure, allowPrivate: true }] })
  t.match(
    await failureOf(wrong.door.call(secure, ERASE, { signal })),
    { failure: 'unavailable', mayHaveHappened: false },
    'TLS fails'
  )
})

t.test('only what is pinned is reached, and private addresses only where that was registered', async t => {
  const stage = await setStage(t, (_, response) => reply(response, 200, '{}'))
  const port = new URL(stage.base).port
  const local = (allowPrivate: boolean, addresses: readonly string[] = ['127.0.0.1']) =>
    createHttpDoor({
      now: () => new Date(0),
      random: () => 0,
      sleep: async () => {},
      allow: [{ base: `http://lms.example:${port}/path`, allowPrivate }],
      lookup: (_name, _options, callback) =>
        callback(
          null,
          addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
        )
    })
  const named = `http://lms.example:${port}`
  const notPermitted = { failure: 'refused', code: 'address-not-permitted', mayHaveHappened: false }
  t.match(await local(true).call(named, READ, READ_ONE), { status: 200 })
  t.match(await failureOf(local(false).call(named, READ, READ_ONE)), notPermitted, 'the name points to this machine')
  t.match(
    await failureOf(local(false, ['192.0.2.1', '::1']).call(named, READ, READ_ONE)),
    notPermitted,
    'one of two does'
  )
  t.equal(stage.seen.length, 1)

  for (const base of ['http://lms.example:1', `https://lms.example:${port}`, `http://other.example:${port}`]) {
    t.match(await failureOf(local(true, ['192.0.2.1']).call(base, READ, READ_ONE)), notPermitted, base)
  }
  const open = createHttpDoor({ now: () => new Date(0), random: () => 0, sleep: async () => {} })
  for (const host of [
    '127.0.0.1',
    '[::1]',
    '10.1.2.3',
    '2130706433',
    '0x7f.1',
    '[::ffff:127.0.0.1]',
    '169.254.169.254'
  ]) {
    t.match(await failureOf(open.call(`http://${host}:${port}`, READ, READ_ONE)), notPermitted, host)
  }
  for (const base of [
    'nonsense',
    'ftp://lms.example',
    'http://a:b@lms.example',
    'http://lms.example/?q=1',
    'http://lms.example/#x'
  ]) {
    t.match(
      await failureOf(open.call(base, READ, READ_ONE)),
      { failure: 'refused', code: 'base-address-invalid' },
      base
    )
  }
  for (const address of [
    '192.168.0.1',
    '172.31.0.1',
    '100.64.0.1',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1'
  ]) {
    t.equal(isPrivateAddress(address), true, address)
  }
  for (const address of ['8.8.8.8', '172.32.0.1', '2001:4860:4860::8888'])
    t.equal(isPrivateAddress(address), false, address)
})

t.test('slots bound what runs at once, first come, first served, and a wait can be given up', async t => {
  const held: (() => void)[] = []
  let running = 0
  let most = 0
  const { base, door, seen } = await setStage(
    t,
    (_, response) => {
      running += 1
      most = Math.max(most, running)
      held.push(() => {
        running -= 1
        reply(response, 200, '{}')
      })
    },
    { slots: 2 }
  )
  const giveUp = new AbortController()
  const read = (key: number, signal: AbortSignal) => door.call(base, READ, { params: { key }, signal })
  const calls = [1, 2].map(key => read(key, signal))
  const impatient = failureOf(read(3, giveUp.signal))
  calls.push(...[4, 5].map(key => read(key, signal)))
  giveUp.abort()
  t.match(await impatient, { failure: 'unavailable', code: 'aborted', mayHaveHappened: false })
  for (let answered = 0; answered < 4; answered += 1) {
    while (held.length < Math.min(2, 4 - answered)) await new Promise(resolve => setImmediate(resolve))
    held.shift()!()
  }
  await Promise.all(calls)
  t.equal(most, 2)
  t.same(seen.slice(2), ['GET /accounts/4', 'GET /accounts/5'])
})

t.test('pace keeps calls to one origin apart, whatever the path of the base', async t => {
  const { base, door, slept, pass } = await setStage(t, (_, response) => reply(response, 200, '{}'), { paceMs: 1000 })
  await door.call(base, READ, READ_ONE)
  await door.call(base, READ, READ_ONE)
  t.same(slept, [1000])
  pass(400)
  await door.call(`${base}/path`, READ, READ_ONE)
  t.same(slept, [1000, 600])
})

t.test('a circuit opens after failures in a row, and one trial decides about closing it', async t => {
  let status = 503
  const { base, door, seen, pass } = await setStage(t, (_, response) => reply(response, status, '{}'), {
    circuit: { failures: 2, openMs: 10_000 }
  })
  const erase = () => door.call(base, ERASE, { signal })
  const open = { failure: 'unavailable', code: 'circuit-open', mayHaveHappened: false }
  await failureOf(erase())
  status = 429
  await failureOf(erase())
  status = 503
  await failureOf(erase())
  t.equal(seen.length, 3, 'a 429 is a sign of life: the count began anew')
  await failureOf(erase())
  t.match(await failureOf(erase()), { ...open, retryAfterMs: 10_000 })
  t.equal(seen.length, 4, 'nothing is sent while it is open')

  pass(10_000)
  t.match(await failureOf(erase()), { code: 'platform-unavailable' }, 'the trial fails')
  t.match(await failureOf(erase()), open, 'so it opens again')
  pass(10_000)
  status = 200
  const [trial, other] = await Promise.allSettled([erase(), erase()])
  t.match(trial, { status: 'fulfilled' })
  t.match(other, { status: 'rejected', reason: open }, 'only one on trial')
  t.match(await erase(), { status: 200 }, 'it is closed')

  status = 503
  const failure = await failureOf(door.call(base, READ, READ_ONE))
  t.match(failure, { code: 'platform-unavailable', status: 503 }, 'what the platform said, not that the circuit opened')
  t.equal(seen.length, 9, 'attempts of one call count, and the open circuit ends them')
})

t.test('a circuit learns nothing from a trial that was given up, nor from what comes home late', async t => {
  let at = 0
  const circuit = createCircuit({ failures: 1, openMs: 100 }, () => new Date(at))
  const late = circuit.enter()
  circuit.enter()?.fail()
  late?.succeed()
  t.equal(circuit.enter(), null, 'the success began before it opened')
  at = 100
  circuit.enter()?.abandon()
  const trial = circuit.enter()
  t.ok(trial, 'the next one is on trial')
  t.equal(circuit.enter(), null)
  trial?.succeed()
  t.ok(circuit.enter())
})

t.test('a closed door lets nothing through', async t => {
  const { base, door, seen } = await setStage(t, (_, response) => reply(response, 200, '{}'))
  await door.call(base, READ, READ_ONE)
  await Promise.all([door.close(), door.close()])
  t.match(await failureOf(door.call(base, READ, READ_ONE)), { code: 'door-closed', mayHaveHappened: false })
  t.equal(seen.length, 1)
})

t.test('Retry-After is read as seconds or as an HTTP date, and nothing else', async t => {
  const now = new Date('2026-03-01T10:00:00Z')
  const rows: readonly (readonly [string | undefined, number | null])[] = [
    [undefined, null],
    ['0', 0],
    [' 120 ', 120_000],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['2026', 2_026_000],
    ['2026-03-02', null],
    ['Sun, 01 Mar 2026 10:01:00 GMT', 60_000],
    ['Sunday, 01-Mar-26 10:01:00 GMT', 60_000],
    ['Sun, 01 Mar 2026 09:00:00 GMT', 0]
  ]
  for (const [value, expected] of rows) t.equal(readRetryAfter(value, now), expected, String(value))
})
