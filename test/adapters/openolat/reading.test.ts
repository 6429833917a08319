import t from 'tap'
import type { FactName, PlatformKind, SearchQuery } from '../../../adapters/contract.ts'
import { nothingSeen } from '../../doubles/nothing-seen.ts'
import { connect, type policy, seed } from './connect.ts'

const marta = 70021
const tilda = 70030
const sven = 70031
const helper = { username: 'helper', secret: 'sandbox-author' }
const administrator = { username: 'administrator', secret: 'sandbox-admin' }

t.test('find: two people whose names differ only in case are never taken for each other', async t => {
  const { find } = await connect(t)
  t.match(await find('username', 'mrossi'), { is: 'one', subject: { id: '70021', displayName: 'Marta Rossi' } })
  t.match(await find('username', 'MRossi'), { is: 'one', subject: { id: '70022' } })
  t.same(await find('username', 'MROSSI'), { is: 'none' }, 'another spelling is nobody')
  t.same(await find('external-id', 'SIS-4711'), { is: 'none' })
  t.match(await find('email', 'Marta.Rossi@uni.example'), { is: 'one' }, 'a mailbox is one in any spelling')
  t.same(await find('email', 'marta.rossi@uni'), { is: 'none' }, 'the beginning of an address is none')
})

t.test('find: by each identifier, in any state but deleted', async t => {
  const { find, platform, signal, plan, perform, identity, sandbox } = await connect(t)
  const found = {
    is: 'one',
    subject: { id: '70021', bornAt: '2023-09-11T07:30:00.000Z', username: 'mrossi', language: 'de' }
  }
  t.match(await find('external-id', 'sis-4711'), found)
  t.match(await find('username', 'mrossi@idp.example'), found, 'the name at the identity provider')
  for (const status of [1, 101, 102, 103, 199]) {
    identity(marta).status = status
    t.match(await find('username', 'mrossi'), found, `status ${status}`)
  }
  t.same(await find('platform-id', 'me'), { is: 'none' }, 'a word is no key')
  t.same(await find('platform-id', '999'), { is: 'none' })
  await t.rejects(find('platform-id', '70050'), { failure: 'refused', code: 'not-allowed' }, 'a guest is out of reach')

  sandbox.world.identities
    .find(i => i.key === sven)!
    .authentications.push({
      key: 1,
      provider: 'Shib',
      authUsername: 'mrossi',
      credential: null
    })
  t.same(await find('username', 'mrossi'), { is: 'several', count: 2 })
  const identifiers = [
    { kind: 'username', value: 'mrossi' },
    { kind: 'email', value: 'sven.next@uni.example' }
  ] as const
  t.match(
    await platform.find({ identifiers }, signal),
    { is: 'one', subject: { id: '70031' } },
    'two identifiers settle it'
  )
  t.same(await platform.find({ identifiers: [] }, signal), { is: 'none' })

  await perform('delete', await plan(marta))
  for (const [kind, value] of [
    ['platform-id', '70021'],
    ['username', 'del_70021']
  ] as const) {
    t.same(await find(kind, value), { is: 'none' }, 'a tombstone is nobody')
  }
})

t.test('find: where names are generated, and where the list of properties has its other name', async t => {
  const { find, sandbox } = await connect(t, { settings: { generatedNames: true } })
  for (const propertyListName of ['property', 'properties'] as const) {
    sandbox.world.settings.propertyListName = propertyListName
    t.match(
      await find('username', 'mrossi'),
      { is: 'one', subject: { id: '70021', username: 'mrossi' } },
      'its OLAT login'
    )
    t.match(await find('username', 'tcoach'), { is: 'one', subject: { id: '70030', username: 'tcoach' } })
    t.match(await find('username', 'snext'), { is: 'one', subject: { id: '70031', username: 'snext' } }, 'its nickname')
    t.same(await find('username', 'SNext'), { is: 'none' })
  }
})

t.test('facts: what a deletion destroys is counted, and nothing seen is not nothing there', async t => {
  const { platform, subject, plan, signal, sandbox } = await connect(t)
  const records = async (key: number) =>
    (await platform.gather(await subject(key), ['destroyed-records'], signal))['destroyed-records']
  const planned = async (row: string) => (await plan(marta)).retained.find(({ id }) => id === row)?.count
  const { world } = sandbox
  world.statements = []
  t.match(await records(marta), { is: 'known', value: { statements: 0, results: 1 } }, 'a result without a statement')
  t.equal(await planned('test-results'), 1, 'the plan shows it')
  world.assessmentEntries = []
  const none = { is: 'unknown', because: 'none-in-present-courses' }
  t.match(await records(marta), none, 'a course that was left is not listed')
  t.equal(await planned('test-results'), null)
  world.memberships = world.memberships.filter(({ scope, person }) => scope !== 'entry' || person !== marta)
  t.match(await records(marta), none, 'not even where there is no course')
  world.memberships.push({ scope: 'entry', of: 3001, role: 'participant', person: marta })
  sandbox.faults.add({ route: 'getCourseResult', kind: 'fail-before' })
  t.match(
    await records(marta),
    { is: 'unknown', because: 'results-not-readable' },
    'a broken course stops nothing else'
  )
})

t.test('facts: what OpenOlat knows, about a learner and about a coach', async t => {
  const { platform, subject, signal, sandbox, identity } = await connect(t)
  const [open] = sandbox.world.assignments
  for (const assignmentStatus of ['inProcess', 'unassigned', 'deactivated'] as const) {
    sandbox.world.assignments.push({ ...open!, key: sandbox.world.assignments.length, assignmentStatus })
  }
  // A search for an owner's name finds those of namesakes too.
  Object.assign(identity(102), { status: 101, profile: { firstName: 'Otto', lastName: 'Coachman' } })
  sandbox.world.entries.unshift({ ...sandbox.world.entries[2]!, key: 3009, displayname: "Somebody else's test" })
  sandbox.world.memberships.push({ scope: 'entry', of: 3009, role: 'owner', person: 102 })
  const learner = await platform.gather(await subject(marta), platform.supports.facts, signal)
  t.match(learner['linked-logins'], { is: 'known', value: [{ provider: 'Shib' }, { provider: 'google' }] })
  t.match(learner.protection, { value: { permanent: false, ours: false, privilegedRoles: [] } })
  t.match(learner['open-grading-orders'], { value: { openAnywhere: 3 } })
  t.match(learner['solely-owned'], { value: [] })
  t.same(learner['destroyed-records'], {
    is: 'known',
    value: { statements: 1, results: 1 },
    at: '2026-03-01T12:00:00.000Z'
  })
  t.match([learner['account-state'], learner['account-activated']], [{ value: 'active' }, { value: true }])

  const coach = await platform.gather(await subject(tilda), ['solely-owned', 'protection', 'open-todos'], signal)
  t.same(coach['solely-owned']?.is === 'known' && coach['solely-owned'].value, [
    { category: 'course', key: '3001', title: 'Latin for beginners' },
    { category: 'learning-resource', key: '3003', title: 'Latin test bank' },
    { category: 'course-coach', key: '3001', title: 'Latin for beginners' },
    { category: 'group', key: '4001', title: 'Latin tutorial' },
    { category: 'curriculum', key: '5001', title: 'Classics' },
    { category: 'curriculum-element', key: '5001.6001', title: 'First year' }
  ])
  t.match(coach.protection, { value: { privilegedRoles: ['author', 'groupmanager'] } })
  t.match(coach['open-todos'], { is: 'not-answerable-here', because: 'no-rest' })
})

t.test('facts: a co-owner who cannot log in, or whom we cannot see, is none', async t => {
  const { platform, subject, signal, identity, sandbox } = await connect(t)
  const titles = async () => {
    const { 'solely-owned': answer } = await platform.gather(await subject(tilda), ['solely-owned'], signal)
    return answer?.is === 'known' ? answer.value.map(object => object.key) : answer
  }
  t.same(await titles(), ['3001', '3003', '3001', '4001', '5001', '5001.6001'])
  identity(sven).status = 101
  t.same(await titles(), ['3001', '3002', '3003', '3001', '4001', '4002', '5001', '5001.6001'])
  identity(sven).status = 2
  sandbox.world.memberships = sandbox.world.memberships.filter(m => m.scope !== 'organisation' || m.person !== sven)
  t.same(await titles(), ['3001', '3002', '3003', '3001', '4001', '4002', '5001', '5001.6001'])
})

t.test('facts: unknown is never yes', async t => {
  const { platform, subject, signal, identity, sandbox } = await connect(t)
  const ask = async (name: FactName, key = marta) => (await platform.gather(await subject(key), [name], signal))[name]
  t.match(await ask('account-activated', 70040), { value: false })
  t.match(await ask('account-state', 70041), { value: 'inactive' })
  t.match(await ask('protection', 101), { value: { permanent: true, ours: true, privilegedRoles: ['administrator'] } })

  const known = await subject(tilda)
  identity(tilda).profile = { firstName: 'Renamed', lastName: 'Since', nickName: 'tcoach' }
  identity(tilda).name = 'renamed'
  const hidden = await platform.gather(known, ['solely-owned'], signal)
  t.match(
    hidden['solely-owned'],
    { is: 'unknown', because: 'owned-resources-not-found' },
    'counted but not to be found'
  )

  identity(marta).status = 17
  t.match(await ask('account-state'), { value: 'status-17' })
  sandbox.world.settings.absentRoutes = ['listGradedTests', 'listOrganisations']
  t.match(await ask('open-grading-orders'), { is: 'not-answerable-here', because: 'no-such-route' })
  t.match(await ask('protection'), { is: 'known' }, 'the default organisation still answers')
  sandbox.faults.add({ route: 'listAuthentications', kind: 'fail-before' })
  await t.rejects(ask('linked-logins'), { failure: 'unavailable', code: 'platform-failed' })
  sandbox.world.memberships.push({ scope: 'organisation', of: 1, role: 'usermanager', person: 101 })
  sandbox.world.settings.absentRoutes = []
  const isAdministrator = (m: { person: number; role: string }) => m.person === 101 && m.role === 'administrator'
  sandbox.world.memberships = sandbox.world.memberships.filter(m => !isAdministrator(m))
  t.match(await ask('open-grading-orders'), { is: 'unknown', because: 'not-allowed' }, 'an empty list proves nothing')
  sandbox.faults.add({ route: 'listAuthentications', kind: 'malformed' })
  t.match(await ask('linked-logins'), { is: 'unknown' })
})

t.test('plan: only what there is to do, and only what stays of this person', async t => {
  const { plan, sandbox } = await connect(t)
  const learner = await plan(marta)
  t.same(
    learner.actions.map(row => row.action),
    ['block', 'delete']
  )
  t.same(learner.wayBack, [
    { after: 'block', way: 'restored' },
    { after: 'delete', way: 'none' }
  ])
  t.match(learner.before, { status: 2 })
  t.notOk(
    learner.retained.some(row => row.id === 'name'),
    'nobody keeps the name of a learner'
  )
  t.ok(
    learner.retained.some(row => row.outcome === 'later'),
    'files go by a job'
  )

  const kept = await plan(tilda)
  t.same(
    kept.actions.map(row => [row.action, row.counts]),
    [
      ['block', {}],
      [
        'hand-over',
        { course: 1, 'learning-resource': 1, 'course-coach': 1, group: 1, curriculum: 1, 'curriculum-element': 1 }
      ],
      ['delete', { accounts: 1 }]
    ]
  )
  t.ok(kept.retained.some(row => row.id === 'name'))
  const removed = await plan(tilda, { names: 'remove-name' })
  t.same(removed.actions[2], {
    action: 'leave-roles',
    treatment: 'delete',
    counts: { ownerships: 3, roles: 2 },
    reversible: false,
    readBack: 'same-service',
    waits: []
  })
  t.notOk(removed.retained.some(row => row.id === 'name'))
  t.same(sandbox.journal.list(), [])
})

t.test('plan: successors by the first rule that fits, and what is wrong with them', async t => {
  const { plan, identity } = await connect(t)
  const named = async (...successors: (typeof policy)['successors']) =>
    (await plan(tilda, { successors })).handOvers.map(row => row.successor?.id ?? row.problem)
  const sven = { kind: 'username', value: 'snext' } as const
  const marta = { kind: 'platform-id', value: '70021' } as const
  const none = Array(6).fill('none-named')
  t.same(await named(), none)
  t.same(await named({ category: 'group', successor: marta }), none.with(3, '70021'))
  t.same(
    await named(
      { category: 'learning-resource', object: '3003', successor: marta },
      { category: '*', successor: sven },
      { category: 'course', successor: marta }
    ),
    Array(6).fill('70031').with(1, '70021')
  )
  const self = { kind: 'username', value: 'tcoach' } as const
  const gone = Array(6).fill('not-living')
  t.same(await named({ category: '*', successor: self }), gone, 'who leaves')
  const nobody = { kind: 'username', value: 'nobody-at-all' } as const
  t.same(await named({ category: '*', successor: nobody }), gone, 'who is not there')
  identity(70031).status = 101
  const all = Array(8).fill('not-living')
  t.same(await named({ category: '*', successor: sven }), all, 'who is blocked; what they own with others is sole now')
})

t.test('register: what works, what is missing, and what then does not work', async t => {
  const { platform, signal, sandbox, identity } = await connect(t)
  const first = await platform.register(signal)
  t.equal(first.version, '20.2.5')
  t.same(first.capabilities, {
    document: true,
    lifecycle: true,
    'owned-courses': true,
    authentications: true,
    organisations: true,
    grading: true,
    curricula: true,
    generatedNames: false,
    fallbackAdministrator: true
  })
  t.same(
    first.permissions.map(row => `${row.id}: ${row.state}`),
    [
      'manage-users: present',
      'search-users: present',
      'see-organisations: present',
      'change-owners: present',
      'change-coaches: present',
      'see-curricula: present',
      'see-grading: present'
    ]
  )
  sandbox.world.memberships.push({ scope: 'organisation', of: 1, role: 'sysadmin', person: 101 })
  sandbox.world.settings.absentRoutes = ['listGradedTests', 'getRelease']
  sandbox.world.entries = []
  identity(100).name = 'renamed'
  const second = await platform.register(signal)
  t.match(second, { version: null, capabilities: { grading: false, fallbackAdministrator: false }, problems: [] })
  t.match(
    second.permissions.filter(row => row.state !== 'present'),
    [
      { id: 'change-owners', state: 'missing', means: /no learning resource/ },
      { id: 'see-grading', state: 'missing' },
      { id: 'system-administration', state: 'broader-than-needed' }
    ]
  )
  sandbox.world.settings.absentRoutes = ['getOpenapi']
  t.match((await platform.register(signal)).capabilities, { document: false })
})

t.test('register: REST switched off, refused credentials and missing rights are told apart', async t => {
  const cases = [
    { given: { settings: { isRestOn: false } }, code: 'rest-off' },
    { given: { options: { secret: 'wrong' } }, code: 'credentials-refused' },
    { given: { settings: { apiAccess: 'apikey' } as const, options: administrator }, code: 'password-refused' },
    { given: { options: helper }, code: 'cannot-manage-users' }
  ]
  for (const { given, code } of cases) {
    const { platform, signal } = await connect(t, given)
    const registration = await platform.register(signal)
    t.match(registration.problems, [{ code, stops: 'all' }], code)
    t.ok(
      registration.permissions.every(row => row.id === 'search-users' || row.state !== 'present'),
      code
    )
  }
  const old = await connect(t, { settings: { line: '12.4' }, options: administrator })
  t.match((await old.platform.register(old.signal)).problems, [{ code: 'release-too-old', stops: 'all' }])
  const { platform, signal, sandbox } = await connect(t)
  sandbox.faults.add({ route: 'getMe', kind: 'html-502' })
  await t.rejects(platform.register(signal), { failure: 'unavailable', code: 'platform-unavailable' })
})

t.test('snapshot: every deleted account, in sites with and without generated names', async t => {
  for (const generatedNames of [false, true]) {
    const { platform, signal, sandbox, plan, perform, calls } = await connect(t, { settings: { generatedNames } })
    await perform('delete', await plan(marta))
    // Somebody alive whom the search finds too, and of whom nothing else is shown.
    const other = sandbox.world.identities.find(i => i.key === sven)!
    Object.assign(other.profile, { email: null, nickName: null })
    other.authentications.push({
      ...sandbox.world.identities.find(i => i.authentications.length > 0)!.authentications[0]!,
      authUsername: 'del_rio'
    })
    const seen = []
    for await (const sighting of platform.snapshot(nothingSeen, signal)) seen.push(sighting)
    const subject = { id: '70021', bornAt: '', username: 'del_70021', email: null, displayName: null, language: null }
    t.same(seen, [{ subject, state: 'deleted', phase: 'done', since: null, changedAt: null }])

    const row = { id: '70021', bornAt: '', since: '2026-01-01T00:00:00.000Z', phase: 'done', isSettled: true } as const
    const before = calls.length
    const again = []
    for await (const { subject: told } of platform.snapshot({ ...nothingSeen, rows: [row] }, signal))
      again.push(told.id)
    t.same(again, ['70021'])
    const asked = calls.slice(before).filter(call => call === 'getUserStatus')
    t.equal(asked.length, 1, 'the caller; who is known to be deleted is not asked for again')
  }
  const { platform, signal } = await connect(t, { options: helper })
  await t.rejects(
    async () => {
      for await (const _ of platform.snapshot(nothingSeen, signal)) t.fail('an incomplete list')
    },
    { failure: 'refused', code: 'snapshot-incomplete' }
  )
})

t.test('search: living accounts that are ours to manage, by whatever they are known', async t => {
  const { platform, signal, plan, perform, identity } = await connect(t)
  const ids = async (query: SearchQuery) => (await platform.search(query, signal)).map(subject => subject.id)
  const provider = identity(marta).authentications.find(row => row.provider !== 'OLAT' && row.provider !== 'REST')!
  t.ok((await ids({ by: 'name', value: 'ross' })).includes('70021'))
  t.ok((await ids({ by: 'name', value: 'mart' })).includes('70021'), 'a first name too')
  t.same(await ids({ by: 'external-id', value: 'sis-4711' }), ['70021'])
  t.same(await ids({ by: 'email', value: 'marta.rossi@uni.example' }), ['70021'])
  const login = { by: 'authentication', provider: provider.provider, value: provider.authUsername } as const
  t.same(await ids(login), ['70021'])
  t.same(await ids({ ...login, provider: 'Elsewhere' }), [])
  await perform('delete', await plan(marta))
  t.same(await ids({ by: 'login', value: 'ROSSI' }), ['70022'])
  t.same(await ids({ by: 'login', value: '"*' }), [])
  t.same(await ids({ by: 'login', value: 'del_' }), [])
  t.same(await ids({ by: 'login', value: 'guest' }), [], 'a guest is out of reach')
})

t.test('lifecycle: accounts at their stages; one is deactivated only as it was seen', async t => {
  const { platform, signal, plan, perform } = await connect(t)
  const { lifecycle } = platform
  await perform('delete', await plan(marta))
  const list = async (which: 'all' | 'deactivated') => {
    const found = []
    for await (const account of lifecycle!.accounts(which, signal)) found.push(account)
    return found
  }
  const quiet = await list('deactivated')
  t.same(
    quiet.map(({ username, stage }) => [username, stage]),
    [['gone-quiet', 'deactivated']]
  )
  t.equal(quiet[0]!.deactivatedAt, '2026-01-10T01:25:00.000Z')
  const all = await list('all')
  t.notOk(
    all.some(({ id }) => id === String(marta)),
    'a deleted account is at no stage'
  )
  const active = all.find(({ stage }) => stage === 'active')!
  t.same(await lifecycle!.deactivate(active, signal), { is: 'done' })
  t.same(await lifecycle!.deactivate(active, signal), { is: 'already-absent' })
  t.equal((await list('deactivated')).length, 2)
  const other = (await list('all')).find(({ stage, id }) => stage === 'active' && id !== active.id)!
  await t.rejects(lifecycle!.deactivate({ ...other, bornAt: '2001-01-01T00:00:00.000Z' }, signal), {
    code: 'other-account'
  })
  await t.rejects(lifecycle!.deactivate({ ...other, stage: 'login-denied' }, signal), { code: 'stage-changed' })
  const permanent = all.find(({ stage }) => stage === 'permanent')!
  await t.rejects(lifecycle!.deactivate(permanent, signal), { code: 'account-permanent' })
})

t.test('declared: one way in beside the API, no hints, and invented people in the seed', async t => {
  const { platform } = await connect(t)
  t.equal(platform.kind, 'openolat' satisfies PlatformKind)
  t.same(
    platform.interceptions.map(({ id }) => id),
    ['restapi']
  )
  t.same(platform.translate({ any: 'thing' }).hints, [])
  t.ok(seed.people.every(person => person.profile?.email?.endsWith('.example') ?? true))
})
