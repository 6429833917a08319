import t from 'tap'
import { countSoak } from './count.ts'
import { throwDice } from './dice.ts'

const asked = (name: string, person: string, door = 'webhook') => ({
  asked: name,
  door,
  site: 0,
  platform: 'p',
  person
})
const accepted = (name: string, person: string, request: string | null, door = 'webhook') => ({
  ...{ accepted: name, request, door, site: 0, platform: 'p', person }
})
const did = (effect: string, person: string, detail: object = {}, more: object = {}) => ({
  ...{ effect, person, detail: detail as Record<string, unknown> },
  ...more
})
const gone = (person: string) => [
  did('state', person, { to: 'RETIRING_FORUMS' }),
  did('forum-retired', person, { posts: 1 }),
  did('retired', person)
]
const listed = (id: string, state = 'completed', turns: readonly string[] = []) => ({ id, platform: 'p', state, turns })
const count = (
  book: Parameters<typeof countSoak>[0],
  journal: Parameters<typeof countSoak>[1] extends ReadonlyMap<number, infer Journal> ? Journal : never,
  requests: Parameters<typeof countSoak>[2]
) => countSoak(book, new Map([[0, journal]]), requests)

const book = [asked('0', '7'), accepted('0', '7', 'r0'), asked('1', '8'), accepted('1', '8', 'r1')]
const requests = [listed('r0'), listed('r1')]
const journal = [...gone('7'), ...gone('8')]

t.test('a good run counts nothing that must not be', async t => {
  t.match(count(book, journal, requests), {
    ...{ accepted: 2, lost: 0, doneTwice: 0, unfinished: 0, needsPerson: 0, uninvited: 0, effects: 6, cases: [] }
  })
})

t.test('a planted loss is found: unknown, not done, or gone without a trace', async t => {
  t.match(count(book, journal, requests.slice(1)), { lost: 1, cases: [{ what: 'lost: unknown', about: /r0/ }] })
  t.match(count(book, gone('7'), requests), { lost: 1, cases: [{ what: 'lost: completed, and the account lives' }] })
  t.match(count(book, gone('7'), [listed('r0'), listed('r1', 'joined')]), { lost: 0 }, 'the other request has it')
  const legible = journal.filter(({ effect, person }) => effect !== 'forum-retired' || person !== '8')
  t.match(count(book, legible, requests), { lost: 1, cases: [{ what: /its posts stand/, about: /8/ }] })
  const browser = [asked('0', '7', 'gateway'), accepted('0', '7', null, 'gateway')]
  t.match(count(browser, [], []), { accepted: 1, lost: 1, cases: [{ what: /no request is open/ }] })
  t.match(count(browser, [], [listed('r0', 'stalled', ['administrator'])]), { lost: 0, needsPerson: 1 })
  t.match(count(browser, gone('7'), [listed('r0')]), { lost: 0 })
  t.match(count(browser, [], [listed('r0')]), { lost: 1 }, 'completed, and nobody is gone')
})

t.test('a planted second effect is found, one that changed nothing or was refused is none', async t => {
  const twice = count(book, [...journal, did('retired', '7')], requests)
  t.match(twice, { doneTwice: 1, cases: [{ what: 'done twice', about: /retired of 7/ }] })
  t.match(count(book, [...journal, did('retired', '7'), did('retired', '7')], requests), { doneTwice: 2 })
  t.match(count(book, [...journal, did('retired', '7', {}, { refused: true })], requests), { doneTwice: 0 })
  const idle = [did('notes-retired', '7', { notes: 1 }), did('notes-retired', '7', { notes: 0 })]
  t.match(count(book, [...journal, ...idle], requests), { doneTwice: 0 })
  const full = [did('notes-retired', '7', { notes: 1 }), did('notes-retired', '7', { notes: 1 })]
  t.match(count(book, [...journal, ...full], requests), { doneTwice: 1 })
  t.match(
    count(book, [...journal, did('forum-retired', '7', { posts: 0 })], requests),
    { doneTwice: 1 },
    'whatever it met'
  )
  t.match(count(book, [...journal, did('state', '7', { to: 'COMPLETE' })], requests), { doneTwice: 0 }, 'another state')
  const overlap = (...besides: readonly string[]) =>
    count(book, [...journal, did('x', '7', {}, { overlaps: true, besides })], requests)
  t.match(overlap('retireForum', 'retireMisc'), { doneTwice: 0, overlapping: 1, cases: [{ about: /x of 7/ }] })
  t.match(overlap('retireNotes', 'retireMisc'), { doneTwice: 0, overlapping: 0 }, 'each may be repeated at will')
})

t.test('who was not asked for is missed, and who must act is told from whom nobody looks after', async t => {
  t.match(count(book, [...journal, ...gone('9')], requests), { uninvited: 1, cases: [{ about: /9/ }] })
  const open = [...requests, listed('r2', 'erasing', ['nobody']), listed('r3', 'blocked', ['subject'])]
  t.match(count(book, journal, open), { unfinished: 1, needsPerson: 1 })
  t.match(count(book, journal, [...requests, listed('r2', 'blocked', [])]), { unfinished: 1 }, 'nobody is named')
})

t.test('a seed throws the same dice again, and its parts do not disturb each other', async t => {
  const throws = (dice: ReturnType<typeof throwDice>) => Array.from({ length: 20 }, () => dice.between(0, 1000))
  t.same(throws(throwDice(7)), throws(throwDice(7)))
  t.notSame(throws(throwDice(7)), throws(throwDice(8)))
  const dice = throwDice(7)
  const part = throws(throwDice(7).for('mail'))
  throws(dice.for('clock'))
  t.same(throws(dice.for('mail')), part)
})
