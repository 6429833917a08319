import t from 'tap'
import type { HttpDoor, Plan, RowReading } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { adapter as openolat } from '../../../adapters/openolat/index.ts'
import { retention } from '../../../adapters/openolat/retention/index.ts'
import { createTestDoor } from '../../contracts/adapter.ts'
import { createMemorySpool } from '../../doubles/memory-spool.ts'
import { connect } from './connect.ts'

const marta = 70021
const tilda = 70030

const rowOf = (id: string) => retention.find(row => row.id === id)!

const readingOf = (readings: readonly RowReading[], id: string) => readings.find(({ row }) => row === id)?.is

/** A plan whose actions were all carried out, and what is then read of its rows. */
async function erased(t: Parameters<typeof connect>[0], key: number, names: 'keep-name' | 'remove-name' = 'keep-name') {
  const world = await connect(t)
  const plan = await world.plan(key, { names })
  for (const { action } of plan.actions) await world.perform(action, plan)
  return { ...world, plan, read: () => world.platform.readRows!(plan.subject, plan, world.signal) }
}

t.test('the table: every row of the manual under its own number and name, and no two in one', async t => {
  const numbers = retention.flatMap(({ number }) => number ?? [])
  t.same(
    numbers,
    Array.from({ length: 51 }, (_, index) => index + 1)
  )
  t.equal(new Set(retention.map(({ category }) => category)).size, retention.length)
  t.ok(retention.length >= 62)
  for (const { id, because, check, readBy, scopes, outcome, ground } of retention) {
    t.match(because, /^[A-Z].*\.$/, `${id}: a sentence`)
    t.equal(readBy === null, check === 'cannot-tell', `${id}: a call, or that there is none`)
    t.ok(scopes.length > 0, `${id}: linked to something`)
    t.notOk(ground !== null && outcome === 'delete', `${id}: what is deleted needs no ground to stay`)
  }
  t.same(
    retention.filter(({ sensitive }) => sensitive !== null).map(({ id, sensitive }) => `${id} ${sensitive}`),
    [
      'booking-orders billing',
      'billing-addresses billing',
      'reasonable-adjustments health',
      'external-graders billing',
      'grading-orders billing'
    ]
  )
  t.match(rowOf('grading-orders').sources, {
    manual: / nobody with open ones is deleted$/,
    newerManual: / nobody is refused$/,
    code: / nobody is refused$/
  })
  t.equal(rowOf('subscriptions').sources, null, 'where they say the same')
  t.match(rowOf('billing-addresses').ground, { article: '17(3)', letter: 'b' })
})

t.test('plan: counts where REST gives them, and nothing of a name in what people see', async t => {
  const { plan } = await connect(t)
  const learner = await plan(marta)
  const counts = Object.fromEntries(learner.retained.map(({ id, count }) => [id, count]))
  t.match(counts, {
    profile: 1,
    password: 1,
    authentications: 4,
    roles: 0,
    relations: 1,
    'group-membership': 1,
    'course-membership': 1,
    statements: 1,
    certificates: 1,
    'owner-role': 0,
    portrait: 1,
    'forum-posts': null,
    'booking-orders': null
  })
  t.notMatch(JSON.stringify(learner.retained), /rossi/i)
  const coach = await plan(tilda)
  t.match(Object.fromEntries(coach.retained.map(({ id, count }) => [id, count])), {
    'owner-role': 3,
    'course-membership': 4,
    'group-membership': 2,
    'course-planner-roles': 2
  })
})

t.test('read back: what concerned a learner is gone, kept, or comes later; the rest is not asked', async t => {
  const { read, sandbox } = await erased(t, marta)
  const readings = await read()
  t.same(
    readings.filter(({ is }) => is !== 'gone').map(({ row, is }) => `${row} ${is}`),
    ['relations kept', 'task-files later', 'participant-folder later', 'certificates kept', 'identity kept']
  )
  t.same(
    readings.filter(({ is }) => is === 'gone').map(({ row }) => row),
    [
      'profile',
      'business-card',
      'account',
      'password',
      'authentications',
      'organisation-membership',
      'group-membership',
      'course-membership',
      'statements',
      'portrait'
    ]
  )
  t.match(
    readings.find(({ row }) => row === 'task-files'),
    { dueAt: '2026-03-01T12:15:00.000Z', because: 'file-job' }
  )
  t.ok(
    sandbox.world.files.some(({ person }) => person === marta),
    'the job has not run'
  )
})

t.test('read back: a name that stays is kept, and one that was to go is not passed over', async t => {
  const kept = await erased(t, tilda)
  const readings = await kept.read()
  t.equal(readingOf(readings, 'name'), 'kept')
  t.equal(readingOf(readings, 'profile'), 'gone', 'but for the name')
  for (const id of ['roles', 'owner-role', 'course-planner-roles', 'group-membership'])
    t.equal(readingOf(readings, id), 'gone', id)

  const removed = await erased(t, tilda, 'remove-name')
  t.equal(readingOf(await removed.read(), 'profile'), 'gone')
  removed.identity(tilda).profile = { firstName: 'Tilda', lastName: 'Coach' }
  const again = await removed.read()
  t.match(
    again.find(({ row }) => row === 'profile'),
    { is: 'still-there', because: 'name-stays' }
  )
  const learner = await erased(t, marta)
  learner.identity(marta).profile = { firstName: 'Marta', lastName: 'Rossi' }
  t.match(
    (await learner.read()).find(({ row }) => row === 'profile'),
    { is: 'kept', because: 'name-stays' },
    'for a reason that REST does not show'
  )
})

t.test('read back: whatever OpenOlat left behind is seen, row by row', async t => {
  const { read, sandbox, identity } = await erased(t, marta)
  const { world } = sandbox
  const left: Readonly<Record<string, () => void>> = {
    profile: () => void Object.assign(identity(marta).profile, { institutionalName: 'Example University' }),
    portrait: () => void Object.assign(identity(marta), { hasPortrait: true }),
    authentications: () =>
      void identity(marta).authentications.push({
        key: 1,
        provider: 'Shib',
        authUsername: 'mrossi@idp.example',
        credential: null
      }),
    'group-membership': () =>
      void world.memberships.push({ scope: 'group', of: 4001, role: 'participant', person: marta }),
    'course-membership': () =>
      void world.memberships.push({ scope: 'entry', of: 3001, role: 'participant', person: marta }),
    statements: () => void world.statements.push({ person: marta, entry: 3001 }),
    'organisation-membership': () =>
      void world.memberships.push({ scope: 'organisation', of: 1, role: 'user', person: marta })
  }
  for (const [id, leave] of Object.entries(left)) {
    t.equal(readingOf(await read(), id), 'gone', id)
    leave()
    t.equal(readingOf(await read(), id), 'still-there', id)
  }
  t.equal(readingOf(await read(), 'account'), 'still-there', 'whoever has a role is within reach')
  world.certificates = []
  world.relations = []
  t.equal(readingOf(await read(), 'certificates'), 'gone', 'what was to stay may be gone')
  t.equal(readingOf(await read(), 'relations'), 'gone')
})

t.test('read back: unknown is never yes', async t => {
  const { read, sandbox, identity, plan, platform, signal } = await erased(t, marta)
  const cannotTell = async (route: string, row: string) => {
    sandbox.faults.add({ route, kind: 'malformed' })
    const readings = await read()
    t.equal(readingOf(readings, row), 'cannot-tell', row)
    t.equal(readings.filter(({ is }) => is === 'cannot-tell').length, 1, 'and only that')
    sandbox.faults.clear()
  }
  await cannotTell('listGroupParticipants', 'group-membership')
  await cannotTell('listEntryParticipants', 'course-membership')
  await cannotTell('listRelationsFrom', 'relations')
  sandbox.faults.add({ route: 'getStatement', kind: 'html-502' })
  await t.rejects(read(), { failure: 'unavailable', code: 'platform-unavailable' })
  sandbox.faults.clear()
  const before = JSON.parse(String(plan.before.rows))
  const blind: Plan = {
    ...plan,
    retained: plan.retained.map(row => (row.id === 'relations' ? { ...row, count: null } : row)),
    before: { ...plan.before, rows: JSON.stringify({ ...before, relations: null }) }
  }
  t.match(
    (await platform.readRows!(blind.subject, blind, signal)).find(({ row }) => row === 'relations'),
    { is: 'cannot-tell', because: 'not-known-before' }
  )
  identity(70030).status = 199
  sandbox.world.memberships = sandbox.world.memberships.filter(({ person }) => person !== 70030)
  t.equal(readingOf(await read(), 'relations'), 'cannot-tell', 'the other person is gone too')
})

t.test('read back: what cannot be seen beforehand is not counted as nothing', async t => {
  const { platform, sandbox, subject, signal } = await connect(t)
  const person = await subject(marta)
  sandbox.faults.add({ route: 'listRelationsFrom', kind: 'malformed' })
  const policy = { successors: [], names: 'keep-name', treatments: {} } as const
  const plan = await platform.plan(person, policy, signal)
  t.equal(plan.retained.find(({ id }) => id === 'relations')?.count, null)
  sandbox.faults.add({ route: 'headUserPortrait', kind: 'html-502' })
  await t.rejects(platform.plan(person, policy, signal), PlatformError)
})

t.test('read back: no question is asked twice, and none about what was not there', async t => {
  const { plan, sandbox } = await erased(t, marta)
  const door = createTestDoor(sandbox.address)
  t.teardown(() => door.close())
  const asked: string[] = []
  const counting: HttpDoor = {
    call(base, operation, call) {
      asked.push(`${operation.id} ${JSON.stringify([call.params, call.query])}`)
      return door.call(base, operation, call)
    },
    pass: () => Promise.reject(new Error('nobody passes anything on here')),
    close: async () => {}
  }
  const options = {
    baseUrl: sandbox.address,
    username: '0b6f8f0e-5a4e-4f0e-9c55-3d6a2f6e1c11',
    secret: 'sandbox-secret'
  }
  const platform = openolat.connect(options, {
    http: counting,
    spool: createMemorySpool(),
    now: () => new Date(),
    sleep: async () => {}
  })
  await platform.readRows!(plan.subject, plan, AbortSignal.timeout(120_000))
  const others = asked.filter(call => !call.startsWith('searchUsers'))
  t.equal(new Set(others).size, others.length)
  t.ok(asked.length <= 16, `${asked.length} calls`)
  t.notOk(
    asked.some(call => call.startsWith('listOrganisation')),
    'a learner held no role'
  )
})
