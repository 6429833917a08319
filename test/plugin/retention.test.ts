import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
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
import { shelvedEntry } from '../../plugin/store/records/requests.ts'
import { kinds } from '../../plugin/store/store.ts'
import { openKeys } from '../../plugin/vault/keys.ts'
import { seal } from '../../plugin/vault/sealing.ts'
import { checkEvidence } from '../../plugin/work/anchoring/check-evidence.ts'
import { drawBatch, readAnchored } from '../../plugin/work/anchoring/draw-batch.ts'
import { purge } from '../../plugin/work/retention/purge.ts'
import { type RecordRow, recordTable } from '../../plugin/work/retention/records-table.ts'
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
  return { clock, parts: { store, keys, clock, random, canonicalise, log } }
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
