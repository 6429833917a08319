import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { systemClock } from '../../../plugin/clock.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { copyStore } from '../../../plugin/store/copies/copy.ts'
import { openFolderSource, openFolderTarget } from '../../../plugin/store/copies/folder.ts'
import { nodeDisk } from '../../../plugin/store/disk.ts'
import { openStore } from '../../../plugin/store/open.ts'
import { openDatabaseSource, openDatabaseTarget } from '../../../plugin/store/postgres/copy.ts'
import { openPostgresStore } from '../../../plugin/store/postgres/open.ts'
import { type Entry, kinds, type Store } from '../../../plugin/store/store.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'

const server = await startPostgres()
const folder = mkdtempSync(join(tmpdir(), 'lethe-copies-'))
t.teardown(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const around = { clock: systemClock(), random: systemRandom(), disk: nodeDisk() }
const quiet = { write: () => {}, compare: () => {} }
const empty: Entry<unknown> = { body: {}, keys: [], unique: [], dueAt: null, shelf: null }
const codeOf = (error: unknown) => (error as { code?: unknown }).code

/** Something of every kind, open and ended, told and not, odd in every way that a document may be. */
const fill = async (store: Store): Promise<void> => {
  const odd = {
    text: 'é \u{1f98b} \u0000 \ud800 "\\',
    2: 'a key',
    1: 'another',
    nested: [null, 1e21, -0.5, { '': [] }]
  }
  for (const kind of kinds) {
    const entry = { ...empty, body: odd, keys: [`z:${kind}`, `a:${kind}`], unique: [`one-${kind}`] }
    await store.put(kind, `${kind}-open`, entry, { expected: 0 })
    await store.put(kind, `${kind}-open`, { ...entry, dueAt: '2026-03-02T09:00:00.5Z' }, { expected: 1 })
    await store.put(kind, `${kind}-ended`, { ...empty, body: odd, shelf: '2026-01' }, { expected: 0 })
    await store.put(kind, `${kind}-older`, { ...empty, shelf: '2025-12' }, { expected: 0 })
  }
  await store.put('request', 'told', empty, { expected: 0 })
  for (let n = 1; n <= 3; n += 1) await store.signal('request', 'told', { kind: 'recheck', n, odd })
  await store.put('request', 'told', empty, { expected: 1, folded: 2 })
  await store.put('request', 'told-and-ended', empty, { expected: 0 })
  await store.signal('request', 'told-and-ended', 'late')
  await store.put('request', 'told-and-ended', { ...empty, shelf: '2026-02' }, { expected: 1 })
  const chain = Array.from({ length: 700 }, (_, n) => ({
    n,
    at: '2026-02-01T00:00:00Z',
    hash: String(n).padStart(64, '0')
  }))
  await store.put('request', 'long', { ...empty, body: { evidence: chain } }, { expected: 0 })
}

/** All that a store answers, as text: two equal ones answer the same, byte for byte. */
const readOut = async (store: Store): Promise<string> => {
  const lines: string[] = []
  for (const kind of kinds) {
    for (const by of [{ all: true }, ...['2025-12', '2026-01', '2026-02'].map(shelf => ({ shelf }))] as const) {
      for (const one of await store.query(kind, by)) {
        const { kind: of, id, revision, body, keys, unique, dueAt, shelf, signals } = one
        lines.push(JSON.stringify([of, id, revision, body, keys, unique, dueAt, shelf, signals]))
      }
    }
    lines.push(`${kind} by key: ${(await store.query(kind, { key: `a:${kind}` })).map(({ id }) => id)}`)
  }
  return lines.join('\n')
}

const inFolder = (name: string) => ({ ...around, folder: join(folder, name) })

t.test('there and back: every document is equal, and so is what comes next', async t => {
  const first = await openStore(inFolder('first'))
  await fill(first)
  const before = await readOut(first)
  t.equal(await openFolderSource(inFolder('first')).catch(codeOf), 'already-running', 'not beside a running one')
  await first.close()
  const url = await server.database()

  const source = await openFolderSource(inFolder('first'))
  const target = await openDatabaseTarget(url, 'database')
  t.equal(
    await openPostgresStore({ ...around, url }).catch(codeOf),
    'already-running',
    'nobody starts on what is being copied into'
  )
  const there = await copyStore(source, target, quiet)
  await source.close()
  await target.close()
  t.equal(there.documents, kinds.length * 3 + 3)
  t.equal(there.counts.request, 6)

  const shared = await openPostgresStore({ ...around, url })
  t.equal(await readOut(shared), before)
  t.equal(await openDatabaseSource(url, 'database').catch(codeOf), 'already-running')
  t.equal(await openDatabaseTarget(url, 'database').catch(codeOf), 'already-running')
  t.equal((await shared.claimDue('request', 9, 1000)).length, 2, 'what was due, or told something, is still')
  t.equal(
    await shared.put('person', 'other', { ...empty, unique: ['one-person'] }, { expected: 0 }).catch(codeOf),
    'duplicate-key',
    'unique keys hold'
  )
  await shared.close()
  t.equal(await openDatabaseTarget(url, 'database').catch(codeOf), 'store-not-empty')

  const from = await openDatabaseSource(url, 'database')
  const back = await openFolderTarget(inFolder('second'), 'database')
  const again = await copyStore(from, back, quiet)
  await from.close()
  await back.close()
  t.same(again, there, 'the same counts and the same hash')
  const second = await openStore(inFolder('second'))
  t.equal(await readOut(second), before)
  t.equal(await second.signal('request', 'told', 'next'), 4, 'numbers of signals go on')
  await second.close()
  t.equal(await openFolderTarget(inFolder('second'), 'database').catch(codeOf), 'store-not-empty')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const rung = await client.query("select count(*)::int as n from graphile_worker.jobs where key = 'told'")
  t.equal(rung.rows[0].n, 1, 'the bell knows of who waits')
  await client.end()
  await server.drop(url)
})
