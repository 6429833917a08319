import t from 'tap'
import type { HttpAnswer, HttpDoor } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import { createHttpDoor } from '../../adapters/http.ts'
import { adapter } from '../../adapters/openedx/index.ts'
import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import { createMemorySpool } from '../doubles/memory-spool.ts'

t.setTimeout(280_000)

const never = new AbortController().signal
const markup = '<img src=x onerror=canary()>'

/** What stands in the place of an answer, under 200. */
const lies: readonly unknown[] = [
  undefined,
  null,
  true,
  7,
  'canary',
  [],
  {},
  [null],
  [[[]]],
  [{}],
  ['canary', 7],
  { results: null },
  { results: [null], next: null },
  { results: [{ username: 7 }], next: 'http://[', pagination: { num_pages: 'canary' } },
  { id: '2', username: 7, email: null, is_active: 'no', current_state: [] },
  [{ id: 99, username: markup, email: markup, name: markup, is_active: true, date_joined: 'canary' }],
  { username: markup, id: -1, is_active: false, current_state: { state_name: markup } },
  { __proto__: { is_active: false }, constructor: null, users: [null], roles: 'canary' }
]

/** A learner on a stand-in, and a door through which one operation lies. */
const openStage = async () => {
  const worker = { id: 1, username: 'retirement_service_worker', password: null, isStaff: true }
  const course = 'course-v1:Lake+C1+2026'
  const sandbox = await startSandbox({
    seed: {
      settings: { bulkRetirement: true },
      clients: [{ id: 'worker', secret: 'sandbox-secret', owner: worker.username, grant: 'client_credentials' }],
      people: [
        worker,
        { id: 2, username: 'mira.holm', email: 'mira.holm@people.example', notes: 1, enrolments: [{ course }] }
      ],
      courses: [{ id: course }]
    }
  })
  const now = () => new Date()
  const allow = [{ base: sandbox.address, allowPrivate: true }]
  const circuit = { failures: 1_000_000, openMs: 1 }
  const door = createHttpDoor({ now, random: () => 0, sleep: async () => {}, attempts: 1, circuit, allow })
  const seen = new Set<string>()
  let lie: { readonly operation: string; readonly json: unknown } | null = null
  const http: HttpDoor = {
    ...door,
    async call(base, operation, call): Promise<HttpAnswer> {
      const answer = await door.call(base, operation, call)
      seen.add(operation.id)
      return lie?.operation === operation.id ? { ...answer, status: 200, json: lie.json } : answer
    }
  }
  const options = {
    ...{ baseUrl: sandbox.address, studioUrl: sandbox.address, workerUsername: worker.username },
    ...{ clientId: 'worker', clientSecret: 'sandbox-secret', tokenLifeMs: 0, bulkStart: true }
  }
  return {
    seen,
    tell: (operation: string, json: unknown) => {
      lie = { operation, json }
    },
    /** A connection that remembers nothing. */
    connect: () => adapter.connect(options as never, { http, spool: createMemorySpool(), now, sleep: async () => {} }),
    async close() {
      await door.close()
      await sandbox.close()
    }
  }
}

t.test('Open edX: whatever one call is told, nobody breaks, and nothing that is there counts as gone', async t => {
  const stage = await openStage()
  t.teardown(() => stage.close())
  const policy = { successors: [], names: 'remove-name', treatments: {} } as const
  const reference = { identifiers: [{ kind: 'username', value: 'mira.holm' }] } as const
  /** The code of a failure, or what came of it; what is no failure of a platform is thrown. */
  const endOf = (work: Promise<unknown>): Promise<unknown> =>
    work.catch(error => {
      if (!(error instanceof PlatformError)) throw error
      return `${error.failure} ${error.code}`
    })
  const honest = stage.connect()
  const found = await honest.find(reference, never)
  if (found.is !== 'one') return t.fail('nobody was found')
  const { subject } = found
  const wanted = honest.supports.facts
  const plan = await honest.plan(subject, policy, never)
  await honest.gather(subject, wanted, never)
  const isGone = new Map<string, boolean>()
  for (const { id, confirm } of honest.actions)
    isGone.set(id, ((await endOf(confirm(subject, plan, never))) as { is?: string }).is === 'gone')
  t.ok(stage.seen.size >= 6, [...stage.seen].join())

  for (const [at, operation] of [...stage.seen].entries()) {
    // Each operation is told a third of them, another one than its neighbours.
    for (const json of lies.filter((_, n) => (n + at) % 3 === 0)) {
      const what = `${operation}: ${JSON.stringify(json)}`
      stage.tell(operation, json)
      const platform = stage.connect()
      const ends = [platform.find(reference, never), platform.gather(subject, wanted, never)].map(endOf)
      ends.push(endOf(platform.plan(subject, policy, never)))
      t.notMatch(JSON.stringify((await Promise.all(ends)).filter(end => typeof end === 'string')), /canary/, what)
      for (const { id, confirm } of platform.actions) {
        const end = (await endOf(confirm(subject, plan, never))) as { readonly is?: string }
        t.notOk(end.is === 'gone' && isGone.get(id) === false, `${what}: ${id} is not gone`)
      }
      await platform.close()
    }
  }
})
