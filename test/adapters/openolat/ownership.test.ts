import t from 'tap'
import type { PlanKnowledge, SuccessorRule } from '../../../adapters/contract.ts'
import type { Seed } from '../../../adapters/openolat/sandbox/index.ts'
import { connect, policy, seed } from './connect.ts'

const tilda = 70030
const named = (value: string) => ({ kind: 'username', value }) as const
const person = (key: number, login: string, roles: Record<string, readonly string[]>) => ({ key, login, roles })

/** Tilda looks after one thing of each kind, in the faculty of letters. */
const faculty: Partial<Seed> = {
  organisations: [
    { key: 1, displayName: 'University', parent: null },
    { key: 2, displayName: 'Letters', parent: 1 },
    { key: 3, displayName: 'Sciences', parent: 1 }
  ],
  people: [
    ...seed.people,
    person(80001, 'resources', { 2: ['user', 'learnresourcemanager'] }),
    person(80002, 'groups', { 1: ['user', 'groupmanager'] }),
    person(80003, 'curricula', { 1: ['user', 'curriculummanager'] }),
    person(80004, 'coach.two', { 2: ['user'] }),
    person(80005, 'pool.one', { 2: ['user'] }),
    person(80006, 'pool.two', { 2: ['user'] }),
    person(80007, 'sciences', { 3: ['user', 'learnresourcemanager'] })
  ],
  entries: [
    { key: 3001, displayname: 'Latin', organisation: 2, owners: [tilda], coaches: [tilda, 80004], managedFlags: 'all' },
    { key: 3002, displayname: 'Greek', organisation: 2, owners: [80007], coaches: [tilda] },
    { key: 3003, displayname: 'Test', type: 'FileResource.IMSQTI21', organisation: 3, owners: [tilda] }
  ],
  groups: [{ key: 4001, name: 'Tutorial', coaches: [tilda], managedFlags: 'membersmanagement' }],
  curricula: [
    { key: 5001, owners: [tilda] },
    { key: 5002, owners: [80003], elements: [{ key: 6001, displayName: 'Term', owners: [tilda] }] }
  ]
}

const byRole = (role: 'co-owner' | 'coach' | 'organisation-manager'): SuccessorRule => ({
  category: '*',
  successor: { role }
})

t.test('successors: by what somebody is to each object already, the first rule that names somebody', async t => {
  const { plan: makePlan, identity, sandbox } = await connect(t, { seed: faculty })
  const chosen = async (...successors: SuccessorRule[]) =>
    Object.fromEntries(
      (await makePlan(tilda, { successors })).handOvers.map(({ object, successor, problem }) => [
        `${object.category}:${object.key}`,
        successor?.username ?? problem
      ])
    )
  t.same(await chosen(byRole('co-owner'), byRole('coach'), byRole('organisation-manager')), {
    'course:3001': 'coach.two',
    'learning-resource:3003': 'sciences',
    'course-coach:3002': 'sciences',
    'group:4001': 'groups',
    'curriculum:5001': 'curricula',
    'curriculum-element:5002.6001': 'curricula'
  })
  t.match(await chosen(byRole('organisation-manager')), { 'course:3001': 'resources' }, 'of its own organisation')
  identity(80001).status = 103
  const managed = async () => (await chosen(byRole('organisation-manager')))['course:3001']
  t.equal(await managed(), 'administrator', 'else of the one above')
  identity(100).status = 101
  t.equal(await managed(), 'not-living', 'and never Lethe itself, which administers it too')
  identity(100).status = 1
  const perOrganisation = [
    { category: '*', organisation: '2', successor: named('pool.one') },
    { category: '*', organisation: '3', successor: named('pool.two') }
  ]
  t.same(await chosen(...perOrganisation), {
    'course:3001': 'pool.one',
    'learning-resource:3003': 'pool.two',
    'course-coach:3002': 'pool.one',
    'group:4001': 'none-named',
    'curriculum:5001': 'none-named',
    'curriculum-element:5002.6001': 'none-named'
  })
  const pool = { category: '*', successor: { pool: [named('pool.one'), named('pool.two'), named('resources')] } }
  const spread = Object.values(await chosen(pool))
  t.same([spread.filter(name => name === 'pool.one').length, spread.filter(name => name === 'pool.two').length], [3, 3])
  t.same(Object.values(await chosen(pool)), spread, 'the same each time: an approval stays good')

  identity(80005).status = 101
  identity(80006).expirationDate = Date.parse('2026-03-20T00:00:00.000Z')
  t.match(await chosen(pool), { 'course:3001': 'not-living' }, 'blocked, about to expire, deactivated')
  t.match(await chosen(pool, byRole('coach')), { 'course:3001': 'coach.two' }, 'a later rule is asked then')
  t.same(sandbox.journal.list(), [])
})

t.test(
  'successors: whoever is about to be erased takes nothing over, and managed objects are warned about',
  async t => {
    const { platform, signal, subject } = await connect(t, { seed: faculty })
    const known: PlanKnowledge = { ownership: null, isDeparting: async ({ username }) => username === 'pool.one' }
    const pool = { category: '*', successor: { pool: [named('pool.one'), named('pool.two')] } }
    const plan = await platform.plan(await subject(tilda), { ...policy, successors: [pool] }, signal, known)
    t.ok(plan.handOvers.every(({ successor }) => successor?.username === 'pool.two'))
    t.same(
      plan.handOvers.filter(({ object }) => object.managed).map(({ object }) => `${object.category}:${object.key}`),
      ['course:3001', 'group:4001']
    )
    t.same(plan.ownership, {
      snapshotAt: null,
      notDiscoverable: ['question-items', 'lecture-blocks', 'element-coaches', 'projects', 'portfolios', 'media']
    })
  }
)

t.test('ownership list: all there is, with keys only, and nothing where not everything is seen', async t => {
  const { platform, signal, identity, sandbox, subject } = await connect(t, { seed: faculty })
  const list = await platform.ownershipSnapshot!(signal)
  t.same(
    list.rows.map(({ category, key, organisation }) => `${category}:${key} ${organisation}`),
    [
      'course:3001 2',
      'course-coach:3001 2',
      'course:3002 2',
      'course-coach:3002 2',
      'learning-resource:3003 3',
      'group:4001 null',
      'curriculum:5001 null',
      'curriculum:5002 null',
      'curriculum-element:5002.6001 null'
    ]
  )
  t.same([list.orphans, list.at], [[], '2026-03-01T12:00:00.000Z'])
  t.notMatch(JSON.stringify(list), /Latin|tcoach|Tilda/)
  const known: PlanKnowledge = { ownership: list, isDeparting: async () => false }
  const plan = await platform.plan(await subject(tilda), policy, signal, known)
  t.equal(plan.ownership?.snapshotAt, list.at)
  t.ok(
    plan.handOvers.some(({ object }) => object.key === '5002.6001'),
    'elements by the list, confirmed'
  )
  sandbox.world.memberships = sandbox.world.memberships.filter(m => m.scope !== 'element')
  const since = await platform.plan(await subject(tilda), policy, signal, known)
  t.notOk(
    since.handOvers.some(({ object }) => object.key === '5002.6001'),
    'what was handed on since is not theirs'
  )

  identity(tilda).status = 103
  sandbox.world.memberships = sandbox.world.memberships.filter(m => m.scope !== 'curriculum' || m.of !== 5001)
  sandbox.world.memberships.push({ scope: 'entry', of: 3003, role: 'owner', person: 100 })
  const orphans = (await platform.ownershipSnapshot!(signal)).orphans
  t.same(
    orphans.map(({ category, key, because }) => `${category}:${key} ${because}`),
    [
      'course:3001 no-living-owner',
      'learning-resource:3003 fallback-only',
      'group:4001 no-living-owner',
      'curriculum:5001 no-owner',
      'curriculum-element:5002.6001 no-owner'
    ]
  )
  for (const route of ['listOrganisations', 'listGroups']) {
    sandbox.world.settings.absentRoutes = [route]
    await t.rejects(platform.ownershipSnapshot!(signal), { failure: 'refused', code: 'snapshot-incomplete' }, route)
  }
  sandbox.world.settings.absentRoutes = []
  for (const role of ['usermanager', 'learnresourcemanager', 'curriculummanager', 'sysadmin'])
    sandbox.world.memberships.push({ scope: 'organisation', of: 1, role, person: 101 })
  sandbox.world.memberships = sandbox.world.memberships.filter(m => m.person !== 101 || m.role !== 'administrator')
  const groups = platform.ownershipSnapshot!(signal)
  await t.rejects(groups, { failure: 'refused', code: 'snapshot-incomplete' }, 'a 401 at the groups is a missing right')
})

t.test('the orphan check looks at everything that was looked after, shared or not', async t => {
  const { plan: makePlan, perform, confirm, sandbox } = await connect(t, { seed: faculty })
  sandbox.world.memberships.push({ scope: 'group', of: 4001, role: 'coach', person: 80002 })
  const plan = await makePlan(tilda, { successors: [{ category: '*', successor: named('pool.one') }] })
  t.notOk(
    plan.handOvers.some(({ object }) => object.category === 'group'),
    'somebody else coaches it'
  )
  for (const { action } of plan.actions) await perform(action, plan)
  t.same(await confirm('hand-over', plan), { is: 'gone' })
  sandbox.world.memberships = sandbox.world.memberships.filter(m => m.person !== 80002)
  t.same(await confirm('hand-over', plan), { is: 'still-there' }, 'the group has nobody')
})

t.test('curricula that cannot be read are unknown, not nobody’s', async t => {
  const { platform, signal, subject, sandbox } = await connect(t, { seed: faculty })
  const who = await subject(tilda)
  const ask = async () => (await platform.gather(who, ['solely-owned'], signal))['solely-owned']
  sandbox.world.settings.absentRoutes = ['listCurricula']
  t.match(await ask(), { is: 'known' }, 'a release without any has none')
  sandbox.world.settings.absentRoutes = []
  for (const role of ['usermanager', 'learnresourcemanager', 'groupmanager', 'sysadmin'])
    sandbox.world.memberships.push({ scope: 'organisation', of: 1, role, person: 101 })
  sandbox.world.memberships = sandbox.world.memberships.filter(m => m.person !== 101 || m.role !== 'administrator')
  t.match(await ask(), { is: 'unknown', because: 'curricula-not-readable' })
  const { permissions } = await platform.register(signal)
  t.match(
    permissions.find(({ id }) => id === 'see-curricula'),
    { state: 'missing' }
  )
})

t.test('the right to ask is inherited from the organisations above, and needs an account that lives', async t => {
  const { platform, signal, identity, sandbox } = await connect(t, { seed: faculty })
  const ask = async (caller: number, about: number) =>
    (await platform.mayAsk!(String(caller), [String(about)], signal))[0]
  t.same(await ask(100, 80004), { is: 'yes' }, 'an administrator of the university')
  t.same(await ask(80001, 80004), { is: 'no', because: 'caller-manages-nobody' })
  sandbox.world.memberships.push({ scope: 'organisation', of: 3, role: 'rolesmanager', person: 80001 })
  t.same(await ask(80001, 80004), { is: 'no', because: 'foreign-organisation' })
  t.same(await ask(80001, 80007), { is: 'yes' })
  t.same(await ask(80001, 100), { is: 'no', because: 'foreign-organisation' }, 'nothing is inherited upwards')
  identity(80001).status = 101
  t.same(await ask(80001, 80007), { is: 'no', because: 'caller-not-living' })
  sandbox.world.settings.absentRoutes = ['listOrganisations']
  t.same(await ask(100, 80004), { is: 'unknown', because: 'organisations-not-readable' })
})
