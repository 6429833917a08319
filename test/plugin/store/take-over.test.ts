import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import t from 'tap'
import { type Seed, startSandbox } from '../../../adapters/openolat/sandbox/index.ts'
import { countEffects } from '../../crash/count-effects.ts'
import { openCrossing } from '../../crash/crossing.ts'
import { environment, type Life } from '../../crash/grounds.ts'
import type { Scenario } from '../../crash/scenarios.ts'
import { registerSite, type Sender, sendDemand } from '../../crash/site.ts'
import { type SpawnedSidecar, spawnSidecar } from '../../crash/spawn.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'
import { openWire } from '../../soak/wire.ts'

const leaseMs = 3000
const people = 4
const entries = 9
const hourMs = 60 * 60 * 1000

// Processes begin and leases end in it: a machine with other work takes its time.
t.setTimeout(600_000)

const root = mkdtempSync(join(tmpdir(), 'lethe-take-over-'))
const database = await startPostgres()
t.teardown(async () => {
  await database.stop()
  rmSync(root, { recursive: true, force: true })
})

const olat = (key: number, login: string, more: object = {}) => ({
  ...{ key, login, createdAt: '2021-01-15T08:00:00.000Z' },
  profile: { firstName: 'Tilda', lastName: 'Coach', email: `${login}@uni.example` },
  ...more
})
const seed = (): Seed =>
  ({
    people: [
      olat(100, 'administrator', { status: 1, roles: { 1: ['user', 'administrator'] } }),
      olat(101, 'lethe', {
        ...{ status: 1, roles: { 1: ['user', 'administrator'] } },
        authentications: [{ provider: 'API-Key', authUsername: 'lethe-key', credential: 'sandbox-secret' }]
      }),
      olat(699, 'next'),
      ...Array.from({ length: people }, (_, n) => olat(700 + n, `coach${n}`))
    ],
    entries: Array.from({ length: entries }, (_, n) => ({
      ...{ key: 3000 + n, displayname: `Course ${n}`, owners: [700, 699] }
    }))
  }) as Seed

const scenario = (n: number, names: 'keep-name' | 'remove-name') =>
  ({
    platform: 'openolat',
    options: (baseUrl: string) => ({ baseUrl, username: 'lethe-key', secret: 'sandbox-secret', settleMs: 300 }),
    policy: {
      ...{ coolOffMs: 200, noticeMs: 0, confirmEveryMs: 200, retryFirstMs: 300, names },
      successors: [{ category: '*', successor: { kind: 'username', value: 'next' } }],
      asked: { 'consequences-told': 'notice-only' }
    },
    origin: 'identity-manager',
    identifiers: [
      { kind: 'username', value: `coach${n}` },
      { kind: 'email', value: `coach${n}@uni.example` }
    ]
  }) as unknown as Scenario

const tokenIn = (folder: string): string => readFileSync(join(folder, 'operator.token'), 'utf8').trim()

/** Waits, as long as tap is patient. */
const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await Promise.resolve(isSo()).catch(() => false))) await pause(300)
}

/** A site in front of a database, and instances on it. */
const open = async (name: string) => {
  const folder = join(root, name)
  const url = await database.database()
  const [stand, crossing] = [
    await startSandbox({ seed: seed(), journalFile: `${folder}.journal` }),
    await openCrossing()
  ]
  const started: SpawnedSidecar[] = []
  t.teardown(async () => {
    for (const one of started) one.kill()
    await Promise.all([...started.map(({ dead }) => dead), crossing.close(), stand.close()])
  })
  return {
    ...{ url, stand, crossing },
    journal: () => readFileSync(`${folder}.journal`, { encoding: 'utf8', flag: 'a+' }),
    async start(instance: string, settings: Readonly<Record<string, string>> = {}) {
      const usual = { ...environment(folder, 'smtp://127.0.0.1:1'), HOME: folder, LETHE_STORE: url }
      const child = await spawnSidecar(
        { ...usual, LETHE_LOG_LEVEL: 'error', ...settings },
        { fault: null, name: instance, leaseMs }
      )
      started.push(child)
      return child
    },
    lifeOf: ({ address }: SpawnedSidecar) => ({ address, token: tokenIn(folder) }) as Life
  }
}

interface View {
  readonly summary: { readonly state: string; readonly stateSince: string }
}
const look = async ({ address, token }: Life, request: string): Promise<View> => {
  const answer = await fetch(`${address}/requests/${request}`, { headers: { authorization: `Bearer ${token}` } })
  return (await answer.json()) as View
}

t.test(
  'one is killed inside an action, the server restarts, the engine loses its tables: nothing lost, nothing twice',
  async t => {
    const site = await open('killed')
    const preload = fileURLToPath(new URL('../../doubles/clock-ahead.ts', import.meta.url))
    const wrong = { NODE_OPTIONS: `--import ${preload}`, CLOCK_AHEAD_MS: String(hourMs) }
    const living = new Map<string, SpawnedSidecar>()
    const [one, two] = await Promise.all([site.start('one', wrong), site.start('two')])
    living.set('one', one).set('two', two)
    let dead = ''
    let after = 0
    site.crossing.lead(site.stand.address, (at, n, who) => {
      if (who === dead) return
      if (dead !== '' && at === 'arrived') after += 1
      if (dead !== '' || at !== 'answered' || n !== 4) return
      dead = who
      site.crossing.cut(who)
      living.get(who)!.kill()
    })
    const sender: Sender = await registerSite(site.lifeOf(two), scenario(0, 'keep-name'), site.crossing.address)
    const requests: string[] = []
    for (let n = 0; n < people; n += 1) {
      const at = living.get(dead === 'one' || (dead === '' && n % 2 === 0) ? 'two' : 'one')!
      const request = await sendDemand(site.lifeOf(at), sender, scenario(n, 'keep-name'), `msg_${n}`)
      requests.push(
        request ??
          (await sendDemand(
            site.lifeOf(living.get(dead === 'one' ? 'two' : 'one')!),
            sender,
            scenario(n, 'keep-name'),
            `msg_${n}`
          ))!
      )
    }
    await until(() => dead !== '')
    const rest = living.get(dead === 'one' ? 'two' : 'one')!
    const admin = new pg.Client({ connectionString: site.url })
    await admin.connect()
    await admin.query('drop schema graphile_worker cascade')
    await admin.end()
    await until(() => after > 0)
    await database.restart('fast')
    const views = () => Promise.all(requests.map(request => look(site.lifeOf(rest), request)))
    await until(async () => (await views()).every(({ summary }) => summary.state === 'completed'))
    const effects = site.journal()
    t.match(countEffects(effects, ''), { doneTwice: 0 }, 'asked of the platform')
    for (let n = 0; n < people; n += 1)
      t.equal(effects.split('\n').filter(line => line.includes('"delete"') && line.includes(`"${700 + n}"`)).length, 1)
    for (const { summary } of await views())
      t.ok(Math.abs(Date.parse(summary.stateSince) - Date.now()) < hourMs / 4, 'the time is that of the server')
    t.match(rest.said(), /"code":"bell-down"/, 'it is told that nobody rings')
  }
)

t.test('whoever cannot renew makes no further call, and another goes on', async t => {
  const site = await open('cut-off')
  const wire = await openWire()
  t.teardown(() => wire.close())
  wire.lead(Number(new URL(site.url).port))
  const through = new URL(site.url)
  through.port = String(wire.port)
  const one = await site.start('one', { LETHE_STORE: through.href })
  const calls: string[] = []
  site.crossing.lead(site.stand.address, (at, _, who) => {
    if (at !== 'arrived') return
    calls.push(who)
    // In the middle of an action of many calls: from here on its way to the database is half open.
    if (calls.length === 4) void wire.be('half-open')
    if (calls.length === 4) site.stand.faults.add({ route: '*', kind: 'slow', ms: 600, times: 9 })
  })
  const sender: Sender = await registerSite(site.lifeOf(one), scenario(0, 'remove-name'), site.crossing.address)
  const request = (await sendDemand(site.lifeOf(one), sender, scenario(0, 'remove-name'), 'msg_cut'))!
  await until(() => calls.length >= 5)
  const two = await site.start('two')
  await until(async () => (await look(site.lifeOf(two), request)).summary.state === 'completed')
  const first = calls.indexOf('two')
  t.ok(first > 4, 'it went on, until its lease was nearly over')
  t.notOk(calls.slice(first).includes('one'), 'and never beside the other')
  t.match(one.said(), /lease-not-renewed/)
  t.match(countEffects(site.journal(), ''), { doneTwice: 0 }, 'asked of the platform')
  await wire.be(null)
})
