/*
 * The contract that every adapter keeps. Call it once at the top of the adapter's own test file:
 *
 *   testAdapterContract(t, 'openolat', async () => ContractWorld)
 *
 * The maker starts a fresh sandbox and connects to it; it is called for each test, and `close` at the end of each.
 * Everything that is "really there" is asked of the sandbox (`isThere`, `effects`), never of the adapter.
 */
import type { Test } from 'tap'
import type { Action, FactName, Identifier, Plan, PlanPolicy, Platform, Subject } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import { createHttpDoor } from '../../adapters/http.ts'
import type { Fault } from '../../adapters/sandbox/stand.ts'
import { nothingSeen } from '../doubles/nothing-seen.ts'

export interface ContractWorld {
  readonly platform: Platform
  readonly optionsSchema: Readonly<Record<string, unknown>>
  /** The same platform, connected with credentials that it refuses. */
  readonly blind: Platform
  /** Two identifiers of one plain learner who can be erased at once with `policy`. */
  readonly person: readonly [Identifier, Identifier]
  /** An identifier of somebody else. */
  readonly other: Identifier
  /** An identifier of nobody. */
  readonly nobody: Identifier
  readonly policy: PlanPolicy
  /** Whether the sandbox still holds the person's account. */
  isThere(id: string): boolean
  /** How often each effect really happened to the person, by the sandbox's journal. */
  effects(id: string): Readonly<Record<string, number>>
  /** Effects that must have happened exactly once when the person is erased and each action was performed twice. */
  readonly once: readonly string[]
  /** Reversible actions that a withdrawal puts back, and what `release` then says it restored. */
  readonly wayBack: { readonly perform: readonly string[]; readonly restored: readonly string[] }
  /** What the sandbox says of the account's state, in any words: equal before and after a withdrawal. */
  stateOf(id: string): unknown
  addFault(fault: Fault): void
  close(): Promise<void>
}

/** For a call: what takes longer hangs, on the slowest machine too. */
const patienceMs = 120_000

const factNames: readonly FactName[] = [
  'linked-logins',
  'password-usable',
  'account-activated',
  'open-grading-orders',
  'solely-owned',
  'owner-roles',
  'protection',
  'open-todos',
  'destroyed-records',
  'account-state'
]

/** A door for tests: to this machine only, one attempt, no waiting, a short time-out. */
export function createTestDoor(base: string, timeoutMs = 2000) {
  return createHttpDoor({
    now: () => new Date(),
    random: () => 0,
    sleep: async () => {},
    attempts: 1,
    timeoutMs,
    circuit: { failures: 1000, openMs: 1 },
    allow: [{ base, allowPrivate: true }]
  })
}

/** Tests one adapter against the seam. */
export function testAdapterContract(t: Test, name: string, makeWorld: () => Promise<ContractWorld>): void {
  const test = (title: string, run: (t: Test, world: ContractWorld) => Promise<void>) =>
    t.test(`${name}: ${title}`, async t => {
      const world = await makeWorld()
      t.teardown(() => world.close())
      await run(t, world)
    })

  test('it declares itself completely', async (t, { platform, optionsSchema }) => {
    const ids = platform.actions.map(action => action.id)
    t.equal(new Set(ids).size, ids.length, 'each action has an id of its own')
    for (const [index, action] of platform.actions.entries()) {
      t.ok(
        action.after.every(id => ids.indexOf(id) < index && ids.includes(id)),
        `${action.id}: after what comes before`
      )
      t.match(action.covers, /^[A-Z].*\.$/, `${action.id}: a sentence`)
      t.ok(action.repeat !== 'read-first' || action.readBack !== 'none', `${action.id}: read first, so it can be read`)
    }
    const rows = platform.retention.map(row => row.id)
    t.equal(new Set(rows).size, rows.length, 'each category has an id of its own')
    const properties = optionsSchema.properties as Record<string, { writeOnly?: boolean }>
    for (const [key, schema] of Object.entries(properties)) {
      if (/(secret|password|token)$/i.test(key)) t.equal(schema.writeOnly, true, `${key} is write-only`)
    }
  })

  test('find: one, none, and never somebody else', async (t, { platform, person, other, nobody }) => {
    const signal = AbortSignal.timeout(patienceMs)
    const found = await platform.find({ identifiers: person }, signal)
    if (found.is !== 'one') return void t.fail(`found ${found.is}`)
    t.same(JSON.parse(JSON.stringify(found)), found, 'is JSON')
    t.equal(new Date(found.subject.bornAt).toISOString(), found.subject.bornAt)
    for (const identifier of person) {
      t.same(await platform.find({ identifiers: [identifier] }, signal), found, identifier.kind)
      t.same(await platform.find({ identifiers: [identifier, other] }, signal), { is: 'none' }, 'contradicting')
    }
    t.same(await platform.find({ identifiers: [nobody] }, signal), { is: 'none' })
  })

  test('gather: every fact is answered, and what is not declared is not answerable', async (t, world) => {
    const subject = await subjectOf(world)
    const facts = await world.platform.gather(subject, factNames, AbortSignal.timeout(patienceMs))
    t.same(Object.keys(facts).sort(), [...factNames].sort())
    for (const fact of factNames) {
      const answer = facts[fact]!
      t.ok(Date.parse(answer.at) > 0, `${fact}: has a time`)
      if (!world.platform.supports.facts.includes(fact)) t.equal(answer.is, 'not-answerable-here', fact)
      if (answer.is !== 'known') t.match(answer.because, /^[a-z0-9-]+$/, `${fact}: says why, by a code`)
    }
  })

  test('register, find, gather, plan and search change nothing', async (t, world) => {
    const signal = AbortSignal.timeout(patienceMs)
    const subject = await subjectOf(world)
    const before = { state: world.stateOf(subject.id), effects: world.effects(subject.id) }
    const registration = await world.platform.register(signal)
    t.same(registration.problems, [])
    t.ok(registration.permissions.length > 0 && registration.permissions.every(p => p.means !== ''))
    await world.platform.gather(subject, factNames, signal)
    const plan = await world.platform.plan(subject, world.policy, signal)
    t.same(await world.platform.plan(subject, world.policy, signal), plan, 'made twice, the same')
    t.type(await world.platform.search({ by: 'login', value: subject.username }, signal), Array)
    t.same({ state: world.stateOf(subject.id), effects: world.effects(subject.id) }, before)
  })

  test('plan: is JSON, in the order of the pipeline, and says the way back of each action', async (t, world) => {
    const plan = await planOf(world)
    t.same(JSON.parse(JSON.stringify(plan)), plan)
    const ids = plan.actions.map(row => row.action)
    t.same(
      ids,
      world.platform.actions.map(action => action.id).filter(id => ids.includes(id))
    )
    t.same(
      plan.wayBack.map(row => row.after),
      ids
    )
    for (const row of plan.actions) {
      const action = world.platform.actions.find(candidate => candidate.id === row.action)!
      t.ok(world.platform.supports.treatments.includes(row.treatment), `${row.action}: ${row.treatment} is declared`)
      t.ok(action.reversible || !row.reversible, `${row.action}: a plan promises no way back that the action has not`)
    }
    for (const row of plan.retained)
      t.ok(
        world.platform.retention.some(known => known.id === row.id),
        row.id
      )
  })

  test('erase: each action is confirmed, nothing happens twice, and the account is gone', async (t, world) => {
    const signal = AbortSignal.timeout(patienceMs)
    const plan = await planOf(world)
    const stands = () => ({ state: world.stateOf(plan.subject.id), effects: world.effects(plan.subject.id) })
    for (const action of plannedActions(world, plan)) {
      const before = stands()
      await action.prepare?.(plan.subject, plan, signal)
      t.same(stands(), before, `${action.id}: what is read ahead changes nothing`)
      t.match((await action.perform(plan.subject, plan, signal)).is, /^(done|already-absent|never-existed)$/, action.id)
      await confirms(t, action, plan)
      // The resume rule performs again only what a confirmation did not prove: that must be harmless where it is `safe`.
      if (action.repeat === 'safe') await action.perform(plan.subject, plan, signal)
      await confirms(t, action, plan)
    }
    t.equal(world.isThere(plan.subject.id), false)
    const effects = world.effects(plan.subject.id)
    for (const effect of world.once) t.equal(effects[effect], 1, `${effect}: once`)
    for (const action of plannedActions(world, plan)) await confirms(t, action, plan)
    const readings = (await world.platform.readRows?.(plan.subject, plan, signal)) ?? []
    t.same(JSON.parse(JSON.stringify(readings)), readings, 'rows are JSON')
    for (const { row, is, because } of readings) {
      const planned = plan.retained.find(({ id }) => id === row)
      t.ok(planned !== undefined && planned.count !== 0, `${row}: planned, and there is one`)
      t.ok(is !== 'still-there' && (is !== 'kept' || planned?.outcome !== 'delete'), `${row}: ${is}`)
      t.match(because ?? 'none', /^[a-z0-9-]+$/, `${row}: a code`)
    }
  })

  test('withdraw: what was done before the point of no return is put back', async (t, world) => {
    const signal = AbortSignal.timeout(patienceMs)
    const plan = await planOf(world)
    const before = world.stateOf(plan.subject.id)
    for (const action of plannedActions(world, plan).filter(({ id }) => world.wayBack.perform.includes(id))) {
      t.equal(action.reversible, true, action.id)
      await action.perform(plan.subject, plan, signal)
    }
    const released = await world.platform.release(plan.subject, plan, world.wayBack.perform, signal)
    t.same(released.restored, world.wayBack.restored)
    const again = await world.platform.release(plan.subject, plan, world.wayBack.perform, signal)
    t.same(again.restored, world.wayBack.restored, 'where its first answer was lost, the same is read')
    t.same(world.stateOf(plan.subject.id), before)
  })

  test('refused credentials are never read as a yes', async (t, { platform, blind, person, policy, ...world }) => {
    const signal = AbortSignal.timeout(patienceMs)
    const plan = await planOf({ platform, person, policy })
    await rejects(t, plan.subject, 'refused', () => blind.find({ identifiers: person }, signal))
    await rejects(t, plan.subject, 'refused', () => blind.plan(plan.subject, policy, signal))
    for (const id of plan.actions.map(row => row.action)) {
      const action = blind.actions.find(candidate => candidate.id === id)!
      await rejects(t, plan.subject, 'refused', () => action.perform(plan.subject, plan, signal))
      const confirmation = await action.confirm(plan.subject, plan, signal).catch(error => error)
      t.not(confirmation.is, 'gone', `${id}: not confirmed`)
    }
    for (const { row, is } of (await blind.readRows?.(plan.subject, plan, signal)) ?? [])
      t.match(is, /^(cannot-tell|later)$/, row)
    const facts = await blind.gather(plan.subject, platform.supports.facts, signal).catch(() => ({}))
    for (const [fact, answer] of Object.entries(facts)) t.not((answer as { is: string }).is, 'known', fact)
    t.equal(world.isThere(plan.subject.id), true)
  })

  test('a platform that is out of order is unavailable, and its answers stand in no error', async (t, world) => {
    const plan = await planOf(world)
    for (const kind of ['html-502', 'too-many-requests', 'reset'] as const) {
      world.addFault({ route: '*', kind, times: 1 })
      await rejects(t, plan.subject, 'unavailable', () =>
        world.platform.find({ identifiers: world.person }, AbortSignal.timeout(patienceMs))
      )
    }
    world.addFault({ route: '*', kind: 'malformed', times: 1 })
    await rejects(t, plan.subject, 'surprise', () =>
      world.platform.find({ identifiers: world.person }, AbortSignal.timeout(patienceMs))
    )
  })

  test('an abort before the call leaves everything as it was', async (t, world) => {
    const plan = await planOf(world)
    const before = world.stateOf(plan.subject.id)
    for (const action of plannedActions(world, plan)) {
      await rejects(t, plan.subject, 'unavailable', () => action.perform(plan.subject, plan, AbortSignal.abort()))
    }
    t.same(world.stateOf(plan.subject.id), before)
  })

  test('snapshot: complete, or it throws', async (t, world) => {
    const seen: string[] = []
    for await (const sighting of world.platform.snapshot(nothingSeen, AbortSignal.timeout(patienceMs)))
      seen.push(sighting.subject.id)
    t.equal(new Set(seen).size, seen.length, 'nobody twice')
    await t.rejects(async () => {
      for await (const _ of world.blind.snapshot(nothingSeen, AbortSignal.timeout(patienceMs))) t.fail('saw somebody')
    })
  })
}

async function subjectOf(world: Pick<ContractWorld, 'platform' | 'person'>): Promise<Subject> {
  const found = await world.platform.find({ identifiers: world.person }, AbortSignal.timeout(patienceMs))
  if (found.is !== 'one') throw new Error(`the person of the contract was found ${found.is}`)
  return found.subject
}

async function planOf(world: Pick<ContractWorld, 'platform' | 'person' | 'policy'>): Promise<Plan> {
  return world.platform.plan(await subjectOf(world), world.policy, AbortSignal.timeout(patienceMs))
}

function plannedActions(world: ContractWorld, plan: Plan): Action[] {
  return world.platform.actions.filter(action => plan.actions.some(row => row.action === action.id))
}

async function confirms(t: Test, action: Action, plan: Plan): Promise<void> {
  const confirmation = await action.confirm(plan.subject, plan, AbortSignal.timeout(patienceMs))
  const row = plan.actions.find(candidate => candidate.action === action.id)!
  const expected = row.readBack === 'none' ? /^(gone|later|cannot-tell)$/ : /^(gone|later)$/
  t.match(confirmation.is, expected, `${action.id}: confirmed`)
}

async function rejects(t: Test, person: Subject, failure: string, call: () => Promise<unknown>): Promise<void> {
  const error = await call().then(
    () => null,
    (thrown: unknown) => thrown
  )
  if (!(error instanceof PlatformError)) {
    t.fail(`threw ${String(error)} instead of a PlatformError`)
    return
  }
  t.equal(error.failure, failure)
  const said = `${error.message} ${JSON.stringify(error)}`
  for (const secret of [person.username, person.email, person.displayName]) {
    if (secret !== null) t.notOk(said.includes(secret), 'no personal data in the error')
  }
}
