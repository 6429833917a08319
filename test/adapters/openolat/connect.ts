import { readFileSync } from 'node:fs'
import type { Test } from 'tap'
import type { HttpDoor, Plan, PlanPolicy, Subject } from '../../../adapters/contract.ts'
import { adapter as openolat } from '../../../adapters/openolat/index.ts'
import type { OpenolatOptions } from '../../../adapters/openolat/options.ts'
import { type Seed, type Settings, startSandbox } from '../../../adapters/openolat/sandbox/index.ts'
import { createTestDoor } from '../../contracts/adapter.ts'
import { createMemorySpool } from '../../doubles/memory-spool.ts'

/** The example seed of the sandbox. */
export const seed: Seed = JSON.parse(
  readFileSync(new URL('../../../adapters/openolat/sandbox/seed.json', import.meta.url), 'utf8')
)

/** Everything goes to the one successor unless a test says otherwise. */
export const policy: PlanPolicy = {
  successors: [{ category: '*', successor: { kind: 'username', value: 'snext' } }],
  names: 'keep-name',
  treatments: {}
}

/** A sandbox and an adapter that is connected to it; both end with the test. */
export async function connect(
  t: Test,
  given: { settings?: Partial<Settings>; options?: Partial<OpenolatOptions>; seed?: Partial<Seed> } = {}
) {
  const sandbox = await startSandbox({
    seed: { ...seed, ...given.seed },
    now: () => new Date('2026-03-01T12:00:00.000Z'),
    ...(given.settings && { settings: given.settings })
  })
  const door = createTestDoor(sandbox.address)
  const calls: string[] = []
  const http: HttpDoor = {
    ...door,
    call: (base, operation, call) => {
      calls.push(operation.id)
      return door.call(base, operation, call)
    }
  }
  const platform = openolat.connect(
    {
      baseUrl: sandbox.address,
      username: '0b6f8f0e-5a4e-4f0e-9c55-3d6a2f6e1c11',
      secret: 'sandbox-secret',
      ...given.options
    },
    { http, spool: createMemorySpool(), now: () => new Date('2026-03-01T12:00:00.000Z'), sleep: async () => {} }
  )
  t.teardown(async () => {
    await platform.close()
    await door.close()
    await sandbox.close()
  })
  const signal = AbortSignal.timeout(120_000)
  const find = (kind: 'platform-id' | 'username' | 'email' | 'external-id', value: string) =>
    platform.find({ identifiers: [{ kind, value }] }, signal)
  const identity = (key: number) => sandbox.world.identities.find(i => i.key === key)!
  const subject = async (key: number): Promise<Subject> => {
    const found = await find('platform-id', String(key))
    if (found.is !== 'one') throw new Error(`${key} was found ${found.is}`)
    return found.subject
  }
  const plan = async (key: number, changes: Partial<PlanPolicy> = {}): Promise<Plan> =>
    platform.plan(await subject(key), { ...policy, ...changes }, signal)
  const action = (id: string) => platform.actions.find(candidate => candidate.id === id)!
  return {
    sandbox,
    platform,
    calls,
    signal,
    find,
    identity,
    subject,
    plan,
    perform: (id: string, plan: Plan) => action(id).perform(plan.subject, plan, signal),
    confirm: (id: string, plan: Plan) => action(id).confirm(plan.subject, plan, signal),
    count: (effect: string, key: number) => sandbox.journal.count(effect, String(key)),
    membersOf: (scope: string, of: number, role: string) =>
      sandbox.world.memberships.filter(m => m.scope === scope && m.of === of && m.role === role).map(m => m.person)
  }
}
