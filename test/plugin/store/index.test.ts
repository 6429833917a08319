import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { createTextCache } from '../../../plugin/store/lowdb/files/text-cache.ts'
import { createKindIndex } from '../../../plugin/store/lowdb/memory/kind-index.ts'
import { createManyOf } from '../../../plugin/store/lowdb/memory/many-of.ts'
import { createShelfIndex } from '../../../plugin/store/lowdb/memory/shelf-index.ts'
import { createSortedList } from '../../../plugin/store/lowdb/memory/sorted-list.ts'

t.test('shelves: thousands of ids, put, moved and removed, are found as in a plain map', async t => {
  const shelves = ['2026-01', '2026-02', '2026-03']
  const index = createShelfIndex()
  const plain = new Map<string, string>()
  const ids = Array.from({ length: 6000 }, (_, n) => (n % 10 === 0 ? `other-${n}` : randomUUID()))
  for (let round = 0; round < 3; round += 1) {
    for (const [n, id] of ids.entries()) {
      const shelf = shelves[(n + round) % 4]
      if (shelf === undefined) {
        index.remove(id)
        plain.delete(id)
      } else {
        index.put(id, shelf)
        plain.set(id, shelf)
      }
    }
    const wrong = ids.filter(id => index.shelfOf(id) !== plain.get(id))
    t.same(wrong, [], 'each lies where it was put last')
    for (const shelf of shelves) {
      const expected = [...plain].flatMap(([id, on]) => (on === shelf ? [id] : [])).sort()
      t.same([...index.idsOn(shelf)].sort(), expected)
      t.equal(index.count(shelf), expected.length)
    }
  }
  for (const id of ids) index.remove(id)
  t.same(index.shelves(), [])
  t.same(index.idsOn('2026-01'), [])
  t.equal(index.shelfOf(randomUUID()), undefined)
})

t.test('keys: hashes and others, shared and let go of again and again, are found as in a plain map', async t => {
  const many = createManyOf()
  const plain = new Map<string, Set<string>>()
  const hex = (n: number) => createHash('sha256').update(String(n)).digest('hex')
  // The same digits under two prefixes; one digit too few; digits in capitals; no prefix.
  const forms = [
    (n: number) => `alias:${hex(n)}`,
    (n: number) => `subject:${hex(n)}`,
    (n: number) => `subject:${hex(n).slice(1)}`,
    (n: number) => `subject:${hex(n).toUpperCase()}`,
    hex,
    (n: number) => `state:${n % 7}`
  ]
  const keys = Array.from({ length: 3000 }, (_, n) => forms[n % forms.length]!(Math.floor(n / 6)))
  const held = new Map<string, ReturnType<typeof many.add>>()
  for (let round = 0; round < 4; round += 1) {
    for (const [n, key] of keys.entries()) {
      const ones = [`${n % 11}`, ...(n % 5 === 0 ? ['shared'] : [])]
      const isAdded = (n + round) % 3 !== 0
      const holders = plain.get(key) ?? new Set()
      plain.set(key, holders)
      for (const one of ones)
        if (isAdded) {
          held.set(key, many.add(key, one))
          holders.add(one)
        } else if (holders.delete(one)) many.remove(held.get(key)!, one)
    }
    const wrong = [...plain].filter(
      ([key, holders]) =>
        many.size(key) !== holders.size ||
        many.isFree(key) !== (holders.size === 0) ||
        String([...many.of(key)].sort()) !== String([...holders].sort()) ||
        ![...holders].every(one => many.has(key, one))
    )
    t.same(wrong, [], 'each stands where it was put')
    t.same(
      [...many.shared()].sort(),
      [...plain].flatMap(([key, holders]) => (holders.size > 1 ? [key] : [])).sort(),
      'and is told by its whole text'
    )
  }
  for (const [key, holders] of plain) for (const one of holders) many.remove(held.get(key)!, one)
  t.notOk(keys.some(key => !many.isFree(key)))
  t.ok(many.isFree(`unheard-of:${hex(1)}`))
})

t.test('order: whatever is added and removed, a walk from anywhere is sorted and complete', async t => {
  await fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 60 }),
      fc.integer({ max: 3000 }),
      (some, from) => {
        const list = createSortedList<number>((one, other) => one < other)
        const plain = new Set<number>()
        // Enough to split chunks, in no order: at first one by one, then many of which nobody looks at any.
        for (let n = 0; n < 3000; n += 1) {
          if (n < 1500) list.remove(-1)
          list.add((n * 1777) % 3001)
          plain.add((n * 1777) % 3001)
        }
        for (const one of some) {
          if (plain.delete(one)) list.remove(one)
          else {
            list.remove(one)
            list.add(one)
            plain.add(one)
          }
        }
        const expected = [...plain].sort((one, other) => one - other)
        if (String([...list.walk()]) !== String(expected)) throw new Error('not all in order')
        if (String([...list.walk(from)]) !== String(expected.filter(one => one >= from)))
          throw new Error('not from there on')
      }
    ),
    { numRuns: 30 }
  )
  const list = createSortedList<number>((one, other) => one < other)
  for (let n = 0; n < 3000; n += 1) list.add(n)
  for (let n = 0; n < 3000; n += 1) list.remove(n)
  t.same([...list.walk()], [])
  list.add(1)
  t.same([...list.walk()], [1])
})

t.test('pages: of a key that few have and of one that many have, in order and none twice', async t => {
  const index = createKindIndex()
  const entry = {
    kind: 'request',
    revision: 1,
    unique: [],
    dueAt: null,
    shelf: null,
    signalled: 0,
    signals: []
  } as const
  const ids = Array.from({ length: 2000 }, (_, n) => `r${String((n * 777) % 2000).padStart(4, '0')}`)
  for (const [n, id] of ids.entries()) index.set({ ...entry, id, keys: n % 100 === 0 ? ['all', 'few'] : ['all'] }, [])
  for (const key of ['all', 'few']) {
    const paged: string[] = []
    for (let page = index.find({ key }, '', 7); page.length > 0; page = index.find({ key }, paged.at(-1), 7))
      paged.push(...page)
    t.same(paged, [...index.find({ key })])
    t.same(paged, [...paged].sort())
    t.equal(paged.length, index.count({ key }))
  }
})

t.test('memory: what was asked for longest ago goes first, and nothing is kept that is too large', async t => {
  const cache = createTextCache(80)
  const text = (size: number) => ({ json: 'x'.repeat(size), format: 1, mark: 'it' })
  for (let n = 0; n < 8; n += 1) cache.keep(`r${n}`, text(10))
  cache.get('r0')
  cache.keep('r8', text(10))
  t.ok(cache.get('r0'))
  t.equal(cache.get('r1'), undefined)
  cache.keep('large', text(11))
  t.equal(cache.get('large'), undefined)
  cache.keep('r0', text(9))
  cache.forget('r0')
  t.equal(cache.get('r0'), undefined)
  const none = createTextCache(0)
  none.keep('r', text(1))
  t.equal(none.get('r'), undefined)
})
