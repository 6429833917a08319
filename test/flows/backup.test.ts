import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { systemClock } from '../../plugin/clock.ts'
import type { Config } from '../../plugin/config.ts'
import { systemRandom } from '../../plugin/random.ts'
import { nodeDisk } from '../../plugin/store/disk.ts'
import { openEndedIds } from '../../plugin/store/ended-ids/ledger.ts'
import { openStore } from '../../plugin/store/open.ts'
import { readStoreRestore, restoredCopy } from '../../plugin/store/records/own/store-restores.ts'
import type { Store } from '../../plugin/store/store.ts'
import { settleWithLedger } from '../../plugin/work/own-restore/settle.ts'
import { typeCommand } from '../doubles/command-line.ts'
import { startPostgres } from '../doubles/postgres-server.ts'
import { openOlatRestore } from './replay-ground.ts'

t.setTimeout(300_000)

interface Restore {
  readonly from: string
  readonly ended: readonly string[]
  readonly holdsLost: readonly string[]
  readonly acknowledged: object | null
}

const envOf = ({ dataFolder, keysFolder, storeUrl }: Config): Record<string, string> => ({
  LETHE_DATA: dataFolder,
  LETHE_KEYS: keysFolder,
  ...(storeUrl == null ? {} : { LETHE_STORE: storeUrl })
})

/** The drill of the guide: back up while requests move, go on, lose everything, restore elsewhere, start. */
const drill = async (
  t: Test,
  storeUrl: string | undefined,
  elsewhere: (folder: string) => Promise<Partial<Config>>
) => {
  const ground = await openOlatRestore(storeUrl)
  t.teardown(ground.close)
  const officer = await ground.as('Otto', ['privacy-officer'])
  // A second platform, on which nothing stands still: the same sandbox, below another path.
  const { id: moving } = await ground.call<{ id: string }>('POST', '/platforms', {
    kind: 'openolat',
    name: 'annex',
    options: { baseUrl: ground.box.address, username: 'lethe', secret: 'sandbox-secret', settleMs: 100 },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
    policy: { all: { coolOffMs: 0, confirmEveryMs: 50, retryFirstMs: 50, retryMostMs: 200 } }
  })
  const source = await ground.addSource({ name: 'annex', platforms: [moving] })
  const demandMoving = (n: number) => ground.demand(ground.person(n).named, { platform: moving }, source)
  await ground.call('POST', `/platforms/${ground.platform}/pause`, { because: 'so that these end after the backup' })
  const later = await Promise.all([0, 1].map(n => ground.demand(ground.person(n).named)))
  const early = await Promise.all([2, 3, 4].map(demandMoving))

  const files = join(ground.folder, 'backups')
  mkdirSync(files)
  const backingUp = typeCommand(['store', 'backup', files, '--json'], envOf(ground.config()))
  const meanwhile = await Promise.all([5, 6, 7].map(demandMoving))
  const made = await backingUp
  t.equal(made.code, 0, made.out + made.err)
  const said = JSON.parse(made.out) as { file: string; madeAt: string; documents: number; apart: { keys: string } }
  t.equal(said.apart.keys, ground.config().keysFolder, 'and what must be backed up apart from it')
  const text = gunzipSync(readFileSync(said.file))
  const { keysFolder } = ground.config()
  for (const name of readdirSync(keysFolder).filter(each => /\.(key|pem)$/.test(each))) {
    const key = readFileSync(join(keysFolder, name))
    for (const spelling of [key, key.toString('base64'), key.toString('base64url'), key.toString('hex')])
      t.notOk(text.includes(spelling), `${name} is not in it`)
  }

  const hold = await ground.call<{ id: string }>('POST', '/holds', {
    platform: ground.platform,
    identifiers: [{ kind: 'username', value: ground.person(9).named[0] }],
    ground: { article: '17(3)', letter: 'e' }
  })
  await ground.call('POST', `/requests/${later[1]}/withdraw`, {})
  await ground.call('POST', `/platforms/${ground.platform}/resume`)
  await ground.untilState(later[0]!, 'completed')
  await ground.untilState(later[1]!, 'withdrawn')
  for (const id of [...early, ...meanwhile]) await ground.untilState(id, 'completed')
  const effects = () => Array.from({ length: 10 }, (_, n) => ground.effects(ground.person(n).id))
  const deletions = () => Array.from({ length: 10 }, (_, n) => ground.deletions(ground.person(n).id))
  t.same(deletions(), [1, 0, 1, 1, 1, 1, 1, 1, 0, 0])
  const before = effects()

  const change = await elsewhere(ground.folder)
  await ground.restart(async () => {
    const restored = await typeCommand(['store', 'restore', said.file, '--json'], envOf(ground.config()))
    t.equal(restored.code, 0, restored.out + restored.err)
    t.equal((JSON.parse(restored.out) as { documents: number }).documents, said.documents)
    const again = await typeCommand(['store', 'restore', said.file], envOf(ground.config()))
    t.match(again, { code: 1, err: /store-not-empty/ }, 'never over something')
  }, change)
  const { restore } = await ground.call<{ restore: Restore }>('GET', '/store')
  t.equal(restore.from, said.madeAt, 'lost is what was done since')
  t.ok(
    later.every(id => restore.ended.includes(id)),
    'what ended since is known from the ledger'
  )
  t.same(restore.holdsLost, [hold.id])
  const fresh = await ground.demand(ground.person(8).named)
  t.equal((await ground.show(fresh)).summary.state, 'accepted', 'everything waits for a person')
  await ground.untilState(later[0]!, 'completed')
  await ground.untilState(later[1]!, 'withdrawn')
  await officer('POST', '/store/acknowledge-restore')
  // The pause of the site was in the backup, and stays.
  await ground.call('POST', `/platforms/${ground.platform}/resume`)
  await ground.untilState(fresh, 'completed')
  const ended = ['completed', 'withdrawn', 'refused', 'expired']
  const isThere = (id: string) =>
    ground.show(id).then(
      ({ summary }) => summary.state,
      () => 'lost'
    )
  for (const id of [...early, ...meanwhile])
    await ground.until(
      () => isThere(id),
      state => state === 'lost' || ended.includes(state)
    )
  t.same(deletions(), [1, 0, 1, 1, 1, 1, 1, 1, 1, 0], 'asked of the platform itself: nothing was done twice')
  t.same(
    effects().filter((_, n) => n !== 8),
    before.filter((_, n) => n !== 8),
    'not even a part of it'
  )
  await ground.restart()
  t.type((await ground.call<{ restore: Restore }>('GET', '/store')).restore.acknowledged, 'object', 'noticed once')
}

t.test('backup and restore of the data folder: nothing is lost unsaid, nothing done twice', t =>
  drill(t, undefined, async folder => ({ dataFolder: join(folder, 'elsewhere') }))
)

t.test('the same on PostgreSQL, into another database', async t => {
  const server = await startPostgres()
  t.teardown(() => server.stop())
  await drill(t, await server.database(), async () => ({ storeUrl: await server.database() }))
})

t.test('an installation moves into PostgreSQL and back, and goes on as if nothing had been', async t => {
  const server = await startPostgres()
  t.teardown(() => server.stop())
  const ground = await openOlatRestore()
  t.teardown(ground.close)
  const ended = await ground.demand(ground.person(0).named)
  await ground.untilState(ended, 'completed')
  await ground.call('POST', `/platforms/${ground.platform}/pause`, { because: 'for the move' })
  const [open, taken] = (await Promise.all([1, 2].map(n => ground.demand(ground.person(n).named)))) as [string, string]
  const readChain = async () => {
    const path = `/requests/${ended}/certificate`
    return (await ground.call<{ certificate: { chain: object[] } }>('GET', path)).certificate.chain
  }
  const { length } = await readChain()
  // What is drawn anew has its own time; what is proven was written once.
  const proof = async () => JSON.stringify((await readChain()).slice(0, length))
  const before = await proof()
  const noticed = async () => (await ground.call<{ restore: Restore | null }>('GET', '/store')).restore

  const url = await server.database()
  const back = join(ground.folder, 'back')
  const [old, address] = [ground.config().dataFolder, join(ground.folder, 'address')]
  writeFileSync(address, url, { mode: 0o600 })
  const move = async (args: readonly string[], env: Record<string, string>) => {
    const moved = await typeCommand(['store', 'migrate', ...args, '--json'], env)
    t.equal(moved.code, 0, moved.out + moved.err)
    return JSON.parse(moved.out) as { documents: number; sha256: string }
  }
  const env = envOf(ground.config())
  t.match(await typeCommand(['store', 'migrate', '--to-file', address], env), { code: 1, err: /already-running/ })
  await ground.restart(() => move(['--to-file', address], env).then(() => {}), { storeUrl: url })
  t.equal(await noticed(), null, 'a move is no restore')
  t.equal(await proof(), before, 'the chain of evidence, byte for byte')
  await ground.call('POST', `/requests/${taken}/withdraw`, {})
  await ground.untilState(taken, 'withdrawn')

  await ground.restart(() => move(['--to', back], { ...env, LETHE_STORE: url }).then(() => {}), {
    storeUrl: null,
    dataFolder: back
  })
  t.equal(await noticed(), null)
  t.equal(await proof(), before)
  await ground.call('POST', `/platforms/${ground.platform}/resume`)
  await ground.untilState(open, 'completed')
  t.same(
    [0, 1, 2].map(n => ground.deletions(ground.person(n).id)),
    [1, 1, 0]
  )

  await ground.restart(() => {}, { dataFolder: old })
  t.same((await noticed())?.ended.toSorted(), [open, taken].toSorted(), 'whoever starts on the old one is told')
  await ground.untilState(open, 'completed')
  t.equal((await ground.show(open)).summary.because, 'ended-before-restore')
  t.same(
    [0, 1, 2].map(n => ground.deletions(ground.person(n).id)),
    [1, 1, 0],
    'and nothing is done again'
  )
})

t.test(
  'a restored backup is noticed even where the ledger lacks nothing, once, whenever a start breaks off',
  async t => {
    const folder = mkdtempSync(join(tmpdir(), 'lethe-restored-'))
    t.teardown(() => rmSync(folder, { recursive: true, force: true }))
    const around = { clock: systemClock(), random: systemRandom(), disk: nodeDisk() }
    const store = await openStore({ ...around, folder: join(folder, 'data') })
    t.teardown(() => store.close())
    const where = { ...around, folder: join(folder, 'ledger'), dataFolder: join(folder, 'data') }
    const logged: string[] = []
    const log = { info: () => {}, error: (line: object) => void logged.push(JSON.stringify(line)) }
    const start = async (on: Store = store) => {
      await settleWithLedger({ store: on, clock: around.clock, log, endedIds: await openEndedIds(where) })
      return readStoreRestore(store)
    }
    t.equal(await start(), null)
    // Later than all that the ledger has: nothing in it happened after the backup.
    const [madeAt, restoredAt] = ['2100-09-01T02:00:00.000Z', '2100-09-02T08:00:00.000Z']
    const { body, keys, unique, dueAt, shelf } = restoredCopy({ madeAt, restoredAt })
    await store.put('ledger', 'restored-copy', { body, keys, unique, dueAt, shelf }, { expected: 0 })
    const dying: Store = { ...store, remove: () => Promise.reject(new Error('killed')) }
    await t.rejects(start(dying), /killed/)
    t.match(await start(), { from: madeAt, until: restoredAt, acknowledged: null, ended: [], holdsLost: [] })
    t.match(logged.join('\n'), /store-restored/)
    logged.length = 0
    t.match(await start(), { from: madeAt })
    t.same(logged, [], 'and then no more')
  }
)
