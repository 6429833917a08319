import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import t from 'tap'
import type { AccountStage, Facts } from '../../adapters/contract.ts'
import {
  afterQuiet,
  changedElsewhere,
  isBrakedRun,
  type LifecycleSettings,
  type LifecycleStep,
  lifecycleStep,
  type QuietHours,
  type Remembered,
  usualQuiet
} from '../../plugin/erasure/lifecycle.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import { isEnd } from '../../plugin/erasure/states.ts'
import { createAccept } from '../../plugin/intake/accept.ts'
import { addRun, changeLifecycle, listRuns, readLifecycle } from '../../plugin/store/records/lifecycles.ts'
import { announceReplay } from '../../plugin/store/records/replays.ts'
import type { Store } from '../../plugin/store/store.ts'
import type { LifecycleParts } from '../../plugin/work/lifecycle/parts.ts'
import { runLifecycle } from '../../plugin/work/lifecycle/run.ts'
import { startLifecycles } from '../../plugin/work/lifecycle/schedule.ts'
import { touch } from '../../plugin/work/lifecycle/touch.ts'
import { startReplays } from '../../plugin/work/replay/run.ts'
import { startFinanceSystem } from '../doubles/finance-system.ts'
import { createMadeUpPlatform, personOf } from '../doubles/made-up-platform.ts'
import { openBench } from '../doubles/work-bench.ts'
import { openOpenolat } from '../flows/openolat-ground.ts'

t.setTimeout(300_000)

const day = 24 * 60 * 60 * 1000
const now = '2026-03-01T09:00:00.000Z'
const before = (days: number): string => new Date(Date.parse(now) - days * day).toISOString()

const settings: LifecycleSettings = {
  isOn: true,
  everyMs: day,
  expiry: { isOn: true, warnMs: 30 * day },
  deactivation: { isOn: true, warnMs: 30 * day },
  deletion: { isOn: true, afterMs: 180 * day },
  brakePercent: 5,
  releasersNeeded: 2,
  goesOnBesideOthers: false,
  ground: { article: '5(1)', letter: 'e' }
}

const account = (changes: Partial<AccountStage> = {}): AccountStage => ({
  id: '7',
  bornAt: before(1000),
  username: 'ada',
  displayName: null,
  stage: 'active',
  expiresAt: null,
  deactivatedAt: null,
  ...changes
})

const remembered = (changes: Partial<Remembered> = {}): Remembered => ({
  stage: 'active',
  bornAt: before(1000),
  expiresAt: null,
  warned: null,
  isOurs: false,
  ...changes
})

t.test('one step an account: each rule, and who is left alone', async t => {
  const step = (changes: Partial<AccountStage>, more: object = {}) =>
    lifecycleStep(account(changes), { settings, remembered: null, isInactive: false, now, ...more })
  const warned = (of: 'expiry' | 'deactivation', days: number) => ({
    remembered: remembered({ warned: { of, at: before(days) } })
  })
  t.equal(step({}), 'none')
  t.equal(step({ expiresAt: before(-31) }), 'none')
  t.equal(step({ expiresAt: before(-29) }), 'warn-expiry')
  t.equal(step({ expiresAt: before(-29) }, warned('expiry', 1)), 'none', 'told once')
  t.equal(step({ expiresAt: before(1) }), 'deactivate')
  t.equal(step({ expiresAt: before(1), stage: 'permanent' }), 'none')
  t.equal(step({}, { isInactive: true }), 'warn-deactivation')
  t.equal(step({}, { isInactive: true, ...warned('deactivation', 29) }), 'none')
  t.equal(step({}, { isInactive: true, ...warned('deactivation', 30) }), 'deactivate')
  t.equal(step({}, { isInactive: true, ...warned('expiry', 90) }), 'warn-deactivation', 'told of something else')
  const off = { ...settings, deactivation: { isOn: true, warnMs: null } }
  t.equal(step({}, { isInactive: true, settings: off }), 'deactivate')
  t.equal(step({ stage: 'deactivated', deactivatedAt: before(179) }), 'none')
  t.equal(step({ stage: 'deactivated', deactivatedAt: before(180) }), 'delete')
  t.equal(step({ stage: 'deactivated', deactivatedAt: null }), 'none', 'nobody knows since when')
  t.equal(
    step({ stage: 'deactivated', deactivatedAt: before(900), expiresAt: before(900) }, { isInactive: true }),
    'delete'
  )
  const still = { ...settings, deletion: { isOn: false, afterMs: 0 } }
  t.equal(step({ stage: 'deactivated', deactivatedAt: before(900) }, { settings: still }), 'none')
})

t.test('no run begins while the platform itself may be at work', async t => {
  const at = (time: string) => `2026-07-01T${time}:00.000Z`
  const begins = (time: string, zone = 'UTC', quiet: QuietHours | null = usualQuiet) =>
    afterQuiet(quiet, zone, at(time))
  t.equal(begins('00:59'), at('00:59'))
  t.equal(begins('01:25'), at('02:30'))
  t.equal(begins('02:30'), at('02:30'))
  t.equal(begins('23:30', 'Europe/Berlin'), '2026-07-02T00:30:00.000Z', 'by the clock of the site')
  t.equal(begins('01:25', 'UTC', null), at('01:25'))
  t.equal(begins('23:30', 'UTC', { from: '23:00', to: '01:00' }), '2026-07-02T01:00:00.000Z', 'over midnight')
})

t.test('the brake goes by the share of all accounts; what others did is told apart from what we did', async t => {
  t.same(
    [isBrakedRun(5, 100, 5), isBrakedRun(4, 100, 5), isBrakedRun(0, 0, 5), isBrakedRun(1, 0, 5)],
    [true, false, false, true]
  )
  const accounts = new Map(
    [
      account({ id: 'ours', stage: 'deactivated' }),
      account({ id: 'theirs', stage: 'deactivated' }),
      account({ id: 'expired', stage: 'deactivated' }),
      account({ id: 'again', bornAt: before(1) }),
      account({ id: 'same' })
    ].map(one => [one.id, one])
  )
  const was = {
    ours: remembered({ isOurs: true }),
    theirs: remembered(),
    expired: remembered({ expiresAt: before(1) }),
    again: remembered(),
    same: remembered(),
    gone: remembered()
  }
  t.same(changedElsewhere(was, accounts, now), {
    deactivated: ['theirs'],
    expired: ['expired'],
    gone: ['again', 'gone']
  })
})

t.test(
  'whose protection nobody knows is left alone, and whose request was withdrawn is not asked for again',
  async t => {
    const made = createMadeUpPlatform([{ id: 'delete' }])
    const deactivated: string[] = []
    let protection: Facts['protection']
    const platform = {
      ...made,
      gather: async (): Promise<Facts> => (protection === undefined ? {} : { protection }),
      lifecycle: {
        async *accounts() {},
        deactivate: async ({ id }: AccountStage) => {
          deactivated.push(id)
          return { is: 'done' } as const
        },
        own: []
      }
    }
    const bench = await openBench(platform, { policy: { coolOffMs: day } })
    t.teardown(() => bench.close())
    const warned: string[] = []
    const parts: LifecycleParts = {
      ...bench.parts,
      accept: createAccept(bench.parts),
      askInactive: async () => ({ is: 'unknown', because: 'no-provider' }),
      warn: async (_, { id }) => void warned.push(id)
    }
    const { bornAt } = personOf('7')
    await addRun(parts, 'night', {
      ...{
        platform: 'lake',
        at: now,
        state: 'running',
        because: null,
        accounts: 0,
        planned: {},
        did: {},
        findings: []
      },
      ...{ candidates: [], releases: [], endedAt: null }
    })
    const did = (step: LifecycleStep, changes: Partial<AccountStage> = {}) => {
      const touching = {
        parts,
        run: 'night',
        platform,
        platformId: 'lake',
        platformName: 'Lake',
        signal: new AbortController().signal
      }
      return touch({ ...touching, account: account({ bornAt, ...changes }) }, step, settings, 'operator')
    }
    const known = (more: object) => ({
      is: 'known' as const,
      at: now,
      value: { permanent: false, ours: false, privilegedRoles: [], ...more }
    })
    const guarded: readonly Facts['protection'][] = [
      undefined,
      { is: 'unknown', because: 'not-permitted', at: now },
      known({ ours: true }),
      known({ permanent: true }),
      known({ privilegedRoles: ['administrator'] })
    ]
    for (protection of guarded) {
      t.equal(await did('deactivate'), 'protected', JSON.stringify(protection))
      t.equal(await did('warn-deactivation'), 'protected')
    }
    protection = known({})
    t.equal(await did('deactivate', { bornAt: before(1) }), 'changed', 'somebody else of that number')
    t.same([deactivated, warned], [[], []])
    t.equal(await did('deactivate'), 'deactivated')

    const deactivatedAt = before(200)
    t.equal(await did('delete', { stage: 'deactivated', deactivatedAt }), 'requested')
    const requests = async () =>
      (await bench.parts.store.query<ErasureRequest>('request', { all: true })).filter(({ body }) => !isEnd(body.state))
    const [one] = await requests()
    t.equal(await did('deactivate'), 'requested-already')
    const at = bench.clock.now().toISOString()
    await bench.signal(one!.id, { kind: 'withdraw', demand: null, by: 'officer', at, sealedNote: null })
    await bench.work()
    t.equal((await bench.request(one!.id)).state, 'withdrawn')
    await did('delete', { stage: 'deactivated', deactivatedAt })
    t.same(await requests(), [], 'the same deactivation')
    await did('delete', { stage: 'deactivated', deactivatedAt: before(190) })
    t.equal((await requests()).length, 1, 'put back and deactivated anew')
  }
)

interface Run {
  readonly id: string
  readonly state: string
  readonly because: string | null
  readonly accounts: number
  readonly planned: Readonly<Record<string, number>>
  readonly did: Readonly<Record<string, number>>
  readonly findings: readonly { code: string; count: number }[]
  readonly candidates: number
}

/** A real mail server on this machine that keeps what it takes. */
const startMail = async () => {
  const mails: { to: string; text: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      text(stream).then(said => {
        mails.push({ to: session.envelope.rcptTo[0]!.address, text: said })
        done()
      }, done)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return { mails, url, close: () => new Promise<void>(resolve => server.close(resolve)) }
}

const people = (many: number) =>
  Array.from({ length: many }, (_, at) => ({
    key: 3001 + at,
    login: `person.${at}`,
    language: at % 2 === 0 ? 'de' : 'en',
    profile: { firstName: `P${at}`, lastName: 'Many', email: `person.${at}@olat.example` }
  }))

/** A site of two dozen, with a mail server; runs begin when they are asked for. */
async function openSite(t: Tests) {
  const mail = await startMail()
  const scene = await openOpenolat({
    mailUrl: mail.url,
    seed: { people: people(20) as never },
    policy: { noticeMs: 0 }
  })
  t.teardown(async () => {
    await scene.close()
    await mail.close()
  })
  const path = `/platforms/${scene.platform}/lifecycle`
  const identity = (key: number) => scene.box.world.identities.find(one => one.key === key)!
  const set = (changes: object = {}) =>
    scene.call('PUT', `${path}/settings`, {
      isOn: true,
      expiry: { isOn: true, warnMs: 30 * day },
      deactivation: { isOn: true, warnMs: 0 },
      deletion: { isOn: true, afterMs: 180 * day },
      brakePercent: 50,
      quiet: null,
      ground: { article: '5(1)', letter: 'e' },
      ...changes
    })
  const runs = () => scene.call<Run[]>('GET', `${path}/runs`)
  const run = async (): Promise<Run> => {
    const many = (await runs()).length
    await scene.call('POST', `${path}/runs`)
    const all = await scene.until(runs, seen => seen.length > many && seen[0]!.state !== 'running')
    return all[0]!
  }
  const officer = () => scene.colleague()
  /** Two others have looked at what a first run would have done, and let it. */
  const release = async (id: string): Promise<Run> => {
    const many = (await runs()).length
    for (const agree of await Promise.all([officer(), officer()])) await agree!('POST', `/lifecycle-runs/${id}/release`)
    const all = await scene.until(runs, seen => seen.length > many && seen[0]!.state !== 'running')
    return all[0]!
  }
  return { ...scene, mail, path, identity, set, runs, run, officer, release }
}

type Tests = Pick<typeof t, 'teardown'>

t.test('a run: warns, deactivates, asks for deletion, each account once', async t => {
  const site = await openSite(t)
  const { identity, mail } = site
  const soon = Date.now() + 10 * day
  identity(3001).expirationDate = soon
  identity(3002).expirationDate = Date.now() - day
  identity(3003).status = 103
  identity(3003).inactivationDate = Date.now() - 200 * day
  identity(3004).status = 103
  identity(3004).inactivationDate = Date.now() - 100 * day
  await t.rejects(
    site.call('POST', `${site.path}/runs`),
    { message: /lifecycle-not-set/ },
    'off until somebody sets it'
  )
  await site.set()
  await site.call('PUT', `${site.path}/inactive-keys`, { keys: ['3005', '100'] })
  const plan = await site.call<Run>('GET', `${site.path}/plan`)
  t.match(plan, { accounts: 25, planned: { 'warn-expiry': 1, deactivate: 1, 'warn-deactivation': 1, delete: 1 } })
  t.equal(mail.mails.length, 0, 'a plan tells nobody')

  const dry = await site.run()
  t.match(dry, { state: 'braked', because: 'first-run', candidates: 2, planned: { 'warn-expiry': 1, delete: 1 } })
  t.same([dry.did, mail.mails, identity(3002).status], [{}, [], 2], 'the first run is a dry one: nobody is even told')
  t.same(((await site.call('GET', `${site.path}/settings`)) as { liveSince: null }).liveSince, null)
  t.match(await site.run(), { state: 'braked', because: 'first-run' }, 'and so is the next, until people have agreed')
  await t.rejects(site.call('POST', `/lifecycle-runs/${dry.id}/release`), { message: /approver-is-requester/ })
  const first = await site.release(dry.id)
  t.match(first, { state: 'done', because: null, did: { warned: 2, deactivated: 1, requested: 1 }, findings: [] })
  t.equal(identity(3002).status, 103)
  t.equal(identity(3005).status, 2, 'told first')
  t.equal(identity(3004).status, 103)
  const told = mail.mails.filter(({ text }) => /Subject: .*(l=C3=A4uft|nicht|expires|not been)/.test(text))
  t.same(told.map(({ to }) => to).sort(), ['person.0@olat.example', 'person.4@olat.example'])
  await site.until(
    async () => (await site.call<{ items: { endedAt: string | null }[] }>('GET', '/requests')).items,
    ([request, ...more]) => request?.endedAt != null && more.length === 0
  )
  t.equal(identity(3003).status, 199, 'ended before the next run, which must know it all the same')

  const second = await site.run()
  t.match(second, { state: 'done', did: { deactivated: 1 }, findings: [] }, 'told nobody twice, and sees its own deeds')
  t.equal(identity(3005).status, 103)
  const third = await site.run()
  t.same([third.did, third.findings], [{}, []])
  await site.set({ expiry: { isOn: false, warnMs: null } })
  identity(3006).expirationDate = Date.now() - day
  t.match(await site.run(), { state: 'done', did: {} }, 'a rule less leaves it live')
  await site.set()
  t.match(await site.run(), { state: 'braked', because: 'first-run' }, 'a rule more has not been looked at by anybody')
  t.equal(identity(3006).status, 2)
})

t.test('the brake: a run that would touch too many touches nobody until two others agree', async t => {
  const site = await openSite(t)
  await site.set({ brakePercent: 20, goesOnBesideOthers: true })
  site.identity(3020).expirationDate = Date.now() + 10 * day
  t.match(await site.release((await site.run()).id), { state: 'done', did: { warned: 1 } })
  for (let key = 3001; key <= 3006; key += 1) {
    site.identity(key).status = 103
    site.identity(key).inactivationDate = Date.now() - 200 * day
  }
  const braked = await site.run()
  t.match(braked, { state: 'braked', because: 'brake', candidates: 6, did: {} })
  const release = `/lifecycle-runs/${braked.id}/release`
  await t.rejects(site.call('POST', release), { message: /approver-is-requester/ })
  const [one, other] = await Promise.all([site.officer(), site.officer()])
  await one!('POST', release)
  await t.rejects(one!('POST', release), { message: /brake-agreed/ })
  // Deactivated long ago, but nobody has agreed to this one.
  site.identity(3007).status = 103
  site.identity(3007).inactivationDate = Date.now() - 200 * day
  t.equal((await site.runs()).length, 3)
  await other!('POST', release)
  const [released] = await site.until(site.runs, seen => seen.length === 4 && seen[0]!.state === 'done')
  t.match(released, { did: { requested: 6 } })
  t.equal(site.identity(3007).status, 103)
})

t.test('beside others: nothing is done in the run that sees them, and how to stop them is said', async t => {
  const site = await openSite(t)
  await site.set({ deactivation: { isOn: false, warnMs: null } })
  t.match(await site.run(), { state: 'done', did: {} })
  const { box, identity } = site
  identity(3001).status = 103
  identity(3001).inactivationDate = Date.now() - day
  identity(3002).expirationDate = Date.now() - day
  box.world.settings.automaticDeletion = true
  identity(3003).status = 103
  identity(3003).inactivationDate = Date.now() - 400 * day
  await fetch(`${box.address}/_sandbox/jobs/lifecycle`, { method: 'POST' })
  t.equal(identity(3003).status, 199, 'the platform deleted it by itself')
  identity(3004).expirationDate = Date.now() - 1
  const run = await site.run()
  t.match(run, { state: 'stopped', because: 'others-at-work', did: {} })
  t.same(
    run.findings.map(({ code, count }) => [code, count]),
    [
      ['deactivated-without-us', 1],
      ['deleted-without-us', 1],
      ['expired-without-us', 1]
    ]
  )
  t.equal(identity(3004).status, 2)
  const { own } = await site.call<{ own: { closedBy: string | null }[] }>('GET', `${site.path}/settings`)
  t.ok(own.some(({ closedBy }) => closedBy === 'user.automatic.deletion=false'))
  const dry = await site.run()
  t.match(dry, { state: 'braked', because: 'first-run' }, 'nothing new: it would go on')
  t.match(await site.release(dry.id), { state: 'done', did: { deactivated: 1 } })
})

t.test(
  'tabs: deactivated, ready, without activity by list and by fact provider; what nobody knows is null',
  async t => {
    const site = await openSite(t)
    const finance = await startFinanceSystem()
    t.teardown(() => finance.close())
    type Tab = {
      items: { key: string; readyAt: string | null; lastLoginAt: null }[]
      next: string | null
      unknown: string[]
      readyAfter: { ms: number; by: string }
    }
    const tab = (name: string, more = '') => site.call<Tab>('GET', `${site.path}?tab=${name}${more}`)
    const keys = async (name: string) => (await tab(name)).items.map(({ key }) => key)
    for (const [key, days] of [
      [3001, 10],
      [3002, 200]
    ] as const) {
      site.identity(key).status = 103
      site.identity(key).inactivationDate = Date.now() - days * day
    }
    t.same(await keys('deactivated'), ['3001', '3002'])
    t.same(await keys('ready'), ['3002'], "nothing is set: OpenOlat's own half a year")
    t.match(await tab('ready'), { readyAfter: { ms: 180 * day, by: 'default' } })
    t.same((await tab('ready', '&olderThanDays=7')).items.length, 2)
    t.match(await tab('ready', '&olderThanDays=201'), { items: [], readyAfter: { by: 'query' } })
    await site.set({ deletion: { isOn: false, afterMs: 9 * day } })
    t.same(await keys('ready'), ['3001', '3002'], 'without automatic deletion too')
    t.match(await tab('ready'), { readyAfter: { ms: 9 * day, by: 'settings' } })
    await site.set()
    t.same(await keys('ready'), ['3002'])
    const page = await tab('deactivated', '&limit=1')
    t.match(page, { next: '3001', unknown: ['lastLoginAt', 'plannedAt', 'graceUntil'], items: [{ lastLoginAt: null }] })
    t.same((await tab('deactivated', '&limit=1&after=3001')).items.length, 1)
    t.same(await keys('without-activity'), [])
    await site.call('PUT', `${site.path}/inactive-keys`, { keys: ['3003', '3001'] })
    t.same(await keys('without-activity'), ['3003'])
    const made = await site.call<{ secret: string }>('POST', '/fact-providers', {
      name: 'Sign-in log',
      platform: site.platform,
      questions: ['inactive-keys'],
      url: finance.url
    })
    finance.state.secret = made.secret
    finance.state.inactive = ['3004', '3999']
    t.same(await keys('without-activity'), ['3003', '3004'])
    t.equal(finance.asked[0]!.data.subject, null)
  }
)

t.test('what a run remembers lies sealed; where it can be read no more, the next run touches nobody', async t => {
  const planted = '7740915523'
  const made = createMadeUpPlatform([{ id: 'delete' }])
  const bench = await openBench(made)
  t.teardown(() => bench.close())
  const { parts, disk, clock } = bench
  const accounts = [
    account({ id: planted, stage: 'deactivated', deactivatedAt: before(400) }),
    ...Array.from({ length: 40 }, (_, n) => account({ id: `4${n}` }))
  ]
  const own = { deactivation: null, deletion: null } as never
  const lifecycle = {
    own,
    accounts: async function* () {
      yield* accounts
    },
    deactivate: () => t.fail('nobody is to be deactivated')
  }
  const connected = { ...(await parts.platforms.get('lake'))!, platform: { ...made, lifecycle: lifecycle as never } }
  const working: LifecycleParts = {
    ...parts,
    accept: createAccept(parts),
    askInactive: async () => ({ is: 'unknown', because: 'no-provider' }),
    warn: null
  }
  const run = async () => {
    const { settings: _, setBy: __, ...body } = await readLifecycle(parts, 'lake')
    await runLifecycle(working, connected, { ...body, settings, setBy: 'officer' }, new AbortController().signal)
    clock.advance(1000)
    return (await listRuns(parts, 'lake'))[0]!.body
  }
  const requests = () => parts.store.count('request', { all: true })
  const filesWith = async (text: string) => {
    const found: string[] = []
    for (const path of disk.paths()) if ((await disk.read(path))?.toString('latin1').includes(text)) found.push(path)
    return found
  }
  const dry = await run()
  t.match(dry, { state: 'braked', because: 'first-run', candidates: [planted] })
  t.equal(Object.keys((await readLifecycle(parts, 'lake')).remembered).length, 41)
  t.equal((await filesWith('"first-run"')).length, 1, 'the files are searched')
  t.same(await filesWith(planted), [])

  const at = clock.now().toISOString()
  const inactive = { keys: accounts.map(({ id }) => id), at, by: 'officer' }
  await changeLifecycle(parts, 'lake', known => ({ ...known, liveSince: at, released: [planted], inactive }))
  t.same(await filesWith(planted), [])
  clock.advance(40 * day)
  await parts.keys.retire('2026-03', async () => 0)
  t.match(await run(), { state: 'braked', because: 'first-run', did: {}, findings: [{ code: 'activity-unknown' }] })
  t.equal(await requests(), 0, 'nobody is asked to be deleted because of a list that nobody can read')
})

t.test('what waits for a platform that was removed rests, and no round brings on the next', async t => {
  const bench = await openBench(createMadeUpPlatform([]))
  t.teardown(() => bench.close())
  const { store, keys, random } = bench.parts
  const announced = { platform: 'gone', snapshotAt: before(2), restoredAt: before(1), by: 'officer', approvedBy: [] }
  await announceReplay(store, keys, announced as unknown as Parameters<typeof announceReplay>[2], now)
  await changeLifecycle(bench.parts, 'gone', body => ({ ...body, settings, setBy: 'officer', nextRunAt: before(1) }))

  const [pauses, puts] = [[] as number[], [] as string[]]
  const clock = {
    now: () => new Date(now),
    sleep: (ms: number, signal: AbortSignal) => {
      pauses.push(ms)
      return new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
  }
  const counting: Store = {
    ...store,
    put: (kind, ...rest) => {
      puts.push(kind)
      if (puts.length > 20) throw new Error('it writes again and again')
      return store.put(kind, ...rest)
    }
  }
  const parts = { ...bench.parts, store: counting, clock, random, platforms: { get: async () => null } }
  const stops = [startReplays, startLifecycles].map(start =>
    start(parts as unknown as LifecycleParts & { accept: never })
  )
  for (let turn = 0; turn < 300; turn += 1) await new Promise(setImmediate)
  await Promise.all(stops.map(stop => stop()))
  t.same(puts, ['replay'], 'written once')
  t.ok(pauses.length <= 3, `${pauses.length} rounds`)
  t.ok(
    pauses.every(ms => ms >= 30_000),
    `${pauses}`
  )
})
