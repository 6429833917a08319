import { createHash } from 'node:crypto'
import pg from 'pg'
import t, { type Test } from 'tap'
import { systemRandom } from '../../../plugin/random.ts'
import { currentFormat, formatSteps } from '../../../plugin/store/formats/steps.ts'
import { upgradeBody } from '../../../plugin/store/formats/upgrade.ts'
import { openStore } from '../../../plugin/store/open.ts'
import { openPostgresStore } from '../../../plugin/store/postgres/open.ts'
import type { Store } from '../../../plugin/store/store.ts'
import { createManualClock } from '../../doubles/manual-clock.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'
import { createPowerCutDisk } from '../../doubles/power-cut-disk.ts'

const random = systemRandom()
const clock = createManualClock()

const codeOf = (error: unknown) => (error as { code?: unknown }).code

const said = async (call: Promise<unknown>): Promise<{ code: unknown; message: string }> =>
  call.then(
    () => ({ code: 'done', message: '' }),
    (error: Error) => ({ code: codeOf(error), message: error.message })
  )

/** A replay as the first release wrote it: it did not ask why one was dropped. */
const ofFirstRelease = { platform: 'campus', state: 'looking', droppedBy: null }
const older = { kind: 'replay', id: 'old', revision: 3, body: ofFirstRelease, keys: ['of:campus'] } as const

/** The same on both stores: `write` puts a document of that format where the store keeps it, past the store. */
const testFormats = async (
  t: Test,
  {
    open,
    write,
    isIndexed
  }: {
    open(): Promise<Store>
    write(id: string, format: number, shelf: string | null): Promise<void>
    /** What is on a shelf is known by what was there at the start; else the start itself looks at it. */
    readonly isIndexed: boolean
  }
) => {
  await (await open()).close()
  await write('old', 1, null)
  await write('shelved', 1, '2026-02')
  const writeFuture = () => write('future', currentFormat + 1, '2026-02')
  if (isIndexed) await writeFuture()
  const store = await open()
  if (!isIndexed) await writeFuture()
  const upgraded = { ...ofFirstRelease, droppedBecause: null }
  t.match(await store.get('replay', 'old'), { revision: 3, body: upgraded }, 'what it lacked is there')
  t.match(await store.query('replay', { key: 'of:campus' }), [{ id: 'old', body: upgraded }])
  t.match(await store.get('replay', 'shelved'), { body: upgraded })
  await store.put('replay', 'old', { body: upgraded, keys: [], unique: [], dueAt: null, shelf: null }, { expected: 3 })
  const refused = await said(store.get('replay', 'future'))
  t.equal(refused.code, 'newer-format')
  t.match(refused.message, /replay\/.*future.* is of format 3, this release knows 2\. Start the release that wrote it/)
  t.equal((await said(store.query('replay', { shelf: '2026-02' }))).code, 'newer-format', 'and it is not left out')
  t.same(store.state().aside, [], 'nor taken for damaged')
  await store.close()
  await write('later', currentFormat + 1, null)
  const start = await said(open())
  t.equal(start.code, 'newer-format', 'no start beside what would be misread')
  t.match(start.message, /replay/)
}

t.test('steps: in order, for a format that there is, and once a step', async t => {
  const tos = formatSteps.map(({ to }) => to)
  t.same(
    tos,
    [...tos].sort((a, b) => a - b)
  )
  t.equal(Math.max(...tos), currentFormat, 'the last format has a reason')
  t.ok(formatSteps.every(({ to, because }) => to > 1 && because.length > 10))
  const steps = [2, 3].map(to => ({
    to,
    kind: 'token' as const,
    because: '',
    upgrade: (body: object) => ({ ...body, [to]: true })
  }))
  const upgrade = (format: number, kind: 'token' | 'person' = 'token') =>
    upgradeBody({ kind, id: 'a', format }, { was: 0 }, steps)
  t.same(upgrade(0), { was: 0, 2: true, 3: true })
  t.same(upgrade(1), { was: 0, 2: true, 3: true })
  t.same(upgrade(2), { was: 0 }, 'of this release: as it is')
  t.same(upgrade(1, 'person'), { was: 0 }, 'of another kind')
  for (const step of formatSteps) {
    const once = step.upgrade({})
    t.same(step.upgrade(once as Record<string, unknown>), once, `${step.kind}: a second time changes nothing`)
  }
})

t.test('embedded store: older documents are brought up, newer ones refused by name', async t => {
  const disk = createPowerCutDisk()
  await testFormats(t, {
    isIndexed: true,
    open: () => openStore({ folder: '/data', disk, clock, random }),
    async write(id, format, shelf) {
      const rest = { unique: [], dueAt: null, shelf, signalled: 0, signals: [] }
      const content = JSON.stringify({ ...older, id, ...(shelf === null ? {} : { keys: [] }), ...rest })
      const sha256 = createHash('sha256').update(content).digest('hex')
      const folder = shelf === null ? '/data/replay/open' : `/data/replay/ended/${shelf}`
      for (const made of ['/data/replay/ended', folder]) await disk.makeFolder(made)
      disk.plant(
        `${folder}/${id}.json`,
        Buffer.from(`{"format":${format},"sha256":"${sha256}","content":${content}}\n`)
      )
    }
  })
  const written = await disk.read('/data/replay/open/old.json')
  t.match(written?.toString(), /^\{"format":2,/, 'what is written is of this release')
})

t.test('PostgreSQL: the same, by what each row says', async t => {
  const server = await startPostgres()
  const url = await server.database()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  t.teardown(async () => {
    await client.end()
    await server.stop()
  })
  await testFormats(t, {
    isIndexed: false,
    open: () => openPostgresStore({ url, clock, random }),
    async write(id, format, shelf) {
      await client.query('begin')
      // As the release of that format writes it; the first one said nothing.
      if (format > 1) await client.query("select set_config('lethe.format', $1, true)", [String(format)])
      const text = `insert into lethe.document (kind, id, revision, body, index_keys, unique_keys, shelf)
        values ($1, $2, 3, $3, $4, '{}', $5)`
      await client.query(text, [older.kind, id, JSON.stringify(older.body), older.keys, shelf])
      if (shelf === null)
        await client.query('insert into lethe.index_key values ($1, $2, $3)', [older.kind, older.keys[0], id])
      await client.query('commit')
    }
  })
  const { rows } = await client.query('select id, format from lethe.document where shelf is null order by id')
  t.same(
    rows,
    [
      { id: 'later', format: currentFormat + 1 },
      { id: 'old', format: currentFormat }
    ],
    'what is written is of this release'
  )
})
