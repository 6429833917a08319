import { readFileSync } from 'node:fs'
import type { HttpCall, HttpDoor, Operation, Plan, PlanPolicy, Platform, Subject } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { createHttpDoor } from '../../../adapters/http.ts'
import { adapter, type OpenEdxOptions } from '../../../adapters/openedx/index.ts'
import {
  type Release,
  type Sandbox,
  type Seed,
  type Settings,
  startSandbox
} from '../../../adapters/openedx/sandbox/index.ts'
import { createMemorySpool } from '../../doubles/memory-spool.ts'

export const example: Seed = JSON.parse(
  readFileSync(new URL('../../../adapters/openedx/sandbox/seed.example.json', import.meta.url), 'utf8')
)

export const never = new AbortController().signal

export const policy: PlanPolicy = {
  successors: [{ category: '*', successor: { kind: 'username', value: 'ben.osei' } }],
  names: 'remove-name',
  treatments: {}
}

export interface Stage {
  readonly sandbox: Sandbox
  readonly platform: Platform
  /** The clock of adapter and sandbox, moved by hand. */
  pass(ms: number): void
  now(): Date
  /** What the adapter threw while actions were carried out. */
  readonly errors: string[]
  /** Operations that the adapter called, in order. */
  readonly calls: Operation[]
  /** Told of each call before it is sent. */
  onCall: (operation: Operation, call: HttpCall) => void
  /** Told of each answer, or that there is none, before the adapter hears it; the adapter waits for it. */
  onAnswer: (operation: Operation) => unknown
  /** Called in place of a wait of the adapter, so many milliseconds long. */
  onSleep: (ms: number) => unknown
  find(username: string): Promise<Subject>
  plan(username: string): Promise<Plan>
  /** A second connection, as after a restart, or with other options. */
  connect(change?: Partial<OpenEdxOptions>): Platform
  person(id: number): Promise<Record<string, unknown>>
  close(): Promise<void>
}

/** A sandbox with people, and the adapter connected to it through the real door. */
export async function setStage(
  given: {
    settings?: Partial<Settings>
    options?: Partial<OpenEdxOptions>
    seed?: Seed
    release?: Release
    timeoutMs?: number
    /** Whether Credentials and License manager are connected. */
    services?: boolean
    /** What the sandbox's clock shows when the adapter's shows this. */
    clockOf?: (instant: Date) => Date
  } = {}
): Promise<Stage> {
  let clock = Date.parse('2026-11-02T08:00:00Z')
  const now = () => new Date(clock)
  const sandbox = await startSandbox({
    seed: given.seed ?? example,
    now: () => given.clockOf?.(now()) ?? now(),
    settings: given.settings ?? {},
    ...(given.release && { release: given.release })
  })
  const door = createHttpDoor({
    now,
    random: () => 0,
    sleep: async () => {},
    attempts: 1,
    timeoutMs: given.timeoutMs ?? 20_000,
    circuit: { failures: 1000, openMs: 1 },
    allow: [{ base: sandbox.address, allowPrivate: true }]
  })
  const options: OpenEdxOptions = {
    baseUrl: sandbox.address,
    studioUrl: sandbox.address,
    clientId: 'retirement_service_worker',
    clientSecret: 'sandbox-secret',
    workerUsername: 'retirement_service_worker',
    bulkStart: true,
    ...(given.services && {
      credentialsUrl: `${sandbox.address}/credentials`,
      licenceManagerUrl: `${sandbox.address}/licence-manager`
    }),
    ...given.options
  }
  const spool = createMemorySpool()
  const calls: Operation[] = []
  const http: HttpDoor = {
    ...door,
    async call(base, operation, call) {
      calls.push(operation)
      stage.onCall(operation, call)
      try {
        return await door.call(base, operation, call)
      } finally {
        await stage.onAnswer(operation)
      }
    }
  }
  const connect = (change: Partial<OpenEdxOptions> = {}) =>
    adapter.connect({ ...options, ...change }, { http, spool, now, sleep: async ms => void (await stage.onSleep(ms)) })
  const stage: Stage = {
    sandbox,
    platform: connect(),
    now,
    pass(ms) {
      clock += ms
    },
    errors: [],
    calls,
    onCall: () => {},
    onAnswer: () => {},
    onSleep: () => {},
    async find(username) {
      const found = await stage.platform.find({ identifiers: [{ kind: 'username', value: username }] }, never)
      if (found.is !== 'one') throw new Error(`${username}: ${found.is}`)
      return found.subject
    },
    plan: async username => stage.platform.plan(await stage.find(username), policy, never),
    connect,
    async person(id) {
      const response = await fetch(`${sandbox.address}/_sandbox/people/${id}`)
      return (await response.json()) as Record<string, unknown>
    },
    async close() {
      await stage.platform.close()
      await door.close()
      await sandbox.close()
    }
  }
  return stage
}

/** The code of the PlatformError that a call ends in, with its kind; anything else is thrown. */
export async function failureOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    if (error instanceof PlatformError) return `${error.failure}: ${error.code}`
    throw error
  }
  return 'none'
}

/**
 * Carries one action out by the resume rule: intent without outcome is confirmed; what is still there is read a second
 * time after the platform has settled, and only then performed again.
 */
export async function carryOut(stage: Stage, plan: Plan, id: string, platform = stage.platform): Promise<string> {
  const action = platform.actions.find(each => each.id === id)
  if (action === undefined) throw new Error(id)
  let failures = 0
  for (let turn = 0; turn < 4; turn += 1) {
    try {
      return (await action.perform(plan.subject, plan, never)).is
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error
      stage.errors.push(`${error.message} ${JSON.stringify(error)}`)
      if (error.failure === 'refused') throw error
      failures += 1
      if (action.repeat === 'safe') continue
      const first = await action.confirm(plan.subject, plan, never)
      if (first.is === 'gone') return `confirmed after ${failures}`
      await stage.sandbox.faults.finishWork()
      const second = await action.confirm(plan.subject, plan, never)
      if (second.is === 'gone') return `confirmed after ${failures}`
    }
  }
  throw new Error(`${id}: failed again and again`)
}

/** Carries out what is planned, up to and without one action. */
export async function carryOutUpTo(stage: Stage, plan: Plan, end: string | null): Promise<void> {
  for (const { action } of plan.actions) {
    if (action === end) return
    await carryOut(stage, plan, action)
  }
}

/** Everything that a sequence gives. */
export async function listAll<Item>(sequence: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of sequence) items.push(item)
  return items
}
