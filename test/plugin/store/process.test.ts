import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { systemClock } from '../../../plugin/clock.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { nodeDisk } from '../../../plugin/store/disk.ts'
import { openStore } from '../../../plugin/store/open.ts'
import type { Store } from '../../../plugin/store/store.ts'

const writer = fileURLToPath(new URL('../../doubles/store-writer.ts', import.meta.url))

function open(folder: string): Promise<Store> {
  return openStore({ folder, disk: nodeDisk(), clock: systemClock(), random: systemRandom() })
}

async function makeFolder(t: Test): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'lethe-process-'))
  t.teardown(() => rm(parent, { recursive: true }))
  return join(parent, 'data')
}

/** The last revision per document that the process has reported, once it has reported `count` in all. */
async function follow(child: ChildProcess, count: number): Promise<Map<string, number>> {
  const acknowledged = new Map<string, number>()
  let lines = 0
  for await (const line of createInterface({ input: child.stdout! })) {
    const [id = '', revision] = line.split(' ')
    acknowledged.set(id, Number(revision))
    lines += 1
    if (lines === count) child.kill('SIGKILL')
  }
  return acknowledged
}

t.test('kill -9: what was acknowledged is there, the lock is free, and nothing is half', async t => {
  const folder = await makeFolder(t)
  const seen = new Map<string, number>()
  for (const count of [1, 40, 173]) {
    const child = spawn(process.execPath, [writer, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
    const closed = once(child, 'exit')
    const acknowledged = await follow(child, count)
    t.same((await closed)[1], 'SIGKILL')
    const store = await open(folder)
    t.same(store.state(), { writable: true, aside: [], duplicates: [] })
    for (const [id, revision] of acknowledged) {
      const document = await store.get<{ step: number; text: string }>('request', id)
      t.ok((document?.revision ?? 0) >= revision, `${id}: ${document?.revision} of ${revision}`)
      t.match(document?.body, { step: document?.revision, text: 'x'.repeat(2000) })
      seen.set(id, revision)
    }
    for (const document of await store.query('request', { key: 'k' })) {
      await store.remove('request', document.id, document.revision)
    }
    await store.close()
  }
  t.ok(seen.size > 0)
})

t.test('lock: a second opening is refused, in another process and in this one, with what to do', async t => {
  const folder = await makeFolder(t)
  const store = await open(folder)
  await t.rejects(open(folder), { code: 'already-running', message: /Stop it first/ })
  const child = spawn(process.execPath, [writer, folder], { stdio: ['pipe', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    said += text
  })
  const [code] = await once(child, 'close')
  t.equal(code, 1)
  t.match(said, /already-running/)
  await store.put('request', 'a', { body: 1, keys: [], unique: [], dueAt: null, shelf: null }, { expected: 0 })
  await store.close()
  await (await open(folder)).close()
  const file = join(folder, 'request', 'open', 'a.json')
  const refused = await open(file).catch(error => error)
  t.equal(refused.code, 'lock-failed', 'no folder')
  t.ok(refused.message.includes(file), 'and which')
})

t.test("disk: a new file is new, its owner's alone, and synced under the name under which it lies", async t => {
  const folder = await makeFolder(t)
  const disk = nodeDisk()
  await disk.makeFolder(folder)
  const [one, other] = [join(folder, 'one'), join(folder, 'other')]
  await disk.writeNew(one, Buffer.from('first'))
  t.equal((await stat(one)).mode & 0o777, 0o600)
  await t.rejects(disk.writeNew(one, Buffer.from('second')), { code: 'EEXIST' })
  await disk.sync(one)
  await disk.rename(one, other)
  t.equal((await disk.read(other))?.toString(), 'first')
  await t.rejects(disk.sync(one), { code: 'ENOENT' }, 'what was renamed is no longer known')
  await disk.writeNew(one, Buffer.from('third'))
  await disk.remove(one)
  await t.rejects(disk.sync(one), { code: 'ENOENT' }, 'nor is what was removed')
  const long = Buffer.alloc(300_000, 'long ')
  await disk.writeNew(one, long)
  t.ok(long.equals((await disk.read(one))!), 'as long as it is')
  t.equal(await disk.read(join(folder, 'nobody')), null)
  await t.rejects(disk.read(folder), { code: 'EISDIR' })
  await disk.remove(one)
  await disk.writeNew(one, Buffer.alloc(0))
  t.equal((await disk.read(one))?.length, 0)
  await rm(one)
  await t.rejects(disk.sync(one), { code: 'ENOENT' }, 'where nothing was written, nothing lasts yet')
})

t.test('clock and random: as the machine has them', async t => {
  const clock = systemClock()
  await clock.sleep(1, new AbortController().signal)
  const stop = new AbortController()
  const warnings: string[] = []
  process.on('warning', warning => warnings.push(warning.name))
  const sleeping = clock.sleep(2 ** 40, stop.signal)
  await clock.sleep(1, new AbortController().signal)
  t.same(warnings, [], 'no timer that is too long and fires at once')
  stop.abort()
  await t.rejects(sleeping, { name: 'AbortError' }, 'a sleep can be ended')
  t.ok(clock.now() instanceof Date)
  const random = systemRandom()
  t.equal(random.bytes(7).length, 7)
  t.match(random.uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  t.ok([...Array(99)].map(() => random.fraction()).every(one => one >= 0 && one < 1))
})
