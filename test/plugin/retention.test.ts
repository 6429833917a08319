import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import t from 'tap'
import { emptyRequest } from '../../plugin/erasure/empty-request.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import type { Canonicalise } from '../../plugin/evidence/canonical.ts'
import { appendEntry } from '../../plugin/evidence/chain.ts'
import { systemRandom } from '../../plugin/random.ts'
import { nodeDisk } from '../../plugin/store/disk.ts'
import { openStore } from '../../plugin/store/open.ts'
import { everyAnchor } from '../../plugin/store/records/anchors.ts'
import { filed, shelvedAt } from '../../plugin/store/records/change.ts'
import { askAnew, changeFact, type FactBody, getFact } from '../../plugin/store/records/facts.ts'
import {
  accountsKnown,
  addRun,
  changeLifecycle,
  changeRun,
  getRun,
  listRuns,
  type RunBody,
  readLifecycle
} from '../../plugin/store/records/lifecycles.ts'
import { readOwnershipList, writeOwnershipList } from '../../plugin/store/records/lists/ownership-lists.ts'
import { beginWatchList, readWatchList, writeWatchList } from '../../plugin/store/records/lists/watch-lists.ts'
import { shelvedEntry } from '../../plugin/store/records/requests.ts'
import { sealRequestNote } from '../../plugin/store/records/seals.ts'
import { kinds } from '../../plugin/store/store.ts'
import { openKeys } from '../../plugin/vault/keys.ts'
import { seal } from '../../plugin/vault/sealing.ts'
import { checkEvidence } from '../../plugin/work/anchoring/check-evidence.ts'
import { drawBatch, readAnchored } from '../../plugin/work/anchoring/draw-batch.ts'
import { startAnchoring } from '../../plugin/work/anchoring/schedule.ts'
import { startExpiry } from '../../plugin/work/retention/expire.ts'
import { listKeyMonths } from '../../plugin/work/retention/key-months.ts'
import { purge } from '../../plugin/work/retention/purge.ts'
import { type RecordRow, recordTable } from '../../plugin/work/retention/records-table.ts'
import { rewrapAll } from '../../plugin/work/retention/rewrap.ts'
import { createManualClock } from '../doubles/manual-clock.ts'
import { ROOT } from '../rules/sources.ts'

const canonicalise = canonicalize as unknown as Canonicalise
const random = systemRandom()
const dayMs = 24 * 60 * 60 * 1000

const openSite = async (t: { teardown(end: () => Promise<void>): void }) => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-retention-'))
  const clock = createManualClock('2026-03-02T09:00:00.000Z')
  const dataFolder = join(folder, 'data')
  const store = await openStore({ folder: dataFolder, disk: nodeDisk(), clock, random })
  const keys = openKeys({ folder: join(folder, 'keys'), dataFolder, clock, random })
  t.teardown(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const log = { info: () => {}, error: () => {} }
  return { clock, dataFolder, parts: { store, keys, clock, random, canonicalise, log } }
}

type Site = Awaited<ReturnType<typeof openSite>>

/** An ended request on its shelf. */
const putEnded = async ({ clock, parts }: Site, id: string, changes: Partial<ErasureRequest> = {}) => {
  const at = clock.now().toISOString()
  const data = { request: id, platform: 'lake', kind: 'openolat', origin: 'self', article: '17(1)', receivedAt: at }
  const received = { at, kind: 'received', actor: 'lethe', data } as const
  const body: ErasureRequest = {
    ...emptyRequest,
    id,
    platform: 'lake',
    state: 'completed',
    stateSince: at,
    demands: [],
    deliveries: [],
    aliases: [],
    deadlineAt: at,
    evidence: appendEntry([], received, canonicalise),
    vault: { work: null, replay: null, block: null },
    endedAt: at,
    lastAt: at,
    ...changes
  }
  await parts.store.put('request', id, shelvedEntry(body), { expected: 0 })
}

t.test('our own records go when their term is over, and not a day sooner', async t => {
  const site = await openSite(t)
  const { store } = site.parts
  const at = site.clock.now().toISOString()
  const later = new Date(site.clock.now().getTime() + 3650 * dayMs).toISOString()
  await putEnded(site, 'gone')
  await putEnded(site, 'sealed', {
    vault: {
      work: null,
      replay: seal({ request: 'sealed', compartment: 'replay', expiresAt: later }, { id: '1' }, site.parts),
      block: null
    }
  })
  await putEnded(site, 'kept', {
    retained: [{ id: 'orders', number: 1, outcome: 'retain', check: 'cannot-tell', ground: null, keepMs: dayMs }]
  })
  await store.put('delivery', 'call', filed({ at }), { expected: 0 })
  await store.put('person', 'left', filed({ name: 'Lea Left', disabledAt: at }), { expected: 0 })
  await store.put('person', 'here', filed({ name: 'Hal Here', disabledAt: null }), { expected: 0 })
  await store.put('token', 'over', filed({ expiresAt: at, revokedAt: null }), { expected: 0 })
  await store.put('hold', 'lifted', { body: { releasedAt: at }, ...shelvedAt(at) }, { expected: 0 })
  await store.put('hold', 'stands', filed({ releasedAt: null }), { expected: 0 })
  await store.put('governance', 'act', { body: { at }, ...shelvedAt(at) }, { expected: 0 })
  await store.put('source', 'portal', { body: { name: 'portal' }, ...shelvedAt(at) }, { expected: 0 })
  const after = async (days: number) => {
    site.clock.advance(days * dayMs)
    return purge(site.parts)
  }
  t.same(await after(89), {})
  t.same(await after(2), { delivery: 1 })
  t.same(await after(365 - 91), {}, 'the very day is not over')
  t.same(await after(1), { token: 1 })
  t.same(await after(3 * 365 - 2), {}, 'a day before')
  t.same(await after(2), { request: 1, hold: 1, person: 1 })
  t.equal(await store.get('request', 'gone'), null)
  t.ok(await store.get('request', 'sealed'), 'a key still lives')
  t.ok(await store.get('request', 'kept'), 'nobody has said that what was kept is deleted')
  t.same(await after(31), { source: 1 }, 'what says no date of its own goes when its month is over')
  t.same(await after(6 * 365), { governance: 1 })
  t.ok(await store.get('hold', 'stands'))
  t.ok(await store.get('person', 'here'))
})

/** The parts of a site where each page of documents takes 10 ms, and what was slept, in milliseconds. */
const withSlowPages = ({ clock, parts }: Site) => {
  const slept: number[] = []
  const failures: object[] = []
  const query: typeof parts.store.query = async (...given) => {
    const page = await parts.store.query<never>(...given)
    if (page.length > 0) clock.advance(10)
    return page
  }
  const sleep = (ms: number, signal: AbortSignal) => {
    slept.push(ms)
    return clock.sleep(ms, signal)
  }
  const log = { ...parts.log, error: (what: object) => void failures.push(what) }
  return { slept, failures, parts: { ...parts, log, clock: { ...clock, sleep }, store: { ...parts.store, query } } }
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise(resolve => setImmediate(resolve))
}

t.test('whoever goes through all that has ended rests most of the time, and a stop waits for no rest', async t => {
  const site = await openSite(t)
  const now = site.clock.now().getTime()
  const past = new Date(now - 1).toISOString()
  for (let n = 0; n < 45; n += 1) {
    const sealed = seal({ request: `ended-${n}`, compartment: 'replay', expiresAt: past }, { id: '1' }, site.parts)
    await putEnded(site, `ended-${n}`, { vault: { work: null, replay: sealed, block: null } })
  }
  const keysLeft = async () => {
    const all = await site.parts.store.query<ErasureRequest>('request', { shelf: '2026-03' })
    return all.filter(({ body }) => body.vault.replay!.wrapped !== null).length
  }
  const first = withSlowPages(site)
  const stopFirst = startExpiry(first.parts)
  await until(() => first.slept.length === 1)
  t.equal(await keysLeft(), 25, 'some are looked at before it rests')
  await stopFirst()
  t.equal(await keysLeft(), 25, 'and no more after the stop')
  t.strictSame(first.failures, [], 'which is no failure')

  const { slept, parts } = withSlowPages(site)
  const stop = startExpiry(parts)
  for (const rests of [1, 2]) {
    await until(() => slept.length === rests)
    site.clock.advance(190)
  }
  await until(() => slept.length === 3)
  await stop()
  t.strictSame(
    slept,
    [190, 190, 6 * 60 * 60 * 1000],
    'nineteen times as long as a page took, then until the next round'
  )
  t.equal(await keysLeft(), 0)
})

t.test('whoever asks for a batch waits for no rest of the one that is drawn by itself', async t => {
  const site = await openSite(t)
  for (let n = 0; n < 70; n += 1) await putEnded(site, `ended-${n}`)
  const { slept, failures, parts } = withSlowPages(site)
  const anchoring = startAnchoring(parts)
  t.teardown(anchoring.stop)
  await until(() => slept.length === 1)
  site.clock.advance(slept[0]!)
  await until(() => slept.length === 2)
  const asked = anchoring.anchorNow()
  site.clock.advance(190)
  t.equal(await asked, null, 'the one that was under way has them all')
  const anchored: number[] = []
  for await (const { chains } of everyAnchor(parts.store)) anchored.push(chains.length)
  t.strictSame(anchored, [70])
  t.strictSame(slept.slice(1, 3), [190, 6 * 60 * 60 * 1000], 'it has rested once')
  t.strictSame(failures, [])
})

t.test('of several instances the one that draws rests between no chains, and breaks off when it stops', async t => {
  const site = await openSite(t)
  for (let n = 0; n < 70; n += 1) await putEnded(site, `ended-${n}`)
  const { slept, parts } = withSlowPages(site)
  let read = 0
  const isFirstRead = Promise.withResolvers<void>()
  const query: typeof parts.store.query = async (...given) => {
    const page = await parts.store.query<never>(...given)
    if (given[0] === 'request' && page.length > 0) {
      read += page.length
      isFirstRead.resolve()
    }
    return page
  }
  const store = { ...parts.store, query }
  const stopped = startAnchoring({ ...parts, store }, 'leader')
  const asked = stopped.anchorNow().catch(error => error.name)
  await isFirstRead.promise
  await stopped.stop()
  t.equal(await asked, 'AbortError')
  t.ok(read < 70, 'not all of them are gone through before it ends')

  const sixHoursMs = 6 * 60 * 60 * 1000
  t.strictSame(slept, [sixHoursMs])
  const next = startAnchoring({ ...parts, store }, 'leader')
  t.teardown(next.stop)
  site.clock.advance(sixHoursMs)
  await until(() => slept.length === 3)
  t.strictSame(slept, [sixHoursMs, sixHoursMs, sixHoursMs], 'the others wait for whoever draws')
  const anchored: number[] = []
  for await (const { chains } of everyAnchor(parts.store)) anchored.push(chains.length)
  t.strictSame(anchored, [70], 'whoever leads next has them all')
})

t.test(
  'a chain that grew while nobody was told is found, also where that was in the middle of a look at all',
  async t => {
    const site = await openSite(t)
    for (let n = 0; n < 70; n += 1) await putEnded(site, `ended-${n}`)
    const { slept, failures, parts } = withSlowPages(site)
    let tell: Parameters<typeof parts.store.onChange>[0] = () => {}
    const onChange: typeof parts.store.onChange = listener => {
      tell = listener
      return () => {}
    }
    const anchoring = startAnchoring({ ...parts, store: { ...parts.store, onChange } })
    t.teardown(anchoring.stop)
    await until(() => slept.length === 1)
    site.clock.advance(slept[0]!)
    await until(() => slept.length === 2)
    await putEnded(site, 'before-those-that-were-looked-at')
    tell('request', null)
    for (let rests = 3; slept.at(-1) === 190; rests += 1) {
      site.clock.advance(190)
      await until(() => slept.length === rests)
    }
    const asked = await anchoring.anchorNow()
    t.strictSame(
      asked?.chains.map(({ request }) => request),
      ['before-those-that-were-looked-at']
    )
    t.strictSame(failures, [])
  }
)

t.test('who was deleted by SCIM stays so while what was asked for is under way', async t => {
  const site = await openSite(t)
  const { store } = site.parts
  const at = site.clock.now().toISOString()
  await putEnded(site, 'ended')
  const open = {
    ...(await store.get<ErasureRequest>('request', 'ended'))!.body,
    id: 'open',
    state: 'blocked',
    endedAt: null
  }
  await store.put('request', 'open', filed(open), { expected: 0 })
  for (const request of ['open', 'ended']) {
    const body = { source: 's', type: 'scim.deleted', at, answer: { status: 202, body: { request } } }
    await store.put('delivery', `of-${request}`, filed(body), { expected: 0 })
  }
  site.clock.advance(91 * dayMs)
  await purge(site.parts)
  t.equal(await store.get('delivery', 'of-ended'), null)
  t.ok(await store.get('delivery', 'of-open'), 'or a message that says that they are active would take it back')
})

t.test('a chain that retention took away is not missed; one that somebody took away is', async t => {
  const site = await openSite(t)
  const { parts, clock } = site
  for (const id of ['old', 'stolen']) await putEnded(site, id)
  const so = await readAnchored(parts)
  const first = await drawBatch(parts, so, ['old', 'stolen'])
  t.equal(first?.signed.anchor.heads.length, 2)
  t.equal(await drawBatch(parts, so, ['old', 'stolen']), null, 'nothing has grown')
  clock.advance(5 * 365 * dayMs)
  await parts.store.remove('request', 'stolen', 1)
  t.same(await purge(parts), { request: 1 })
  const missing = [{ code: 'chain-missing', request: 'stolen', n: null, anchor: 1 }]
  t.same((await checkEvidence(parts)).findings, missing)
  const second = await drawBatch(parts, so, [])
  t.equal(second?.signed.anchor.previous, first?.hash)
  t.same(
    second?.signed.anchor.removed,
    first?.chains.filter(({ request }) => request === 'old').map(one => one.head)
  )
  t.same((await checkEvidence(parts)).findings, missing, 'the batches hold when requests are gone')
  await putEnded(site, 'new')
  const third = await drawBatch(parts, await readAnchored(parts), ['new'])
  t.equal(third?.signed.anchor.number, 3, 'a restart goes on where the last batch ended')
  const numbers: number[] = []
  for await (const { signed } of everyAnchor(parts.store)) numbers.push(signed.anchor.number)
  t.same(numbers, [1, 2, 3])
})

t.test('batches that somebody took out of the data are missed by what lies beside the keys', async t => {
  const site = await openSite(t)
  const { parts } = site
  await putEnded(site, 'old')
  const first = await drawBatch(parts, await readAnchored(parts), ['old'])
  t.same((await checkEvidence(parts)).findings, [])
  for (const { id, revision } of await parts.store.query('anchor', { all: true })) {
    await parts.store.remove('anchor', id, revision)
  }
  const rolledBack = { code: 'anchors-rolled-back', request: null, n: null, anchor: 1 }
  t.same((await checkEvidence(parts)).findings, [rolledBack])
  const next = await drawBatch(parts, await readAnchored(parts), ['old'])
  t.match(next?.signed.anchor, { number: 2, previous: first!.hash }, 'the next one follows the one that is gone')
})

const termOf = ({ keepMs, by }: RecordRow): string => {
  if (by === 'never') return 'for ever'
  if (keepMs === null) return 'as long as it is needed'
  if (keepMs === 0) return 'none'
  return keepMs % (365 * dayMs) === 0 ? `${keepMs / (365 * dayMs)} years` : `${keepMs / dayMs} days`
}

const takenAwayBy: Readonly<Record<RecordRow['by'], string>> = {
  daily: 'the daily purge',
  own: 'what writes it',
  person: 'a person',
  never: 'nobody'
}

/** A number that stands nowhere else. */
const planted = '7740915523'
const month = '2026-03'

const filesWith = (folder: string, text: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => readFileSync(file, 'latin1').includes(text))

const watched = {
  id: planted,
  bornAt: '2020-01-01T00:00:00.000Z',
  since: '2026-03-01T00:00:00.000Z',
  phase: 'waiting',
  state: 'PENDING',
  changedAt: null,
  missing: 0,
  is: 'known',
  request: 'a-request'
} as const
const rememberedOne = { stage: 'active', bornAt: watched.bornAt, expiresAt: null, warned: null, isOurs: false } as const

/** Every list of ours that names accounts, with the planted number in it, in a document of its own or as it was before. */
const listsOf = (at: string) => {
  const watch = { platform: 'lake', beganAt: at, lastCompleteAt: at, rows: [watched] }
  const owned = {
    platform: 'lake',
    at,
    rows: [{ category: 'course', key: 'c1', organisation: null, owners: [planted] }],
    orphans: []
  }
  const named = {
    inactive: { keys: [planted], at, by: 'officer' },
    released: [planted],
    remembered: { [planted]: rememberedOne }
  }
  const lifecycle = { settings: null, setBy: null, nextRunAt: null, liveSince: at, ...named }
  const run: RunBody = {
    platform: 'lake',
    at,
    state: 'braked',
    because: 'brake',
    accounts: 9,
    planned: {},
    did: {},
    findings: [],
    candidates: [planted],
    releases: [],
    endedAt: at
  }
  const fact: FactBody = {
    provider: 'registry',
    platform: 'lake',
    question: 'inactive-keys',
    askedAt: at,
    lapsesAt: at,
    tokenHash: null,
    waiting: [],
    answer: { value: { keys: [planted] }, at, validUntil: at }
  }
  return { watch, owned, named, lifecycle, run, fact }
}

const readAll = async ({ parts }: Site) => ({
  watch: (await readWatchList(parts, 'lake'))?.body.rows ?? null,
  owned: (await readOwnershipList(parts, 'lake'))?.rows[0] ?? null,
  named: (({ inactive, released, remembered, liveSince }) => ({ inactive, released, remembered, liveSince }))(
    await readLifecycle(parts, 'lake')
  ),
  run: (({ state, candidates }) => ({ state, candidates }))((await getRun(parts, 'night')).body),
  fact: (await getFact(parts, 'f-1'))?.body.answer?.value ?? null
})

t.test('numbers of accounts lie sealed, go with the key of the month, and live on where it is retired', async t => {
  const site = await openSite(t)
  const { parts, clock, dataFolder } = site
  const at = clock.now().toISOString()
  const { watch, owned, named, run, fact } = listsOf(at)
  await beginWatchList(parts, watch)
  await writeOwnershipList(parts, owned)
  await changeLifecycle(parts, 'lake', before => ({ ...before, ...named, liveSince: at }))
  await addRun(parts, 'night', run)
  await askAnew(parts, 'f-1', fact, 0)
  t.same(filesWith(dataFolder, planted), [], 'in no file below the data folder')
  t.same(filesWith(dataFolder, 'a-request'), [], 'and which request was whose neither')
  const all = {
    watch: [watched],
    owned: owned.rows[0],
    named: { ...named, liveSince: at },
    run: { state: 'braked', candidates: [planted] },
    fact: { keys: [planted] }
  }
  t.same(await readAll(site), all)
  t.equal(await accountsKnown(parts.store, 'lake'), 1)
  t.equal((await listKeyMonths(parts)).find(key => key.month === month)?.living, 5)

  clock.advance(40 * dayMs)
  t.match(await parts.keys.retire(month, kek => rewrapAll(parts, kek)), { rewrapped: 5 })
  t.same(await readAll(site), all, 'what is in use lives on under the present key')
  t.same(filesWith(dataFolder, planted), [])
  t.same(filesWith(dataFolder, `"${month}.`), [], 'and nothing lies under the one that is gone')
})

t.test('a list that can be opened no more was never read, and takes nothing along', async t => {
  const site = await openSite(t)
  const { parts, clock } = site
  const { watch, owned, named, run, fact } = listsOf(clock.now().toISOString())
  await beginWatchList(parts, watch)
  await writeOwnershipList(parts, owned)
  await changeLifecycle(parts, 'lake', before => ({ ...before, ...named, liveSince: '2026-03-01T00:00:00.000Z' }))
  await addRun(parts, 'night', run)
  await askAnew(parts, 'f-1', fact, 0)
  clock.advance(40 * dayMs)
  await parts.keys.retire(month, async () => 0)
  t.same(await readAll(site), {
    watch: null,
    owned: null,
    named: { inactive: null, released: null, remembered: {}, liveSince: null },
    run: { state: 'interrupted', candidates: [] },
    fact: null
  })
  t.equal((await listRuns(parts, 'lake'))[0]?.body.because, 'candidates-unreadable')
  t.equal(await accountsKnown(parts.store, 'lake'), 1, 'the share of the brake does not fall to nothing')
  await changeLifecycle(parts, 'lake', before => ({ ...before, setBy: 'officer' }))
  t.equal((await readLifecycle(parts, 'lake')).liveSince, null, 'and people must let runs go on once more')
  await beginWatchList(parts, { ...watch, rows: [] })
  t.same((await readWatchList(parts, 'lake'))?.body.rows, [], 'the watch begins in its place')
})

t.test('a list that an earlier version wrote in the open is read, and sealed with the next write', async t => {
  const site = await openSite(t)
  const { parts, dataFolder } = site
  const at = site.clock.now().toISOString()
  const { watch, owned, named, lifecycle, run, fact } = listsOf(at)
  await parts.store.put('spool', 'watch-lake', filed(watch, ['watch-list']), { expected: 0 })
  await parts.store.put('spool', 'ownership-lake', filed(owned, ['ownership-list']), { expected: 0 })
  await parts.store.put('lifecycle', 'lake', filed(lifecycle), { expected: 0 })
  await parts.store.put('run', 'night', filed(run, ['runs-of:lake']), { expected: 0 })
  await parts.store.put('fact', 'f-1', filed(fact), { expected: 0 })
  t.same(await readAll(site), {
    watch: [watched],
    owned: owned.rows[0],
    named: { ...named, liveSince: at },
    run: { state: 'braked', candidates: [planted] },
    fact: { keys: [planted] }
  })
  t.equal(await accountsKnown(parts.store, 'lake'), 1)
  t.equal(filesWith(dataFolder, planted).length > 0, true)
  const before = await readAll(site)
  await writeWatchList(parts, watch, 1)
  await writeOwnershipList(parts, owned)
  await changeLifecycle(parts, 'lake', known => known)
  await changeRun(parts, 'night', known => known)
  await changeFact(parts, 'f-1', known => known)
  t.same(await readAll(site), before)
  t.same(filesWith(dataFolder, planted), [])
})

t.test('a key is not retired over notes that no step has taken in yet', async t => {
  const site = await openSite(t)
  const { parts, clock } = site
  const at = clock.now().toISOString()
  await putEnded(site, 'open')
  await putEnded(site, 'ended')
  const { body, revision } = (await parts.store.get<ErasureRequest>('request', 'open'))!
  await parts.store.put('request', 'open', filed(body), { expected: revision })
  for (const id of ['open', 'ended']) {
    const sealedNote = sealRequestNote(parts.keys, id, 'a note of somebody')
    await parts.store.signal('request', id, { kind: 'refuse', by: 'officer', at, sealedNote }).catch(() => {})
  }
  clock.advance(40 * dayMs)
  const impatient = { ...parts, clock: { ...clock, sleep: async () => {} } }
  const retire = () => parts.keys.retire(month, kek => rewrapAll(impatient, kek))
  await t.rejects(retire(), { code: 'notes-not-folded', about: month })
  t.equal(parts.keys.months().includes(month), true, 'the key lives on')
  const [claimed] = await parts.store.claimDue('request', 8, 60_000)
  const { document, claim } = claimed!
  await parts.store.put('request', 'open', filed(document.body), {
    expected: document.revision,
    claim: claim.token,
    folded: document.signals.at(-1)!.n,
    release: true
  })
  t.match(await retire(), { kek: month })
})

t.test('every kind of document has a term, and the guide says the same', t => {
  t.same(recordTable.map(({ kind }) => kind).sort(), [...kinds].sort())
  const guide = readFileSync(`${ROOT}plugin/guides/retention.md`, 'utf8')
  const rows = recordTable.map(
    row =>
      `| \`${row.kind}\` | ${row.holds} | ${termOf(row)} | ${row.from} | ${row.because} | ${row.article} | ${takenAwayBy[row.by]} |`
  )
  t.same(
    guide.split('\n').filter(line => /^\| `[a-z-]+` \| .* \| .* \| .* \| .* \|/.test(line)),
    rows
  )
  t.end()
})
