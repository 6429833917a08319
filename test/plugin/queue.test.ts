import fc from 'fast-check'
import t from 'tap'
import { createBoard } from '../../plugin/api/queue/board.ts'
import { countLines } from '../../plugin/api/queue/counts.ts'
import { dueBy, failsOf, passing, type QueueFilter } from '../../plugin/api/queue/filter.ts'
import { createGroups } from '../../plugin/api/queue/groups.ts'
import { firstAfter, placeOf, type QueueOrder } from '../../plugin/api/queue/order.ts'
import { readPage } from '../../plugin/api/request-page.ts'
import { type Line, lineOf } from '../../plugin/erasure/line.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import { createInterning } from '../../plugin/store/interning.ts'
import type { ChangeListener, Document, Store } from '../../plugin/store/store.ts'
import { StoreError } from '../../plugin/store/store-error.ts'
import { after, dayMs, makeRequest } from '../doubles/made-up-request.ts'

const now = new Date(after(20 * dayMs))
const oneOf = <Value>(...values: readonly Value[]) => fc.constantFrom(...values)
const some = <Value>(...values: readonly Value[]) => fc.subarray([...values])

/** Lines of every kind: what a group leaves out is drawn too. */
const anyLine: fc.Arbitrary<Line> = fc
  .record({
    state: oneOf('accepted', 'blocked', 'awaiting-approval', 'cooling-off', 'erasing', 'completed'),
    platform: oneOf('lake', 'hill'),
    origin: oneOf('self', 'identity-manager'),
    blockers: some('social-account-linked', 'privileged-account'),
    turns: some('subject', 'administrator', 'privacy-officer'),
    askedBy: some('ada', 'ben'),
    approvedBy: some('ada', 'cem'),
    keptBack: oneOf(null, 'brake'),
    waiting: oneOf(null, 'timed-out'),
    mailsGivenUp: fc.nat(2),
    days: fc.integer({ min: 15, max: 40 })
  })
  .map(({ days, ...drawn }) => {
    const isOver = drawn.state === 'completed'
    const at = { receivedAt: after(days * dayMs - 30 * dayMs), deadlineAt: after(days * dayMs) }
    return { ...lineOf(makeRequest()), ...drawn, ...at, endedAt: isOver ? after(days * 1000) : null } as Line
  })

const anyFilter: fc.Arbitrary<QueueFilter> = fc.record(
  {
    state: oneOf('open', 'blocked', 'awaiting-approval', 'completed'),
    platform: oneOf('lake', 'hill'),
    origin: oneOf('self', 'identity-manager'),
    turn: oneOf('subject', 'privacy-officer'),
    due: oneOf('late', 'soon'),
    blocker: oneOf('privileged-account'),
    approver: oneOf('ada', 'ben')
  },
  { requiredKeys: [] }
)

const anyQueue = fc
  .array(anyLine, { maxLength: 60 })
  .map(lines => lines.map((line, n): Line => ({ ...line, id: `request-${(n * 7) % 61}` })))

const placementOf = (lines: readonly Line[]) => {
  const groups = createGroups()
  return { lines: lines.map(line => groups.place(line)), groups }
}

const failed = (line: Line, filter: QueueFilter) => failsOf(line, filter, dueBy(now)(line))

t.test('a queue counted and filtered by groups is the queue counted and filtered one by one', async t => {
  fc.assert(
    fc.property(anyQueue, anyFilter, (lines, filter) => {
      const passed = lines.filter(line => failed(line, filter).length === 0)
      t.same([...passing(placementOf(lines), filter, now)], passed, 'passing')
      const counts = countLines(placementOf(lines), filter, 'ada', now)
      t.equal(counts.total, passed.length, 'total')
      t.equal(
        counts.mailsGivenUp,
        passed.reduce((sum, { mailsGivenUp }) => sum + mailsGivenUp, 0),
        'mails'
      )
      t.equal(
        counts.forCaller,
        lines.filter(line => failed(line, { approver: 'ada' }).length === 0).length,
        'approvals'
      )
      for (const state of ['blocked', 'completed'])
        t.equal(
          counts.state[state] ?? 0,
          lines.filter(line => failed(line, { ...filter, state }).length === 0).length,
          'a choice says how many it would leave'
        )
      for (const due of ['late', 'soon'])
        t.equal(counts.due[due] ?? 0, lines.filter(line => failed(line, { ...filter, due }).length === 0).length, due)
    }),
    { numRuns: 60, seed: 7 }
  )
})

t.test('pages in any order hold every line once, in that order', async t => {
  fc.assert(
    fc.property(
      anyQueue,
      oneOf<QueueOrder | undefined>('days-left', 'receipt', undefined),
      fc.integer({ min: 1, max: 9 }),
      (lines, order, limit) => {
        const read: string[] = []
        for (let from: string | undefined; ; ) {
          const page = firstAfter(lines, order, from, limit)
          read.push(...page.map(({ place }) => place))
          if (page.length < limit) break
          from = page.at(-1)!.place
        }
        t.same(read, lines.map(line => placeOf(line, order)).sort())
        t.same(
          firstAfter(lines, order, undefined, Infinity).map(({ place }) => place),
          read,
          'all at once, too'
        )
      }
    ),
    { numRuns: 60, seed: 7 }
  )
})

t.test('the board takes stored lines, reads only what has none, and follows every change', async t => {
  const requests = new Map(['one', 'two', 'three'].map(id => [id, makeRequest({ id })]))
  const withoutLine = new Set(['two'])
  const read: string[] = []
  const asked: (readonly string[] | undefined)[] = []
  let tell: ChangeListener = () => {}
  const store = {
    async lines(_, ids) {
      asked.push(ids)
      return [...requests.values()]
        .filter(({ id }) => ids === undefined || ids.includes(id))
        .map(body => ({ id: body.id, line: withoutLine.has(body.id) ? { schema: 0 } : lineOf(body) }))
    },
    async get(_, id) {
      read.push(id)
      const body = requests.get(id)
      return body === undefined ? null : ({ id, body, shelf: null } as unknown as Document<never>)
    },
    onChange(listener) {
      tell = listener
      return () => {}
    }
  } as Pick<Store, 'lines' | 'get' | 'onChange'>
  const board = createBoard(store)
  const states = async () => Object.fromEntries((await board.lines()).map(({ id, state }) => [id, state]))

  t.same(await states(), { one: 'accepted', two: 'accepted', three: 'accepted' })
  t.same(read, ['two'], 'one of another release')
  requests.set('one', makeRequest({ id: 'one', state: 'blocked' }))
  requests.delete('three')
  requests.set('two', makeRequest({ id: 'two', state: 'erasing' }))
  for (const id of ['one', 'two', 'three']) tell('request', id)
  tell('hold', 'one')
  t.same(await states(), { one: 'blocked', two: 'erasing' })
  t.same(asked, [undefined, ['one', 'two', 'three']])
  t.same(read, ['two', 'two'])
  await states()
  t.equal(asked.length, 2, 'nothing is asked when nothing has changed')
  requests.delete('one')
  tell('request', null)
  t.same(await states(), { two: 'erasing' }, 'after a time in which nobody told of changes')
})

t.test('a queue that could not be read says so, and forgets nothing', async t => {
  let fault: StoreError | null = null
  let tell: ChangeListener = () => {}
  const board = createBoard({
    lines: async () => [{ id: 'one', line: null }],
    async get<Body>() {
      if (fault !== null) throw fault
      return { body: makeRequest({ id: 'one' }), shelf: null } as unknown as Document<Body>
    },
    onChange(listener) {
      tell = listener
      return () => {}
    }
  })
  t.equal((await board.lines()).length, 1)
  fault = new StoreError('unreachable', 'the database does not answer')
  tell('request', 'one')
  await t.rejects(board.lines(), { code: 'unreachable' })
  fault = new StoreError('corrupt', 'the document is damaged')
  t.same(await board.lines(), [], 'a damaged one is left out: the state of the store tells it')
  fault = null
  tell('request', 'one')
  t.equal((await board.lines()).length, 1)
})

t.test('equal texts and lists of lines are kept once', async t => {
  const intern = createInterning()
  const make = () => intern('a-1', { id: 'a-1', on: 'lake', at: after(0), turns: ['subject'], many: 2, none: null })
  const [one, other] = [make(), make()] as [{ turns: unknown }, { turns: unknown }]
  t.same(one, { id: 'a-1', on: 'lake', at: after(0), turns: ['subject'], many: 2, none: null })
  t.equal(one.turns, other.turns)
  t.equal(intern('a-1', null), null)
})

t.test('a page has a few requests in memory at a time; whom a platform is asked about it is asked at once', async t => {
  const requests = Array.from({ length: 40 }, (_, n) => makeRequest({ id: `request-${String(n).padStart(2, '0')}` }))
  let [reading, most] = [0, 0]
  const store = {
    lines: async () => requests.map(request => ({ id: request.id, line: lineOf(request) })),
    async get(kind: string, id: string) {
      if (kind !== 'request') return null
      reading += 1
      most = Math.max(most, reading)
      await Promise.resolve()
      reading -= 1
      return { kind, id, shelf: null, body: requests.find(request => request.id === id), signals: [] }
    },
    query: async () => [],
    onChange: () => () => {}
  } as unknown as Store
  const read = async (seesAll: boolean) => {
    const asked: number[] = []
    most = 0
    const { items, next } = await readPage(
      { store, clock: { now: () => now, sleep: async () => {} } },
      {
        query: { limit: 30 },
        caller: 'ada',
        seesAll,
        async keepVisible(found: readonly Document<ErasureRequest>[]) {
          asked.push(found.length)
          return seesAll ? found : found.filter(({ id }) => !id.endsWith('1'))
        }
      }
    )
    return { ids: items.map(({ id }) => id), next, asked, most }
  }
  const ids = requests.map(({ id }) => id)
  const all = await read(true)
  t.same([all.ids, all.next], [ids.slice(0, 30), ids[29]])
  t.ok(all.most <= 8, `${all.most} at the same time`)
  const bound = await read(false)
  t.same(bound.ids, ids.filter(id => !id.endsWith('1')).slice(0, 30))
  t.same(bound.asked, [31, 10], 'a page, and what was missing of it')
})
