import pg from 'pg'
import t from 'tap'
import { followClock, systemClock } from '../../../plugin/clock.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { createChangeBell } from '../../../plugin/store/change-bell.ts'
import { connect, storeErrorOf } from '../../../plugin/store/postgres/connection.ts'
import { openDatabaseClock } from '../../../plugin/store/postgres/database-clock.ts'
import { openHearing } from '../../../plugin/store/postgres/hearing.ts'
import { openPostgresStore, type PostgresStore } from '../../../plugin/store/postgres/open.ts'
import { createSections } from '../../../plugin/store/postgres/sections.ts'
import { placeHold } from '../../../plugin/store/records/holds/change.ts'
import { weighHolds } from '../../../plugin/store/records/holds/in-force.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'
import { openSilencer } from '../../doubles/silencer.ts'

const server = await startPostgres()
t.teardown(() => server.stop())

const never = new AbortController().signal

t.test('time is that of the one who is asked, goes on by itself, and never goes back', async t => {
  let ticks = 500
  let theirs = Date.parse('2026-03-02T09:00:00.000Z')
  let isAway = false
  let wake = Promise.withResolvers<void>()
  const pass = (ms: number) => {
    ticks += ms
    theirs += ms
  }
  const ask = async () => {
    if (isAway) throw new Error('away')
    pass(20)
    const answer = theirs
    pass(20)
    return answer
  }
  const sleep = (_: number, signal: AbortSignal) => {
    wake = Promise.withResolvers()
    signal.addEventListener('abort', () => wake.reject(signal.reason))
    return wake.promise
  }
  const clock = await followClock(ask, { ticks: () => ticks, sleep })
  const behindMs = () => Math.round(theirs - clock.now().getTime())
  const askAgain = async () => {
    wake.resolve()
    for (let n = 0; n < 10; n += 1) await Promise.resolve()
  }
  t.equal(behindMs(), 0, 'the way is counted in half')
  pass(1000)
  t.equal(behindMs(), 0)
  isAway = true
  await askAgain()
  pass(60_000)
  t.equal(behindMs(), 0, 'nobody answered, and it goes on')
  isAway = false
  theirs += 3_600_000
  await askAgain()
  t.equal(behindMs(), 0, 'ahead at once')
  theirs -= 10_000
  const before = clock.now().getTime()
  await askAgain()
  t.equal(behindMs(), -10_000, 'ahead, as it was when it was told')
  t.ok(clock.now().getTime() > before)
  pass(10_000)
  t.ok(behindMs() < 0 && behindMs() > -6000)
  pass(10_000)
  t.equal(behindMs(), 0, 'in step again')
  await clock.stop()
})

t.test('the time of an installation is that of its server', async t => {
  const url = await server.database()
  const clock = await openDatabaseClock(url)
  t.ok(Math.abs(clock.now().getTime() - Date.now()) < 5000, 'the server of the test runs here')
  await clock.stop()
  t.equal(await openDatabaseClock('postgres://lethe@127.0.0.1:1/none').catch(error => error.code), 'unreachable')
  await server.drop(url)
})

const empty = { body: {}, keys: [], unique: [], dueAt: null, shelf: null }
const refusal = (code: string) => Object.assign(new pg.DatabaseError('refused', 0, 'error'), { code })
const codeOf = (error: unknown) => (error as { code?: unknown }).code

t.test('eight instances make the tables at once, and share unique keys, changes and sections', async t => {
  const url = await server.database()
  const clock = systemClock()
  const open = () => openPostgresStore({ url, clock, random: systemRandom(), connections: 2 })
  const stores = await Promise.all(Array.from({ length: 8 }, open))
  t.teardown(async () => {
    await Promise.all(stores.map(store => store.close()))
    await server.drop(url)
  })
  const taken = await Promise.all(
    stores.map((store, n) =>
      store.put('person', `p${n}`, { ...empty, unique: ['one-for-all'] }, { expected: 0 }).catch(codeOf)
    )
  )
  t.same([...taken].map(String).sort(), ['1', ...Array(7).fill('duplicate-key')])

  const [one, two] = stores as [PostgresStore, PostgresStore]
  const heard = Promise.withResolvers<string>()
  const own: (string | null)[] = []
  // What was said of the persons may still be on its way.
  one.onChange((kind, id) => kind === 'platform' && own.push(`${kind} ${id}`))
  two.onChange((kind, id) => kind === 'platform' && heard.resolve(`${kind} ${id}`))
  await one.put('platform', 'lake', empty, { expected: 0 })
  t.equal(await heard.promise, 'platform lake', 'heard by another')
  await two.put('platform', 'hill', empty, { expected: 0 })
  for (let tries = 0; own.length < 2 && tries < 100; tries += 1) await clock.sleep(20, never)
  t.same(own, ['platform lake', 'platform hill'], 'its own change is told once')

  let inside = 0
  let most = 0
  await Promise.all(
    stores.map(store =>
      store.exclusive('subject', async () => {
        inside += 1
        most = Math.max(most, inside)
        await clock.sleep(5, never)
        inside -= 1
      })
    )
  )
  t.equal(most, 1)

  const lostTo = Promise.withResolvers<void>()
  const isIn = Promise.withResolvers<void>()
  const cut = one.exclusive('subject', async lost => {
    isIn.resolve()
    await new Promise<void>(resolve => lost.addEventListener('abort', () => resolve()))
    lostTo.resolve()
  })
  await isIn.promise
  await server.restart('fast')
  await lostTo.promise
  await cut
  const again = await (async () => {
    for (;;) {
      const answer = await two.exclusive('subject', async () => 'let in').catch(() => null)
      if (answer !== null) return answer
      await clock.sleep(50, never)
    }
  })()
  t.equal(again, 'let in', 'after the server came back')
  t.equal(await one.exclusive('subject', async () => 'let in'), 'let in', 'and whoever lost it, too')
})

t.test('a hold whose row is damaged stops whoever it protects at once, and its platform with them', async t => {
  const url = await server.database()
  const store = await openPostgresStore({ url, clock: systemClock(), random: systemRandom(), connections: 2 })
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  t.teardown(async () => {
    await admin.end()
    await store.close()
    await server.drop(url)
  })
  const at = '2026-03-02T09:00:00.000Z'
  const weigh = async (platform: string, alias: string) => (await weighHolds(store, platform, [alias], null, at)).stop
  t.notOk(await weigh('lake', 'theirs'))
  await placeHold(store, 'court', {
    ...{ platform: 'lake', aliases: ['theirs'], identifierKinds: ['username'], by: 'officer', placedAt: at },
    ...{
      ground: { article: '17(3)', letter: 'e' },
      reviewAt: null,
      sealedNote: null,
      releasedAt: null,
      releasedBy: null
    }
  })
  t.same([await weigh('lake', 'theirs'), await weigh('lake', 'of-somebody')], [true, false])
  await admin.query(`update lethe.document set body = '{' where kind = 'hold'`)
  t.ok(await weigh('lake', 'theirs'))
  t.ok(await weigh('lake', 'of-somebody'), 'it may be anybody')
  t.notOk(await weigh('hill', 'of-somebody'), 'of that platform')
})

/** Rejects when a signal is aborted, as a sleep does. */
const untilAborted = (over: AbortSignal): Promise<void> =>
  new Promise((_, reject) => {
    if (over.aborted) return reject(over.reason)
    over.addEventListener('abort', () => reject(over.reason), { once: true })
  })

t.test('a connection of the sections that dies without a word is given up for another', async t => {
  const url = new URL(await server.database())
  const silencer = await openSilencer(Number(url.port))
  url.port = String(silencer.port)
  const lane = connect(url.href, 1, 'lane', 500)
  const sections = createSections(lane, systemClock())
  t.teardown(async () => {
    silencer.close()
    await sections.close()
    await lane.close()
  })
  const enter = () => sections.run('subject', async () => 'let in').catch(codeOf)
  // A server may be slow for once; one that is gone for good never lets anybody in.
  const untilLetIn = async (): Promise<void> => {
    while ((await enter()) !== 'let in') await systemClock().sleep(20, never)
  }
  await untilLetIn()
  silencer.silence()
  t.equal(await enter(), 'unreachable')
  await untilLetIn()
})

t.test('whoever hears of changes begins anew where a server takes the connection and never answers', async t => {
  const url = new URL(await server.database())
  const store = await openPostgresStore({ url: url.href, clock: systemClock(), random: systemRandom(), connections: 2 })
  const silencer = await openSilencer(Number(url.port))
  url.port = String(silencer.port)
  const bell = createChangeBell()
  const hearing = await openHearing({ url: url.href, name: 'far', bell, clock: systemClock(), beatMs: 500 })
  t.teardown(async () => {
    silencer.close()
    await store.close()
  })
  const heard = Promise.withResolvers<void>()
  bell.onChange((_, id) => id === 'lake' && heard.resolve())
  silencer.mute()
  while (silencer.size() === 0) await systemClock().sleep(20, never)
  silencer.answer()
  // It hears nothing of what was said before it listens again.
  for (let revision = 0, isHeard = false; !isHeard; revision += 1) {
    await store.put('platform', 'lake', empty, { expected: revision })
    isHeard = await Promise.race([
      heard.promise.then(() => true),
      systemClock()
        .sleep(50, never)
        .then(() => false)
    ])
  }
  silencer.mute()
  while (silencer.size() === 0) await systemClock().sleep(20, never)
  await hearing.close()
  t.pass('and ends, also while nobody answers')
})

t.test('whoever stands in a section hears at once that its connection was cut', async t => {
  const url = await server.database()
  const lane = connect(url, 1, 'lane', 60_000)
  // No beat comes that would find it out later.
  const still = { ...systemClock(), sleep: (_: number, over: AbortSignal) => untilAborted(over) }
  const sections = createSections(lane, still)
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  t.teardown(async () => {
    await admin.end()
    await sections.close()
    await lane.close()
    await server.drop(url)
  })
  const others = 'datname = current_database() and pid <> pg_backend_pid()'
  await sections.run('subject', async lost => {
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`)
    await untilAborted(lost).catch(() => {})
    t.ok(lost.aborted)
  })
})

t.test('a server that refuses writes is told apart from one that is away, until it takes them again', async t => {
  const url = await server.database()
  const store = await openPostgresStore({ url, clock: systemClock(), random: systemRandom(), connections: 2 })
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  t.teardown(async () => {
    await admin.end()
    await store.close()
    await server.drop(url)
  })
  const name = new URL(url).pathname.slice(1)
  /** For every connection from now on; those that there are end. */
  const setReadOnly = async (is: 'on' | 'off') => {
    await admin.query(`alter database ${name} set default_transaction_read_only = ${is}`)
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`)
  }
  const answer = async (ask: () => Promise<unknown>): Promise<unknown> => {
    for (;;) {
      const said = await ask().catch(codeOf)
      if (said !== 'unreachable') return said
      await systemClock().sleep(20, never)
    }
  }
  const put = (id: string) => () => store.put('person', id, empty, { expected: 0 })
  await setReadOnly('on')
  t.equal(await answer(put('a')), 'write-failed')
  t.equal(await answer(() => store.nextDueAt('person')), null)
  t.notOk(store.state().writable, 'it answers, and takes nothing')
  await setReadOnly('off')
  await answer(() => store.nextDueAt('person'))
  t.equal(await answer(() => store.nextDueAt('person')), null)
  t.ok(store.state().writable)
  t.equal(await answer(put('a')), 1)
  await admin.query('alter table lethe.signal rename to gone')
  t.equal(await store.signal('person', 'a', 'hear').catch(codeOf), 'database-failed', 'to wait mends nothing')
  for (const code of ['53100', '53300', '58030', '25006'])
    t.equal(storeErrorOf(refusal(code)).code, 'write-failed', code)
  for (const code of ['57P01', '08006', '40P01']) t.equal(storeErrorOf(refusal(code)).code, 'unreachable', code)
  for (const code of ['42P01', 'XX001', '22021']) t.equal(storeErrorOf(refusal(code)).code, 'database-failed', code)
  t.equal(storeErrorOf(Object.assign(new Error('cut'), { code: 'EPIPE' })).code, 'unreachable')
})

t.test('a database that cannot be used is refused with what to do, and without its password', async t => {
  const url = new URL(await server.database())
  const open = async (
    change: Partial<Pick<URL, 'pathname' | 'port' | 'username'>>
  ): Promise<{ code: string; message: string }> => {
    const address = new URL(url)
    address.password = 'hush-hush'
    Object.assign(address, change)
    return openPostgresStore({ url: address.href, clock: systemClock(), random: systemRandom() }).then(
      async store => {
        await store.close()
        return { code: 'opened', message: '' }
      },
      error => error
    )
  }
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  await admin.query('create role powerless login')
  const cases: readonly [string, Partial<Pick<URL, 'pathname' | 'port' | 'username'>>][] = [
    ['database-missing', { pathname: '/none' }],
    ['unreachable', { port: '1' }],
    ['database-refuses', { username: 'stranger' }],
    ['database-rights-missing', { username: 'powerless' }],
    ['opened', {}]
  ]
  for (const [code, change] of cases) {
    const refused = await open(change)
    t.equal(refused.code, code)
    t.notMatch(refused.message, 'hush-hush')
  }
  await admin.query('insert into lethe.format values (99, now())')
  t.match(await open({}), { code: 'newer-format', message: /99/ })
  await admin.query('drop owned by powerless').catch(() => {})
  await admin.query('drop role powerless')
  await admin.end()
})
