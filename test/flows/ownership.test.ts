import t from 'tap'
import type { Orphan } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import { deleteIdentity } from '../../adapters/openolat/sandbox/deletion.ts'
import { readOwnershipList } from '../../plugin/store/records/lists/ownership-lists.ts'
import { isFromBeforeLastNight, startOwnershipNights } from '../../plugin/work/ownership/nights.ts'
import { type Call, createClient } from '../demo/client.ts'
import { createMadeUpPlatform } from '../doubles/made-up-platform.ts'
import { openBench } from '../doubles/work-bench.ts'
import { learner, openOpenolat } from './openolat-ground.ts'
import { demandOf } from './scene.ts'

interface Orphans {
  readonly at: string | null
  readonly objects: number
  readonly orphans: readonly { category: string; key: string; organisation: string | null; because: string }[]
  readonly readingSince: string | null
  readonly problem: { code: string } | null
}

interface Plan {
  readonly handOvers: readonly { category: string; key: string; managed: boolean; successor: string | null }[]
  readonly ownership: { snapshotAt: string | null; notDiscoverable: readonly string[] }
}

const gone = 2002
const test = { type: 'FileResource.IMSQTI21', displayname: 'Test' }

const mandated = {
  who: 'Registrar',
  how: 'Resolution of the senate',
  reference: 'Section 9',
  obtainedOn: '2026-03-01',
  cannotAsk: 'The person has left.'
}

t.test('every orphan of the platform is listed, whoever deleted its owner, and the list helps to find', async t => {
  const scene = await openOpenolat({
    seed: {
      people: [{ key: 3001, login: 'rita.ruhe', status: 103, profile: { firstName: 'Rita', lastName: 'Ruhe' } }],
      entries: [
        { key: 4001, displayname: 'Latin', owners: [gone], coaches: [gone] },
        { key: 4002, displayname: 'Greek', owners: [gone, 900] },
        { key: 4003, ...test, owners: [3001] },
        { key: 4004, ...test, owners: [2001], managedFlags: 'all' }
      ],
      groups: [{ key: 5001, name: 'Tutorial', coaches: [gone] }],
      curricula: [{ key: 6001, owners: [900], elements: [{ key: 7001, displayName: 'Term', owners: [gone] }] }]
    },
    policy: {
      coolOffMs: 3_600_000,
      successors: [{ category: '*', successor: { kind: 'username', value: 'nora.next' } }]
    }
  })
  t.teardown(scene.close)
  const path = `/platforms/${scene.platform}/orphans`
  t.same(await scene.call('GET', path), { at: null, objects: 0, orphans: [], readingSince: null, problem: null })
  // In OpenOlat's own interface, past us; its fallback takes the course and the group, nobody the element.
  deleteIdentity(scene.box.world, scene.box.world.identities.find(({ key }) => key === gone)!, null)
  t.ok((await scene.call<Orphans>('POST', path)).readingSince)
  const read = () =>
    scene.until(
      () => scene.call<Orphans>('GET', path),
      ({ readingSince }) => readingSince === null
    )
  const list = await read()
  t.same([list.objects, list.problem], [9, null])
  t.same(list.orphans, [
    { category: 'course', key: '4001', organisation: '1', because: 'fallback-only' },
    { category: 'learning-resource', key: '4003', organisation: '1', because: 'no-living-owner' },
    { category: 'group', key: '5001', organisation: null, because: 'fallback-only' },
    { category: 'curriculum-element', key: '6001.7001', organisation: null, because: 'no-owner' }
  ])

  // No name leads to what they own, and OpenOlat counts more than it lists.
  scene.box.world.settings.generatedNames = true
  const mia = scene.box.world.identities.find(({ key }) => key === 2001)!
  Object.assign(mia, { name: 'g2001x', profile: { ...mia.profile, firstName: null, lastName: null } })
  const id = await scene.demand(learner)
  await scene.untilState(id, 'awaiting-approval', 'cooling-off', 'blocked')
  const plan = await scene.call<Plan>('GET', `/requests/${id}/plan`)
  t.same(
    plan.handOvers.map(({ category, key, managed, successor }) => [category, key, managed, successor]),
    [['learning-resource', '4004', true, '900']]
  )
  t.equal(plan.ownership.snapshotAt, list.at, 'with the age of the list')
  t.ok(plan.ownership.notDiscoverable.includes('question-items'))

  scene.box.faults.add({ route: 'listGroups', kind: 'malformed' })
  await scene.call('POST', path)
  const kept = await read()
  t.same(
    [kept.at, kept.problem?.code],
    [list.at, 'answer-not-json'],
    'an incomplete list is none: the one before stays'
  )
})

t.test('the list is read once a night, for each platform that can tell', async t => {
  let orphans: readonly Orphan[] = []
  const taken: string[] = []
  const bench = await openBench({
    ...createMadeUpPlatform([]),
    ownershipSnapshot: async () => {
      const at = bench.clock.now().toISOString()
      taken.push(at)
      if (taken.length === 2) throw new PlatformError('unavailable', 'timed-out', { operation: 'listEntries' })
      return { rows: [], orphans, at }
    }
  })
  t.teardown(() => bench.close())
  const logged: unknown[] = []
  const log = { ...bench.parts.log, info: (line: unknown) => void logged.push(line) }
  const nights = startOwnershipNights({ ...bench.parts, log })
  const pass = async (hours: number) => {
    for (let left = hours; left > 0; left -= 1) {
      bench.clock.advance(3_600_000)
      for (let turn = 0; turn < 40; turn += 1) await new Promise(resolve => setImmediate(resolve))
    }
  }
  await pass(1)
  t.equal(taken.length, 1, 'none was there')
  await pass(12)
  t.equal(taken.length, 1, 'and none more by day')
  await pass(5)
  t.equal(taken.length, 3, 'at night, and again an hour after a reading that broke off')
  t.equal((await readOwnershipList(bench.parts, 'lake'))?.at, taken[2])
  t.same(await nights.status('lake'), { readingSince: null, problem: null })
  t.same(logged, [], 'nobody is told of nothing')
  orphans = [{ category: 'course', key: '4001', organisation: null, because: 'no-owner' }]
  await pass(24)
  t.equal(taken.length, 4)
  t.same(logged, [{ platform: 'lake', orphans: 1, new: 1 }])
  await pass(24)
  t.equal(logged.length, 1, 'told once')
  await nights.stop()
  t.equal(isFromBeforeLastNight('2026-03-02T00:59:00.000Z', '2026-03-02T01:00:00.000Z'), true)
  t.equal(isFromBeforeLastNight('2026-03-02T01:00:00.000Z', '2026-03-03T00:59:00.000Z'), false)
})

interface Drafted {
  readonly id: string
  readonly digest: string
  readonly state: string
  readonly outcomes: Readonly<Record<string, number>>
}

t.test('a user manager sees and asks for nobody but those whom OpenOlat would let them delete', async t => {
  const user = (key: number, login: string, roles: Record<string, string[]>) => ({
    key,
    login,
    profile: { firstName: 'Any', lastName: login, email: `${login}@olat.example` },
    roles
  })
  const scene = await openOpenolat({
    seed: {
      organisations: [
        { key: 1, displayName: 'University', parent: null },
        { key: 2, displayName: 'Letters', parent: 1 },
        { key: 3, displayName: 'Sciences', parent: 1 }
      ],
      people: [
        user(3001, 'manager.letters', { 2: ['user', 'usermanager'] }),
        user(3002, 'lena.letters', { 2: ['user'] }),
        user(3003, 'sam.sciences', { 3: ['user'] })
      ]
    },
    policy: { coolOffMs: 3_600_000 }
  })
  t.teardown(scene.close)
  const person = await scene.call<{ id: string; accounts: unknown }>('POST', '/persons', {
    name: 'Manager of Letters',
    roles: ['user-manager']
  })
  t.same(person.accounts, [])
  const { token } = await scene.call<{ token: string }>('POST', '/tokens', {
    person: person.id,
    label: 'desk',
    days: 1
  })
  const ask = (login: string, origin: 'on-behalf' | 'self' = 'on-behalf') => {
    const mandate = { ...mandated, kind: 'consent-to-act' }
    const demand = demandOf(scene.platform, [login, `${login}@olat.example`], { origin, mandate })
    return createClient(scene.address(), token)<{ request: string }>('POST', '/requests', demand)
  }
  const desk: Call = (method, path, body) => createClient(scene.address(), token)(method, path, body)
  const make = (keys: readonly string[]) =>
    desk<Drafted>('POST', '/selections', {
      platform: scene.platform,
      keys,
      ground: { article: '17(1)', letter: 'b' },
      mandate: { ...mandated, kind: 'standing-rule' }
    })
  const foreign = await scene.demand(['sam.sciences', 'sam.sciences@olat.example'])
  await scene.untilState(foreign, 'cooling-off')
  await t.rejects(ask('sam.sciences'), / answered 403: .*account-not-linked/s, 'nobody knows yet who they are there')
  await t.rejects(make(['3002']), / answered 403: .*account-not-linked/s)
  const all = { coolOffMs: 3_600_000 }
  await scene.call('PUT', `/platforms/${scene.platform}/policy`, {
    all: { ...all, letUnlinkedAsk: true },
    byOrigin: {}
  })
  t.ok(await ask('leo.lang'), 'a site may let them knowingly')
  await scene.call('PUT', `/platforms/${scene.platform}/policy`, { all, byOrigin: {} })

  const link = (accounts: readonly object[]) => scene.call('PUT', `/persons/${person.id}/accounts`, { accounts })
  await t.rejects(link([{ platform: 'nowhere', id: '3001' }]), / answered 404: /)
  t.match(await link([{ platform: scene.platform, id: '3001' }]), { accounts: [{ id: '3001' }] })
  const theirs = await ask('lena.letters')
  for (const login of ['sam.sciences', 'lethe', 'nobody.there']) {
    await t.rejects(ask(login), / answered 403: .*not-yours-to-ask/s, login)
  }

  // Somebody else's demand about whoever they may ask for is theirs to look at, everything else is not.
  const shared = await scene.demand(['manager.letters', 'manager.letters@olat.example'])
  await scene.untilState(shared, 'cooling-off', 'awaiting-approval')
  t.ok(await desk('GET', `/requests/${shared}`))
  t.ok(await desk('POST', `/requests/${shared}/recheck`, {}))
  for (const [method, path] of [
    ['GET', `/requests/${foreign}?reveal=subject`],
    ['GET', `/requests/${foreign}`],
    ['GET', `/requests/${foreign}/plan`],
    ['POST', `/requests/${foreign}/recheck`],
    ['POST', `/requests/${foreign}/withdraw`]
  ] as const) {
    await t.rejects(desk(method, path, method === 'GET' ? undefined : {}), / answered 403: .*not-yours-to-ask/s, path)
  }
  const listed = await desk<{ items: { id: string }[] }>('GET', '/requests')
  t.notOk(listed.items.some(({ id }) => id === foreign))
  t.ok(listed.items.some(({ id }) => id === theirs.request))
  t.ok(listed.items.some(({ id }) => id === shared))
  const identifier = { kind: 'username', value: 'sam.sciences' }
  t.match(await desk('POST', '/requests/search', { platform: scene.platform, identifier }), { items: [] })
  const find = (value: string) =>
    desk<{ items: { key: string }[] }>('POST', `/platforms/${scene.platform}/search`, { by: 'login', value })
  t.same((await find('sam.sciences')).items, [])
  t.match(await find('lena.letters'), { items: [{ key: '3002' }] })

  // Many at once: each is asked about when it is taken in.
  const draft = await make(['3001', '3003', '99999'])
  await desk('POST', `/selections/${draft.id}/confirm`, { digest: draft.digest })
  const taken = await scene.until(
    () => desk<Drafted>('GET', `/selections/${draft.id}`),
    ({ state }) => state === 'done'
  )
  t.match(taken.outcomes, { requested: 0, 'already-open': 1, 'not-yours-to-ask': 2 })
  const rows = await desk<{ items: { outcome: string; request: string | null }[] }>(
    'GET',
    `/selections/${draft.id}/items`
  )
  t.match(rows.items, [{ request: shared }, { outcome: 'not-yours-to-ask', request: null }, { request: null }])
  const other = await scene.call<Drafted>('POST', '/selections', {
    platform: scene.platform,
    keys: ['3003'],
    ground: { article: '17(1)', letter: 'b' },
    mandate: { ...mandated, kind: 'standing-rule' }
  })
  await t.rejects(desk('GET', `/selections/${other.id}/items`), / answered 403: .*not-yours-to-ask/s)
  t.same(
    (await desk<Drafted[]>('GET', '/selections')).map(({ id }) => id),
    [draft.id]
  )

  await t.rejects(ask('sam.sciences', 'self'), / answered 403: /, 'another origin is no way round')
  scene.box.world.identities.find(({ key }) => key === 3001)!.status = 101
  await t.rejects(ask('lena.letters'), / answered 403: /, 'who is blocked there asks for nobody')
  scene.box.world.settings.absentRoutes.push('listOrganisations')
  await t.rejects(ask('lena.letters'), / answered 403: /, 'unknown is never yes')
})
