import fc from 'fast-check'
import t from 'tap'
import { createBoard } from '../../plugin/api/queue/board.ts'
import { countLines } from '../../plugin/api/queue/counts.ts'
import { dueBy, failsOf, passing, type QueueFilter } from '../../plugin/api/queue/filter.ts'
import { createGroups } from '../../plugin/api/queue/groups.ts'
import { firstAfter, placeOf, type QueueOrder } from '../../plugin/api/queue/order.ts'
import { readPage } from '../../plugin/api/request-page.ts'
import type { PlatformStop } from '../../plugin/erasure/kept-back.ts'
import { type Line, lineOf, lineSchema, shownLine } from '../../plugin/erasure/line.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import { createInterning } from '../../plugin/store/interning.ts'
import { aliasOf } from '../../plugin/store/records/aliases.ts'
import { setSitePause } from '../../plugin/store/records/pause.ts'
import type { Stops } from '../../plugin/store/records/platforms/keeps-back.ts'
import { changePlatform } from '../../plugin/store/records/platforms/platforms.ts'
import { requestEntry } from '../../plugin/store/records/requests.ts'
import type { ChangeListener, Document, Store } from '../../plugin/store/store.ts'
import { StoreError } from '../../plugin/store/store-error.ts'
import { startApi } from '../doubles/api-app.ts'
import { after, dayMs, done, makeProgress, makeRequest, startAt } from '../doubles/made-up-request.ts'

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
    stoppable: oneOf(null, 'begun', 'not-begun'),
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

const stop = (because: PlatformStop['because'], turn: PlatformStop['turn']): PlatformStop => ({
  because,
  at: null,
  turn
})

/** What keeps some of the platforms back. */
const anyStops = fc
  .subarray(['lake', 'hill'])
  .chain(platforms =>
    fc.tuple(
      fc.constant(platforms),
      oneOf(
        stop('platform-paused', 'administrator'),
        stop('hold-damaged', 'privacy-officer'),
        stop('another-driver', 'administrator')
      )
    )
  )
  .map(([platforms, stop]): Stops => new Map(platforms.map(platform => [platform, stop])))

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
    fc.property(anyQueue, anyFilter, anyStops, (stored, filter, stops) => {
      const lines = stored.map(line => shownLine(line, stops.get(line.platform)))
      const passed = lines.filter(line => failed(line, filter).length === 0)
      const passedIds = passed.map(({ id }) => id)
      const sifting = { filter, stops, now }
      t.same(
        [...passing(placementOf(stored), sifting)].map(({ id }) => id),
        passedIds,
        'passing'
      )
      const counts = countLines(placementOf(stored), sifting, 'ada')
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
      for (const turn of ['subject', 'administrator', 'privacy-officer'])
        t.equal(
          counts.turn[turn] ?? 0,
          lines.filter(line => failed(line, { ...filter, turn }).length === 0).length,
          turn
        )
      for (const because of ['brake', 'platform-paused', 'another-driver'])
        t.equal(counts.keptBack[because] ?? 0, passed.filter(({ keptBack }) => keptBack === because).length, because)
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
  const older = (body: ErasureRequest): object => ({ ...lineOf(body), schema: lineSchema - 1, state: 'checking' })
  const read: string[] = []
  const asked: (readonly string[] | undefined)[] = []
  let tell: ChangeListener = () => {}
  const store = {
    async lines(_, ids) {
      asked.push(ids)
      return [...requests.values()]
        .filter(({ id }) => ids === undefined || ids.includes(id))
        .map(body => ({ id: body.id, line: withoutLine.has(body.id) ? older(body) : lineOf(body) }))
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

t.test('what stops a platform is said the same by lists, counts, the table, a search and each request', async t => {
  const api = await startApi()
  t.teardown(() => api.stop())
  const { store } = api.parts
  const { token } = await api.person(['administrator', 'privacy-officer'])
  const [lake, hill] = await Promise.all(
    ['lake', 'hill'].map(async name => {
      const options = { baseUrl: `https://${name}.example`, clientSecret: 'made up' }
      const declarations = { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
      const given = { kind: 'openedx', name, options, declarations }
      return (await api.call('POST', '/platforms', token, given)).json().id as string
    })
  )
  const named = { kind: 'username', value: 'ada.example' } as const
  const aliases = [aliasOf(api.parts.keys, lake!, named)]
  const put = (id: string, changes: Partial<ErasureRequest>) =>
    store.put('request', id, requestEntry(makeRequest({ id, platform: lake!, ...changes }), null), { expected: 0 })
  const actions = [done('block'), makeProgress('delete')]
  await put('waits', { aliases })
  await put('looked-at', { state: 'checking' })
  await put('braked', { keptBack: { because: 'brake', at: startAt, foreseen: null } })
  await put('between', { state: 'erasing', actions })
  await put('inside', { state: 'erasing', actions, section: { name: 'retiring', since: startAt } })
  await put('read-back', { state: 'erasing', actions: [done('block')] })
  await put('stalled', { state: 'stalled', actions })
  await put('elsewhere', { platform: hill! })

  interface Row {
    readonly id: string
    readonly turns: readonly string[]
    readonly keptBack: string | null
  }
  const write = ({ turns, keptBack }: Omit<Row, 'id'>): string => `${turns.join(' ')}: ${keptBack ?? 'goes on'}`
  const ask = async (path: string) => (await api.call('GET', path, token)).json()
  const list = async (query = ''): Promise<readonly Row[]> => (await ask(`/requests?limit=50${query}`)).items

  const readTable = async (): Promise<Record<string, string>> => {
    const [head, ...rows] = (await api.call('GET', '/requests/csv', token)).text.trim().split('\r\n')
    const columns = head!.split(',')
    const cells = rows.map(row => new Map(row.split(',').map((cell, at) => [columns[at]!, cell])))
    return Object.fromEntries(
      cells.map(row => [
        row.get('request'),
        write({ turns: [row.get('turn')!], keptBack: row.get('kept back') || null })
      ])
    )
  }

  /** What everything that shows requests says of each, once it is found to be the same. */
  const agreed = async (): Promise<Record<string, string>> => {
    const rows = await list()
    const said = Object.fromEntries(rows.map(row => [row.id, write(row)]))
    for (const { id } of rows) {
      const { summary, keptBack } = await ask(`/requests/${id}`)
      t.equal(write({ ...summary, keptBack: keptBack?.because ?? null }), said[id], `${id} on its page`)
      t.equal(write(summary), said[id], `${id} in short on its page`)
    }
    t.same(await readTable(), said, 'the table')
    const search = { platform: lake, identifier: named }
    const found: readonly Row[] = (await api.call('POST', '/requests/search', token, search)).json().items
    t.same(found.map(write), [said.waits], 'the search')
    const counts = await ask('/requests/counts')
    for (const turn of ['administrator', 'privacy-officer', 'nobody']) {
      const theirs = rows.filter(({ turns }) => turns.includes(turn)).map(({ id }) => id)
      t.same(
        (await list(`&turn=${turn}`)).map(({ id }) => id),
        theirs,
        `whoever asks for those of ${turn} gets them`
      )
      t.equal(counts.turn[turn] ?? 0, theirs.length, `and is told how many those of ${turn} are`)
    }
    const many: Record<string, number> = {}
    for (const { keptBack } of rows) if (keptBack !== null) many[keptBack] = (many[keptBack] ?? 0) + 1
    t.same(counts.keptBack, many, 'how many are kept back')
    return said
  }

  const goingOn = {
    between: 'nobody: goes on',
    braked: 'administrator privacy-officer: brake',
    elsewhere: 'nobody: goes on',
    inside: 'nobody: goes on',
    'looked-at': 'nobody: goes on',
    'read-back': 'nobody: goes on',
    stalled: 'administrator: goes on',
    waits: 'nobody: goes on'
  }
  const standing = (because: string) =>
    Object.fromEntries(['waits', 'looked-at', 'braked', 'between'].map(id => [id, `administrator: ${because}`]))
  t.same(await agreed(), goingOn)
  await api.call('POST', `/platforms/${lake}/pause`, token, { because: 'an upgrade' })
  t.same(await agreed(), { ...goingOn, ...standing('platform-paused') }, 'a platform is paused')
  await setSitePause(store, { at: startAt, by: 'ada', because: 'somebody broke in' })
  const elsewhere = 'administrator: everything-paused'
  t.same(await agreed(), { ...goingOn, ...standing('platform-paused'), elsewhere }, 'its own pause comes first')
  await api.call('POST', `/platforms/${lake}/resume`, token)
  t.same(await agreed(), { ...goingOn, ...standing('everything-paused'), elsewhere }, 'everything is paused')
  await setSitePause(store, null)
  t.same(await agreed(), goingOn, 'both go on')
  const driver = { code: 'another-driver', fix: 'Switch it off.', stops: 'start' } as const
  await changePlatform(store, lake!, body => ({
    ...body,
    registration: { ...body.registration, problems: [driver] }
  }))
  t.same(
    await agreed(),
    { ...goingOn, between: 'administrator: another-driver' },
    'another driver stops what has begun: what has not is blocked by it'
  )
})
