import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Config } from '../../plugin/config.ts'
import { createReadiness, type Looked } from '../../plugin/health/readiness.ts'
import { systemRandom } from '../../plugin/random.ts'
import { type Server, startServer } from '../../plugin/server.ts'
import { type Disk, nodeDisk } from '../../plugin/store/disk.ts'
import { StoreError } from '../../plugin/store/store-error.ts'
import { createManualClock } from '../doubles/manual-clock.ts'

// Sidecars are started, on a machine that is busy with the other tests.
t.setTimeout(300_000)

const start = async (t: Test, openDisk: () => Disk = nodeDisk, stopGraceMs = 100) => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-health-'))
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    gateway: null,
    dataFolder: join(folder, 'data'),
    keysFolder: join(folder, 'keys'),
    mail: null,
    places: 1,
    stopGraceMs,
    logLevel: 'silent',
    url: '',
    tokenFile: join(folder, 'token')
  }
  const server = await startServer(config, { print: () => {}, log: () => {} }, openDisk)
  t.teardown(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return { ...config, server }
}

const ask = async ({ address }: Server, path: string) => {
  const answer = await fetch(`${address}${path}`)
  return [answer.status, await answer.json()]
}

const ready = [200, { ready: true, because: [] }]
const notReady = (...because: string[]) => [503, { ready: false, because }]

t.test('ready says by its code what became of the keys, and is ready again when they are back', async t => {
  const { server, keysFolder } = await start(t)
  t.same(await ask(server, '/health/ready'), ready)
  renameSync(keysFolder, `${keysFolder}.away`)
  t.same(await ask(server, '/health/ready'), notReady('keys-missing'))
  t.same(await ask(server, '/health/live'), [200, { live: true }], 'a restart would not bring them back')
  renameSync(`${keysFolder}.away`, keysFolder)
  t.same(await ask(server, '/health/ready'), ready)
  chmodSync(join(keysFolder, 'index.key'), 0o644)
  t.same(await ask(server, '/health/ready'), notReady('keys-too-open'))
  chmodSync(join(keysFolder, 'index.key'), 0o600)
  const own = readFileSync(join(keysFolder, 'secrets.key'))
  writeFileSync(join(keysFolder, 'secrets.key'), Buffer.alloc(32, 7))
  t.same(await ask(server, '/health/ready'), notReady('keys-foreign'))
  writeFileSync(join(keysFolder, 'secrets.key'), own)
  t.same(await ask(server, '/health/ready'), ready)
})

t.test('ready says that the disk has refused a write, and what is asked by many is answered to the last', async t => {
  let isFull = false
  const openDisk = (): Disk => {
    const disk = nodeDisk()
    return new Proxy(disk, {
      get(target, name: keyof Disk) {
        if (!isFull || ['read', 'list', 'mark'].includes(name)) return target[name]
        return async () => {
          throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
        }
      }
    })
  }
  const { server, tokenFile } = await start(t, openDisk)
  isFull = true
  const refused = await fetch(`${server.address}/pause`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`,
      'content-type': 'application/json'
    },
    body: '{"because":"a test"}'
  })
  t.equal(refused.status, 503)
  t.same(await ask(server, '/health/ready'), notReady('store-read-only'))
  t.same(await ask(server, '/health/live'), [200, { live: true }])
  isFull = false
  const many = await Promise.all(Array.from({ length: 40 }, () => fetch(`${server.address}/health/live`)))
  t.ok(many.every(({ status, headers }) => status === 200 && !headers.has('x-ratelimit-limit')))
})

t.test('while it stops, a call on a connection that is still open is told to go elsewhere', async t => {
  const { server } = await start(t)
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET /health/ready HTTP/1.1\r\n')
  t.equal((await fetch(`${server.address}/health/ready`)).status, 200)
  const stopped = server.stop()
  await t.rejects(fetch(`${server.address}/health/ready`), 'nobody new is let in')
  socket.write('host: here\r\n\r\n')
  t.match(String((await once(socket, 'data'))[0]), /^HTTP\/1.1 503 /)
  await stopped
})

t.test('ready asks the store, and looks whether what is due is taken up', async t => {
  const clock = createManualClock()
  const at = (ms: number) => new Date(clock.now().getTime() + ms).toISOString()
  type Changes = { nextDueAt?: () => Promise<string | null>; lane?: Error; writable?: boolean; places?: boolean }
  const look = (changes: Changes) =>
    createReadiness({
      store: {
        exclusive: async (_: string, run: () => Promise<unknown>) => {
          if (changes.lane !== undefined) throw changes.lane
          return run()
        },
        nextDueAt: changes.nextDueAt ?? (async () => null),
        state: () => ({ writable: changes.writable ?? true, aside: [], duplicates: [] })
      } as unknown as Looked['store'],
      keys: { check: () => null },
      clock,
      random: systemRandom(),
      hasPlace: () => changes.places ?? true
    })()
  const fails = (error: Error) => async () => {
    throw error
  }
  const overdue = async () => at(-200_000)
  t.same(await look({}), [])
  t.same(await look({ nextDueAt: async () => at(-170_000) }), [], 'it may take a while')
  t.same(await look({ nextDueAt: overdue }), ['worker-stalled'])
  t.same(await look({ nextDueAt: overdue, places: false }), [], 'everybody is busy')
  t.same(await look({ writable: false }), ['store-read-only'])
  t.same(await look({ nextDueAt: fails(new StoreError('unreachable', '')) }), ['store-unreachable'])
  t.same(await look({ nextDueAt: fails(new StoreError('newer-format', '')) }), ['store-newer'])
  t.same(await look({ nextDueAt: fails(new Error('odd')) }), ['store-unreachable'])
  t.same(await look({ lane: new StoreError('unreachable', '') }), ['store-unreachable'], 'no section could be entered')
  const hanging = look({ nextDueAt: () => new Promise(() => {}), writable: false })
  clock.advance(2_000)
  t.same(await hanging, ['store-unreachable'], 'who does not answer is not waited for')
})
