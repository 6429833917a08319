import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, createServer, get, type IncomingMessage, request as open } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import { answerProblem } from '../../plugin/api/problem-answer.ts'
import { refuseWhileStalled } from '../../plugin/api/stalls.ts'
import { limitCrowd, mostInHand } from '../../plugin/crowd.ts'
import { startServer } from '../../plugin/server.ts'
import { keepHeapSmall } from '../../plugin/store/heap.ts'
import { startLife } from '../soak/sidecar.ts'
import { type Call, demandOf, registerSite, type Site, signDelivery } from '../soak/site.ts'

/** One answer, or why there was none. */
type Heard = { readonly status: number; readonly again: string | undefined; readonly body: string } | string

const agent = new Agent({ keepAlive: true, maxSockets: 2000 })
t.teardown(() => agent.destroy())

const hear = (answer: IncomingMessage): Promise<Heard> =>
  text(answer).then(body => ({ status: answer.statusCode!, again: answer.headers['retry-after'], body }))

/** Sends a signed demand for a learner of a site. */
const deliver = (port: number, site: Site, learner: number): Promise<Heard> => {
  const at = new Date().toISOString()
  const { headers, body } = signDelivery(site, `msg_${learner}`, demandOf(site, learner, at), at)
  return new Promise(resolve => {
    const sent = open({ host: '127.0.0.1', port, path: site.source.path, method: 'POST', agent, headers })
    sent.on('response', answer => hear(answer).then(resolve, () => resolve('cut')))
    sent.on('error', () => resolve('cut'))
    sent.end(body)
  })
}

const wasAccepted = (heard: Heard): boolean => typeof heard !== 'string' && heard.status === 202
const requestOf = (heard: Heard): string => JSON.parse((heard as { body: string }).body).request

const callOf =
  (address: string, tokenFile: string): Call =>
  async (method, path, body) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`,
        ...(body !== undefined && { 'content-type': 'application/json' })
      },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as never
  }

const listIds = async (call: Call): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>()
  for (let after = ''; ; ) {
    const page = await call<{ items: { id: string }[]; next: string | null }>('GET', `/requests?limit=200${after}`)
    for (const { id } of page.items) ids.add(id)
    if (page.next === null) return ids
    after = `&after=${page.next}`
  }
}

const ground = (t: Test) => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-load-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const tokenFile = join(folder, 'token')
  const config = {
    ...{ host: '127.0.0.1', port: 0, mail: null, places: 8, stopGraceMs: 2000, logLevel: 'silent', url: '' },
    ...{ dataFolder: join(folder, 'one'), keysFolder: join(folder, 'keys'), tokenFile, platformsFile: null },
    gateway: { host: '127.0.0.1', port: 0 }
  }
  return { folder, tokenFile, config }
}

const openBox = async (t: Test) => {
  const box = await startSandbox({
    seed: {
      settings: { bulkRetirement: true },
      clients: [
        { id: 'worker', secret: 'sandbox-secret', owner: 'retirement_service_worker', grant: 'client_credentials' }
      ],
      people: [{ id: 1, username: 'retirement_service_worker', password: null, isStaff: true, mayCancel: true }]
    }
  })
  t.teardown(() => box.close())
  return box
}

t.test('a crowd: who finds no place is told when to come again, and work outlives whoever waits for it', async t => {
  const app = Fastify()
  app.setErrorHandler(answerProblem)
  const crowd = limitCrowd(app, 2)
  let arrived = Promise.withResolvers<void>()
  const doors: PromiseWithResolvers<void>[] = []
  app.get('/health/live', async () => 'yes')
  app.post('/work', request =>
    crowd.during(request, async () => {
      const door = Promise.withResolvers<void>()
      doors.push(door)
      arrived.resolve()
      await door.promise
      return 'done'
    })
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  const { port } = app.server.address() as { port: number }
  const begin = async () => {
    arrived = Promise.withResolvers()
    const sent = open({ host: '127.0.0.1', port, path: '/work', method: 'POST', agent: false }).end()
    const heard = new Promise<Heard>(resolve => {
      sent.on('response', answer => hear(answer).then(resolve))
      sent.on('error', () => resolve('cut'))
    })
    await Promise.race([arrived.promise, heard])
    return { sent, heard }
  }
  const one = await begin()
  const two = await begin()
  t.equal(crowd.size(), 2)
  const three = await (await begin()).heard
  t.match(three, { status: 503, again: '2', body: /"under-pressure"/ })
  const [live] = (await once(get({ host: '127.0.0.1', port, path: '/health/live' }), 'response')) as [IncomingMessage]
  t.equal(live.statusCode, 200, 'that it lives is told in any crowd')
  live.resume()
  const closed = once(app.server, 'connection').catch(() => {})
  two.sent.destroy()
  await two.heard
  t.match(await (await begin()).heard, { status: 503 }, 'its caller has gone, and the work goes on')
  await closed
  for (const door of doors) door.resolve()
  t.match(await one.heard, { status: 200 })
  // As long as tap is patient.
  while (crowd.size() > 0) await pause(5)
  const four = await begin()
  doors.at(-1)!.resolve()
  t.match(await four.heard, { status: 200 })
})

t.test('memory: V8 is told to collect sooner where many requests are open, and nothing where few are', async t => {
  const set: string[] = []
  for (const open of [0, 19_999, 20_000, 100_000]) {
    const settle = keepHeapSmall(option => void set.push(option))
    settle(open)
    set.push(`${open} open`)
  }
  const [small, asEver] = ['--heap-growing-percent=30', '--heap-growing-percent=0']
  t.same(set, [small, asEver, '0 open', small, asEver, '19999 open', small, '20000 open', small, '100000 open'])
  const known = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }).stdout
  t.match(known, '--heap-growing-percent', 'V8 knows what it is told')
})

t.test(
  'a stalled event loop: callers come again later, until it turns, and whether we live is told anyway',
  async t => {
    const app = Fastify()
    app.setErrorHandler(answerProblem)
    let nowMs = 0
    let turn = Promise.withResolvers<void>()
    let begun = 0
    refuseWhileStalled(app, 10_000, {
      ticks: () => nowMs,
      sleep() {
        begun += 1
        return turn.promise
      }
    })
    app.get('/work', async () => 'done')
    app.get('/live', { config: { isAlwaysAnswered: true } }, async () => 'yes')
    const ask = async (url: string) => (await app.inject({ url })).statusCode
    const turnAfter = async (ms: number) => {
      nowMs += ms
      turn.resolve()
      await turn.promise
      turn = Promise.withResolvers()
    }
    t.same([await ask('/work'), await ask('/work'), begun], [200, 200, 1], 'nothing is known yet, and one looks')
    await turnAfter(12_000)
    const { headers, body } = await app.inject({ url: '/work' })
    t.match({ headers, body }, { headers: { 'retry-after': '5' }, body: /"under-pressure"/ })
    t.same([await ask('/live'), await ask('/work'), begun], [200, 503, 2])
    await turnAfter(40)
    t.equal(await ask('/work'), 200)
    await turnAfter(12_000)
    nowMs += 10_000
    t.equal(await ask('/work'), 200, 'what was long ago says nothing of now')
  }
)

/** Stands before a platform, answers slowly, and counts how many calls it has at once. */
const countCalls = async (t: Test, to: string) => {
  const calls = { now: 0, most: 0, all: 0 }
  const server = createServer((incoming, outgoing) => {
    calls.now += 1
    calls.all += 1
    calls.most = Math.max(calls.most, calls.now)
    outgoing.once('close', () => {
      calls.now -= 1
    })
    const { method, url, headers } = incoming
    const onwards = open(`${to}${url}`, { method, headers }, async answer => {
      await pause(20)
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    })
    incoming.pipe(onwards)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { calls, address: `http://127.0.0.1:${(server.address() as { port: number }).port}` }
}

t.test(
  'over its limits: no more calls in hand than there are places, no more calls at a platform than it bears',
  async t => {
    const { config, tokenFile } = ground(t)
    const box = await openBox(t)
    const { calls, address } = await countCalls(t, box.address)
    const server = await startServer({ ...config, places: 32 }, { print: () => {}, log: () => {} })
    t.teardown(() => server.stop())
    const call = callOf(server.address, tokenFile)
    const site = await registerSite(call, 1, address)
    const port = Number(new URL(server.address).port)
    /** Its head has come and was taken; its body never comes. */
    const beginOne = async (): Promise<Socket> => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(`POST ${site.source.path} HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\n`)
      socket.write('content-length: 100\r\nexpect: 100-continue\r\n\r\n')
      await once(socket, 'data')
      return socket
    }
    const half = await Promise.all(Array.from({ length: mostInHand }, beginOne))
    const refused = await Promise.all(Array.from({ length: 60 }, (_, n) => deliver(port, site, n)))
    for (const each of refused) t.match(each, { status: 503, again: /^\d+$/, body: /"under-pressure"/ })
    t.equal((await fetch(`${server.address}/health/live`)).status, 200)
    for (const socket of half) socket.destroy()
    const again = async (): Promise<Heard> => {
      for (;;) {
        const heard = await deliver(port, site, 0)
        if (wasAccepted(heard)) return heard
        await pause(5)
      }
    }
    const id = requestOf(await again())
    t.same([...(await listIds(call))], [id], 'nothing was kept of what was refused')

    // However many wait for a slow platform.
    calls.most = 0
    calls.all = 0
    const heard = await Promise.all(Array.from({ length: 40 }, (_, n) => deliver(port, site, 100 + n)))
    t.equal(heard.filter(wasAccepted).length, 40)
    while (calls.all < 40) await pause(10)
    t.equal(calls.most, 4, 'as many as there are slots')
  }
)

t.test('SIGTERM with 200 deliveries in hand: what was accepted is stored, and the process ends by itself', async t => {
  const { folder, tokenFile, config } = ground(t)
  const box = await openBox(t)
  const given = { ...{ folder, name: 'one', keys: join(folder, 'keys'), tokenFile, storeUrl: null, aheadMs: 0 } }
  const start = (graceMs: number) => startLife({ ...given, mailUrl: 'smtp://127.0.0.1:9', graceMs, onDisk: () => {} })
  const life = await start(120_000)
  const address = `http://127.0.0.1:${life.api}`
  const call = callOf(address, tokenFile)
  const site = await registerSite(call, 1, box.address)
  const answers = Array.from({ length: 200 }, (_, n) => deliver(life.api, site, n))
  // Some are answered, the others are in hand.
  let answered = 0
  for (const one of answers) {
    void one.then(() => {
      answered += 1
    })
  }
  while (answered < 10) await pause(2)
  life.tell('SIGTERM')
  const heard = await Promise.all(answers)
  t.equal(await life.ended, 0)
  t.notMatch(readFileSync(join(folder, 'one.log'), 'utf8'), /stop-overdue/, 'nothing had to be cut off')
  const accepted = heard.filter(wasAccepted)
  t.ok(accepted.length >= 10)
  for (const each of heard.filter(one => !wasAccepted(one)))
    t.ok(each === 'cut' || (each as { status: number }).status === 503, 'who was not taken knows it')
  const again = await startServer(config, { print: () => {}, log: () => {} })
  t.teardown(() => again.stop())
  const known = await listIds(callOf(again.address, tokenFile))
  t.same(
    accepted.map(requestOf).filter(id => !known.has(id)),
    [],
    'no 202 is lost'
  )
  await again.stop()

  // A platform that never answers keeps an action in hand for as long as the grace.
  box.faults.add({ route: '*', kind: 'time-out', times: 100 })
  const slow = await start(600_000)
  while (box.faults.list()[0]?.times === 100) await pause(10)
  slow.tell('SIGTERM')
  const isListening = () =>
    new Promise<boolean>(resolve => {
      const socket = connect(slow.api, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      }).once('error', () => resolve(false))
    })
  while (await isListening()) await pause(10)
  slow.tell('SIGINT')
  t.equal(await slow.ended, 'SIGINT', 'asked twice, it ends at once')
})
