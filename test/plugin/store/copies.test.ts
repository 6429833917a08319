import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { link } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import t from 'tap'
import { writeBackupFile } from '../../../plugin/cli/copies/backup-file.ts'
import { takeName } from '../../../plugin/cli/copies/backup-part.ts'
import { judgeDatabase } from '../../../plugin/cli/doctor/database.ts'
import { systemClock } from '../../../plugin/clock.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { copyStore } from '../../../plugin/store/copies/copy.ts'
import { openFolderSource, openFolderTarget } from '../../../plugin/store/copies/folder.ts'
import type { CopySource, CopyTarget, WholeDocument } from '../../../plugin/store/copies/whole.ts'
import { nodeDisk } from '../../../plugin/store/disk.ts'
import { openStore } from '../../../plugin/store/open.ts'
import { openDatabaseSource, openDatabaseTarget } from '../../../plugin/store/postgres/copy.ts'
import { openPostgresStore } from '../../../plugin/store/postgres/open.ts'
import { type Entry, kinds, type Store } from '../../../plugin/store/store.ts'
import { typeCommand } from '../../doubles/command-line.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'

t.setTimeout(300_000)
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
    const entry = {
      ...empty,
      body: odd,
      keys: [`z:${kind}`, `a:${kind}`],
      unique: [`one-${kind}`],
      line: { of: kind, odd }
    }
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
    lines.push(`${kind} in lists: ${JSON.stringify(await store.lines(kind))}`)
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

/** Many documents that nobody has to write one by one. */
const made = (count: number): CopySource => ({
  name: 'made',
  count: async () => count,
  async *documents(): AsyncIterable<WholeDocument> {
    for (let n = 0; n < count; n += 1) {
      const id = `r${String(n).padStart(6, '0')}`
      const open = { keys: ['k'], unique: [id], dueAt: null, shelf: null, signalled: 0, signals: [] }
      yield { kind: 'request', id, revision: 1 + (n % 7), body: { n, text: 'x'.repeat(900) }, ...open }
    }
  },
  close: async () => {}
})

const fillDatabase = async (count: number) => {
  const url = await server.database()
  const target = await openDatabaseTarget(url, 'made')
  const seen = await copyStore(made(count), target, quiet)
  await target.close()
  const file = join(folder, `address-of-${new URL(url).pathname.slice(1)}`)
  writeFileSync(file, `${url}\n`, { mode: 0o600 })
  return { url, file, seen }
}

const cli = fileURLToPath(new URL('../../../plugin/cli.ts', import.meta.url))
const env = { LETHE_DATA: join(folder, 'own'), LETHE_KEYS: join(folder, 'keys') }

/** Runs a command as a process of its own, and kills it as soon as it says that a part is copied. */
const killAtWork = async (args: readonly string[]): Promise<unknown> => {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes('copied: ')) child.kill('SIGKILL')
  })
  return (await once(child, 'exit'))[1]
}

t.test('a copy that is killed leaves nothing that could be taken for a store, and begins anew', async t => {
  const few = await fillDatabase(450)
  const to = join(folder, 'killed')
  const migrate = ['store', 'migrate', '--from-file', few.file, '--to', to]
  t.equal(await killAtWork(migrate), 'SIGKILL')
  t.ok(readdirSync(join(to, 'request', 'open')).length > 0, 'in the middle of it')
  t.equal(await openStore(inFolder('killed')).catch(codeOf), 'copy-unfinished')
  t.equal(await openFolderSource(inFolder('killed')).catch(codeOf), 'copy-unfinished')
  const many = await fillDatabase(2400)
  const other = await typeCommand(['store', 'migrate', '--from-file', many.file, '--to', to, '--json'], env)
  t.match(other, { code: 1, out: /copy-unfinished/ }, 'only the same copy begins anew there')
  const again = await typeCommand([...migrate, '--json'], env)
  t.match(JSON.parse(again.out), { ...few.seen, to, apart: { keys: env.LETHE_KEYS } })
  await (await openStore(inFolder('killed'))).close()
  t.match(await typeCommand(migrate, env), { code: 1, err: /store-not-empty/ })

  const url = await server.database()
  const address = join(folder, 'address-of-target')
  writeFileSync(address, url)
  const across = ['store', 'migrate', '--from-file', many.file, '--to-file', address]
  t.equal(await killAtWork(across), 'SIGKILL')
  const whole = await typeCommand(across, env)
  t.equal(whole.code, 0, whole.err)
  t.match(whole.err, /copied: 2400 of 2400\n.*compared: /s, 'with how far it is')
  t.match(whole.out, new RegExp(`request +2400[\\s\\S]*${many.seen.sha256}[\\s\\S]*never start on it again`))
  t.notMatch(whole.out + whole.err, /postgres:\/\/lethe@/, 'no account, no password')
  const seen = new URL(await server.database())
  seen.password = 'hush-hush'
  const told = await typeCommand(['store', 'migrate', '--from-file', few.file, '--to', seen.href], env)
  t.match(told, { code: 0, err: /--to-file FILE keeps it out/ })
  t.notMatch(told.out + told.err, /hush-hush/)
  t.match(await typeCommand(['store', 'migrate', '--json'], env), { code: 2, out: /--to PLACE/ })
  t.match(await typeCommand(['store', 'migrate', '--to', to], env), { code: 1, err: /store-empty/ }, 'nothing to move')
})

t.test('a copy that is not equal is never finished', async t => {
  const bent = (target: CopyTarget): CopyTarget => ({
    ...target,
    take: documents => target.take(documents.map(one => (one.id === 'r000007' ? { ...one, revision: 99 } : one)))
  })
  const missing = (target: CopyTarget): CopyTarget => ({
    ...target,
    take: documents => target.take(documents.filter(({ id }) => id !== 'r000007'))
  })
  const more = (target: CopyTarget): CopyTarget => ({ ...target, count: async () => 12 })
  for (const [name, harm] of Object.entries({ bent, missing, more })) {
    const target = await openFolderTarget(inFolder(name), 'made')
    const refused = await copyStore(made(11), harm(target), quiet).catch(error => error)
    await target.close()
    t.match(refused, { code: 'copy-differs' }, name)
    if (name !== 'more') t.match(refused.message, /request\/r000007/)
    t.equal(await openStore(inFolder(name)).catch(codeOf), 'copy-unfinished')
  }
})

t.test('a copy is compared as it lies on the disk, not as it was handed to it', async t => {
  const disk = nodeDisk()
  const failing: typeof disk = {
    ...disk,
    writeNew(path, bytes) {
      const isHit = path.includes('r000007')
      return disk.writeNew(path, isHit ? Buffer.from(bytes.toString().replace('"body":{', '"body":[')) : bytes)
    }
  }
  const where = { ...inFolder('failing'), disk: failing }
  const target = await openFolderTarget(where, 'made')
  const refused = await copyStore(made(11), target, quiet).catch(error => error)
  await target.close()
  t.match(refused, { code: 'copy-differs', message: /request\/r000007/ })
  t.equal(await openStore(where).catch(codeOf), 'copy-unfinished')
})

t.test('doctor: looks at the database of LETHE_STORE and changes nothing there', async t => {
  const url = await server.database()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const look = async (address = url) => {
    const settings = { ...env, LETHE_STORE: address, LETHE_URL: 'http://127.0.0.1:1' }
    const { out } = await typeCommand(['doctor', '--json'], settings)
    t.notMatch(out, /hush-hush/)
    const found = JSON.parse(out) as { severity: string; code: string; about: string }[]
    return new Map(found.map(({ severity, code, about }) => [code, `${severity}: ${about}`]))
  }
  const fresh = await look()
  t.match(fresh.get('database-reachable'), /^fine: postgres:\/\/127\.0\.0\.1:\d+\/lethe\d+, PostgreSQL \d\d$/)
  t.match(fresh.get('store-format'), /no tables yet/)
  t.match(fresh.get('database-clock-agrees'), /^fine: 0\.\d s/)
  t.match(fresh.get('database-connections'), /^fine: \d+ of \d+ connections/)
  t.equal(fresh.get('instances-running'), 'fine: 0 on this database')
  t.equal((await client.query("select to_regnamespace('lethe') as is")).rows[0].is, null, 'nothing was made')

  const stores = await Promise.all([1, 2].map(() => openPostgresStore({ ...around, url })))
  await stores[0]!.put('person', 'a', empty, { expected: 0 })
  const running = await look()
  t.equal(running.get('instances-running'), 'fine: 2 on this database')
  t.match(running.get('store-format'), /tables of this release/)
  for (const store of stores) await store.close()

  await client.query(
    'create role reader login; grant usage on schema lethe to reader; grant select on lethe.format to reader'
  )
  const as = (change: Partial<Pick<URL, 'pathname' | 'port' | 'username'>>) => {
    const address = new URL(url)
    address.password = 'hush-hush'
    return Object.assign(address, change).href
  }
  const poor = await look(as({ username: 'reader' }))
  t.match(poor.get('database-rights-missing'), /^stops: .*: select in schema lethe, insert .*create in schema lethe$/)
  t.match((await look(as({ pathname: '/none' }))).get('database-missing'), /^stops/)
  t.match((await look(as({ username: 'stranger' }))).get('database-refuses'), /^stops/)
  t.match((await look(as({ port: '1' }))).get('database-unreachable'), /^stops/)

  await client.query("update lethe.document set format = 99 where id = 'a'")
  t.match((await look()).get('store-format-unknown'), /^stops: person\/a is of format 99, we know/)
  await client.query('insert into lethe.format values (99, now())')
  t.match((await look()).get('store-format-unknown'), /tables of format 99/)
  await client.query('drop owned by reader; drop role reader')
  await client.end()
  const fine = {
    ...{ version: 180_000, aheadMs: 0, step: 1, knownSteps: 1, newer: null, missing: [], instances: 3, forgets: [] },
    connections: { used: 1, most: 100 }
  }
  const codes = (change: object) =>
    judgeDatabase({ ...fine, ...change }, 'database').flatMap(({ severity, code }) =>
      severity === 'fine' ? [] : [code]
    )
  t.same(codes({}), [])
  t.same(codes({ version: 120_009 }), ['database-too-old'])
  t.same(codes({ aheadMs: -2001 }), ['database-clock-differs'])
  t.same(codes({ connections: { used: 81, most: 100 } }), ['database-connections-scarce'])
  t.same(codes({ forgets: ['fsync = off'] }), ['database-forgets'])
})

t.test('what is damaged, or held twice, is not left behind in silence', async t => {
  const store = await openStore(inFolder('hurt'))
  for (const id of ['a', 'b']) await store.put('request', id, empty, { expected: 0 })
  await store.close()
  writeFileSync(join(folder, 'hurt', 'request', 'open', 'a.json'), '{')
  const own = { LETHE_DATA: join(folder, 'hurt'), LETHE_KEYS: join(folder, 'keys') }
  const backup = await typeCommand(['store', 'backup', join(folder, 'hurt.backup'), '--json'], own)
  t.equal(backup.code, 1, 'it is made, and that something is missing is said')
  t.match(JSON.parse(backup.out), { documents: 1, damaged: ['request/a'] })
  t.equal(await openFolderSource(inFolder('hurt')).catch(codeOf), 'store-damaged')
  const aside = await typeCommand(['store', 'backup', join(folder, 'aside.backup')], own)
  t.match(aside, { code: 1, out: /NOT in it, damaged +request\/a\n/ }, 'also when it lies aside')
  const target = await openDatabaseTarget(await server.database(), 'twice')
  for await (const one of made(1).documents()) {
    t.equal(await target.take([one, { ...one, id: 'other' }]).catch(codeOf), 'store-damaged')
  }
  await target.close()
})

t.test('backup: of two into one file at once one is whole, and the other is told why it is not', async t => {
  const folder = t.testdir()
  const file = join(folder, 'one.backup')
  const write = (line: string, check = async () => {}) =>
    writeBackupFile(
      systemRandom(),
      file,
      (async function* () {
        yield line
      })(),
      check
    )
  await t.rejects(
    write('of one', () => write('of the other')),
    { code: 'file-exists' }
  )
  t.equal(gunzipSync(readFileSync(file)).toString('utf8'), 'of the other')
  t.same(readdirSync(folder), ['one.backup'])
})

t.test('backup: a file gets a name that nobody has, also where a file cannot have two', async t => {
  const without: typeof link = async () => {
    throw Object.assign(new Error('FAT'), { code: 'EPERM' })
  }
  for (const addName of [link, without]) {
    const folder = t.testdir({ part: 'first', other: 'second' })
    const [part, other, file] = ['part', 'other', 'one.backup'].map(name => join(folder, name)) as [
      string,
      string,
      string
    ]
    await takeName(part, file, addName)
    await t.rejects(takeName(other, file, addName), { code: 'EEXIST' })
    t.equal(readFileSync(file, 'utf8'), 'first')
    t.same(readdirSync(folder), ['one.backup', 'other'])
  }
})

t.test('backup: what killed ones have left is removed by the next, and nothing else', async t => {
  const uuid = '0f0e0d0c-0b0a-4908-8706-050403020100'
  const stamped = 'lethe-2026-01-02T03-04-05Z.backup'
  const overdue = [`one.backup.${uuid}.part`, `${stamped}.${uuid}.part`]
  const others = ['one.backup.part', `${stamped}.part`, `${uuid}.part`, `else.${uuid}.part`, 'two.backup', stamped]
  const folder = t.testdir(Object.fromEntries([...overdue, ...others].map(name => [name, ''])))
  const twoDaysAgo = Date.now() / 1000 - 2 * 86_400
  for (const name of [...overdue, ...others]) utimesSync(join(folder, name), twoDaysAgo, twoDaysAgo)
  const underWay = `one.backup.${uuid.replace('0f', '1f')}.part`
  writeFileSync(join(folder, underWay), '')
  await writeBackupFile(systemRandom(), join(folder, 'one.backup'), (async function* () {})(), async () => {})
  t.same(readdirSync(folder).sort(), [...others, underWay, 'one.backup'].sort())
})

t.test('backup: whole, for its owner alone, apart from the keys; a bad one restores nothing', async t => {
  const store = await openStore(inFolder('first'))
  const file = join(folder, 'one.backup')
  const own = { LETHE_DATA: join(folder, 'first'), LETHE_KEYS: join(folder, 'keys') }
  const back = (to = file) => typeCommand(['store', 'backup', to, '--json'], own)
  t.equal((await back()).code, 0, 'beside the process that has the lock')
  await store.close()
  t.equal(statSync(file).mode & 0o777, 0o600)
  t.match(await back(), { code: 2, out: /file-exists/ })
  for (const folder of Object.values(own)) {
    mkdirSync(folder, { recursive: true })
    t.match(await back(folder), { code: 2, out: /backup-misplaced/ })
  }
  const missing = await back(join(folder, 'backup'))
  t.match(missing, { code: 2, out: /is no folder: make it .*backup\.backup/ }, 'the second would find a file there')
  t.match(await back(`${join(folder, 'dotted.folder')}/`), { code: 2, out: /folder-missing/ })
  t.match(await back(join(folder, 'no', 'such.backup')), { code: 1, out: /file-unwritable/ })
  t.match(await typeCommand(['store', 'backup', file, '--json'], { ...own, LETHE_DATA: join(folder, 'nothing') }), {
    code: 2,
    out: /file-exists/
  })
  t.match(
    await typeCommand(['store', 'backup', join(folder, 'x.backup'), '--json'], {
      ...own,
      LETHE_DATA: join(folder, 'nothing')
    }),
    { code: 1, out: /store-empty/ }
  )
  const bytes = readFileSync(file)
  const lines = gunzipSync(bytes).toString('utf8').split('\n').slice(0, -1)
  const pack = (kept: readonly string[]) => gzipSync(`${kept.join('\n')}\n`)
  /** A line as whoever knows how they are made would write it: its hash is right. */
  const forge = (change: object): string => {
    const json = JSON.stringify({ ...JSON.parse(lines[5]!).document, ...change })
    return `{"format":2,"sha256":"${createHash('sha256').update(json).digest('hex')}","document":${json}}`
  }
  const forgeHead = (change: object | null): string =>
    JSON.stringify(change === null ? null : { ...JSON.parse(lines[0]!), ...change })
  const forged = Object.fromEntries([
    ...[
      { id: '../../../escaped' },
      { shelf: '../../../escaped' },
      { kind: 'elephant' },
      { kind: '__proto__' },
      { keys: null },
      { revision: 'first' },
      { dueAt: 'soon' },
      { signals: [{ n: 'x', at: 'never', signal: {} }] }
    ].map(change => [JSON.stringify(change), pack(lines.with(5, forge(change)))] as const),
    ...[null, { format: 'x' }, { format: null }, { format: -3 }, { version: null }, { madeAt: 'yesterday' }].map(
      change => [`head: ${JSON.stringify(change)}`, pack(lines.with(0, forgeHead(change)))] as const
    )
  ])
  const end = JSON.parse(lines.at(-1)!)
  const bad: Record<string, Buffer> = {
    ...forged,
    cut: bytes.subarray(0, bytes.length - 9),
    'without its end': pack(lines.slice(0, -1)),
    'one line less': pack(lines.toSpliced(5, 1)),
    'one sign changed': pack(lines.map((line, n) => (n === 5 ? line.replace('"revision":', '"revision":1') : line))),
    'more behind its end': pack([...lines, lines[5]!]),
    'a document twice': pack([
      ...lines.slice(0, -1),
      lines[5]!,
      JSON.stringify({ ...end, documents: end.documents + 1 })
    ]),
    'no backup': gzipSync('something else\n'),
    'not packed': Buffer.from('something else'),
    empty: Buffer.alloc(0)
  }
  const fresh = { ...own, LETHE_DATA: join(folder, 'fresh') }
  const restore = (from: string, to = fresh) => typeCommand(['store', 'restore', from, '--json'], to)
  for (const [name, content] of Object.entries(bad)) {
    const wrong = join(folder, 'wrong.backup')
    writeFileSync(wrong, content)
    t.match(await restore(wrong), { code: 1, out: /backup-damaged/ }, name)
    t.notOk(existsSync(fresh.LETHE_DATA), 'nothing was begun')
  }
  const later = join(folder, 'later.backup')
  writeFileSync(later, pack(lines.map((line, n) => (n === 5 ? line.replace(/"format":\d+/, '"format":99') : line))))
  t.match(await restore(later), { code: 1, out: /newer-format.*is of format 99/ })
  t.match(await restore(join(folder, 'none')), { code: 2, out: /file-unreadable/ })
  t.match(await restore(folder), { code: 2, out: /file-unreadable/ })
  t.match(await restore(file, own), { code: 1, out: /store-not-empty/ })
  t.equal((await restore(file)).code, 0)
  const [one, other] = [await openStore(inFolder('first')), await openStore(inFolder('fresh'))]
  t.match(await other.get('ledger', 'restored-copy'), { revision: 1 }, 'it says that it came from a backup')
  await other.remove('ledger', 'restored-copy', 1)
  t.equal(await readOut(other), await readOut(one))
  await one.close()
  await other.close()
})
