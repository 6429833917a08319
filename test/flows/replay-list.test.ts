import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import t from 'tap'
import type { Found, Reference } from '../../adapters/contract.ts'
import { systemClock } from '../../plugin/clock.ts'
import { emptyRequest } from '../../plugin/erasure/empty-request.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import type { Canonicalise } from '../../plugin/evidence/canonical.ts'
import { appendEntry } from '../../plugin/evidence/chain.ts'
import { systemRandom } from '../../plugin/random.ts'
import { nodeDisk } from '../../plugin/store/disk.ts'
import { openEndedIds } from '../../plugin/store/ended-ids/ledger.ts'
import { openStore } from '../../plugin/store/open.ts'
import { announceReplay } from '../../plugin/store/records/replays.ts'
import { shelvedEntry } from '../../plugin/store/records/requests.ts'
import { openKeys } from '../../plugin/vault/keys.ts'
import { seal } from '../../plugin/vault/sealing.ts'
import type { ConnectedPlatform } from '../../plugin/work/parts.ts'
import { drawList } from '../../plugin/work/replay/draw-list.ts'
import type { ReplayParts } from '../../plugin/work/replay/parts.ts'
import { killGrounds, type Life } from '../crash/grounds.ts'
import { createClient, type Source, sendSigned } from '../demo/client.ts'
import { letIn, placeMyself } from '../demo/colleagues.ts'
import { personOf } from '../doubles/made-up-platform.ts'
import { type Replay, startLearners } from './replay-ground.ts'
import { demandOf } from './scene.ts'

t.setTimeout(300_000)

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

t.test('the list names what was lost or damaged, and what only the ledger ended, as not known', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-list-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const [data, ledger] = [join(folder, 'data'), join(folder, 'ledger')]
  const around = { clock: systemClock(), random: systemRandom(), disk: nodeDisk() }
  const keys = openKeys({ folder: join(folder, 'keys'), dataFolder: data, ...around })
  const [snapshotAt, endedAt, before] = [hoursAgo(48), hoursAgo(24), hoursAgo(72)]
  const { bornAt } = personOf('1')

  /** An ended request that erased the account `person`, as it stands on its shelf. */
  const ended = (id: string, person: string | null, changes: Partial<ErasureRequest> = {}): ErasureRequest => {
    const said = { request: id, platform: 'lake', kind: 'openolat', origin: 'self', article: '17(1)' } as const
    const received = { at: before, kind: 'received', actor: 'lethe', data: { ...said, receivedAt: before } } as const
    const about = { request: id, compartment: 'replay', expiresAt: hoursAgo(-24) } as const
    const replay = person === null ? null : seal(about, { id: person, bornAt }, { keys, random: around.random })
    return {
      ...emptyRequest,
      id,
      platform: 'lake',
      state: 'completed',
      stateSince: endedAt,
      demands: [],
      deliveries: [],
      aliases: [],
      deadlineAt: endedAt,
      evidence: appendEntry([], received, canonicalize as unknown as Canonicalise),
      vault: { work: null, replay, block: null },
      endedAt,
      lastAt: endedAt,
      ...changes
    }
  }
  const told = { because: 'ended-before-restore' }
  const partial = { state: 'partially-completed' } as const
  const store = await openStore({ ...around, folder: data })
  for (const request of [
    ended('told-completed', '1', told),
    ended('told-partially', '2', { ...told, ...partial }),
    ended('told-of-nobody', null, told),
    ended('told-withdrawn', '3', { ...told, state: 'withdrawn' }),
    ended('told-before', '4', { ...told, endedAt: before }),
    ended('told-elsewhere', '5', { ...told, platform: 'hill' }),
    ended('damaged', '6')
  ])
    await store.put('request', request.id, shelvedEntry(request), { expected: 0 })
  await store.close()
  const files = readdirSync(data, { recursive: true, encoding: 'utf8' })
  const [file, ...others] = files.filter(name => /(^|\/)damaged\.json$/.test(name))
  t.same(others, [])
  writeFileSync(join(data, file!), '{"n":')

  // What had ended, as the ledger says: each at its own instant.
  let at = endedAt
  const clock = { now: () => new Date(at) }
  const endedIds = await openEndedIds({ ...around, clock, folder: ledger, dataFolder: data })
  const note = (request: string, end: ErasureRequest['state'], platform = 'lake') =>
    endedIds.note({ is: 'ended', request, platform, end })
  await note('damaged', 'completed')
  await note('lost-completed', 'completed')
  await note('lost-partially', 'partially-completed')
  await note('lost-withdrawn', 'withdrawn')
  await note('lost-elsewhere', 'completed', 'hill')
  await note('told-completed', 'completed')
  at = before
  await note('lost-before', 'completed')

  const again = await openStore({ ...around, folder: data })
  t.teardown(() => again.close())
  const asked: string[] = []
  const find = async ({ identifiers }: Reference): Promise<Found> => {
    const id = identifiers[0]!.value
    asked.push(id)
    return { is: 'one', subject: personOf(id) }
  }
  const body = { kind: 'openolat', policy: { all: {}, byOrigin: {} } }
  const connected = { id: 'lake', body, platform: { find } } as unknown as ConnectedPlatform
  const parts = { store: again, keys, clock: around.clock, endedIds } as unknown as ReplayParts
  const announced = { platform: 'lake', by: 'officer', snapshotAt, restoredAt: hoursAgo(1) }
  const replay = await announceReplay(again, keys, announced, hoursAgo(0))
  const reading = { parts, connected, snapshotAt, signal: new AbortController().signal }
  const drawn = await drawList(reading, replay)
  const byRequest = [...drawn.rows].sort((one, other) => one.request.localeCompare(other.request))
  t.same(
    byRequest.map(({ request, is, because }) => [request, is, because]),
    [
      ['damaged', 'cannot-be-known', 'request-damaged'],
      ['lost-completed', 'cannot-be-known', 'request-lost'],
      ['lost-partially', 'cannot-be-known', 'request-lost'],
      ['told-completed', 'came-back', null],
      ['told-of-nobody', 'cannot-be-known', 'replay-key-destroyed'],
      ['told-partially', 'cannot-tell', 'ended-before-restore']
    ]
  )
  t.same(asked.sort(), ['1', '2'], 'nobody else is looked for')
  t.equal(drawn.state, 'awaiting-release')
})

t.test('a replay whose process is killed in the middle, twice, asks for everybody once', async t => {
  const box = await startLearners()
  t.teardown(box.close)
  const people = Array.from({ length: 6 }, (_, n) => box.person(n))
  const deletions = () => people.map(({ id }) => box.journal.count('delete', String(id)))
  const grounds = killGrounds('')
  t.teardown(grounds.remove)
  const site = { platform: '', replay: '', release: async (_: Life): Promise<unknown> => null }
  const api = (life: Life) => createClient(life.address, life.token)
  const until = async <Seen>(look: () => Promise<Seen>, isSo: (seen: Seen) => boolean): Promise<Seen> => {
    const before = Date.now() + 120_000
    for (let seen = await look(); ; seen = await look()) {
      if (isSo(seen)) return seen
      if (Date.now() > before) throw new Error(`it did not come to it: ${JSON.stringify(seen)}`)
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }
  const untilCompleted = async (life: Life, requests: readonly string[]) => {
    for (const request of requests) {
      const look = () => api(life)<{ summary: { state: string } }>('GET', `/requests/${request}`)
      await until(look, ({ summary }) => summary.state === 'completed')
    }
  }
  const readReplay = (life: Life) => api(life)<Replay>('GET', `/replays/${site.replay}`)

  await grounds.prepare(async life => {
    t.teardown(life.end)
    const call = api(life)
    const { id: platform } = await call<{ id: string }>('POST', '/platforms', {
      kind: 'openolat',
      name: 'campus',
      options: box.options,
      declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
      policy: { all: { coolOffMs: 0, confirmEveryMs: 50, retryFirstMs: 50, retryMostMs: 200 } }
    })
    await placeMyself(call, [platform])
    const added = await call<{ source: { id: string }; secret: string }>('POST', '/sources', {
      name: 'portal',
      platforms: [platform],
      types: ['account.deletion.requested'],
      brakePerHour: 500
    })
    const source: Source = { id: added.source.id, secret: added.secret }
    const snapshotAt = new Date().toISOString()
    const restore = box.takeBackup()
    const former: string[] = []
    for (const { named } of people) {
      const demand = demandOf(platform, named)
      former.push((await sendSigned(life.address, source, 'account.deletion.requested', demand)) ?? '')
    }
    await untilCompleted(life, former)
    restore()
    const said = { snapshotAt, restoredAt: new Date().toISOString() }
    site.replay = (await call<Replay>('POST', `/platforms/${platform}/restored`, said)).id
    await until(
      () => readReplay(life),
      ({ state }) => state === 'awaiting-release'
    )
    let address = life.address
    const one = await letIn(() => address, call, [platform], { name: 'Otto' })
    const two = await letIn(() => address, call, [platform], { name: 'Paula' })
    await one('POST', `/replays/${site.replay}/release`)
    site.release = next => {
      address = next.address
      return two('POST', `/replays/${site.replay}/release`)
    }
  })
  t.same(
    deletions(),
    people.map(() => 1)
  )

  const ground = grounds.make('everything')
  t.teardown(ground.remove)
  const askedFor = ({ rows }: Replay) => rows.filter(({ again }) => again !== null).length
  /** Kills the process as soon as so many more have been asked for; how many that were. */
  const killAfter = async (more: number, onStart: (life: Life) => Promise<unknown>): Promise<number> => {
    const life = await ground.start(null)
    t.teardown(life.end)
    await onStart(life)
    const seen = await until(
      () => readReplay(life),
      replay => askedFor(replay) >= more
    )
    await life.end()
    return askedFor(seen)
  }
  box.faults.add({ route: 'getUser', kind: 'slow', ms: 60, times: 5000 })
  const first = await killAfter(2, site.release)
  const second = await killAfter(first + 2, async () => {})
  t.ok(first < second && second < people.length, 'killed in the middle, twice')
  box.faults.clear()
  const last = await ground.start(null)
  t.teardown(last.end)
  const done = await until(
    () => readReplay(last),
    ({ state }) => state === 'done'
  )
  const again = done.rows.flatMap(row => (row.again?.is === 'requested' ? (row.again.request ?? []) : []))
  t.equal(new Set(again).size, people.length, 'a request of its own for each')
  await untilCompleted(last, again)
  t.same(
    deletions(),
    people.map(() => 2),
    'once then and once now'
  )
  const ours = await api(last)<{ items?: readonly unknown[] }>('GET', '/requests?limit=100')
  t.equal((ours.items ?? (ours as unknown as readonly unknown[])).length, 2 * people.length, 'and no request more')
})
