import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import { systemRandom } from '../../plugin/random.ts'
import { countedSince, keepClosedMonths } from '../../plugin/reports/collect.ts'
import { createReports } from '../../plugin/reports/create.ts'
import { toCsv } from '../../plugin/reports/csv.ts'
import { drawReport, type ReportName } from '../../plugin/reports/draw.ts'
import { groupBy, hiddenCell, hideSmall } from '../../plugin/reports/table.ts'
import { openStore } from '../../plugin/store/open.ts'
import { setController } from '../../plugin/store/records/controller.ts'
import { placeHold } from '../../plugin/store/records/holds/change.ts'
import { putNewPlatform } from '../../plugin/store/records/platforms/platforms.ts'
import { requestEntry, shelvedEntry } from '../../plugin/store/records/requests.ts'
import { makeDemand, makeProgress, makeRequest } from '../doubles/made-up-request.ts'
import { createManualClock } from '../doubles/manual-clock.ts'
import { createPowerCutDisk } from '../doubles/power-cut-disk.ts'

const random = systemRandom()
const year = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' }

async function ground(t: Test) {
  const clock = createManualClock()
  clock.advance(Date.parse('2026-09-10T00:00:00.000Z') - clock.now().getTime())
  const disk = createPowerCutDisk()
  const store = await openStore({ folder: '/data', disk, clock, random })
  t.teardown(() => store.close())
  let count = 0
  const put = async (change: Partial<ErasureRequest>) => {
    count += 1
    const body = makeRequest({ ...change, id: `request-${String(count).padStart(5, '0')}` })
    const entry = body.endedAt === null ? requestEntry(body, null) : shelvedEntry(body)
    await store.put('request', body.id, entry, { expected: 0 })
    return body.id
  }
  const parts = { store, clock }
  const rows = async (name: ReportName, period = year) => (await drawReport(parts, name, period, false)).table.rows
  return { parts, store, clock, put, rows }
}

/** An ended request that was received on one day and ended on another (`MM-DD` of 2026). */
const ended = (received: string, end: string, change: Partial<ErasureRequest> = {}): Partial<ErasureRequest> => ({
  platform: 'lake',
  state: 'completed',
  demands: [makeDemand({ origin: 'self', receivedAt: `2026-${received}T00:00:00.000Z` })],
  deadlineAt: '2026-12-31T00:00:00.000Z',
  endedAt: `2026-${end}T00:00:00.000Z`,
  ...change
})

t.test(
  'volumes, times, refusals, overdue and read-back are counted from what is stored, per group and month',
  async t => {
    const { put, rows } = await ground(t)
    for (const end of ['03-03', '03-05', '03-11', '03-21']) await put(ended('03-01', end))
    await put(ended('02-20', '03-02'))
    await put(
      ended('03-01', '04-02', { state: 'refused', because: 'legal-hold', refusal: { article: '17(3)', letter: 'e' } })
    )
    await put(ended('03-01', '03-09', { deadlineAt: '2026-03-05T00:00:00.000Z' }))
    await put(ended('03-01', '03-03', { platform: 'river' }))
    await put({ ...ended('03-01', '03-03'), endedAt: null, state: 'blocked', deadlineAt: '2026-04-01T00:00:00.000Z' })
    await put(ended('01-01', '03-03', { demands: [makeDemand({ receivedAt: '2025-12-31T23:00:00.000Z' })] }))
    const volumes = await rows('volumes')
    t.match(volumes, [
      { platform: 'lake', month: '2026-02', received: 1, completed: 1 },
      { platform: 'lake', month: '2026-03', received: 7, completed: 5, refused: 1, open: 1 },
      { platform: 'river', month: '2026-03', received: 1 }
    ])
    t.equal(volumes.length, 3, 'what was received before the period is not in it')
    const march = (await rows('times')).find(row => row.platform === 'lake' && row.month === '2026-03')
    t.match(march, { completed: 7, worstDays: 61 })
    const days = await rows('times', { from: '2026-03-03T00:00:00.000Z', to: '2026-03-11T00:00:00.000Z' })
    t.match(
      days,
      [{ completed: 4, medianDays: 6, worstDays: 61 }, { platform: 'river' }],
      'the first day is in, the last not'
    )
    t.equal(days.length, 2)
    t.match(await rows('refusals'), [{ ground: '17(3) e', because: 'legal-hold', month: '2026-04', refused: 1 }])
    t.match(await rows('overdue'), [{ platform: 'lake', open: 1, endedLate: 1, worstDaysLate: 162 }])
  }
)

t.test('a reading that was not made is not counted as gone', async t => {
  const { put, rows } = await ground(t)
  const read = (action: string, is: 'gone' | 'cannot-tell' | 'later' | null) =>
    makeProgress(action, {
      confirmation: is === null ? null : { is, at: '2026-03-02T00:00:00.000Z', dueAt: null, because: null }
    })
  await put(
    ended('03-01', '03-03', {
      actions: [read('a', 'gone'), read('b', 'gone'), read('c', 'cannot-tell'), read('d', null)]
    })
  )
  await put(ended('03-01', '03-04', { actions: [read('a', 'later')], state: 'partially-completed' }))
  await put(ended('03-01', '03-04', { actions: [read('a', 'gone')], state: 'refused' }))
  t.match(await rows('read-back'), [
    { requests: 2, actions: 5, gone: 2, 'cannot-tell': 1, later: 1, 'still-there': 0, 'not-read': 1, shareGone: 40 }
  ])
})

t.test('a closed month is kept in figures that outlive a purge; an open one is read anew', async t => {
  const { put, rows, store, parts } = await ground(t)
  const ids = []
  for (let n = 0; n < 300; n += 1) ids.push(await put(ended('03-01', `03-${String(2 + (n % 28)).padStart(2, '0')}`)))
  await put(ended('08-30', '09-02'))
  await keepClosedMonths(parts)
  const before = await rows('volumes')
  t.match(before, [
    { month: '2026-03', received: 300 },
    { month: '2026-08', received: 1 }
  ])
  const kept = await store.get<{ rows: object[] }>('ledger', 'report-2026-03')
  t.equal(kept?.body.rows.length, 300)
  t.equal(await store.get('ledger', 'report-2026-09'), null, 'more may come to it')
  t.notMatch(JSON.stringify(kept?.body), /request-0/, 'not even the request is named')
  for (const id of ids) {
    const document = (await store.get('request', id))!
    await store.remove('request', id, document.revision)
  }
  t.strictSame(await rows('volumes'), before, 'what was purged stays counted')
  await put(ended('03-01', '03-30'))
  for (let n = 0; n < 300; n += 1)
    await put(ended('03-01', '03-31', { state: 'refused', because: 'refused-by-officer' }))
  t.match(await rows('volumes'), [{ received: 301 }, {}], 'more on the shelf than was counted: it is counted again')
  let open = 0
  for await (const _ of countedSince(parts, '2026-09')) open += 1
  t.equal(open, 1, 'months before are not even looked at')
})

t.test('holds are counted by age, and those past their review told apart', async t => {
  const { store, rows } = await ground(t)
  const hold = (placedAt: string, reviewAt: string | null) =>
    placeHold(store, placedAt.slice(0, 10), {
      platform: 'lake',
      aliases: ['a'],
      identifierKinds: ['email'],
      ground: { article: '17(3)', letter: 'e' },
      by: 'officer',
      placedAt,
      reviewAt,
      sealedNote: null,
      releasedAt: null,
      releasedBy: null
    })
  await hold('2026-09-01T00:00:00.000Z', null)
  await hold('2026-08-20T00:00:00.000Z', '2026-09-01T00:00:00.000Z')
  await hold('2024-01-01T00:00:00.000Z', null)
  t.strictSame(await rows('holds'), [
    { platform: 'lake', age: 'up to 30 days', holds: 2, reviewDue: 1, incomplete: 0 },
    { platform: 'lake', age: 'over a year', holds: 1, reviewDue: 0, incomplete: 0 }
  ])
})

t.test('small counts can be hidden, and are not to be had back from the rest of their row', t => {
  const counts = ['received', 'refused', 'open']
  const table = { columns: ['platform', ...counts, 'worstDays'], counts, rows: [] }
  const cells = fc.record({ received: fc.nat(30), refused: fc.nat(30), open: fc.nat(30), worstDays: fc.nat(30) })
  fc.assert(
    fc.property(cells, cell => {
      const [row] = hideSmall({ ...table, rows: [{ platform: 'lake', ...cell }] }).rows
      const isSmall = counts.some(name => cell[name as 'open'] > 0 && cell[name as 'open'] < 5)
      const shown = [...counts, 'worstDays'].filter(name => typeof row![name] === 'number' && row![name] !== 0)
      return isSmall ? shown.length === 0 : shown.length >= counts.filter(name => cell[name as 'open'] !== 0).length
    })
  )
  t.match(hideSmall({ ...table, rows: [{ platform: 'lake', received: 3, refused: 0, open: 9, worstDays: 2 }] }).rows, [
    { platform: 'lake', received: hiddenCell, refused: 0, open: null, worstDays: null }
  ])
  t.strictSame(
    groupBy(['b', 'a', 'b'], one => [one]).map(([key, found]) => [key[0], found.length]),
    [
      ['a', 1],
      ['b', 2]
    ]
  )
  t.end()
})

/** A reader of CSV by RFC 4180, for what we write. */
const readCsv = (text: string): string[][] => {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!
    if (isQuoted) {
      if (char === '"' && text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else if (char === '"') isQuoted = false
      else cell += char
    } else if (char === '"') isQuoted = true
    else if (char === ',') {
      rows.at(-1)!.push(cell)
      cell = ''
    } else if (char === '\r' && text[at + 1] === '\n') {
      rows.at(-1)!.push(cell)
      cell = ''
      rows.push([])
      at += 1
    } else cell += char
  }
  return rows.slice(0, -1)
}

t.test('CSV: whatever stands in a cell comes back, and no cell begins a formula', t => {
  const nasty = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      ' =1',
      '"=1"',
      "'=1",
      '=HYPERLINK("x")',
      '＝1',
      'a,b',
      'a"b',
      'a\r\nb',
      ';=1'
    )
  )
  fc.assert(
    fc.property(fc.array(fc.record({ one: nasty, two: nasty }), { minLength: 1, maxLength: 8 }), rows => {
      const [head, ...lines] = readCsv(toCsv({ columns: ['one', 'two'], rows }))
      const written = lines.flat()
      const given = rows.flatMap(({ one, two }) => [one, two])
      const isBack = written.every((cell, at) => cell === given[at] || cell === `'${given[at]}`)
      return (
        head?.join() === 'one,two' &&
        isBack &&
        written.every(cell => !/^[\s"']*[=+\-@\t\r＝＋－＠]/.test(cell.replace(/^'/, 'x')))
      )
    })
  )
  t.equal(
    toCsv({
      columns: ['a', 'b'],
      rows: [
        { a: 3, b: null },
        { a: '=1', b: 'x,y' }
      ]
    }),
    'a,b\r\n3,\r\n\'=1,"x,y"\r\n'
  )
  t.end()
})

t.test('the record of processing is drawn from the configuration, in both languages', async t => {
  const { parts, store } = await ground(t)
  const reports = createReports(parts)
  const empty = (await reports.processingRecord('en')) as { markdown: string }
  t.match(empty.markdown, 'nobody has said yet')
  await setController(
    store,
    { name: 'University of Nowhere', address: '1 Lake Road', privacyContact: 'privacy@uni.example' },
    'admin',
    year.from
  )
  await putNewPlatform(store, 'lake', {
    kind: 'openedx',
    name: 'Lake [x](y)',
    baseUrl: 'https://lake.example',
    options: {},
    sealedSecrets: '',
    policy: { all: {}, byOrigin: {} },
    paused: null,
    surprises: [],
    registration: { version: null, capabilities: {}, permissions: [], problems: [] },
    registeredAt: year.from
  })
  const en = await reports.processingRecord('en')
  t.equal(en.sections.length, 9)
  t.match(en.markdown, /University of Nowhere, 1 Lake Road/)
  t.match(en.markdown, /privacy@uni\.example/)
  t.match(en.markdown, 'Lake \\[x\\](y)', 'a name stays a name')
  for (const field of ['(a)', '(b)', '(c)', '(d)', '(e)', '(f)', '(g)']) t.match(en.markdown, `## ${field}`)
  const de = await reports.processingRecord('de')
  t.match(de.markdown, 'Verzeichnis von Verarbeitungstätigkeiten')
  t.notMatch(de.sections[7]!.lines.join(' '), /, from /, 'our own records are named in German too')
  t.equal(de.sections.length, en.sections.length)
})
