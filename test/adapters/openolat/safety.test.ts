import t from 'tap'
import type { HttpCall, HttpDoor, Operation } from '../../../adapters/contract.ts'
import { createHttpDoor } from '../../../adapters/http.ts'
import { adapter as openolat } from '../../../adapters/openolat/index.ts'
import { openRest } from '../../../adapters/openolat/rest.ts'
import { operations } from '../../../openapi/types/openolat-operations.ts'
import { createMemorySpool } from '../../doubles/memory-spool.ts'
import { connect, policy } from './connect.ts'

const marta = 70021
const tilda = 70030
const sven = 70031
const guest = 70050
const key = { username: '0b6f8f0e-5a4e-4f0e-9c55-3d6a2f6e1c11', secret: 'sandbox-secret' }

t.test('a refusal says which of its meanings it has', async t => {
  const { plan: makePlan, perform, sandbox, identity } = await connect(t)
  const plan = await makePlan(marta)
  const about = (id: number | string) => ({ ...plan, subject: { ...plan.subject, id: String(id) } })
  const refused = (code: string) => ({ failure: 'refused', code, mayHaveHappened: false })
  const { world } = sandbox

  await t.rejects(perform('block', about(999_999)), refused('unknown-key'))
  await t.rejects(perform('block', about(guest)), refused('no-user-role'))
  world.memberships = world.memberships.filter(m => m.person !== 70022)
  await t.rejects(perform('block', about(70022)), refused('no-user-role'), 'a member of no organisation')

  // A manager of the letters, to whom the others are foreign.
  const ours = (m: { person: number; role: string }) => m.person === 101 && m.role === 'administrator'
  const before = world.memberships
  world.memberships = before.filter(m => !ours(m))
  world.memberships.push({ scope: 'organisation', of: 2, role: 'usermanager', person: 101 })
  await t.rejects(perform('block', plan), refused('target-not-managed'), 'organisations cannot be read')
  world.memberships.push({ scope: 'organisation', of: 2, role: 'sysadmin', person: 101 })
  await t.rejects(perform('block', plan), refused('foreign-organisation'))
  await t.rejects(perform('delete', plan), refused('foreign-organisation'))
  world.memberships = before.filter(m => !ours(m))
  await t.rejects(perform('block', plan), refused('cannot-manage-users'))
  world.settings.isRestOn = false
  await t.rejects(perform('block', plan), refused('rest-off'))
  world.settings.isRestOn = true
  world.memberships = before
  t.equal(identity(marta).status, 2, 'and nothing was changed by any of them')
  await perform('delete', plan)
  t.same(await perform('block', plan), { is: 'already-absent' }, 'already deleted')

  const login = await connect(t, { options: { username: 'administrator', secret: 'sandbox-admin' } })
  const known = await login.plan(marta)
  login.sandbox.world.settings.apiAccess = 'apikey'
  await t.rejects(login.perform('block', known), refused('password-refused'))
})

t.test('a release of 2018 is never asked to delete', async t => {
  const { find } = await connect(t, {
    settings: { line: '12.4' },
    options: { username: 'administrator', secret: 'sandbox-admin' }
  })
  t.same(await find('platform-id', String(marta)), { is: 'none' }, 'nobody whose birth cannot be read is found')
})

t.test('a deletion that broke off stays blocked, whoever unblocks it meanwhile', async t => {
  const { plan: makePlan, perform, confirm, identity, sandbox } = await connect(t)
  const plan = await makePlan(marta)
  await perform('block', plan)
  identity(marta).status = 2
  sandbox.world.settings.failingStep = { step: 'profile', times: 1 }
  await t.rejects(perform('delete', plan), { code: 'deletion-incomplete' })
  t.equal(identity(marta).status, 101, 'blocked again before the deletion began')
  t.equal(
    identity(marta).authentications.some(({ provider }) => provider === 'OLAT'),
    true,
    'the login is still there'
  )
  t.same(await confirm('delete', plan), { is: 'still-there' })
  t.same(await perform('delete', plan), { is: 'done' })
})

t.test('a deletion that lost the memberships is brought into reach again, and nobody else is', async t => {
  const { plan: makePlan, perform, confirm, identity, sandbox, count, membersOf } = await connect(t)
  const plan = await makePlan(marta)
  sandbox.world.settings.failingStep = { step: 'finish', times: 1 }
  await t.rejects(perform('delete', plan), { code: 'deletion-incomplete' })
  t.same(await confirm('delete', plan), { is: 'still-there' }, 'emptied, out of reach, and not renamed')
  t.same(await perform('delete', plan), { is: 'done' })
  t.same([await confirm('delete', plan), count('delete', marta)], [{ is: 'gone' }, 1])

  const other = await makePlan(70022)
  sandbox.world.memberships = sandbox.world.memberships.filter(m => m.person !== 70022)
  await t.rejects(perform('delete', other), { code: 'no-user-role' }, 'who has a profile merely lost a role')
  t.same([identity(70022).status, membersOf('organisation', 1, 'user').includes(70022)], [2, false])
})

t.test('administrators: the last one, and whoever became one since the plan, are not deleted', async t => {
  const { plan: makePlan, perform, sandbox, identity, count } = await connect(t)
  const successors = [{ category: '*', successor: { kind: 'platform-id', value: '70021' } }] as const
  const plan = await makePlan(sven, { successors })
  await perform('block', plan)
  await perform('hand-over', plan)
  sandbox.world.memberships.push({ scope: 'organisation', of: 1, role: 'administrator', person: sven })
  await t.rejects(perform('delete', plan), { failure: 'refused', code: 'became-administrator' })
  const known = await makePlan(sven, { successors })
  t.same(known.privilegedRoles, ['administrator', 'author'])
  identity(100).status = 101
  await perform('hand-over', known)
  await t.rejects(perform('delete', known), { failure: 'refused', code: 'last-administrator' }, 'Lethe itself is none')
  t.equal(count('delete-begun', sven), 0)
  identity(100).status = 1
  t.same(await perform('delete', known), { is: 'done' })
})

t.test('a status of 199 and a body without dates are never sent: seen on the wire', async t => {
  const { sandbox, signal } = await connect(t, { settings: { failingStep: { step: 'groups', times: 1 } } })
  const sent: { operation: Operation; call: HttpCall }[] = []
  const real = createHttpDoor({
    now: () => new Date(),
    random: () => 0,
    sleep: async () => {},
    allow: [{ base: sandbox.address, allowPrivate: true }]
  })
  t.teardown(() => real.close())
  const http: HttpDoor = {
    call(base, operation, call) {
      sent.push({ operation, call })
      return real.call(base, operation, call)
    },
    pass: real.pass,
    close: async () => {}
  }
  const surroundings = { http, now: () => new Date(), sleep: async () => {}, spool: createMemorySpool() }
  const options = { baseUrl: sandbox.address, ...key, settleMs: 0 }
  const platform = openolat.connect(options, surroundings)
  for (const id of [tilda, marta]) {
    const found = await platform.find({ identifiers: [{ kind: 'platform-id', value: String(id) }] }, signal)
    if (found.is !== 'one') throw new Error('not found')
    const plan = await platform.plan(found.subject, { ...policy, names: 'remove-name' }, signal)
    for (const { action } of plan.actions) {
      const { perform, confirm } = platform.actions.find(each => each.id === action)!
      await perform(found.subject, plan, signal).catch(() => perform(found.subject, plan, signal))
      await confirm(found.subject, plan, signal)
    }
    await platform.release(found.subject, { ...plan, before: { ...plan.before, status: 199 } }, ['block'], signal)
  }
  const writes = sent.filter(({ operation: { method } }) => method !== 'GET' && method !== 'HEAD')
  t.ok(writes.length > 10, 'much was written')
  const statuses = writes.filter(({ operation }) => operation.path.endsWith('/status')).map(({ call }) => call.json)
  t.same(
    statuses.every(json => (json as { status: number }).status === 101),
    true
  )
  t.notOk(
    writes.some(({ operation }) => operation.path.includes('lifecycle')),
    'lifecycle dates are never written'
  )
  t.notOk(
    Object.values(operations).some(({ method, path }) => method !== 'GET' && path.includes('lifecycle')),
    'there is no operation for it'
  )

  const before = sent.length
  const rest = openRest(options, surroundings)
  const refused = (code: string) => ({ failure: 'refused', code, mayHaveHappened: false })
  for (const json of [{ status: 199 }, { status: 100 }, { status: '101' }, {}, undefined]) {
    const call = rest.call('setUserStatus', { params: { key: marta }, json, signal })
    await t.rejects(call, refused('status-never-sent'), JSON.stringify(json))
  }
  const params = { of: 1, person: marta }
  const give = rest.call('addOrganisationMember', { params: { ...params, role: 'administrator' }, signal })
  await t.rejects(give, refused('role-never-sent'))
  const take = rest.call('removeOrganisationMember', { params: { ...params, role: 'user' }, signal })
  await t.rejects(take, refused('role-never-sent'))
  t.equal(sent.length, before, 'none of them left')
})

t.test('a limit on calls at once is obeyed: refused ones come again when they were told', async t => {
  const { sandbox, signal } = await connect(t, { settings: { maxParallel: 1 } })
  const waits: number[] = []
  const http = createHttpDoor({
    slots: openolat.parallelCalls ?? 0,
    now: () => new Date(),
    random: () => 0,
    sleep: async ms => void waits.push(ms),
    attempts: 50,
    allow: [{ base: sandbox.address, allowPrivate: true }]
  })
  t.teardown(() => http.close())
  t.equal(openolat.parallelCalls, 3)
  const surroundings = { http, now: () => new Date(), sleep: async () => {}, spool: createMemorySpool() }
  const platform = openolat.connect({ baseUrl: sandbox.address, ...key }, surroundings)
  sandbox.faults.add({ route: 'getUserStatus', kind: 'too-many-requests' })
  const found = await platform.find({ identifiers: [{ kind: 'platform-id', value: String(marta) }] }, signal)
  if (found.is !== 'one') throw new Error('not found')
  t.match(await platform.gather(found.subject, ['account-state'], signal), { 'account-state': { value: 'active' } })
  t.ok(waits.length > 0 && waits.every(ms => ms >= 1000), 'no sooner than it was asked to')
})
