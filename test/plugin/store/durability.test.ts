import { createHash } from 'node:crypto'
import t, { type Test } from 'tap'
import type { Clock } from '../../../plugin/clock.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { tellingFaults } from '../../../plugin/store/change-bell.ts'
import { openEndedIds } from '../../../plugin/store/ended-ids/ledger.ts'
import { type OpenedStore, openStore } from '../../../plugin/store/open.ts'
import type { Document, Entry, Store } from '../../../plugin/store/store.ts'
import { createManualClock } from '../../doubles/manual-clock.ts'
import {
  createPowerCutDisk,
  cutAt,
  failAt,
  full,
  type PowerCutDisk,
  readOnly,
  survivals
} from '../../doubles/power-cut-disk.ts'

const random = systemRandom()
const clock = createManualClock()
const empty: Entry<unknown> = { body: {}, keys: [], unique: [], dueAt: null, shelf: null }
const fileOfA = '/data/request/open/a.json'

function open(disk: PowerCutDisk): Promise<OpenedStore> {
  return openStore({ folder: '/data', disk, clock, random })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error
}

/** A change, and how the document reads before and after it: null if there is none. */
interface Change {
  readonly name: string
  prepare(store: Store): Promise<unknown>
  run(store: Store): Promise<unknown>
  readonly before: object | null
  readonly after: object | null
}

const signalled = [{ n: 1, signal: 'hear' }]
const changes: readonly Change[] = [
  {
    name: 'the first put of all',
    prepare: async () => {},
    run: store => store.put('request', 'a', { ...empty, body: 'new', unique: ['u'] }, { expected: 0 }),
    before: null,
    after: { revision: 1, body: 'new', unique: ['u'] }
  },
  {
    name: 'a put over another',
    prepare: store => store.put('request', 'a', { ...empty, body: 'old', unique: ['u'] }, { expected: 0 }),
    run: store => store.put('request', 'a', { ...empty, body: 'new'.repeat(99), unique: ['v'] }, { expected: 1 }),
    before: { revision: 1, body: 'old', unique: ['u'] },
    after: { revision: 2, body: 'new'.repeat(99), unique: ['v'] }
  },
  {
    name: 'a signal',
    prepare: store => store.put('request', 'a', { ...empty, body: 'same' }, { expected: 0 }),
    run: store => store.signal('request', 'a', 'hear'),
    before: { revision: 1, body: 'same', signals: [] },
    after: { revision: 1, body: 'same', signals: signalled }
  },
  {
    name: 'a move to a shelf',
    prepare: async store => {
      await store.put('request', 'a', { ...empty, body: 'open', keys: ['k'] }, { expected: 0 })
      await store.signal('request', 'a', 'hear')
    },
    run: store => store.put('request', 'a', { ...empty, body: 'ended', shelf: '2026-03' }, { expected: 1 }),
    before: { revision: 1, body: 'open', shelf: null, keys: ['k'], signals: signalled },
    after: { revision: 2, body: 'ended', shelf: '2026-03', keys: [], signals: signalled }
  },
  {
    name: 'a move to another shelf',
    prepare: store => store.put('request', 'a', { ...empty, body: 'old', shelf: '2026-03' }, { expected: 0 }),
    run: store => store.put('request', 'a', { ...empty, body: 'new', shelf: '2026-02' }, { expected: 1 }),
    before: { revision: 1, body: 'old', shelf: '2026-03' },
    after: { revision: 2, body: 'new', shelf: '2026-02' }
  },
  {
    name: 'a reopening',
    prepare: store => store.put('request', 'a', { ...empty, body: 'ended', shelf: '2026-03' }, { expected: 0 }),
    run: store => store.put('request', 'a', { ...empty, body: 'open' }, { expected: 1 }),
    before: { revision: 1, body: 'ended', shelf: '2026-03' },
    after: { revision: 2, body: 'open', shelf: null }
  },
  {
    name: 'a removal',
    prepare: store => store.put('request', 'a', { ...empty, body: 'old' }, { expected: 0 }),
    run: store => store.remove('request', 'a', 1),
    before: { revision: 1, body: 'old' },
    after: null
  },
  {
    name: 'a removal from a shelf',
    prepare: store => store.put('request', 'a', { ...empty, body: 'old', shelf: '2026-03' }, { expected: 0 }),
    run: store => store.remove('request', 'a', 1),
    before: { revision: 1, body: 'old', shelf: '2026-03' },
    after: null
  }
]

function reads(document: Document<unknown> | null, expected: object | null): boolean {
  if (document === null || expected === null) return document === expected
  const { signals, ...rest } = document
  const seen = { ...rest, signals: signals.map(({ n, signal }) => ({ n, signal })) }
  return Object.entries(expected).every(
    ([name, value]) => JSON.stringify(seen[name as keyof typeof seen]) === JSON.stringify(value)
  )
}

/** The document lies in one place only, nothing is left over, and the next changes work. */
async function assertSound(t: Test, disk: PowerCutDisk, store: Store, change: Change, note: string): Promise<void> {
  const document = await store.get('request', 'a')
  const files = disk.paths().filter(path => path.includes('a.json'))
  if (files.length !== (document === null ? 0 : 1)) t.fail(`${note}: files ${files.join(' ')}`)
  const state = store.state()
  if (!state.writable || state.aside.length > 0) t.fail(`${note}: ${JSON.stringify(state)}`)
  const listed = await store.query('request', document?.shelf ? { shelf: document.shelf } : { all: true })
  if (listed.length !== files.length) t.fail(`${note}: lists ${listed.length} documents`)
  if (!reads(document, change.before) && !reads(document, change.after)) {
    t.fail(`${note}: neither before nor after`, { document })
  }
  await store.put('request', 'a', { ...empty, unique: ['u', 'v'] }, { expected: document?.revision ?? 0 })
}

for (const change of changes) {
  t.test(`power cut: at every disk call of ${change.name}, what is there is the old or the new document`, async t => {
    for (const survival of survivals) {
      let isAcknowledged = false
      let cuts = 0
      while (!isAcknowledged) {
        const disk = createPowerCutDisk()
        const store = await open(disk)
        await change.prepare(store)
        disk.refuse(cutAt(1 + cuts))
        isAcknowledged = await change.run(store).then(
          () => true,
          () => false
        )
        const survived = disk.cut(survival)
        const again = await open(survived)
        const note = `${survival}, call ${cuts + 1}`
        if (isAcknowledged && !reads(await again.get('request', 'a'), change.after)) t.fail(`${note}: lost`)
        await assertSound(t, survived, again, change, note)
        cuts += 1
      }
      t.ok(cuts > 2, `${survival}: ${cuts - 1} calls`)
    }
  })

  t.test(`power cut: at every disk call of the start after a cut in ${change.name}, the same`, async t => {
    const calls = await countCalls(change)
    for (let first = 1; first <= calls; first += 1) {
      const disk = createPowerCutDisk()
      const store = await open(disk)
      await change.prepare(store)
      disk.refuse(cutAt(first))
      await change.run(store).catch(codeOf)
      const half = disk.cut('everything')
      let isOpened = false
      for (let second = 1; !isOpened; second += 1) {
        const starting = half.cut('everything')
        starting.refuse(cutAt(second, '/data/request'))
        const opened = await open(starting).catch(() => null)
        isOpened = opened?.state().writable === true
        const survived = starting.cut('names')
        await assertSound(t, survived, await open(survived), change, `cuts ${first}, ${second}`)
      }
    }
    t.ok(calls > 1)
  })
}

/** A disk whose folder syncs tell late that they are done: names may be added meanwhile. */
function tellingLate(disk: PowerCutDisk): PowerCutDisk {
  return {
    ...disk,
    async syncFolder(folder) {
      await disk.syncFolder(folder)
      for (let turns = 0; turns < 12; turns += 1) await Promise.resolve()
    }
  }
}

t.test('power cut: of many writers at once, whoever was told yes is there, wherever it cuts', async t => {
  for (const survival of survivals) {
    let told = 0
    let syncs = 0
    for (let cut = 1; told < 24; cut += 1) {
      const disk = createPowerCutDisk()
      const store = await open(tellingLate(disk))
      const isCut = cutAt(cut)
      syncs = 0
      disk.refuse(call => {
        if (call.verb === 'syncFolder') syncs += 1
        return isCut(call)
      })
      const yes: string[] = []
      const written = Array.from({ length: 24 }, async (_, n) => {
        for (let turns = n * 5; turns > 0; turns -= 1) await Promise.resolve()
        await store.put('request', `r${n}`, { ...empty, body: n }, { expected: 0 })
        yes.push(`r${n}`)
      })
      await Promise.allSettled(written)
      told = yes.length
      const again = await open(disk.cut(survival))
      for (const id of yes)
        if ((await again.get('request', id)) === null) t.fail(`${survival}, call ${cut}: ${id} was lost`)
      if (!again.state().writable || again.state().aside.length > 0) t.fail(`${survival}, call ${cut}: damage`)
    }
    t.ok(syncs < 20, `24 share ${syncs} syncs of their folder`)
  }
})

async function countCalls(change: Change): Promise<number> {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  await change.prepare(store)
  const before = disk.countCalls()
  await change.run(store)
  return disk.countCalls() - before
}

t.test('failing disk: after a failure at any write of a change the store only reads', async t => {
  for (const change of changes) {
    const calls = await countCalls(change)
    let failures = 0
    for (let n = 1; n <= calls; n += 1) {
      const disk = createPowerCutDisk()
      const store = await open(disk)
      await change.prepare(store)
      await store.put('person', 'b', { ...empty, body: 'other' }, { expected: 0 })
      disk.refuse(failAt(n))
      const code = await change.run(store).then(() => null, codeOf)
      if (code !== 'write-failed') continue
      failures += 1
      t.equal(store.state().writable, false)
      t.match(await store.get('person', 'b'), { body: 'other' }, 'reads go on')
      t.equal(await store.put('person', 'c', empty, { expected: 0 }).catch(codeOf), 'read-only')
      t.equal(await store.signal('person', 'b', 1).catch(codeOf), 'read-only')
      t.equal(await store.remove('person', 'b', 1).catch(codeOf), 'read-only')
      const survived = disk.cut('synced')
      await assertSound(t, survived, await open(survived), change, `${change.name}, failure ${n}`)
    }
    t.ok(failures > 1, `${change.name}: ${failures} failures`)
  }
})

t.test(
  'full disk: what was refused before it lay in its place is taken once there is room, without a restart',
  async t => {
    for (const change of changes) {
      const calls = await countCalls(change)
      let refusals = 0
      for (const isLasting of [false, true])
        for (let n = 1; n <= calls; n += 1) {
          const disk = createPowerCutDisk()
          const store = await open(disk)
          await change.prepare(store)
          const verbs: string[] = []
          disk.refuse(({ verb }) => {
            verbs.push(verb)
            if (isLasting ? verbs.length < n : verbs.length !== n) return null
            return isLasting ? readOnly({ verb, path: '' }) : 'ENOSPC'
          })
          const note = `${change.name}, ${isLasting ? 'from' : 'at'} ${n}`
          const code = await change.run(store).then(() => null, codeOf)
          const refused = verbs[n - 1]!
          if (code !== 'write-failed') continue
          if (store.state().writable) t.fail(`${note}: said to be writable`)
          await store.nextDueAt('request')
          if (isLasting && store.state().writable) t.fail(`${note}: tried out on a disk that takes nothing`)
          disk.refuse(() => null)
          await store.nextDueAt('request')
          // Once something lies in its place, only a start tells which of two counts, and whether it lasts.
          if (refused === 'syncFolder' || (refused === 'remove' && change.after !== null)) {
            if (store.state().writable) t.fail(`${note}: goes on in the middle`)
            if ((await store.put('person', 'c', empty, { expected: 0 }).catch(codeOf)) !== 'read-only') t.fail(note)
            continue
          }
          if (!store.state().writable) t.fail(`${note}: takes nothing`)
          if (!reads(await store.get('request', 'a'), change.before)) t.fail(`${note}: changed`)
          await change.run(store).catch(error => t.fail(`${note}: ${codeOf(error)}`))
          const survived = disk.cut('synced')
          const restarted = await open(survived)
          if (!reads(await restarted.get('request', 'a'), change.after)) t.fail(`${note}: lost`)
          await assertSound(t, survived, restarted, change, note)
          refusals += 1
        }
      t.ok(refusals > 0, `${change.name}: ${refusals} refusals`)
    }
  }
)

t.test('failing disk: a failed write leaves index, keys and claims as they were', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  const dueAt = clock.now().toISOString()
  await store.put('request', 'a', { ...empty, body: 'old', keys: ['k'], unique: ['u'], dueAt }, { expected: 0 })
  const rung: string[] = []
  store.onChange((_, id) => rung.push(String(id)))
  disk.refuse(call => (call.verb === 'sync' ? 'EIO' : null))
  t.equal(await store.put('request', 'a', { ...empty, keys: ['z'] }, { expected: 1 }).catch(codeOf), 'write-failed')
  t.match(await store.query('request', { key: 'k' }), [{ body: 'old', revision: 1 }])
  t.same(await store.query('request', { key: 'z' }), [])
  t.equal(await store.nextDueAt('request'), dueAt)
  t.same(rung, [])
})

t.test('failing disk: who wants a key that is being written is not refused for a holder that never comes', async t => {
  for (const broken of [false, true]) {
    const disk = createPowerCutDisk()
    const store = await open(disk)
    disk.refuse(call => (broken && call.verb === 'sync' ? 'EIO' : null))
    const claims = ['a', 'b'].map(id =>
      store.put('request', id, { ...empty, keys: ['k'], unique: ['u'] }, { expected: 0 })
    )
    const holders = await claims[1]!
      .catch(codeOf)
      .then(async code => [code, await store.query('request', { key: 'k' })])
    t.match(holders, broken ? ['read-only', []] : ['duplicate-key', [{ id: 'a' }]])
    t.equal(await claims[0]!.catch(codeOf), broken ? 'write-failed' : 1)
  }
})

t.test(
  'failing disk: who wants a key that is being let go of waits for that, and is refused where it fails',
  async t => {
    for (const broken of [false, true]) {
      const disk = createPowerCutDisk()
      const store = await open(disk)
      await store.put('request', 'a', { ...empty, unique: ['u', 'v'] }, { expected: 0 })
      const { promise: isBeingWritten, resolve } = Promise.withResolvers<void>()
      disk.refuse(({ verb }) => {
        resolve()
        return broken && verb === 'sync' ? 'EIO' : null
      })
      const leaving = store.put('request', 'a', { ...empty, unique: ['v'] }, { expected: 1 }).catch(codeOf)
      await isBeingWritten
      const stays = store.put('request', 'b', { ...empty, unique: ['v'] }, { expected: 0 }).catch(codeOf)
      const enters = store.put('request', 'c', { ...empty, unique: ['u'] }, { expected: 0 }).catch(codeOf)
      t.equal(await stays, 'duplicate-key', 'of what it keeps nothing is given away')
      t.equal(await enters, broken ? 'duplicate-key' : 1)
      t.equal(await leaving, broken ? 'write-failed' : 2)
    }
  }
)

t.test('a line that looks like a document leaves the document as it is', async t => {
  const store = await open(createPowerCutDisk())
  const line = { schema: 1, body: 'of the line', headSha256: 'none', signals: [] }
  await store.put('endpoint', 'a', { ...empty, body: 'its own', line }, { expected: 0 })
  t.match(await store.get('endpoint', 'a'), { body: 'its own', revision: 1 })
  t.same(await store.lines('endpoint'), [{ id: 'a', line }])
})

t.test('a listener that throws ends neither the process nor the hearing of others, and is told', async t => {
  const told: unknown[] = []
  const store = tellingFaults(await open(createPowerCutDisk()), error => told.push(error))
  const fault = new Error('of one listener')
  const stop = store.onChange(() => {
    throw fault
  })
  const heard: unknown[] = []
  store.onChange((kind, id) => heard.push(`${kind} ${id}`))
  await store.put('person', 'a', empty, { expected: 0 })
  stop()
  await store.put('person', 'b', empty, { expected: 0 })
  t.same(told, [fault])
  t.same(heard, ['person a', 'person b'])
})

t.test('failing disk: a write under way when another fails is not acknowledged', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  await store.put('request', 'a', empty, { expected: 0 })
  let syncs = 0
  disk.refuse(call => {
    if (call.verb === 'syncFolder') syncs += 1
    return call.verb === 'syncFolder' && syncs === 1 ? 'EIO' : null
  })
  const codes = await Promise.all(
    ['b', 'c'].map(id => store.put('request', id, empty, { expected: 0 }).then(() => null, codeOf))
  )
  t.same(codes, ['write-failed', 'read-only'])
})

t.test('claims: one granted while another write is under way is taken back, or kept with what was written', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  const dueAt = clock.now().toISOString()
  for (const [id, stillDueAt] of [
    ['a', null],
    ['b', dueAt]
  ] as const) {
    await store.put('request', id, { ...empty, dueAt }, { expected: 0 })
    let claiming: ReturnType<Store['claimDue']> | null = null
    disk.refuse(call => {
      if (call.verb === 'rename') claiming ??= store.claimDue('request', 1, 1000)
      return null
    })
    t.equal(await store.put('request', id, { ...empty, dueAt: stillDueAt }, { expected: 1, release: true }), 2)
    const claimed = await claiming!
    t.match(claimed, stillDueAt === null ? [] : [{ document: { id, revision: 2 } }])
    t.equal(claimed.length, stillDueAt === null ? 0 : 1)
    disk.refuse(() => null)
    t.equal(await store.put('request', id, empty, { expected: 2 }).catch(codeOf), stillDueAt === null ? 3 : 'claimed')
  }
})

t.test('restart: what an earlier process wrote and this one has read lasts', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  disk.refuse(call => (call.verb === 'syncFolder' && call.path.endsWith('open') ? 'EIO' : null))
  t.equal(await store.put('request', 'a', empty, { expected: 0 }).catch(codeOf), 'write-failed')
  await store.close()
  disk.refuse(() => null)
  t.match(await (await open(disk)).get('request', 'a'), { revision: 1 })
  t.match(await (await open(disk.cut('synced'))).get('request', 'a'), { revision: 1 })
})

t.test('failing disk: full, or mounted read-only, it goes on reading and starts again', async t => {
  for (const rule of [full, readOnly]) {
    const disk = createPowerCutDisk()
    const store = await open(disk)
    await store.put('request', 'a', { ...empty, body: 'kept', unique: ['u'] }, { expected: 0 })
    disk.refuse(rule)
    for (const _ of [1, 2])
      t.equal(await store.put('request', 'a', empty, { expected: 1 }).catch(codeOf), 'write-failed')
    t.match(await store.get('request', 'a'), { body: 'kept', revision: 1 })
    await store.close()
    disk.refuse(() => null)
    const again = await open(disk)
    t.equal(await again.put('request', 'a', { ...empty, unique: ['u'] }, { expected: 1 }), 2)
  }
})

t.test('failing disk: a start on a disk that takes no tidying reads only', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  await store.put('request', 'a', { ...empty, body: 'kept' }, { expected: 0 })
  await store.close()
  disk.plant('/data/request/open/a.json.tmp', Buffer.from('half'))
  disk.plant('/data/request/open/b.json', Buffer.from('{'))
  disk.refuse(call => (call.verb === 'remove' || call.verb === 'rename' ? 'EROFS' : null))
  const again = await open(disk)
  t.match(await again.get('request', 'a'), { body: 'kept' })
  t.match(again.state(), { writable: false, aside: [{ file: 'request/open/b.json', because: 'not-json' }] })
  t.equal(await again.put('request', 'c', empty, { expected: 0 }).catch(codeOf), 'read-only')
})

t.test('damage: a damaged document goes aside with its reason, is never deleted and stops no other', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  for (const id of ['a', 'b']) await store.put('request', id, { ...empty, body: 'kept' }, { expected: 0 })
  await store.close()
  const good = (await disk.read(fileOfA))!.toString()
  const damages: Record<string, string> = {
    '': 'not-json',
    [good.slice(0, -9)]: 'not-json',
    [good.replace('kept', 'kepT')]: 'checksum-mismatch',
    '{}\n': 'wrong-shape',
    [good.trimEnd()]: 'wrong-shape',
    [wrap('{}')]: 'wrong-shape',
    [wrap(contentOf(good).replace('"revision":1', '"revision":"1"'))]: 'wrong-shape',
    [wrap(contentOf(good).replace('"id":"a"', '"id":"z"'))]: 'misplaced',
    [wrap(contentOf(good).replace('"shelf":null', '"shelf":"2026-01"'))]: 'misplaced'
  }
  for (const [text, because] of Object.entries(damages)) {
    const damaged = disk.cut('synced')
    damaged.plant(fileOfA, Buffer.from(text))
    const again = await open(damaged)
    await again.check()
    t.same(again.state(), {
      writable: true,
      aside: [{ file: `aside/request/a~${because}~1.json`, because }],
      duplicates: []
    })
    t.equal((await damaged.read(`/data/aside/request/a~${because}~1.json`))?.toString(), text)
    t.equal(await again.get('request', 'a').catch(codeOf), 'corrupt', 'never "there is none"')
    t.equal(await again.put('request', 'a', empty, { expected: 0 }).catch(codeOf), 'corrupt', 'its id is not free')
    t.equal(await again.signal('request', 'a', 1).catch(codeOf), 'corrupt')
    t.match(await again.query('request', { all: true }), [{ id: 'b', body: 'kept' }])
    await again.close()
    const third = await open(damaged)
    t.equal(third.state().aside.length, 1, 'still told after the next start')
    t.equal(await third.get('request', 'a').catch(codeOf), 'corrupt')
    await third.close()
    damaged.plant(fileOfA, Buffer.from(good))
    t.match(await (await open(damaged)).get('request', 'a'), { body: 'kept' }, 'brought back from a backup')
  }
})

t.test(
  'damage: of a body, which a start does not read, is found by whoever reads it and by the check after the start',
  async t => {
    const disk = createPowerCutDisk()
    const store = await open(disk)
    for (const id of ['a', 'b']) await store.put('request', id, { ...empty, keys: [id], body: 'kept' }, { expected: 0 })
    await store.signal('request', 'a', 'said')
    await store.close()
    const good = (await disk.read(fileOfA))!.toString()
    const openWith = async (text: string) => {
      const damaged = disk.cut('synced')
      damaged.plant(fileOfA, Buffer.from(text))
      return open(damaged)
    }
    const unread = await openWith(good.replace('kept', 'kepT'))
    t.same(unread.state().aside, [], 'the start has read the head alone')
    t.equal(await unread.get('request', 'a').catch(codeOf), 'corrupt')
    t.equal(unread.state().aside.length, 1)
    await unread.close()
    for (const text of [
      good.replace('kept', 'kepT'),
      good.replace('said', 'sAid'),
      good.slice(0, -1),
      good.slice(0, -20)
    ]) {
      const checked = await openWith(text)
      t.equal(await checked.count('request', { key: 'a' }), 1)
      await checked.check()
      t.equal(checked.state().aside.length, 1, 'found without a reader')
      t.equal(await checked.count('request', { key: 'a' }), 0)
      t.match(await checked.query('request', { all: true }), [{ id: 'b' }])
      await checked.close()
    }
    const wrongHead = await openWith(good.replace('"keys":["a"]', '"keys":["z"]'))
    t.equal(wrongHead.state().aside.length, 1, 'what the index is made of is compared at the start')
    const whole = await openWith(good)
    await whole.check()
    t.same(whole.state().aside, [])
    t.match(await whole.claimDue('request', 1, 1000), [{ document: { id: 'a', signals: [{ signal: 'said' }] } }])
    t.notOk('since' in (await whole.get('request', 'b'))!, 'what is written for the start is no part of a document')
  }
)

t.test('damage: what the disk does not give at a start is waited for, and put aside once that has lasted', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  for (const kind of ['hold', 'request'] as const)
    await store.put(kind, 'a', { ...empty, keys: ['k'] }, { expected: 0 })
  await store.put('request', 'b', { ...empty, shelf: '2026-03' }, { expected: 0 })
  const shelved = (await disk.read('/data/request/ended/2026-03/b.json'))!
  await store.close()
  let waits: number[] = []
  let waitedMs = 0
  const openUnreadable = (patience: number) => {
    const unreadable = disk.cut('synced')
    // Where a crash has left two copies each of them is read.
    unreadable.plant('/data/request/ended/2026-04/b.json', shelved)
    const startedAt = clock.now().getTime()
    waits = []
    const clockOfStart: Clock = {
      now: clock.now,
      async sleep(ms) {
        clock.advance(ms)
      }
    }
    unreadable.refuse(({ verb, path }) => {
      const isLate = clock.now().getTime() - startedAt >= patience
      return verb === 'read' && !isLate && /(a|b)\.json$/.test(path) ? 'EIO' : null
    })
    const tellWait = (count: number) => void waits.push(count)
    const opening = openStore({ folder: '/data', disk: unreadable, clock: clockOfStart, random, tellWait })
    return opening.finally(() => {
      waitedMs = clock.now().getTime() - startedAt
    })
  }
  const patient = await openUnreadable(50_000)
  t.same(
    patient.state().aside.filter(({ because }) => because === 'unreadable'),
    [],
    'it was the cable'
  )
  for (const kind of ['hold', 'request'] as const) t.equal((await patient.get(kind, 'a'))?.id, 'a')
  t.equal((await patient.get('request', 'b'))?.id, 'b')
  const lost = await openUnreadable(24 * 3_600_000)
  t.equal(lost.state().aside.filter(({ because }) => because === 'unreadable').length, 4)
  t.same(waits, [3], 'it is told once for how many it waits, also one with two copies')
  t.equal(waitedMs, 60_000, 'one minute for all kinds and places')
  for (const kind of ['hold', 'request'] as const) t.equal(await lost.get(kind, 'a').catch(codeOf), 'corrupt')
})

t.test('ledger of ended ids: what is written while it is read again stays in it', async t => {
  const memory = createPowerCutDisk()
  const around: { listed(): Promise<unknown>; read(): Promise<unknown> } = {
    listed: async () => {},
    read: async () => {}
  }
  const disk: PowerCutDisk = {
    ...memory,
    async list(folder) {
      const names = await memory.list(folder)
      await around.listed()
      return names
    },
    async readMany(folder, names, take, most) {
      await memory.readMany(folder, names, take, most)
      await around.read()
    }
  }
  await disk.makeFolder('/outside')
  const ledger = await openEndedIds({ folder: '/outside/ended', dataFolder: '/data', disk, clock })
  const ended = (request: string) => ({ is: 'ended', request, platform: 'lake', end: 'completed' }) as const
  await ledger.note(ended('first'))
  const gate = Promise.withResolvers<void>()
  const slow = ledger.noteAround(ended('closed'), () => gate.promise)
  const broken = ledger.noteAround(ended('broken-off'), async () => Promise.reject(new Error('who knows')))
  await broken.catch(() => {})
  around.listed = async () => {
    around.listed = async () => {}
    await ledger.note(ended('second'))
    gate.resolve()
    await slow
  }
  around.read = async () => {
    around.read = async () => {}
    await ledger.note(ended('third'))
    await ledger.takeBack(3)
  }
  await ledger.refresh()
  const known = ledger.lines().map(line => `${line.n} ${line.standing} ${'request' in line ? line.request : ''}`)
  t.same(known, ['1 closed first', '2 closed closed', '4 closed second', '5 closed third'])
  const other = await openEndedIds({ folder: '/outside/ended', dataFolder: '/data', disk, clock })
  const [written, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const theirs = ledger.noteAround(ended('theirs'), () => {
    written.resolve()
    return commit.promise
  })
  await written.promise
  around.listed = async () => {
    around.listed = async () => {}
    commit.resolve()
    await theirs
  }
  await other.refresh()
  t.match(other.lines().at(-1), { request: 'theirs', standing: 'closed' }, 'closed between listing and reading')
  t.equal(other.unreadable, 0)
})

t.test('ledger of ended ids: it opens with more lines than a call can have arguments', async t => {
  const memory = createPowerCutDisk()
  const many = 150_000
  const names = Array.from({ length: many }, (_, at) => `${String(at + 1).padStart(12, '0')}.closed`)
  // What the lines say does not matter here.
  const disk: PowerCutDisk = { ...memory, list: async () => names, readMany: async () => {} }
  await memory.makeFolder('/outside')
  const ledger = await openEndedIds({ folder: '/outside/ended', dataFolder: '/data', disk, clock })
  await ledger.note({ is: 'started', starts: 2 })
  t.equal(ledger.lines().at(-1)?.n, many + 1, 'its number is the next one')
})

t.test('terms: what a put goes by does not change before the put is stored', async t => {
  const memory = createPowerCutDisk()
  const stored: string[] = []
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const disk: PowerCutDisk = {
    ...memory,
    async rename(from, to) {
      if (to === fileOfA) {
        reached.resolve()
        await gate.promise
      }
      await memory.rename(from, to)
      stored.push(to.replace(/.*\/(.*)\.json$/, '$1'))
    }
  }
  const store = await open(disk)
  await store.put('ledger', 'register', empty, { expected: 0 })
  await store.put('ledger', 'other', empty, { expected: 0 })
  stored.length = 0
  const expects = { kind: 'ledger', id: 'register', revision: 1 } as const
  const begun = store.put('request', 'a', empty, { expected: 0, expects })
  await reached.promise
  t.equal(await store.put('request', 'b', empty, { expected: 0, expects }), 1, 'many may go by one at once')
  const changed = store.put('ledger', 'register', empty, { expected: 1 })
  const late = store.put('request', 'c', empty, { expected: 0, expects }).catch(codeOf)
  await store.put('ledger', 'other', empty, { expected: 1 })
  // By now a change that nothing keeps back would long be stored: the disk is in memory.
  await new Promise(resolve => setImmediate(resolve))
  gate.resolve()
  t.same(await Promise.all([begun, changed, late]), [1, 2, 'expectation-failed'])
  t.same(stored, ['b', 'other', 'a', 'register'])
  await store.put('request', 'd', { ...empty, unique: ['u'] }, { expected: 0, expects: { ...expects, revision: 2 } })
  const refused = store.put(
    'request',
    'e',
    { ...empty, unique: ['u'] },
    { expected: 0, expects: { ...expects, revision: 2 } }
  )
  t.equal(await refused.catch(codeOf), 'duplicate-key')
  t.equal(await store.remove('ledger', 'register', 2), undefined, 'a put that was refused lets go')
})

t.test('damage: found while running, open, shelved or gone, it stops no other', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  const dueAt = clock.now().toISOString()
  for (const id of ['a', 'b', 'd']) await store.put('request', id, { ...empty, dueAt }, { expected: 0 })
  // Too long to be kept in memory: its file is read each time.
  await store.put('request', 'c', { ...empty, dueAt, body: 'c'.repeat(2 ** 20) }, { expected: 0 })
  for (const id of ['e', 'f']) await store.put('request', id, { ...empty, shelf: '2026-03' }, { expected: 0 })
  disk.plant(fileOfA, Buffer.from('{'))
  disk.plant('/data/request/ended/2026-03/e.json', Buffer.from('{'))
  await disk.remove('/data/request/open/b.json')
  t.match(
    await store.query('request', { all: true }, { limit: 1 }),
    [{ id: 'c' }],
    'a page is full although some are left out'
  )
  t.match(await store.query('request', { shelf: '2026-03' }), [{ id: 'f' }])
  for (const id of ['a', 'b', 'e']) {
    t.equal(await store.get('request', id).catch(codeOf), 'corrupt')
    t.equal(await store.put('request', id, empty, { expected: 0 }).catch(codeOf), 'corrupt')
  }
  disk.refuse(call => (call.verb === 'read' && call.path.endsWith('c.json') ? 'EIO' : null))
  const claimed = await store.claimDue('request', 9, 120_000)
  t.match(claimed, [{ document: { id: 'd' } }])
  t.equal(claimed.length, 1)
  t.equal(await store.get('request', 'c').catch(codeOf), 'unreachable', 'it may be the cable')
  t.equal(store.state().aside.filter(({ because }) => because === 'unreadable').length, 0)
  disk.refuse(() => null)
  t.equal((await store.get('request', 'c'))?.id, 'c', 'and was')
  disk.refuse(call => (call.verb === 'read' && call.path.endsWith('c.json') ? 'EIO' : null))
  t.equal(await store.get('request', 'c').catch(codeOf), 'unreachable')
  clock.advance(2 * 3_600_000)
  t.equal(await store.get('request', 'c').catch(codeOf), 'unreachable', 'two failures hours apart are no row')
  disk.refuse(() => null)
  await store.check()
  disk.refuse(call => (call.verb === 'read' && call.path.endsWith('c.json') ? 'EIO' : null))
  clock.advance(60_000)
  t.equal(await store.get('request', 'c').catch(codeOf), 'unreachable', 'one that the check could read begins anew')
  clock.advance(60_000)
  t.equal(await store.get('request', 'c').catch(codeOf), 'corrupt', 'a minute later it is lost')
  t.ok(store.state().writable)
  t.same(
    store
      .state()
      .aside.map(one => `${one.file} ${one.because}`)
      .sort(),
    [
      'aside/request/a~not-json~1.json not-json',
      'aside/request/c~unreadable~1.json unreadable',
      'aside/request/e~not-json~1.json not-json',
      'request/open/b.json missing'
    ]
  )
})

t.test(
  'a disk that cannot be read for a moment keeps nobody out: what was not given out can be claimed again',
  async t => {
    const disk = createPowerCutDisk()
    const store = await open(disk)
    const dueAt = clock.now().toISOString()
    const long = 2 ** 20
    // Too long to be kept in memory: their files are read each time.
    for (const id of ['a', 'b'])
      await store.put('request', id, { ...empty, dueAt, body: id.repeat(long) }, { expected: 0 })
    disk.refuse(call => (call.verb === 'read' && call.path.endsWith('a.json') ? 'EMFILE' : null))
    const [first] = await store.claimDue('request', 9, 3_600_000)
    t.match(first, { document: { id: 'b' } }, 'the others are carried on')
    t.equal(await store.claimDue('request', 9, 3_600_000).catch(codeOf), 'EMFILE')
    t.equal(await store.nextDueAt('request'), dueAt, 'and it stands as due')
    disk.refuse(() => null)
    t.match(await store.claimDue('request', 9, 3_600_000), [{ document: { id: 'a' } }])
    await store.close()
  }
)

t.test('damage: a file that cannot be read when it is its turn is checked once it can be', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  for (const id of ['a', 'b']) await store.put('request', id, { ...empty, body: 'kept' }, { expected: 0 })
  await store.close()
  const damaged = disk.cut('synced')
  damaged.plant(fileOfA, Buffer.from((await disk.read(fileOfA))!.toString().replace('kept', 'kepT')))
  const again = await open(damaged)
  let refused = 0
  damaged.refuse(call => {
    if (call.verb !== 'read') return null
    refused += 1
    return 'EMFILE'
  })
  const checked = again.check()
  // Asked for both, and then for each by itself.
  while (refused < 4) await new Promise(resolve => setImmediate(resolve))
  t.same(again.state().aside, [], 'what cannot be read is not damaged')
  damaged.refuse(() => null)
  let isChecked = false
  void checked.then(() => {
    isChecked = true
  })
  while (!isChecked) {
    clock.advance(60_000)
    await new Promise(resolve => setImmediate(resolve))
  }
  t.equal(again.state().aside.length, 1)
  await again.close()
})

t.test('damage: a right that is missing stops the start rather than putting every document aside', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  await store.put('request', 'a', empty, { expected: 0 })
  await store.close()
  disk.refuse(call => (call.verb === 'read' ? 'EACCES' : null))
  t.equal(await open(disk).catch(codeOf), 'EACCES')
  disk.refuse(() => null)
  t.match(await (await open(disk)).get('request', 'a'), { id: 'a' }, 'and the lock has been let go')
})

t.test('damage: the same document damaged twice keeps both copies', async t => {
  const disk = createPowerCutDisk()
  for (const text of ['{', '[']) {
    disk.plant(fileOfA, Buffer.from(text))
    await (await open(disk)).close()
  }
  t.same(
    disk.paths().filter(path => path.includes('aside')),
    ['/data/aside/request/a~not-json~1.json', '/data/aside/request/a~not-json~2.json']
  )
})

t.test('damage: a power cut at any call of the start never loses the damaged file', async t => {
  for (const survival of survivals) {
    let isOpened = false
    for (let n = 1; !isOpened; n += 1) {
      const disk = createPowerCutDisk()
      disk.plant(fileOfA, Buffer.from('{'))
      disk.refuse(cutAt(n))
      isOpened = await open(disk).then(
        store => store.state().writable,
        () => false
      )
      const survived = disk.cut(survival)
      const store = await open(survived)
      if (store.state().aside.length < 1) t.fail(`${survival}, call ${n}: not told`)
      const [file] = survived.paths()
      t.equal((await survived.read(file!))?.toString(), '{')
    }
  }
})

t.test('start: foreign files are told and left alone, left-over ones of ours removed', async t => {
  const disk = createPowerCutDisk()
  for (const name of ['notes.txt', 'A.json', 'a.json.tmp', '.hidden']) {
    disk.plant(`/data/request/open/${name}`, Buffer.from('x'))
  }
  const store = await open(disk)
  t.same(
    store
      .state()
      .aside.map(one => one.file)
      .sort(),
    ['.hidden', 'A.json', 'notes.txt'].map(name => `request/open/${name}`)
  )
  t.notOk(disk.paths().includes('/data/request/open/a.json.tmp'))
  t.equal(await store.put('request', 'a', empty, { expected: 0 }), 1)
})

t.test('restore: of two copies of a document the newer stays, of two equals the shelved one', async t => {
  for (const [openRevision, shelvedRevision, staysOpen] of [
    [2, 1, true],
    [1, 2, false],
    [2, 2, false]
  ] as const) {
    const disk = createPowerCutDisk()
    const content = { kind: 'request', id: 'a', keys: [], unique: [], dueAt: null, signalled: 0, signals: [], body: 0 }
    disk.plant(fileOfA, Buffer.from(wrap(JSON.stringify({ ...content, revision: openRevision, shelf: null }))))
    disk.plant(
      '/data/request/ended/2026-03/a.json',
      Buffer.from(wrap(JSON.stringify({ ...content, revision: shelvedRevision, shelf: '2026-03' })))
    )
    const store = await open(disk)
    t.match(await store.get('request', 'a'), { shelf: staysOpen ? null : '2026-03' })
    t.equal(disk.paths().filter(path => path.endsWith('/a.json')).length, 1)
  }
})

t.test('restore: a unique key with two holders is told, and neither is dropped or stopped', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  await store.put('request', 'a', { ...empty, unique: ['u'] }, { expected: 0 })
  await store.close()
  const text = (await disk.read(fileOfA))!.toString()
  disk.plant('/data/request/open/b.json', Buffer.from(wrap(contentOf(text).replace('"id":"a"', '"id":"b"'))))
  const again = await open(disk)
  t.same(again.state().duplicates, [{ unique: 'u', holders: ['request/a', 'request/b'] }])
  t.same(
    await Promise.all(['a', 'b'].map(id => again.put('request', id, { ...empty, unique: ['u'] }, { expected: 1 }))),
    [2, 2]
  )
  t.equal(await again.put('request', 'c', { ...empty, unique: ['u'] }, { expected: 0 }).catch(codeOf), 'duplicate-key')
  await again.put('request', 'b', empty, { expected: 2 })
  t.same(again.state().duplicates, [])
  t.equal(await again.put('request', 'c', { ...empty, unique: ['u'] }, { expected: 0 }).catch(codeOf), 'duplicate-key')
})

function contentOf(text: string): string {
  return text.slice(text.indexOf('"content":') + '"content":'.length, -2)
}

function wrap(content: string): string {
  return `{"format":1,"sha256":"${createHash('sha256').update(content).digest('hex')}","content":${content}}\n`
}
