import { collectDefaultMetrics, Registry } from '@prometheus-io/client'
import t from 'tap'
import { addEventLoopFigures } from '../../plugin/health/figures/event-loop.ts'
import { gaugesOf } from '../../plugin/health/figures/gauge.ts'
import type { QueueLine } from '../../plugin/health/figures/queue.ts'
import { linesAtHand } from '../../plugin/health/lines-at-hand.ts'
import { createMetrics } from '../../plugin/health/metrics.ts'
import { startApi } from '../doubles/api-app.ts'
import { createManualClock } from '../doubles/manual-clock.ts'
import { learner, openOpenolat } from '../flows/openolat-ground.ts'

// A sidecar is started, on a machine that is busy with the other tests.
t.setTimeout(300_000)

t.test('metrics: counts of moves, outcomes, failures and states, and nobody is named', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  const scrape = async () => {
    const answer = await fetch(`${scene.address()}/metrics`, { headers: { authorization: `Bearer ${scene.token}` } })
    t.match(answer.headers.get('content-type'), /^text\/plain; version=/)
    return answer.text()
  }
  t.match(await scrape(), /^lethe_requests\{state="completed"\} 0$/m)
  scene.box.faults.add({ route: 'deleteUser', kind: 'fail-before' })
  const id = await scene.demand(learner)
  await scene.untilState(id, 'completed')
  await scene.call('POST', `/platforms/${scene.platform}/pause`, { because: 'a test' })
  const text = await scrape()
  t.match(text, /^lethe_requests\{state="completed"\} 1$/m)
  t.match(text, /^lethe_moves_total\{to="completed"\} 1$/m)
  t.match(
    text,
    /^lethe_action_failures_total\{platform="[0-9a-f-]+",action="[a-z-]+",failure="unavailable",code="[a-z-]+"\} 1$/m
  )
  t.match(text, /^lethe_action_outcomes_total\{platform="[0-9a-f-]+",action="delete",is="done"\} 1$/m)
  t.match(text, new RegExp(`^lethe_platform_paused\\{platform="${scene.platform}",kind="openolat"\\} 1$`, 'm'))
  t.match(text, /^lethe_store_writable 1$/m)
  t.match(text, /^process_cpu_user_seconds_total /m)
  for (const name of learner) t.notMatch(text, name)
  t.equal((await fetch(`${scene.address()}/metrics`)).status, 401, 'volumes are nobody’s but theirs who work here')
})

t.test('metrics: a token that was made to read the figures reads them and nothing else', async t => {
  const api = await startApi()
  t.teardown(() => api.stop())
  const admin = await api.person(['administrator'])
  const body = { person: admin.id, label: 'monitor', kind: 'machine', scopes: ['metrics'] }
  const { token, record } = (await api.call('POST', '/tokens', admin.token, body)).json()
  t.same(record.scopes, ['metrics'])
  t.match((await api.call('GET', '/metrics', token)).text, /^lethe_up 1$/m)
  for (const path of ['/me', '/requests', '/platforms', '/tokens'])
    t.equal((await api.call('GET', path, token)).json().code, 'role-missing', path)
  t.equal((await api.call('POST', `/tokens/${record.id}/revoke`, token)).json().code, 'role-missing')
  await api.call('POST', `/tokens/${record.id}/revoke`, admin.token)
  t.equal((await api.call('GET', '/metrics', token)).json().code, 'token-refused')
})

const line: QueueLine = {
  platform: 'p-1',
  state: 'blocked',
  deadlineAt: '2026-04-01T00:00:00.000Z',
  nearAt: '2026-03-25T00:00:00.000Z',
  keptBack: null,
  waiting: null,
  outboxSince: null,
  messagesWaiting: 0,
  mailsGivenUp: 0
}

t.test('metrics: what is counted of every request comes from the queue, and no request is read for it', async t => {
  const api = await startApi()
  t.teardown(() => api.stop())
  const read: string[] = []
  const store = new Proxy(api.parts.store, {
    get(target, name: 'get' | 'query') {
      if (name !== 'get' && name !== 'query') return target[name]
      return (kind: string, ...rest: unknown[]) => {
        if (kind === 'request') read.push(`${name} ${JSON.stringify(rest[0])}`)
        return (target[name] as (...given: unknown[]) => unknown)(kind, ...rest)
      }
    }
  })
  const clock = createManualClock('2026-03-20T00:00:00.000Z')
  let lines: readonly QueueLine[] | null = null
  let trouble: { code: string; since: string } | null = null
  let isRung: boolean | null = null
  const metrics = createMetrics()
  metrics.observe({
    ...{ store, clock, version: '1.2.3' },
    lines: async () => lines,
    troubleOf: async () => trouble,
    isRung: () => isRung,
    readiness: async () => []
  })
  const draw = async () => (await metrics.draw()).split('\n').filter(each => each.startsWith('lethe_'))
  const ofQueue = /^lethe_(requests_(due|braked|waiting)|earliest|outbox)/
  t.same(
    (await draw()).filter(each => ofQueue.test(each)),
    [],
    'nobody takes what is not known for zero'
  )
  const ofBell = async () => (await draw()).filter(each => each.startsWith('lethe_bell_up'))
  t.same(await ofBell(), [], 'one process needs no bell')
  isRung = false
  t.same(await ofBell(), ['lethe_bell_up 0'])
  isRung = true
  t.same(await ofBell(), ['lethe_bell_up 1'])
  const written = '2026-03-19T00:00:00.000Z'
  lines = [
    line,
    { ...line, state: 'accepted', keptBack: 'brake', deadlineAt: '2026-04-02T00:00:00.000Z' },
    { ...line, nearAt: null, deadlineAt: '2026-03-01T00:00:00.000Z', waiting: 'timed-out' },
    { ...line, state: 'completed', deadlineAt: '2026-03-01T00:00:00.000Z', outboxSince: written, messagesWaiting: 2 },
    { ...line, platform: 'p-2', mailsGivenUp: 3 }
  ]
  const first = Date.parse('2026-04-01') / 1000
  t.same(
    (await draw()).filter(each => ofQueue.test(each)),
    [
      `lethe_earliest_deadline_timestamp_seconds{platform="p-1"} ${first}`,
      `lethe_earliest_deadline_timestamp_seconds{platform="p-2"} ${first}`,
      'lethe_requests_braked{because="brake"} 1',
      'lethe_requests_waiting_for_platform{platform="p-1",code="timed-out"} 1',
      'lethe_outbox_messages 2',
      'lethe_outbox_given_up 3',
      `lethe_outbox_oldest_timestamp_seconds ${Date.parse(written) / 1000}`
    ],
    'an ended one is due no more, and one whose period is suspended not now'
  )
  clock.advance(5 * 24 * 60 * 60 * 1000)
  t.match((await draw()).join('\n'), /^lethe_requests_due\{platform="p-1",due="near"\} 2\n.*p-2",due="near"\} 1$/m)
  clock.advance(7.5 * 24 * 60 * 60 * 1000)
  trouble = { code: 'timed-out', since: written }
  t.match((await draw()).join('\n'), /^lethe_requests_due\{platform="p-1",due="overdue"\} 1$/m)
  t.same(read, [])
})

t.test(
  'metrics: how late the event loop was is told without the pause between two looks, since the last scrape',
  async t => {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 2 ** 31 - 1 })
    const [none, some] = [
      { min: 9_223_372_036_854_776_000, max: 0, mean: Number.NaN, stddev: Number.NaN },
      { min: 999_500_000, max: 1_250_000_000, mean: 1_020_000_000, stddev: 30_000_000 }
    ]
    let seen = none
    addEventLoopFigures(registry, gaugesOf(registry), {
      percentile: percentile => (seen === none ? 0 : 1_000_000_000 + percentile * 1_000_000),
      reset() {
        seen = none
      },
      get min() {
        return seen.min
      },
      get max() {
        return seen.max
      },
      get mean() {
        return seen.mean
      },
      get stddev() {
        return seen.stddev
      }
    })
    const draw = async () =>
      (await registry.metrics()).split('\n').filter(each => /^nodejs_eventloop_lag_[a-z0-9]+_seconds/.test(each))
    t.same(await draw(), [], 'before the first beat nothing is known')
    seen = some
    const told = [
      'nodejs_eventloop_lag_min_seconds 0',
      'nodejs_eventloop_lag_max_seconds 0.25',
      'nodejs_eventloop_lag_mean_seconds 0.02',
      'nodejs_eventloop_lag_stddev_seconds 0.03',
      'nodejs_eventloop_lag_p50_seconds 0.05',
      'nodejs_eventloop_lag_p90_seconds 0.09',
      'nodejs_eventloop_lag_p99_seconds 0.099'
    ]
    t.same(await draw(), told)
    t.same(await draw(), told, 'a second monitor that asks in the same second is told the same')
    seen = { min: 1_000_000_000, max: 1_000_000_000, mean: 1_000_000_000, stddev: 0 }
    t.match((await draw()).join('\n'), /_max_seconds 0$/m, 'and it is not told again once there was another beat')
  }
)

t.test('metrics: a queue that is still being read keeps nobody waiting', async t => {
  const clock = createManualClock()
  const slow = Promise.withResolvers<readonly string[]>()
  const atHand = linesAtHand({ lines: () => slow.promise }, clock)
  const asked = atHand()
  clock.advance(2_000)
  t.equal(await asked, null)
  const again = atHand()
  slow.resolve(['a line'])
  t.same(await again, ['a line'])
  t.equal(await linesAtHand({ lines: () => Promise.reject(new Error('gone')) }, clock)(), null)
})
