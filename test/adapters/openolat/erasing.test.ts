import t from 'tap'
import { deleteIdentity } from '../../../adapters/openolat/sandbox/deletion.ts'
import { connect } from './connect.ts'

const marta = 70021
const tilda = 70030
const sven = 70031

t.test('keep-name: what is solely owned goes on, the account is gone, the name of an owner stays', async t => {
  const { plan: makePlan, perform, confirm, identity, membersOf } = await connect(t)
  const plan = await makePlan(tilda)
  for (const { action } of plan.actions) {
    const outcome = await perform(action, plan)
    t.equal(outcome.is, 'done', action)
    if (action === 'hand-over') {
      t.same(outcome.items, [
        { key: 'course:3001', successor: '70031', result: 'done' },
        { key: 'learning-resource:3003', successor: '70031', result: 'done' },
        { key: 'course-coach:3001', successor: '70031', result: 'done' },
        { key: 'group:4001', successor: '70031', result: 'done' },
        { key: 'curriculum:5001', successor: '70031', result: 'done' },
        { key: 'curriculum-element:5001.6001', successor: '70031', result: 'done' }
      ])
      t.same(outcome.counts, { objects: 6 })
    }
  }
  t.match(identity(tilda), { status: 199, name: 'del_70030', profile: { lastName: 'Coach' }, authentications: [] })
  t.same([membersOf('entry', 3001, 'owner'), membersOf('entry', 3003, 'owner')], [[sven], [sven]])
  t.same(membersOf('group', 4001, 'coach'), [sven], 'and nobody else was put in')
  t.same([membersOf('entry', 3001, 'coach'), membersOf('curriculum', 5001, 'curriculumowner')], [[sven], [sven]])
  t.same(membersOf('element', 6001, 'curriculumelementowner'), [sven], 'what OpenOlat hands to nobody goes on too')
  for (const { action } of plan.actions) t.same(await confirm(action, plan), { is: 'gone' }, action)
})

t.test('remove-name: ownerships and privileged roles go first, the plain role never, and so the name goes', async t => {
  const { plan: makePlan, perform, confirm, identity, membersOf, count } = await connect(t)
  const plan = await makePlan(tilda, { names: 'remove-name' })
  t.same(
    plan.actions.map(row => row.action),
    ['block', 'hand-over', 'leave-roles', 'delete']
  )
  await perform('block', plan)
  t.same(await confirm('leave-roles', plan), { is: 'still-there' })
  await perform('hand-over', plan)
  t.same(await perform('leave-roles', plan), { is: 'done', counts: { ownerships: 3, roles: 2 } })
  t.ok(membersOf('organisation', 1, 'user').includes(tilda) && membersOf('organisation', 2, 'user').includes(tilda))
  t.same([membersOf('entry', 3002, 'owner'), membersOf('organisation', 2, 'groupmanager')], [[sven], []])
  t.same(await confirm('leave-roles', plan), { is: 'gone' })
  t.same(await perform('leave-roles', plan), { is: 'done', counts: { ownerships: 0, roles: 0 } }, 'safe to repeat')
  t.equal(count('entry-owner-removed', tilda), 3)
  await perform('delete', plan)
  t.same(identity(tilda).profile, {})
  t.same(await confirm('leave-roles', plan), { is: 'gone' })
  t.same(await perform('leave-roles', plan), { is: 'already-absent' })
})

t.test('leave-roles: stops before anything is orphaned, and where roles cannot be read', async t => {
  const { plan: makePlan, perform, membersOf, sandbox } = await connect(t)
  const plan = await makePlan(tilda, { names: 'remove-name' })
  await t.rejects(perform('leave-roles', plan), { failure: 'refused', code: 'no-successor', mayHaveHappened: false })
  t.same(membersOf('entry', 3001, 'owner'), [tilda])
  await perform('hand-over', plan)
  sandbox.world.settings.absentRoutes.push('listOrganisations')
  await t.rejects(perform('leave-roles', plan), { failure: 'refused', code: 'organisations-not-readable' })
  sandbox.world.settings.absentRoutes.pop()
  // The name stays if the deletion came before the roles went: then the confirmation says so.
  await perform('delete', await makePlan(tilda))
})

t.test('leave-roles: a name that stayed is told after the deletion', async t => {
  const { plan: makePlan, perform, confirm } = await connect(t)
  const plan = await makePlan(tilda, { names: 'remove-name' })
  await perform('hand-over', plan)
  await perform('delete', plan)
  t.same(await confirm('leave-roles', plan), { is: 'still-there' })
})

t.test('block: once, never for a permanent account, and never for somebody else of that key', async t => {
  const { plan: makePlan, perform, confirm, identity, count } = await connect(t)
  const plan = await makePlan(marta)
  t.same(await confirm('block', plan), { is: 'still-there' })
  t.same([await perform('block', plan), await perform('block', plan)], [{ is: 'done' }, { is: 'done' }])
  t.equal(count('status', marta), 1)
  t.same([identity(marta).status, await confirm('block', plan)], [101, { is: 'gone' }])

  identity(marta).status = 1
  await t.rejects(perform('block', plan), { failure: 'refused', code: 'account-permanent', mayHaveHappened: false })
  identity(marta).status = 2
  const reborn = { ...plan, subject: { ...plan.subject, bornAt: '2020-01-01T00:00:00.000Z' } }
  for (const id of ['block', 'delete']) {
    await t.rejects(perform(id, reborn), { failure: 'refused', code: 'other-account', mayHaveHappened: false }, id)
  }
  const guest = { ...plan, subject: { ...plan.subject, id: '70050' } }
  for (const id of ['block', 'delete'])
    await t.rejects(perform(id, guest), { failure: 'refused', code: 'no-user-role' }, id)
  t.same(await confirm('block', guest), { is: 'cannot-tell', because: 'out-of-reach' })
  t.same(await confirm('delete', guest), { is: 'cannot-tell', because: 'out-of-reach' })
  t.same([identity(marta).status, identity(70050).status], [2, 2])
})

t.test('hand-over: the successor is looked at again, and nothing is given twice', async t => {
  const { plan: makePlan, perform, confirm, identity, sandbox, membersOf, count } = await connect(t)
  const plan = await makePlan(tilda)
  identity(sven).status = 101
  await t.rejects(perform('hand-over', plan), { failure: 'refused', code: 'successor-not-living' })
  identity(sven).status = 2
  t.same(membersOf('entry', 3001, 'owner'), [tilda])

  sandbox.faults.add({ route: 'addEntryOwner', kind: 'fail-after' })
  await t.rejects(perform('hand-over', plan), {
    failure: 'unavailable',
    code: 'platform-failed',
    mayHaveHappened: true
  })
  t.same(await confirm('hand-over', plan), { is: 'still-there' }, 'one of six is not all')
  t.equal((await perform('hand-over', plan)).is, 'done')
  t.equal(count('entry-owner-added', sven), 2, 'two resources, each once')
  t.same(await confirm('hand-over', plan), { is: 'gone' })
  identity(sven).status = 101
  t.same(await confirm('hand-over', plan), { is: 'still-there' }, 'a blocked owner looks after nothing')
  const unnamed = await makePlan(tilda, { successors: [] })
  await t.rejects(perform('hand-over', unnamed), { failure: 'refused', code: 'no-successor' })
})

t.test('hand-over: what OpenOlat gave to its own administrator is found', async t => {
  const { plan: makePlan, perform, confirm, membersOf, sandbox, identity } = await connect(t)
  const plan = await makePlan(tilda)
  t.match(plan.before, { status: 2, 'fallback-key': '100', 'fallback-owns': '' })
  // In OpenOlat's own interface, past us.
  deleteIdentity(sandbox.world, identity(tilda), null)
  t.same(membersOf('entry', 3001, 'owner'), [100])
  t.same(await confirm('hand-over', plan), { is: 'still-there' })
  await perform('hand-over', plan)
  t.same(await confirm('hand-over', plan), { is: 'still-there' }, 'the fallback is there beside the successor')
  sandbox.world.memberships = sandbox.world.memberships.filter(m => m.person !== 100 || m.scope === 'organisation')
  t.same(await confirm('hand-over', plan), { is: 'gone' })
  sandbox.world.entries = []
  t.same(
    (await perform('hand-over', plan)).items?.map(item => item.result),
    ['already-absent', 'already-absent', 'already-absent', 'done', 'done', 'done']
  )
})

t.test('hand-over: an administrator who owned it before is no sign of anything', async t => {
  const { plan: makePlan, perform, confirm, sandbox, identity } = await connect(t)
  sandbox.world.memberships.push({ scope: 'entry', of: 3001, role: 'owner', person: 100 })
  identity(100).status = 101
  const plan = await makePlan(tilda)
  t.match(plan.before, { 'fallback-owns': 'course:3001' })
  for (const { action } of plan.actions) await perform(action, plan)
  t.same(await confirm('hand-over', plan), { is: 'gone' })
})

t.test('delete: a 500 is told apart by reading', async t => {
  const { plan: makePlan, perform, confirm, identity, sandbox, count } = await connect(t)
  const plan = await makePlan(marta)
  identity(marta).status = 1
  await t.rejects(perform('delete', plan), { failure: 'refused', code: 'account-permanent', mayHaveHappened: false })
  identity(marta).status = 101

  sandbox.world.settings.failingStep = { step: 'profile', times: 1 }
  const incomplete = { failure: 'unavailable', code: 'deletion-incomplete', status: 500, mayHaveHappened: true }
  await t.rejects(perform('delete', plan), incomplete)
  t.match(identity(marta), { status: 101, name: 'mrossi', data: {} })
  t.same(await confirm('delete', plan), { is: 'still-there' })

  sandbox.faults.add({ route: 'deleteUser', kind: 'fail-after' })
  t.same(await perform('delete', plan), { is: 'done' }, '500 after the work')
  t.same(await confirm('delete', plan), { is: 'gone' })
  t.same([count('delete-begun', marta), count('delete', marta)], [2, 1])
  identity(marta).authentications.push({ key: 1, provider: 'OLAT', authUsername: 'mrossi', credential: null })
  t.same(await confirm('delete', plan), { is: 'still-there' }, 'a name is one sign of two: somebody can still sign in')
})

t.test('delete: a 403 is success only with the tombstone', async t => {
  const { plan: makePlan, perform, confirm, sandbox, identity } = await connect(t)
  const plan = await makePlan(marta)
  const isUser = (m: { scope: string; role: string; person: number }) =>
    m.scope === 'organisation' && m.person === marta
  const roles = sandbox.world.memberships.filter(isUser)
  sandbox.world.memberships = sandbox.world.memberships.filter(m => !isUser(m))
  await t.rejects(perform('delete', plan), { failure: 'refused', code: 'no-user-role' })
  t.same(await confirm('delete', plan), { is: 'cannot-tell', because: 'out-of-reach' })
  t.equal(identity(marta).status, 2)

  sandbox.world.memberships.push(...roles)
  // A status of 199 without a deletion has erased nothing, and is not taken for one.
  identity(marta).status = 199
  t.same(await confirm('delete', plan), { is: 'still-there' })
  t.same(await perform('delete', plan), { is: 'done' })
  t.same(await perform('delete', plan), { is: 'already-absent' })
  t.same(await perform('block', plan), { is: 'already-absent' })
  t.equal(sandbox.journal.count('delete', String(marta)), 1)
})

t.test('delete: whoever calls themselves like a deleted account is not deleted', async t => {
  for (const generatedNames of [false, true]) {
    const { plan: makePlan, perform, confirm, identity, sandbox } = await connect(t, { settings: { generatedNames } })
    const plan = await makePlan(marta)
    const { memberships } = sandbox.world
    identity(marta).profile.nickName = 'del_70021'
    sandbox.world.memberships = memberships.filter(m => m.person !== marta)
    t.same(await confirm('delete', plan), { is: 'cannot-tell', because: 'out-of-reach' }, 'out of reach is not bare')
    sandbox.world.memberships = memberships
    identity(marta).profile.nickName = 'del_70021'
    t.same(await confirm('delete', plan), { is: 'still-there' }, 'a nickname')
    identity(marta).profile = {}
    identity(marta).authentications[0]!.authUsername = 'del_70021'
    t.same(await confirm('delete', plan), { is: 'still-there' }, 'a login')
    identity(marta).name = 'del_70021'
    t.same(await confirm('delete', plan), { is: 'still-there' }, 'even the identity name, while it answers')
    t.same(await perform('delete', plan), { is: 'done' })
    identity(100).profile.nickName = 'del_70021'
    t.same(await confirm('delete', plan), { is: 'gone' }, 'somebody else of that nickname hides nothing')
  }
})

t.test('delete: a lost answer is followed by reading, and the work is done once', async t => {
  for (const kind of ['reset-after', 'reset', 'html-502', 'too-many-requests', 'time-out', 'malformed'] as const) {
    const { plan: makePlan, perform, confirm, sandbox, count } = await connect(t, { options: { deleteTimeoutMs: 150 } })
    const plan = await makePlan(marta)
    sandbox.faults.add({ route: 'deleteUser', kind })
    const isDone = kind === 'reset-after' || kind === 'malformed'
    // Broken JSON where nothing is expected says nothing either way: only the reading does.
    const error: unknown = await perform('delete', plan).catch(thrown => thrown)
    if (kind !== 'malformed') t.match(error, { name: 'PlatformError', failure: 'unavailable' }, kind)
    t.same(await confirm('delete', plan), { is: isDone ? 'gone' : 'still-there' }, kind)
    if (!isDone) t.same(await perform('delete', plan), { is: 'done' }, kind)
    t.same([count('delete', marta), await confirm('delete', plan)], [1, { is: 'gone' }], kind)
  }
})

t.test('delete: OpenOlat goes on after our time-out; only later is it gone', async t => {
  const {
    plan: makePlan,
    perform,
    confirm,
    sandbox,
    count,
    platform
  } = await connect(t, {
    options: { deleteTimeoutMs: 150, settleMs: 60_000 }
  })
  const plan = await makePlan(marta)
  sandbox.faults.add({ route: 'deleteUser', kind: 'work-goes-on' })
  await t.rejects(perform('delete', plan), { failure: 'unavailable', code: 'timed-out', mayHaveHappened: true })
  t.same(await confirm('delete', plan), { is: 'still-there' }, 'read once, it proves nothing')
  await sandbox.faults.finishWork()
  t.same(await confirm('delete', plan), { is: 'gone' })
  t.equal(count('delete', marta), 1)
  t.match(platform.actions.at(-1), { id: 'delete', repeat: 'read-first', settleMs: 60_000 })
})

t.test('delete: that ends while it is looked for is gone, and nobody has to ask a person', async t => {
  const { plan: makePlan, perform, confirm, sandbox } = await connect(t, { options: { deleteTimeoutMs: 150 } })
  const plan = await makePlan(marta)
  sandbox.faults.add({ route: 'deleteUser', kind: 'work-goes-on' })
  await t.rejects(perform('delete', plan), { code: 'timed-out' })
  // The first look at the status finds the account in reach; the second is answered after the deletion has ended.
  sandbox.faults.add({ route: 'getUserStatus', kind: 'slow', ms: 0 })
  sandbox.faults.add({ route: 'getUserStatus', kind: 'work-goes-on' })
  const looked = confirm('delete', plan)
  while (sandbox.faults.list().length > 0) await new Promise(setImmediate)
  await sandbox.faults.finishWork()
  t.same(await looked, { is: 'gone' })
})

t.test('delete: that ended while it was to be sent again is done, and is not sent again', async t => {
  const { plan: makePlan, perform, sandbox, count } = await connect(t, { options: { deleteTimeoutMs: 150 } })
  const plan = await makePlan(marta)
  sandbox.faults.add({ route: 'deleteUser', kind: 'work-goes-on' })
  await t.rejects(perform('delete', plan), { code: 'timed-out' })
  // The look for the renamed account finds none; the last look at the status is answered after the deletion has ended.
  sandbox.faults.add({ route: 'getUserStatus', kind: 'slow', ms: 0 })
  sandbox.faults.add({ route: 'getUserStatus', kind: 'work-goes-on' })
  const again = perform('delete', plan)
  while (sandbox.faults.list().length > 0) await new Promise(setImmediate)
  await sandbox.faults.finishWork()
  t.same(await again, { is: 'already-absent' })
  t.equal(count('delete', marta), 1)
})

t.test('delete: never while somebody is the last who looks after something', async t => {
  const { plan: makePlan, perform, identity, membersOf, sandbox, count } = await connect(t)
  const plan = await makePlan(marta)
  const refusal = { failure: 'refused', code: 'no-successor', mayHaveHappened: false }
  // What they own since the plan was frozen, a stopped request may find only after months.
  sandbox.world.memberships.push({ scope: 'group', of: 4001, role: 'coach', person: marta })
  sandbox.world.memberships = sandbox.world.memberships.filter(
    m => m.of !== 4001 || m.role !== 'coach' || m.person === marta
  )
  await t.rejects(perform('delete', plan), refusal)
  sandbox.world.memberships.push({ scope: 'group', of: 4001, role: 'coach', person: sven })
  t.same(await perform('delete', plan), { is: 'done' })
  t.same(membersOf('group', 4001, 'coach'), [sven])

  const owned = await makePlan(tilda)
  await perform('hand-over', owned)
  identity(sven).status = 101
  await t.rejects(perform('delete', owned), refusal, 'the successor has left meanwhile')
  t.equal(count('delete-begun', tilda), 0)
})

t.test('leave-roles, hand-over: take nothing from somebody who was given the number after a restore', async t => {
  const { plan: makePlan, perform, membersOf, sandbox, identity } = await connect(t)
  const plan = await makePlan(tilda, { names: 'remove-name' })
  await perform('hand-over', plan)
  const before = sandbox.world.memberships.length
  Object.assign(identity(tilda), { creationDate: identity(tilda).creationDate + 1000 })
  const refusal = { failure: 'refused', code: 'other-account', mayHaveHappened: false }
  await t.rejects(perform('leave-roles', plan), refusal)
  await t.rejects(perform('hand-over', plan), refusal)
  t.equal(sandbox.world.memberships.length, before)
  t.ok(membersOf('entry', 3001, 'owner').includes(tilda))
})

t.test('delete: never the account that we work with', async t => {
  const { plan: makePlan, perform, identity } = await connect(t)
  identity(101).status = 2
  const plan = await makePlan(101)
  await t.rejects(perform('delete', plan), { failure: 'refused', code: 'own-account', mayHaveHappened: false })
  t.equal(identity(101).status, 2)
})

t.test('release: the former status comes back, and what cannot is said', async t => {
  for (const former of [2, 102, 103, 101]) {
    const { plan: makePlan, perform, platform, identity, signal } = await connect(t)
    identity(marta).status = former
    const plan = await makePlan(marta)
    await perform('block', plan)
    const released = await platform.release(plan.subject, plan, ['block'], signal)
    t.equal(identity(marta).status, former)
    t.same(released.restored, ['status'])
    t.same(released.notRestored, former === 103 ? [{ what: 'inactivation-date', because: 'begins-anew' }] : [])
  }
  const { plan: makePlan, perform, platform, identity, signal, count } = await connect(t)
  const plan = await makePlan(tilda, { names: 'remove-name' })
  t.same(await platform.release(plan.subject, plan, [], signal), { restored: [], notRestored: [] })
  await perform('block', plan)
  const forged = { ...plan, before: { status: 199 } }
  t.match(await platform.release(plan.subject, forged, ['block'], signal), {
    restored: [],
    notRestored: [{ what: 'status', because: 'former-status-not-allowed' }]
  })
  identity(tilda).status = 103
  t.match(await platform.release(plan.subject, plan, ['block', 'hand-over', 'leave-roles'], signal), {
    restored: [],
    notRestored: [
      { what: 'status', because: 'changed-meanwhile' },
      { what: 'ownership', because: 'successor-stays' },
      { what: 'roles', because: 'no-way-back' }
    ]
  })
  t.equal(count('status', tilda), 1, 'only the block itself was written')
  await perform('hand-over', plan)
  await perform('delete', plan)
  t.match(await platform.release(plan.subject, plan, ['block', 'delete'], signal), {
    notRestored: [{ because: 'account-deleted' }, { what: 'account', because: 'no-way-back' }]
  })
})
