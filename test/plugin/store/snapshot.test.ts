import { mkdtempSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { systemRandom } from '../../../plugin/random.ts'
import { nodeDisk } from '../../../plugin/store/disk.ts'
import { openLowdb, openStore } from '../../../plugin/store/open.ts'
import { type Entry, kinds, type QueryBy, type Store } from '../../../plugin/store/store.ts'
import { createManualClock } from '../../doubles/manual-clock.ts'
import { createPowerCutDisk, cutAt, full, type PowerCutDisk, readOnly } from '../../doubles/power-cut-disk.ts'

const random = systemRandom()
const clock = createManualClock()
const empty: Entry<unknown> = { body: {}, keys: [], unique: [], dueAt: null, shelf: null }
const snapshot = '/data/index.snapshot'
const fileOf = (id: string): string => `/data/request/open/${id}.json`
const hex = (n: number): string => n.toString(16).padStart(64, '0')
const open = (disk: PowerCutDisk) => openStore({ folder: '/data', disk, clock, random, snapshotFrom: 1 })
const hasSnapshot = (disk: PowerCutDisk): boolean => disk.paths().includes(snapshot)

const lines = [
  { id: 'r0', state: 'blocked', blockers: ['a', 'b'], at: '2026-01-02T03:04:05.678Z', n: 1.5, isLate: false },
  { id: 'other', state: 'blocked', blockers: ['a', 'b'], at: null },
  { state: '', nested: { deep: [1, { x: null }] } },
  ['a', 'list'],
  null
]

/** Some of everything that an index knows, changed and let go of again. */
const fill = async (store: Store): Promise<void> => {
  for (let n = 0; n < 60; n += 1) {
    const line = lines[n % (lines.length + 1)]
    const entry = {
      ...empty,
      body: { n },
      keys: [`state:${n % 3}`, `one:${hex(n)}`, `few:${hex(n % 7)}`, ...(n % 5 === 0 ? [`plain:${n}`, 'straße'] : [])],
      unique: n % 2 === 0 ? [`unique:${hex(n)}`, `plain-unique:${n}`] : [],
      dueAt: n % 4 === 0 ? null : new Date(Date.UTC(2026, 0, 1 + ((n * 7) % 20))).toISOString(),
      ...(line === undefined ? {} : { line })
    }
    await store.put('request', `r${n}`, entry, { expected: 0 })
    if (n % 6 === 0) await store.signal('request', `r${n}`, { hear: n })
  }
  const ended = { ...empty, shelf: '2026-03' }
  for (const n of [3, 9, 27]) await store.put('request', `r${n}`, ended, { expected: 1 })
  await store.remove('request', 'r13', 1)
  await store.put(
    'request',
    'r14',
    { ...empty, keys: [`one:${hex(99)}`], dueAt: '2026-05-05T00:00:00Z' },
    { expected: 1 }
  )
  await store.put('hold', 'r1', { ...empty, keys: ['state:1'], unique: [`unique:${hex(901)}`] }, { expected: 0 })
  await store.put('source', 'r1', { ...empty, unique: [`unique:${hex(902)}`] }, { expected: 0 })
}

const queries: readonly QueryBy[] = [
  { all: true },
  { shelf: '2026-03' },
  { key: 'straße' },
  { key: 'state:1' },
  { key: `one:${hex(13)}` },
  { key: `one:${hex(99)}` },
  { anyKey: ['state:0', `few:${hex(2)}`] },
  ...Array.from({ length: 7 }, (_, n) => ({ key: `few:${hex(n)}` }))
]

/** Every answer of a store, and of its index, that a reader can see. */
const answersOf = async (disk: PowerCutDisk) => {
  const { parts, unlock } = await openLowdb({ folder: '/data', disk, clock, random })
  const { index } = parts
  const inIndex = kinds.map(kind => {
    const known = index.of(kind)
    const ids = queries.flatMap(by => known.find(by))
    return {
      shelves: known.shelves(),
      waiting: [...known.waiting()].filter(one => !one.isSignalled),
      signalled: [...known.waiting()].filter(one => one.isSignalled).sort((a, b) => (a.id < b.id ? -1 : 1)),
      found: queries.map(by => [known.find(by), known.count(by), known.find(by, 'r2', 5)]),
      each: ids.map(id => [id, known.placeOf(id), known.lineOf(id), known.isSignalled(id), known.uniqueOf(id).length])
    }
  })
  const twice = [...index.unique.duplicates()].sort((a, b) => (a.unique < b.unique ? -1 : 1))
  unlock()
  const store = await open(disk)
  const documents = await Promise.all(kinds.map(kind => store.query(kind, { all: true })))
  const nextDueAt = await store.nextDueAt('request')
  const taken = async (unique: string) =>
    store.put('run', 'probe', { ...empty, unique: [unique] }, { expected: 0 }).then(
      () => store.remove('run', 'probe', 1).then(() => 'free'),
      ({ code }) => code
    )
  const uniques = [`unique:${hex(2)}`, `unique:${hex(14)}`, 'plain-unique:4', `unique:${hex(901)}`, `unique:${hex(3)}`]
  const free: unknown[] = []
  for (const unique of uniques) free.push(await taken(unique))
  return { inIndex, twice, documents, nextDueAt, free, aside: store.state().aside }
}

/** The same disk twice: with the snapshot of its stop, and without. */
const bothWays = async (change: (disk: PowerCutDisk) => void | Promise<void> = () => {}) => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  await fill(store)
  await store.close()
  await change(disk)
  const known = disk.cut('everything')
  const read = disk.cut('everything')
  await read.remove(snapshot)
  return { known, read }
}

/** How many heads of open requests a start reads. */
const countReads = async (disk: PowerCutDisk): Promise<number> => {
  let reads = 0
  disk.refuse(({ verb, path }) => {
    if (verb === 'read' && path.startsWith('/data/request/open/')) reads += 1
    return null
  })
  await (await open(disk)).close()
  disk.refuse(() => null)
  return reads
}

t.test('snapshot: a start by it reads no request and answers everything as one that reads them all', async t => {
  const { known, read } = await bothWays()
  t.equal(await countReads(known.cut('everything')), 0)
  t.equal(await countReads(read.cut('everything')), 56)
  t.same(await answersOf(known), await answersOf(read))
})

t.test('snapshot: what changed since is read, and what is gone, ended or twice is so', async t => {
  const changed = async (disk: PowerCutDisk) => {
    const bytes = async (id: string) => (await disk.read(fileOf(id)))!
    const other = createPowerCutDisk()
    const store = await open(other)
    await store.put(
      'request',
      'r1',
      { ...empty, keys: [`one:${hex(77)}`, 'straße'], unique: ['plain-unique:4'] },
      { expected: 0 }
    )
    await store.put('request', 'new', { ...empty, keys: ['state:1'] }, { expected: 0 })
    await store.put('request', 'r8', { ...empty, shelf: '2026-04' }, { expected: 0 })
    disk.plant(fileOf('r1'), (await other.read(fileOf('r1')))!)
    disk.plant(fileOf('new'), (await other.read(fileOf('new')))!)
    disk.plant('/data/request/ended/2026-04/r10.json', (await bytes('r10')).subarray(0, 50))
    disk.plant('/data/request/ended/2026-04/r8.json', (await other.read('/data/request/ended/2026-04/r8.json'))!)
    await disk.remove(fileOf('r8'))
    await disk.remove(fileOf('r20'))
    disk.plant(fileOf('r21'), Buffer.from('damaged'))
    await disk.syncFolder('/data/request/open')
  }
  const { known, read } = await bothWays(changed)
  t.equal(
    await countReads(known.cut('everything')),
    3 + 2,
    'the changed, the new and the damaged, and what stands twice'
  )
  const [byIt, byReading] = [await answersOf(known), await answersOf(read)]
  t.same(byIt, byReading)
  t.match(byIt.aside.map(({ file }) => file).sort(), [/r10~/, /r21~/])
  t.equal(byIt.twice.length, 1)
})

t.test('snapshot: after it was used everything can be changed and used again, as without it', async t => {
  const { known, read } = await bothWays()
  const go = async (disk: PowerCutDisk) => {
    const store = await open(disk)
    for (let n = 60; n < 90; n += 1)
      await store.put(
        'request',
        `r${n}`,
        { ...empty, keys: [`one:${hex(n)}`, 'straße'], unique: [`unique:${hex(n)}`] },
        { expected: 0 }
      )
    for (const n of [0, 2, 4, 5, 6]) {
      const { revision, body } = (await store.get('request', `r${n}`))!
      await store.put('request', `r${n}`, { ...empty, body, keys: [`few:${hex(n)}`] }, { expected: revision })
    }
    for (const n of [40, 41]) await store.remove('request', `r${n}`, 1)
    await store.close()
    return answersOf(disk)
  }
  t.same(await go(known), await go(read))
})

t.test('snapshot: one that is not whole, of another layout or moved here is not believed', async t => {
  const { known } = await bothWays()
  const bytes = (await known.read(snapshot))!
  const end = bytes.indexOf(10)
  const head = JSON.parse(bytes.toString('utf8', 0, end))
  const withHead = (change: object) =>
    Buffer.concat([Buffer.from(JSON.stringify({ ...head, ...change })), bytes.subarray(end)])
  const flipped = Buffer.from(bytes)
  flipped[bytes.length - 9]! ^= 1
  for (const [name, planted] of [
    ['cut', bytes.subarray(0, bytes.length - 1)],
    ['empty', Buffer.alloc(0)],
    ['a byte changed', flipped],
    ['another layout', withHead({ snapshot: head.snapshot + 1 })],
    ['another format of documents', withHead({ documents: head.documents + 1 })],
    ['another Node', withHead({ node: 'v0.0.0' })]
  ] as const) {
    const disk = known.cut('everything')
    disk.plant(snapshot, planted)
    t.equal(await countReads(disk), 56, name)
  }
  const copied = createPowerCutDisk()
  for (const path of known.paths()) copied.plant(path, (await known.read(path))!)
  t.equal(await countReads(copied), 56, 'a copy or a restored backup: other files, whatever they hold')
  const unreadable = known.cut('everything')
  unreadable.refuse(({ verb, path }) => (verb === 'read' && path === snapshot ? 'EIO' : null))
  const store = await open(unreadable)
  t.equal(await store.count('request', { all: true }), 56)
  t.notOk(hasSnapshot(unreadable))
})

t.test('snapshot: it is gone before anything is written, so that none is left after a crash', async t => {
  const { known } = await bothWays()
  for (let calls = 1; ; calls += 1) {
    const disk = known.cut('everything')
    disk.refuse(cutAt(calls))
    const store = await open(disk).catch(() => null)
    const isOver = store?.state().writable
    disk.refuse(() => null)
    const after = disk.cut('synced')
    if (isOver) {
      t.notOk(hasSnapshot(after))
      break
    }
    const again = await open(after)
    if ((await again.count('request', { all: true })) !== 56) t.fail(`cut at call ${calls} of the start`)
    await again.close()
  }
  const disk = known.cut('everything')
  const store = await open(disk)
  await store.put('request', 'r1', { ...empty, keys: ['mine'] }, { expected: 1 })
  const killed = disk.cut('everything')
  t.notOk(hasSnapshot(killed))
  t.equal(await (await open(killed)).count('request', { key: 'mine' }), 1)
  const stuck = known.cut('everything')
  stuck.refuse(({ verb, path }) => (verb === 'remove' && path === snapshot ? 'EROFS' : null))
  const reading = await open(stuck)
  t.notOk(reading.state().writable)
  t.equal(await reading.count('request', { all: true }), 56, 'read, as a disk that takes no writes keeps it there')
  await reading.close()
})

t.test('snapshot: a stop that cannot write one ends all the same, and leaves nothing half', async t => {
  for (const [name, rule] of [
    ['full', full],
    ['read-only', readOnly],
    ['not renamed', ({ verb }: { verb: string }) => (verb === 'rename' ? 'EIO' : null)]
  ] as const) {
    const disk = createPowerCutDisk()
    const store = await open(disk)
    await fill(store)
    disk.refuse(rule)
    await store.close()
    disk.refuse(() => null)
    t.notOk(hasSnapshot(disk), name)
    t.equal(await countReads(disk), 56, name)
    t.notOk(disk.paths().includes(`${snapshot}.tmp`), name)
    t.ok(hasSnapshot(disk), 'the next stop writes one')
  }
})

/** A stop at which one verb of the disk is kept waiting until it is let go on, and the calls that begin after it. */
const stopAt = async (verb: 'markMany' | 'writeNew' | 'sync' | 'rename' | 'syncFolder') => {
  const [disk, time] = [createPowerCutDisk(), createManualClock()]
  const begun: string[] = []
  const gate = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  let isStopping = false
  const held =
    (name: string, call: (...given: never[]) => unknown) =>
    async (...given: never[]) => {
      if (isStopping) begun.push(name)
      if (isStopping && name === verb) {
        reached.resolve()
        await gate.promise
      }
      return call(...given)
    }
  const calls = ['markMany', 'writeNew', 'sync', 'rename', 'syncFolder', 'remove'] as const
  const doors = Object.fromEntries(calls.map(name => [name, held(name, disk[name])]))
  const store = await openStore({ folder: '/data', disk: { ...disk, ...doors }, clock: time, random, snapshotFrom: 1 })
  await fill(store)
  isStopping = true
  const closed = store.close()
  await reached.promise
  time.advance(7_999)
  const isEarly = await Promise.race([closed.then(() => true), new Promise(resolve => setImmediate(resolve, false))])
  time.advance(1)
  await closed
  const isLockedStill = await open(disk).then(
    () => false,
    ({ code }) => code === 'already-running'
  )
  gate.resolve()
  await new Promise(resolve => setImmediate(resolve))
  return { disk, isEarly, isLockedStill, last: begun.at(-1) }
}

t.test(
  'snapshot: a stop takes eight seconds at most; then nothing begins, and nobody is let in before what had is over',
  async t => {
    for (const verb of ['markMany', 'writeNew', 'sync', 'rename', 'syncFolder'] as const) {
      const { disk, ...stopped } = await stopAt(verb)
      t.same(stopped, { isEarly: false, isLockedStill: true, last: verb }, verb)
      const isThere = hasSnapshot(disk)
      t.equal(isThere, verb === 'rename' || verb === 'syncFolder', 'put there under the lock, or not at all')
      t.equal(await countReads(disk), isThere ? 0 : 56, 'the lock was given back')
    }
  }
)

t.test('snapshot: what changed within two seconds before the stop is read', async t => {
  const time = createManualClock()
  const disk = createPowerCutDisk(time)
  const store = await openStore({ folder: '/data', disk, clock: time, random, snapshotFrom: 1 })
  await fill(store)
  const change = async (id: string) => {
    const { revision, body } = (await store.get('request', id))!
    await store.put('request', id, { ...empty, body }, { expected: revision })
  }
  time.advance(60_000)
  await change('r1')
  time.advance(1)
  await change('r2')
  await change('r4')
  time.advance(2_000)
  await store.close()
  t.equal(await countReads(disk), 2, 'another change in the same instant would have the same mark')
})

t.test('snapshot: none is left where the disk gives not all, after a failed write, or where few are open', async t => {
  const disk = createPowerCutDisk()
  const store = await open(disk)
  await fill(store)
  const unread = disk.cut('everything')
  const reader = await open(unread)
  unread.refuse(({ verb, path }) => (verb === 'read' && path === fileOf('r1') ? 'EIO' : null))
  await t.rejects(reader.get('request', 'r1'), { code: 'unreachable' })
  unread.refuse(() => null)
  await reader.close()
  t.notOk(hasSnapshot(unread))
  disk.refuse(full)
  await t.rejects(store.put('request', 'more', empty, { expected: 0 }), { code: 'write-failed' })
  disk.refuse(() => null)
  await store.close()
  t.notOk(hasSnapshot(disk))
  const few = createPowerCutDisk()
  const small = await openStore({ folder: '/data', disk: few, clock, random })
  await fill(small)
  await small.close()
  t.notOk(hasSnapshot(few))
})

t.test('snapshot: damage that no mark shows is found by the check after the start', async t => {
  const { known } = await bothWays()
  const read = known.read
  const rotten = { ...known }
  rotten.read = async path => {
    const bytes = await read(path)
    if (path === fileOf('r1')) bytes?.write('!', 130)
    return bytes
  }
  rotten.readMany = async (folder, names, take, most) => {
    for (const [at, name] of names.entries()) take((await rotten.read(`${folder}/${name}`))!.subarray(0, most), at)
  }
  const store = await open(rotten)
  t.same(store.state().aside, [])
  await store.check()
  t.match(store.state().aside, [{ file: /r1~/, because: 'checksum-mismatch' }])
  t.equal(await store.count('request', { all: true }), 55)
})

t.test('marks: of the disk, equal while a file is the same, of none that may change unseen', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-marks-'))
  const disk = nodeDisk()
  const here = import.meta.dirname
  const names = ['snapshot.test.ts', 'missing.json', 'model.test.ts']
  const [marks, again] = [await disk.markMany(here, names, Infinity), await disk.markMany(here, names, Infinity)]
  t.equal(marks.length, 12)
  t.same(marks.slice(8), again.slice(8))
  t.ok(marks.slice(8).every(Number.isFinite))
  t.ok(marks.slice(4, 8).every(Number.isNaN))
  t.notSame(marks.slice(0, 4), marks.slice(8))
  writeFileSync(join(folder, 'a'), 'fresh')
  utimesSync(join(folder, 'a'), 1, 1)
  const changedMs = statSync(join(folder, 'a')).ctimeMs
  t.ok((await disk.markMany(folder, ['a'], changedMs + 1)).every(Number.isFinite))
  t.ok(
    (await disk.markMany(folder, ['a'], changedMs)).every(Number.isNaN),
    'set back by hand: when it was changed cannot be'
  )
})
