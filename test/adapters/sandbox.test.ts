import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createFaults, createJournal, type Route, startStand } from '../../adapters/sandbox/stand.ts'

async function startCounter(t: Test, options: { file?: string } = {}) {
  const faults = createFaults()
  const journal = createJournal({ ...options, now: () => new Date('2026-03-01T12:00:00.000Z') })
  const settings = { mood: 'calm' }
  const routes: Route[] = [
    {
      name: 'count',
      method: 'POST',
      path: '/people/:id/count',
      person: request => request.params.id!,
      handle(request) {
        journal.add('count', request.params.id!)
        return { status: 200, json: { said: request.json() ?? null } }
      }
    },
    { name: 'empty', method: 'GET', path: '/empty', handle: () => ({ status: 204 }) },
    {
      name: 'broken',
      method: 'GET',
      path: '/broken',
      handle() {
        throw new Error('a handler of a sandbox is broken')
      }
    }
  ]
  const stand = await startStand({
    routes,
    notFound: () => ({ status: 404 }),
    faults,
    journal,
    control: {
      people: () => ['p 1'],
      person: id => (id === 'p 1' ? { id } : undefined),
      addPerson: entry => entry,
      jobs: { tidy: () => ({ tidied: 1 }) },
      settings
    }
  })
  t.teardown(() => stand.close())
  const call = (path: string, init?: RequestInit) => fetch(`${stand.address}${path}`, init)
  const count = (init: RequestInit = {}) => call('/people/p%201/count', { method: 'POST', ...init })
  return { faults, journal, settings, call, count, done: () => journal.count('count', 'p 1') }
}

t.test('a call does its work once, is journalled, and path segments are decoded', async t => {
  const { count, call, journal } = await startCounter(t)
  const answer = await count({ body: '{"a":1}' })
  t.same(await answer.json(), { said: { a: 1 } })
  t.same(await (await count({ body: 'not json' })).json(), { said: null })
  t.same(journal.list()[0], { n: 1, at: '2026-03-01T12:00:00.000Z', effect: 'count', person: 'p 1', detail: {} })
  t.same(await (await call('/_sandbox/journal')).json(), journal.list())
  t.equal((await call('/empty')).status, 204)
  t.equal((await call('/elsewhere')).status, 404)
  t.equal((await call('/broken')).status, 500)
})

t.test('faults: each kind does what it says, and no more often than it says', async t => {
  const cases = [
    { kind: 'fail-before', done: 0, status: 500 },
    { kind: 'fail-after', done: 1, status: 500 },
    { kind: 'too-many-requests', done: 0, status: 429 },
    { kind: 'html-502', done: 0, status: 502 },
    { kind: 'malformed', done: 1, status: 200 },
    { kind: 'slow', done: 1, status: 200, ms: 1 },
    { kind: 'reset', done: 0, status: null },
    { kind: 'reset-after', done: 1, status: null }
  ] as const
  for (const expected of cases) {
    const { faults, count, done } = await startCounter(t)
    faults.add({ route: 'count', kind: expected.kind, ...('ms' in expected && { ms: expected.ms }) })
    const answer = await count().catch(() => null)
    t.same([answer?.status ?? null, done()], [expected.status, expected.done], expected.kind)
    if (expected.kind === 'malformed') await t.rejects(answer!.json())
    if (expected.kind === 'too-many-requests') t.equal(answer!.headers.get('retry-after'), '1')
    t.equal((await count()).status, 200, `${expected.kind}: only once`)
  }
})

t.test('time-out: never answers and does nothing; work-goes-on: does it after the caller has gone', async t => {
  const { faults, count, done, journal } = await startCounter(t)
  for (const kind of ['time-out', 'work-goes-on'] as const) {
    faults.add({ route: '*', kind })
    const gone = new AbortController()
    const waiting = t.rejects(count({ signal: gone.signal }))
    while (faults.list().length > 0) await new Promise(setImmediate)
    gone.abort()
    await waiting
    t.equal(done(), 0)
  }
  await count()
  await faults.finishWork()
  t.equal(done(), 2)
  t.same(
    journal.list().map(({ overlaps, besides }) => [overlaps ?? false, besides ?? []]),
    [
      [true, ['count', 'count']],
      [false, []]
    ],
    'the second call came while the first was still at work'
  )
})

t.test('faults are taken in order, aimed at a route or at all, and counted down', async t => {
  const { faults, call, count } = await startCounter(t)
  const post = (body: unknown) => call('/_sandbox/faults', { method: 'POST', body: JSON.stringify(body) })
  t.equal((await post({ route: '*', kind: 'no-such-kind' })).status, 400)
  await post({ route: 'empty', kind: 'fail-before' })
  await post({ route: 'count', kind: 'html-502', times: 2 })
  await post({ route: '*', kind: 'too-many-requests' })
  t.same(
    await Promise.all([1, 2, 3, 4].map(async () => (await count()).status)).then(all => all.sort()),
    [200, 429, 502, 502]
  )
  t.same(faults.list(), [{ route: 'empty', kind: 'fail-before', times: 1 }])
  await call('/_sandbox/faults', { method: 'DELETE' })
  t.same(faults.list(), [])
})

t.test('control: people, settings and jobs', async t => {
  const { call, settings } = await startCounter(t)
  t.same(await (await call('/_sandbox/people')).json(), ['p 1'])
  t.same(await (await call('/_sandbox/people/p%201')).json(), { id: 'p 1' })
  t.equal((await call('/_sandbox/people/p2')).status, 404)
  t.same(await (await call('/_sandbox/people', { method: 'POST', body: '{"id":"p3"}' })).json(), { id: 'p3' })
  await call('/_sandbox/settings', { method: 'POST', body: '{"mood":"stormy"}' })
  t.equal(settings.mood, 'stormy')
  t.same(await (await call('/_sandbox/jobs/tidy', { method: 'POST' })).json(), { tidied: 1 })
  t.equal((await call('/_sandbox/jobs/constructor', { method: 'POST' })).status, 404)
})

t.test('the journal is in its file at once', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-sandbox-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const { count, journal } = await startCounter(t, { file: join(folder, 'journal.jsonl') })
  await count()
  journal.add('count', 'p 1', { because: 'test' }, true)
  const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trim().split('\n')
  t.same(
    lines.map(line => JSON.parse(line)),
    journal.list()
  )
  t.equal(journal.count('count', 'p 1'), 1, 'what was refused does not count')
})
