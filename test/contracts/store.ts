import type { Test } from 'tap'
import type { Clock } from '../../plugin/clock.ts'
import type { Document, Entry, Store } from '../../plugin/store/store.ts'
import { createManualClock, type ManualClock } from '../doubles/manual-clock.ts'

/** Data of its own, and how to open a store on it: again and again, one after the other. */
export interface StoreUnderTest {
  open(clock: Clock): Promise<Store>
  dispose(): Promise<void>
}

interface Given {
  readonly store: Store
  readonly clock: ManualClock
  /** Closes the store and opens another on the same data. */
  reopen(): Promise<Store>
}

const empty: Entry<unknown> = { body: {}, keys: [], unique: [], dueAt: null, shelf: null }
const leaseMs = 60_000

/** What every store must do, whatever it stores on. */
export async function testStore(t: Test, create: () => Promise<StoreUnderTest>): Promise<void> {
  async function given(name: string, run: (t: Test, given: Given) => Promise<void>): Promise<void> {
    await t.test(name, async t => {
      const subject = await create()
      const clock = createManualClock()
      const store = await subject.open(clock)
      let latest = store
      t.teardown(async () => {
        await latest.close()
        await subject.dispose()
      })
      await run(t, {
        store,
        clock,
        async reopen() {
          await latest.close()
          latest = await subject.open(clock)
          return latest
        }
      })
    })
  }

  await given('revision: a put with the revision that was read replaces the document', async (t, { store, reopen }) => {
    t.equal(await store.get('request', 'a'), null)
    t.equal(await store.put('request', 'a', { ...empty, body: { step: 1 }, keys: ['k'] }, { expected: 0 }), 1)
    t.equal(await store.put('request', 'a', { ...empty, body: { step: 2 }, unique: ['u'] }, { expected: 1 }), 2)
    const stored = {
      kind: 'request',
      id: 'a',
      revision: 2,
      signals: [],
      body: { step: 2 },
      keys: [],
      unique: ['u'],
      dueAt: null,
      shelf: null
    }
    t.same(await store.get('request', 'a'), stored)
    t.same(await (await reopen()).get('request', 'a'), stored, 'after a restart too')
    t.equal(await store.get('person', 'a').catch(codeOf), 'closed', 'the former store refuses')
  })

  await given('look: one frozen copy for all, and what was written is seen at once', async (t, { store }) => {
    t.equal(await store.look('source', 'a'), null)
    await store.put('source', 'a', { ...empty, body: { secrets: [{ of: 1 }] } }, { expected: 0 })
    const seen = await store.look<{ secrets: { of: number }[] }>('source', 'a')
    t.same(seen, await store.get('source', 'a'))
    t.throws(() => {
      seen!.body.secrets[0]!.of = 2
    })
    t.throws(() => Object.assign(seen!, { revision: 9 }))
    const writing = store.put('source', 'a', { ...empty, body: { secrets: [] } }, { expected: 1 })
    t.match(await store.look('source', 'a'), { revision: Number }, 'before or after, and never neither')
    await writing
    t.match(await store.look('source', 'a'), { revision: 2, body: { secrets: [] } })
    await store.signal('source', 'a', 'heard')
    t.match(await store.look('source', 'a'), { signals: [{ signal: 'heard' }] })
    await store.put('source', 'a', { ...empty, body: {}, shelf: '2026-01' }, { expected: 2 })
    t.match(await store.look('source', 'a'), { shelf: '2026-01' })
    await store.remove('source', 'a', 3)
    t.equal(await store.look('source', 'a'), null)
  })

  await given('revision: a put with any other revision is refused and changes nothing', async (t, { store }) => {
    await store.put('request', 'a', { ...empty, body: 'first' }, { expected: 0 })
    for (const expected of [0, 2]) {
      t.equal(await store.put('request', 'a', empty, { expected }).catch(codeOf), 'revision-conflict')
    }
    t.equal(await store.put('request', 'b', empty, { expected: 1 }).catch(codeOf), 'not-found')
    t.equal((await store.get('request', 'a'))?.body, 'first')
  })

  await given('revision: of many puts at once with the same revision one wins', async (t, { store }) => {
    await store.put('request', 'a', empty, { expected: 0 })
    const writers = [...Array(8).keys()]
    const results = await Promise.all(
      writers.map(writer => store.put('request', 'a', { ...empty, body: writer }, { expected: 1 }).catch(codeOf))
    )
    t.same(results.filter(result => result === 2).length, 1)
    t.same(results.filter(result => result === 'revision-conflict').length, 7)
    t.equal((await store.get('request', 'a'))?.body, results.indexOf(2))
  })

  await given('copies: what a caller does with its values changes nothing stored', async (t, { store }) => {
    const body = { list: [1] }
    const written = store.put('request', 'a', { ...empty, body }, { expected: 0 })
    body.list.push(2)
    await written
    const read = await store.get<typeof body>('request', 'a')
    read?.body.list.push(3)
    t.same((await store.get('request', 'a'))?.body, { list: [1] })
  })

  await given('terms: a put is refused by a signal that its writer has not heard', async (t, { store, reopen }) => {
    await store.put('request', 'a', empty, { expected: 0, heard: 0 })
    t.equal(await store.signal('request', 'a', 'first'), 1)
    t.equal(await store.put('request', 'a', empty, { expected: 1, heard: 0 }).catch(codeOf), 'unheard-signal')
    const ended = { ...empty, shelf: '2026-03' }
    t.equal(await store.put('request', 'a', ended, { expected: 1, heard: 0 }).catch(codeOf), 'unheard-signal')
    t.match(await store.get('request', 'a'), { revision: 1, shelf: null, signals: [{ signal: 'first' }] })
    t.equal(await store.put('request', 'a', empty, { expected: 1, heard: 1 }), 2, 'heard, and not folded in')
    t.equal(await store.put('request', 'a', empty, { expected: 2, heard: 0, folded: 1 }), 3, 'folded in is heard')
    const opened = await reopen()
    t.equal(await opened.signal('request', 'a', 'second'), 2)
    t.equal(await opened.put('request', 'a', empty, { expected: 3, heard: 1 }).catch(codeOf), 'unheard-signal')
    t.equal(await opened.put('request', 'a', empty, { expected: 3 }), 4, 'who does not ask is not told')
    const [put, told] = await Promise.allSettled([
      opened.put('request', 'a', ended, { expected: 4, heard: 2 }),
      opened.signal('request', 'a', 'third')
    ])
    t.not(put.status, told.status, 'of an end and a signal at once one is refused')
  })

  await given('terms: a put is refused when another document has changed meanwhile', async (t, { store, clock }) => {
    const of = (revision: number) => ({ kind: 'ledger' as const, id: 'register', revision })
    const put = (id: string, expected: number, revision: number) =>
      store.put('request', id, { ...empty, dueAt: clock.now().toISOString() }, { expected, expects: of(revision) })
    t.equal(await put('a', 0, 1).catch(codeOf), 'expectation-failed')
    t.equal(await store.get('request', 'a'), null)
    t.equal(await put('a', 0, 0), 1, 'that there is none can be expected, too')
    await store.put('ledger', 'register', empty, { expected: 0 })
    t.equal(await put('a', 1, 0).catch(codeOf), 'expectation-failed')
    const [claimed] = await store.claimDue('request', 1, leaseMs)
    const claim = claimed!.claim.token
    t.equal(
      await store.put('request', 'a', empty, { expected: 1, claim, expects: of(2) }).catch(codeOf),
      'expectation-failed'
    )
    t.equal(await store.put('request', 'a', empty, { expected: 1, claim, expects: of(1) }), 2)
    await store.signal('ledger', 'register', 'heard')
    const many = await Promise.all(['b', 'c', 'd', 'e'].map(id => put(id, 0, 1)))
    t.same(many, [1, 1, 1, 1], 'a signal is no change, and many may go by one at once')
    await store.put('ledger', 'register', { ...empty, shelf: '2026-03' }, { expected: 1 })
    t.equal(await put('b', 1, 1).catch(codeOf), 'expectation-failed')
    t.equal(await put('b', 1, 2), 2, 'a shelved one as well')
    await store.remove('ledger', 'register', 2)
    t.equal(await put('b', 2, 2).catch(codeOf), 'expectation-failed')
    t.equal(await put('b', 2, 0), 3)
  })

  await given('refusals: ids, instants, shelves and bodies that cannot be are refused', async (t, { store }) => {
    for (const id of ['', '.', '..', '../a', 'a/b', 'A', 'a b', 'é', 'a'.repeat(121)]) {
      t.equal(await store.put('request', id, empty, { expected: 0 }).catch(codeOf), 'bad-id', JSON.stringify(id))
      t.equal(await store.get('request', id).catch(codeOf), 'bad-id')
    }
    const circular: { self?: unknown } = {}
    circular.self = circular
    const wrong: Partial<Entry<unknown>>[] = [
      { dueAt: 'tomorrow' },
      { dueAt: '2026-13-01T00:00:00Z' },
      { shelf: '2026-13' },
      { shelf: '../2026-01' },
      { shelf: '2026-01', keys: ['k'] },
      { shelf: '2026-01', unique: ['u'] },
      { shelf: '2026-01', dueAt: '2026-01-01T00:00:00Z' },
      { body: undefined },
      { body: circular }
    ]
    for (const part of wrong) {
      t.equal(await store.put('request', 'a', { ...empty, ...part }, { expected: 0 }).catch(codeOf), 'bad-entry')
    }
    t.ok(store.state().writable, 'a mistake of the caller is no failure of the disk')
  })

  await given('unique keys: one open document of the whole store holds one', async (t, { store, reopen }) => {
    await store.put('request', 'a', { ...empty, unique: ['subject-1', 'x'] }, { expected: 0 })
    const refused = await store
      .put('hold', 'b', { ...empty, unique: ['y', 'subject-1'] }, { expected: 0 })
      .catch(e => e)
    t.match(refused, { code: 'duplicate-key', unique: 'subject-1' })
    t.notMatch(refused.message, 'subject-1', 'the message can be logged')
    t.equal(await store.get('hold', 'b'), null)
    const again = await reopen()
    t.equal(await again.put('hold', 'b', { ...empty, unique: ['x'] }, { expected: 0 }).catch(codeOf), 'duplicate-key')
    await again.put('hold', 'b', { ...empty, unique: ['y'] }, { expected: 0 })
    t.equal(
      await again.put('hold', 'b', { ...empty, unique: ['x'] }, { expected: 1 }).catch(codeOf),
      'duplicate-key',
      'taken up later'
    )
    await again.put('request', 'a', { ...empty, unique: ['subject-1'] }, { expected: 1 })
    t.equal(await again.put('hold', 'b', { ...empty, unique: ['x'] }, { expected: 1 }), 2, 'free once it is given up')
    await again.remove('request', 'a', 2)
    t.equal(await again.put('hold', 'c', { ...empty, unique: ['subject-1'] }, { expected: 0 }), 1, 'or removed')
    await again.put('hold', 'c', { ...empty, shelf: '2026-03' }, { expected: 1 })
    t.equal(await again.put('hold', 'd', { ...empty, unique: ['subject-1'] }, { expected: 0 }), 1, 'or shelved')
    t.same(again.state().duplicates, [])
  })

  await given('unique keys: of many claimants at once one wins', async (t, { store }) => {
    const ids = [...Array(12).keys()].map(n => `r${n}`)
    const results = await Promise.all(
      ids.map(id => store.put('request', id, { ...empty, unique: [id, 'subject-1'] }, { expected: 0 }).catch(codeOf))
    )
    t.equal(results.filter(result => result === 1).length, 1)
    t.equal(results.filter(result => result === 'duplicate-key').length, 11)
    t.equal((await store.query('request', { all: true })).length, 1)
  })

  await given('unique keys: whoever is refused one finds its holder by reading', async (t, { store }) => {
    const wanted = { ...empty, keys: ['subject-1'], unique: ['subject-1'] }
    const claim = (id: string) =>
      store.put('request', id, wanted, { expected: 0 }).then(
        () => [],
        async error => [codeOf(error), (await store.query('request', { key: 'subject-1' })).map(each => each.id)]
      )
    const [first, second] = await Promise.all([claim('first'), claim('second')])
    t.same([...first!, ...second!], ['duplicate-key', [first!.length === 0 ? 'first' : 'second']])
  })

  await given(
    'signals: they leave the revision alone and stay until they are folded',
    async (t, { store, clock, reopen }) => {
      t.equal(await store.signal('request', 'a', 'lost').catch(codeOf), 'not-found')
      await store.put('request', 'a', { ...empty, body: 1, keys: ['k'], unique: ['u'] }, { expected: 0 })
      t.equal(await store.signal('request', 'a', { kind: 'withdraw' }), 1)
      clock.advance(1000)
      t.equal(await store.signal('request', 'a', 'second'), 2)
      const opened = await reopen()
      const read = await opened.get('request', 'a')
      t.match(read, { revision: 1, body: 1, keys: ['k'], unique: ['u'] })
      t.same(read?.signals, [
        { n: 1, at: '2026-03-02T09:00:00.000Z', signal: { kind: 'withdraw' } },
        { n: 2, at: '2026-03-02T09:00:01.000Z', signal: 'second' }
      ])
      t.same(await opened.signals('request', 'a'), read?.signals, 'read by themselves')
      await opened.put('request', 'a', empty, { expected: 1, folded: 1 })
      t.match(await opened.signals('request', 'a'), [{ n: 2, signal: 'second' }])
      await opened.put('request', 'a', empty, { expected: 2, folded: 2 })
      t.same(await opened.signals('request', 'a'), [], 'nothing is left that was not folded in')
      t.same(await opened.signals('request', 'nobody'), [])
      await opened.signal('request', 'a', 'unheard')
      await opened.put('request', 'a', { ...empty, shelf: '2026-03' }, { expected: 3 })
      t.same(await opened.signals('request', 'a'), [], 'whatever has ended hears nothing')
    }
  )

  await given(
    'signals: they never make a put fail, and a put keeps those that it did not fold',
    async (t, { store }) => {
      await store.put('request', 'a', empty, { expected: 0 })
      await store.signal('request', 'a', 'first')
      const [claimed] = await store.claimDue('request', 1, leaseMs)
      const claim = claimed!.claim.token
      await store.signal('request', 'a', 'second')
      t.equal(await store.put('request', 'a', empty, { expected: 1, claim, folded: 1 }), 2)
      t.same(textsOf(await store.get('request', 'a')), ['second'])
      t.equal(await store.put('request', 'a', empty, { expected: 2, claim, folded: 2 }), 3)
      t.equal(await store.signal('request', 'a', 'third'), 3, 'numbers are never used twice')
      t.equal(await store.put('request', 'a', empty, { expected: 3, claim }), 4)
      t.same(textsOf(await store.get('request', 'a')), ['third'], 'a put that folds nothing drops nothing')
    }
  )

  await given('signals: many at once are all kept, beside puts', async (t, { store }) => {
    await store.put('request', 'a', empty, { expected: 0 })
    const numbers = await Promise.all([
      ...[...Array(10).keys()].map(n => store.signal('request', 'a', `s${n}`)),
      store.put('request', 'a', { ...empty, body: 'changed' }, { expected: 1 })
    ])
    t.same(numbers.slice(0, 10).sort(ascending), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    t.match(await store.get('request', 'a'), { body: 'changed', revision: 2 })
    t.equal((await store.get('request', 'a'))?.signals.length, 10)
  })

  await given(
    'claims: what is due or signalled is handed out once, longest waiting first',
    async (t, { store, clock }) => {
      const nowMs = clock.now().getTime()
      for (const [id, offsetMs] of Object.entries({ late: -1000, later: -5, exact: 0, future: 1 })) {
        const dueAt = new Date(nowMs + offsetMs).toISOString()
        await store.put('request', id, { ...empty, dueAt }, { expected: 0 })
      }
      await store.put('request', 'told', empty, { expected: 0 })
      await store.put('request', 'idle', empty, { expected: 0 })
      await store.put('spool', 'other', { ...empty, dueAt: new Date(0).toISOString() }, { expected: 0 })
      clock.advance(-100)
      await store.signal('request', 'told', 'hear')
      clock.advance(100)
      await store.signal('request', 'late', 'hear')
      t.same(idsOf(await store.claimDue('request', 2, leaseMs)), ['late', 'told'], 'a signal makes nobody wait longer')
      t.same(idsOf(await store.claimDue('request', 9, leaseMs)), ['later', 'exact'])
      t.same(await store.claimDue('request', 9, leaseMs), [])
      clock.advance(1)
      t.same(idsOf(await store.claimDue('request', 9, leaseMs)), ['future'])
    }
  )

  await given('claims: a signal is due even after the clock has gone back', async (t, { store, clock }) => {
    await store.put('request', 'a', empty, { expected: 0 })
    await store.signal('request', 'a', 'hear')
    clock.advance(-3_600_000)
    t.same(idsOf(await store.claimDue('request', 1, leaseMs)), ['a'])
  })

  await given('claims: of many callers at once each document goes to one', async (t, { store }) => {
    const dueAt = new Date(0).toISOString()
    for (const n of Array(10).keys()) await store.put('request', `r${n}`, { ...empty, dueAt }, { expected: 0 })
    const claimed = await Promise.all([...Array(6).keys()].map(() => store.claimDue('request', 3, leaseMs)))
    const ids = idsOf(claimed.flat())
    t.equal(ids.length, 10)
    t.equal(new Set(ids).size, 10)
    t.equal(new Set(claimed.flat().map(one => one.claim.token)).size, 10)
  })

  await given('claims: what is put off meanwhile is not handed out, nor left claimed', async (t, { store, clock }) => {
    const dueAt = clock.now().toISOString()
    await store.put('request', 'a', { ...empty, dueAt }, { expected: 0 })
    const [revision, claimed] = await Promise.all([
      store.put('request', 'a', { ...empty, dueAt: null }, { expected: 1 }).catch(codeOf),
      store.claimDue('request', 1, leaseMs)
    ])
    const [one] = claimed
    if (one === undefined) {
      t.equal(revision, 2)
      t.equal(await store.put('request', 'a', empty, { expected: 2 }), 3)
    } else {
      t.equal(one.document.dueAt, dueAt)
      t.equal(revision, 'claimed')
    }
  })

  await given('claims: only the holder puts and removes; everybody signals', async (t, { store, clock }) => {
    const dueAt = clock.now().toISOString()
    await store.put('request', 'a', { ...empty, dueAt }, { expected: 0 })
    const [claimed] = await store.claimDue('request', 1, leaseMs)
    t.match(claimed, {
      document: { id: 'a', revision: 1 },
      claim: { until: new Date(clock.now().getTime() + leaseMs).toISOString() }
    })
    t.equal(await store.put('request', 'a', empty, { expected: 1 }).catch(codeOf), 'claimed')
    t.equal(await store.remove('request', 'a', 1).catch(codeOf), 'claimed')
    t.equal(await store.put('request', 'a', empty, { expected: 1, claim: 'made-up' }).catch(codeOf), 'claim-lost')
    t.equal(await store.signal('request', 'a', 'hear'), 1)
    const claim = claimed!.claim.token
    t.equal(await store.put('request', 'a', { ...empty, dueAt }, { expected: 1, claim }), 2)
    t.same(await store.claimDue('request', 1, leaseMs), [], 'a put alone does not give the claim back')
    t.equal(await store.put('request', 'a', { ...empty, dueAt }, { expected: 2, claim, release: true }), 3)
    t.equal(await store.put('request', 'a', empty, { expected: 3, claim }).catch(codeOf), 'claim-lost')
    t.same(idsOf(await store.claimDue('request', 1, leaseMs)), ['a'])
  })

  await given(
    'claims: after the lease the next one takes over and the former is fenced off',
    async (t, { store, clock }) => {
      await store.put('request', 'a', { ...empty, dueAt: clock.now().toISOString() }, { expected: 0 })
      const [first] = await store.claimDue('request', 1, leaseMs)
      clock.advance(leaseMs - 1)
      t.same(await store.claimDue('request', 1, leaseMs), [])
      clock.advance(1)
      const [second] = await store.claimDue('request', 1, leaseMs)
      const late = { expected: 1, claim: first!.claim.token }
      t.equal(await store.put('request', 'a', empty, late).catch(codeOf), 'claim-lost')
      await store.release('request', 'a', first!.claim.token)
      t.same(await store.claimDue('request', 1, leaseMs), [], 'a late release does not free the claim of another')
      t.equal(await store.put('request', 'a', empty, { expected: 1, claim: second!.claim.token }), 2)
    }
  )

  await given('claims: a lease that is over serves on until somebody else acts', async (t, { store, clock }) => {
    await store.put('request', 'a', { ...empty, dueAt: clock.now().toISOString() }, { expected: 0 })
    const [first] = await store.claimDue('request', 1, leaseMs)
    const claim = first!.claim.token
    clock.advance(leaseMs * 2)
    t.equal(await store.put('request', 'a', empty, { expected: 1, claim }), 2)
    t.equal(await store.put('request', 'a', empty, { expected: 2 }), 3, 'others may write again')
    t.equal(await store.put('request', 'a', empty, { expected: 3, claim }).catch(codeOf), 'claim-lost')
  })

  await given('claims: a lease is renewed by its holder alone', async (t, { store, clock }) => {
    await store.put('request', 'a', { ...empty, dueAt: clock.now().toISOString() }, { expected: 0 })
    const [first] = await store.claimDue('request', 1, leaseMs)
    const claim = first!.claim.token
    clock.advance(leaseMs - 1)
    t.same(await store.renew('request', 'a', claim, leaseMs), {
      token: claim,
      until: new Date(clock.now().getTime() + leaseMs).toISOString()
    })
    clock.advance(leaseMs - 1)
    t.same(await store.claimDue('request', 1, leaseMs), [])
    clock.advance(leaseMs)
    await store.renew('request', 'a', claim, leaseMs)
    t.same(await store.claimDue('request', 1, leaseMs), [], 'over, and nobody had taken it')
    t.equal(await store.put('request', 'a', { ...empty, dueAt: first!.document.dueAt }, { expected: 1, claim }), 2)
    t.equal(await store.renew('request', 'a', 'made-up', leaseMs).catch(codeOf), 'claim-lost')
    t.equal(await store.renew('request', 'nobody', claim, leaseMs).catch(codeOf), 'claim-lost')
    clock.advance(leaseMs)
    const [second] = await store.claimDue('request', 1, leaseMs)
    t.equal(await store.renew('request', 'a', claim, leaseMs).catch(codeOf), 'claim-lost', 'taken over')
    await store.renew('request', 'a', second!.claim.token, 10)
    clock.advance(10)
    t.same(idsOf(await store.claimDue('request', 1, leaseMs)), ['a'], 'shorter than it was')
    await store.release('request', 'a', second!.claim.token)
  })

  await given('claims: given back, the document can be claimed at once', async (t, { store, clock }) => {
    await store.put('request', 'a', { ...empty, dueAt: clock.now().toISOString() }, { expected: 0 })
    const [first] = await store.claimDue('request', 1, leaseMs)
    await store.release('request', 'a', first!.claim.token)
    t.same(idsOf(await store.claimDue('request', 1, leaseMs)), ['a'])
    await store.release('request', 'nobody', first!.claim.token)
  })

  await given('next due: the earliest instant at which a claim may find something', async (t, { store, clock }) => {
    const at = (offsetMs: number): string => new Date(clock.now().getTime() + offsetMs).toISOString()
    t.equal(await store.nextDueAt('request'), null)
    await store.put('request', 'a', { ...empty, dueAt: at(500) }, { expected: 0 })
    await store.put('request', 'b', { ...empty, dueAt: at(900) }, { expected: 0 })
    t.equal(await store.nextDueAt('request'), at(500))
    t.equal(await store.nextDueAt('spool'), null)
    clock.advance(500)
    const [claimed] = await store.claimDue('request', 1, 300)
    t.equal(await store.nextDueAt('request'), at(300), 'the lease ends before the next is due')
    await store.signal('request', 'b', 'hear')
    t.equal(await store.nextDueAt('request'), at(0), 'a signal: now')
    await store.put('request', 'b', empty, { expected: 1, folded: 1 })
    clock.advance(300)
    t.equal(await store.nextDueAt('request'), at(-300), 'the lease has ended: due since it was due')
    await store.put('request', 'a', empty, { expected: 1, claim: claimed!.claim.token, release: true })
    t.equal(await store.nextDueAt('request'), null)
  })

  await given('query: by key, all, in the order of ids, page by page', async (t, { store, reopen }) => {
    const ids = ['b', 'a', 'a-1', 'a.1', 'a_1', '0', 'c']
    for (const id of ids) {
      await store.put('person', id, { ...empty, keys: id === 'c' ? ['z'] : ['x', 'y'] }, { expected: 0 })
    }
    await store.put('token', 'a', { ...empty, keys: ['x'] }, { expected: 0 })
    const sorted = ['0', 'a', 'a-1', 'a.1', 'a_1', 'b']
    const opened = await reopen()
    t.same(namesOf(await opened.query('person', { key: 'x' })), sorted)
    t.same(namesOf(await opened.query('person', { all: true })), [...sorted, 'c'])
    t.same(namesOf(await opened.query('person', { key: 'nobody' })), [])
    const counts = [{ key: 'x' }, { all: true } as const, { key: 'nobody' }].map(by => opened.count('person', by))
    t.same(await Promise.all(counts), [6, 7, 0], 'counted without reading')
    t.same(namesOf(await opened.query('person', { key: 'x' }, { limit: 2 })), ['0', 'a'])
    t.same(namesOf(await opened.query('person', { key: 'x' }, { after: 'a', limit: 2 })), ['a-1', 'a.1'])
    t.same(namesOf(await opened.query('person', { key: 'x' }, { after: 'aa', limit: 9 })), ['b'])
    await opened.put('person', 'a', { ...empty, keys: ['z'] }, { expected: 1 })
    t.same(namesOf(await opened.query('person', { key: 'z' })), ['a', 'c'])
    t.same(namesOf(await opened.query('person', { key: 'y' }, { limit: 2 })), ['0', 'a-1'])
    const either = { anyKey: ['z', 'nobody', 'y', 'x'] }
    t.same(namesOf(await opened.query('person', either)), [...sorted, 'c'], 'by any of several, each of them once')
    t.same(namesOf(await opened.query('person', either, { after: 'a_1', limit: 2 })), ['b', 'c'])
    t.same(namesOf(await opened.query('person', { anyKey: ['nobody', 'x'] }, { limit: 3 })), ['0', 'a-1', 'a.1'])
    t.same(namesOf(await opened.query('person', { anyKey: ['nobody'] })), [])
    t.same(namesOf(await opened.query('person', { anyKey: [] })), [])
    t.same([await opened.count('person', either), await opened.count('person', { anyKey: ['z', 'nobody'] })], [7, 2])
  })

  await given('lines: what lists show of open documents, without reading them', async (t, { store, reopen }) => {
    const line = { schema: 1, id: 'a', says: ['ü', '"body":'], at: '2026-01-01T00:00:00.000Z', none: null }
    await store.put('request', 'a', { ...empty, line }, { expected: 0 })
    await store.put('request', 'b', empty, { expected: 0 })
    await store.put('request', 'c', { ...empty, line: { schema: 1, id: 'c' } }, { expected: 0 })
    await store.put('person', 'a', { ...empty, line: { schema: 1 } }, { expected: 0 })
    await store.signal('request', 'a', 'hear')
    const read = async (from: Store, ids?: readonly string[]) =>
      Object.fromEntries((await from.lines('request', ids)).map(one => [one.id, one.line]))
    t.same(await read(store), { a: line, b: null, c: { schema: 1, id: 'c' } })
    const opened = await reopen()
    t.same(
      await read(opened),
      { a: line, b: null, c: { schema: 1, id: 'c' } },
      'a signal leaves it, and so does a restart'
    )
    t.same(await read(opened, ['a', 'nobody']), { a: line })
    await opened.put('request', 'a', { ...empty, line: { ...line, none: 1 } }, { expected: 1 })
    await opened.put('request', 'b', { ...empty, line: { id: 'b' } }, { expected: 1 })
    await opened.put('request', 'c', { ...empty, shelf: '2026-01' }, { expected: 1 })
    t.same(await read(opened), { a: { ...line, none: 1 }, b: { id: 'b' } }, 'an ended one has none')
    await opened.put('request', 'a', empty, { expected: 2 })
    t.same(await read(opened, ['a', 'c']), { a: null }, 'what a writer leaves out is not what was there before')
    await opened.remove('request', 'b', 2)
    t.same(await read(opened), { a: null })
  })

  await given('query: what changes meanwhile is read whole, with the key asked for', async (t, { store }) => {
    for (const id of ['a', 'b']) await store.put('request', id, { ...empty, keys: ['x'] }, { expected: 0 })
    const [, , found] = await Promise.all([
      store.put('request', 'a', { ...empty, keys: ['z'] }, { expected: 1 }),
      store.remove('request', 'b', 1),
      store.query('request', { key: 'x' })
    ])
    t.ok(found.every(document => document.revision === 1 && document.keys[0] === 'x'))
  })

  await given('shelves: an ended document is out of the index and can be read', async (t, { store, clock, reopen }) => {
    const dueAt = clock.now().toISOString()
    await store.put('request', 'a', { ...empty, keys: ['k'], unique: ['u'], dueAt }, { expected: 0 })
    await store.put('request', 'b', { ...empty, shelf: '2026-02' }, { expected: 0 })
    const [claimed] = await store.claimDue('request', 1, leaseMs)
    const claim = claimed!.claim.token
    await store.signal('request', 'a', 'unheard')
    t.equal(await store.put('request', 'a', { ...empty, body: 'end', shelf: '2026-03' }, { expected: 1, claim }), 2)
    t.equal(await store.put('request', 'a', empty, { expected: 2, claim }).catch(codeOf), 'claim-lost')
    const opened = await reopen()
    t.match(await opened.get('request', 'a'), { body: 'end', shelf: '2026-03', signals: [{ signal: 'unheard' }] })
    t.same(await opened.query('request', { all: true }), [])
    t.same(await opened.query('request', { key: 'k' }), [])
    t.same(namesOf(await opened.query('request', { shelf: '2026-03' })), ['a'])
    t.same(namesOf(await opened.query('request', { shelf: '2026-02' })), ['b'])
    t.same(await opened.claimDue('request', 9, leaseMs), [])
    t.equal(await opened.signal('request', 'a', 'late').catch(codeOf), 'shelved')
    t.equal(await opened.put('request', 'a', empty, { expected: 0 }).catch(codeOf), 'revision-conflict')
  })

  await given('shelves: a shelved document is rewritten, reopened and removed', async (t, { store, reopen }) => {
    await store.put('request', 'a', { ...empty, shelf: '2026-03' }, { expected: 0 })
    await store.put('request', 'a', { ...empty, body: 'key gone', shelf: '2026-03' }, { expected: 1 })
    t.same(namesOf(await store.query('request', { shelf: '2026-03' })), ['a'])
    await store.put('request', 'a', { ...empty, body: 'open', unique: ['u'] }, { expected: 2 })
    const again = await reopen()
    t.match(await again.get('request', 'a'), { body: 'open', revision: 3, shelf: null })
    t.same(await again.query('request', { shelf: '2026-03' }), [])
    await again.put('request', 'a', { ...empty, shelf: '2026-04' }, { expected: 3 })
    t.equal(await again.remove('request', 'a', 3).catch(codeOf), 'revision-conflict')
    await again.remove('request', 'a', 4)
    t.equal(await again.get('request', 'a'), null)
    t.equal(await again.remove('request', 'a', 4).catch(codeOf), 'not-found')
    t.equal(await (await reopen()).get('request', 'a'), null)
  })

  await given('closing: what was called before is finished first', async (t, { store, reopen }) => {
    const order: string[] = []
    const writing = store.put('request', 'a', { ...empty, body: 'kept' }, { expected: 0 })
    await Promise.all([writing.then(() => order.push('written')), store.close().then(() => order.push('closed'))])
    t.same(order, ['written', 'closed'])
    const again = await reopen()
    await store.close()
    t.equal((await again.get('request', 'a'))?.body, 'kept', 'closing twice does nothing')
  })

  await given('exclusive: one at a time per key, also after a failure', async (t, { store }) => {
    const journal: string[] = []
    const run = (name: string) => async (): Promise<string> => {
      journal.push(`${name} begins`)
      await store.put('ledger', name, empty, { expected: 0 })
      journal.push(`${name} ends`)
      if (name === 'b') throw new Error('b failed')
      return name
    }
    const results = await Promise.allSettled(['a', 'b', 'c'].map(name => store.exclusive('subject-1', run(name))))
    t.match(results, [{ value: 'a' }, { reason: { message: 'b failed' } }, { value: 'c' }])
    t.same(journal, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
    let isOtherDone = false
    await store.exclusive('subject-1', () =>
      store.exclusive('subject-2', async () => {
        isOtherDone = true
      })
    )
    t.ok(isOtherDone, 'another key does not wait')
    const patience = new AbortController()
    const inside = Promise.withResolvers<void>()
    let isLost = true
    const first = store.exclusive('subject-1', async lost => {
      await inside.promise
      isLost = lost.aborted
    })
    const second = store.exclusive('subject-1', async () => 'let in', patience.signal).catch(codeOf)
    patience.abort(Object.assign(new Error('tired'), { code: 'tired' }))
    inside.resolve()
    await first
    t.notOk(isLost)
    t.equal(await second, 'tired', 'whoever will not wait any longer is not let in')
  })

  await given('bell: rings after what may give somebody work', async (t, { store, clock }) => {
    const rung: string[] = []
    const stop = store.onChange((kind, id) => rung.push(`${kind} ${id}`))
    await store.put('request', 'a', { ...empty, dueAt: clock.now().toISOString() }, { expected: 0 })
    await store.signal('request', 'a', 'hear')
    const [claimed] = await store.claimDue('request', 1, leaseMs)
    await store.put('request', 'a', empty, { expected: 9, claim: claimed!.claim.token }).catch(codeOf)
    t.same(rung, ['request a', 'request a'], 'not for a claim or a put that was refused')
    await store.release('request', 'a', claimed!.claim.token)
    await store.remove('request', 'a', 1)
    await store.get('request', 'a')
    t.equal(rung.length, 4)
    stop()
    await store.put('request', 'b', empty, { expected: 0 })
    t.equal(rung.length, 4)
  })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error
}

function namesOf(documents: readonly Document<unknown>[]): readonly string[] {
  return documents.map(document => document.id)
}

function idsOf(claimed: readonly { document: Document<unknown> }[]): readonly string[] {
  return namesOf(claimed.map(one => one.document))
}

function textsOf(document: Document<unknown> | null): readonly unknown[] {
  return document?.signals.map(one => one.signal) ?? []
}

function ascending(a: number, b: number): number {
  return a - b
}
