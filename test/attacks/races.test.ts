import t, { type Test } from 'tap'
import type { Outcome } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import type { PolicyChanges } from '../../plugin/erasure/policy.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import type { Signal } from '../../plugin/erasure/signals.ts'
import { aliasOf } from '../../plugin/store/records/aliases.ts'
import { askLift, changeHold, placeHold, releaseHold } from '../../plugin/store/records/holds/change.ts'
import { changePlatform } from '../../plugin/store/records/platforms/platforms.ts'
import type { Store } from '../../plugin/store/store.ts'
import { advance } from '../../plugin/work/advance.ts'
import type { WorkParts } from '../../plugin/work/parts.ts'
import { startWorker } from '../../plugin/work/worker.ts'
import { createMadeUpPlatform, type MadeUpAction } from '../doubles/made-up-platform.ts'
import { type Bench, openBench } from '../doubles/work-bench.ts'

const never = { draining: new AbortController().signal, calling: new AbortController().signal }
const done: Outcome = { is: 'done' }

const refuse = (): never => {
  throw new PlatformError('refused', 'odd', { operation: 'made-up', mayHaveHappened: false })
}

/** Long enough for everything that needs no clock; what waits for something else does not end meanwhile. */
const settle = async (work?: Promise<unknown>): Promise<void> => {
  const turns = async () => {
    for (let turn = 0; turn < 600; turn += 1) await new Promise(resolve => setImmediate(resolve))
  }
  await (work === undefined ? turns() : Promise.race([work, turns()]))
}

async function bench(t: Test, rows: readonly MadeUpAction[], policy: PolicyChanges = {}) {
  const platform = createMadeUpPlatform(rows)
  const made = await openBench(platform, { policy })
  t.teardown(() => made.close())
  return { platform, of: made }
}

/** The same surroundings with verbs of the store replaced. */
const withStore = (of: Bench, verbs: (store: Store) => Partial<Store>): WorkParts => ({
  ...of.parts,
  store: { ...of.parts.store, ...verbs(of.parts.store) }
})

/** Carries one request on once, if it may be claimed now; answers whether it could. */
async function carryOn(of: Bench, id: string, parts: WorkParts = of.parts): Promise<boolean> {
  const claimed = await of.parts.store.claimDue('request', 8, 60_000)
  for (const other of claimed.filter(({ document }) => document.id !== id)) {
    await of.parts.store.release('request', other.document.id, other.claim.token)
  }
  const mine = claimed.find(({ document }) => document.id === id)
  if (mine !== undefined) await advance(parts, mine, never)
  return mine !== undefined
}

const withdrawal = async (of: Bench, id: string): Promise<Signal> => {
  const { demands } = await of.request(id)
  return { kind: 'withdraw', demand: demands[0]!.id, by: 'human-resources', at: of.clock.now().toISOString() }
}

const performed = (platform: { readonly calls: readonly string[] }) =>
  platform.calls.filter(call => call.startsWith('perform'))

t.test('a demand is not lost with the request that it was about to join', async t => {
  const { of } = await bench(t, [{ id: 'a' }], { coolOffMs: 60_000 })
  const first = await of.demand('7')
  await of.work()
  const second = await of.demand('7')
  let isDue = true
  const parts = withStore(of, store => ({
    async query(kind, by, page) {
      const found = await store.query(kind, by, page)
      // The second has just seen the first; now the first is withdrawn and ends.
      if (isDue && 'key' in by && by.key.startsWith('subject:')) {
        isDue = false
        await of.signal(first, await withdrawal(of, first))
        await carryOn(of, first)
      }
      return found as never
    }
  }))
  await carryOn(of, second, parts)
  await of.work()
  t.equal((await of.request(first)).state, 'withdrawn')
  of.clock.advance(120_000)
  await of.work()
  t.equal((await of.request(second)).state, 'completed')
})

t.test('a demand that arrives while a request is just ending as withdrawn is not lost either', async t => {
  const { of } = await bench(t, [{ id: 'a' }], { coolOffMs: 60_000 })
  const first = await of.demand('7')
  await of.work()
  const second = await of.demand('7')
  await of.signal(first, await withdrawal(of, first))
  let joining: Promise<unknown> | null = null
  const parts = withStore(of, store => ({
    async put(kind, id, entry, terms) {
      if (id === first && (entry.body as ErasureRequest).state === 'withdrawn' && joining === null) {
        joining = carryOn(of, second)
        await settle(joining)
      }
      return store.put(kind, id, entry, terms)
    }
  }))
  await carryOn(of, first, parts)
  await joining
  of.clock.advance(120_000)
  await of.work()
  of.clock.advance(120_000)
  await of.work()
  const [one, other] = [await of.request(first), await of.request(second)]
  const end = other.state === 'joined' ? one : other
  t.equal(end.state, 'completed', `${one.state} and ${other.state}`)
})

/** As where the way to the database was cut: whoever stood in a section goes on, and others have been let in. */
const cutOff: Pick<Store, 'exclusive'> = { exclusive: (_key, run) => run(AbortSignal.abort()) }

t.test('what is said to a request at its end is not lost where the section that keeps it out was lost', async t => {
  const { of } = await bench(t, [{ id: 'a' }], { coolOffMs: 60_000 })
  const first = await of.demand('7')
  await of.work()
  const second = await of.demand('7')
  await of.signal(first, await withdrawal(of, first))
  let isJoined = false
  const parts = withStore(of, store => ({
    ...cutOff,
    async put(kind, id, entry, terms) {
      if (id === first && (entry.body as ErasureRequest).state === 'withdrawn' && !isJoined) {
        isJoined = true
        await carryOn(
          of,
          second,
          withStore(of, () => cutOff)
        )
      }
      return store.put(kind, id, entry, terms)
    }
  }))
  await carryOn(of, first, parts)
  t.ok(isJoined)
  of.clock.advance(120_000)
  await of.work()
  t.match([(await of.request(first)).state, (await of.request(second)).state], ['completed', 'joined'])
})

t.test('a demand is not joined to a request that ended where the section was lost', async t => {
  const { of } = await bench(t, [{ id: 'a' }], { coolOffMs: 60_000 })
  const first = await of.demand('7')
  await of.work()
  const second = await of.demand('7')
  let hasEnded = false
  const parts = withStore(of, store => ({
    ...cutOff,
    async signal(kind, id, signal) {
      if (id === first && !hasEnded) {
        hasEnded = true
        await of.signal(first, await withdrawal(of, first))
        await carryOn(of, first)
      }
      return store.signal(kind, id, signal)
    }
  }))
  await carryOn(of, second, parts)
  t.ok(hasEnded)
  of.clock.advance(120_000)
  await of.work()
  t.match([(await of.request(first)).state, (await of.request(second)).state], ['withdrawn', 'completed'])
})

t.test('a demand for somebody whose withdrawn erasure cannot be stopped any more waits without spinning', async t => {
  const { platform, of } = await bench(t, [{ id: 'a', reversible: false }, { id: 'b' }])
  platform.script('perform b', refuse)
  const first = await of.demand('7')
  await of.work()
  t.equal((await of.request(first)).state, 'stalled')
  await of.signal(first, await withdrawal(of, first))
  await of.work()
  const second = await of.demand('7')
  t.equal(await carryOn(of, second), true)
  t.equal(await carryOn(of, second), false, 'not due again in the same instant')
  await of.signal(first, { kind: 'retry', by: 'officer', at: of.clock.now().toISOString() })
  await of.work()
  of.clock.advance(60_000)
  await of.work()
  const ends = [(await of.request(first)).state, (await of.request(second)).state]
  t.strictSame(ends[0], 'completed')
  t.match(ends[1], /joined|completed/)
})

t.test('of several who waited for such an erasure none waits on once the account has gone', async t => {
  const { platform, of } = await bench(t, [{ id: 'a', reversible: false }, { id: 'b' }])
  platform.script('perform b', refuse)
  const first = await of.demand('7')
  await of.work()
  await of.signal(first, await withdrawal(of, first))
  await of.work()
  const waiting = [await of.demand('7'), await of.demand('7'), await of.demand('7')]
  await of.work()
  await of.signal(first, { kind: 'retry', by: 'officer', at: of.clock.now().toISOString() })
  await carryOn(of, first)
  t.equal((await of.request(first)).state, 'completed')
  platform.script('find', ...Array.from({ length: 30 }, () => () => ({ is: 'none' }) as never))
  for (let minutes = 0; minutes < 5; minutes += 1) {
    of.clock.advance(60_000)
    await of.work()
  }
  const ends = await Promise.all(waiting.map(async id => (await of.request(id)).state))
  t.strictSame(ends.sort(), ['blocked', 'joined', 'joined'])
  const left = (await Promise.all(waiting.map(of.request))).find(({ state }) => state === 'blocked')!
  t.equal(left.because, 'subject-not-found')
  t.equal(left.demands.length, 3, 'what the others asked for is told with it')
})

t.test('what was blocked before anybody knew whose it is joins the open request of its subject', async t => {
  const { platform, of } = await bench(t, [{ id: 'a' }], { coolOffMs: 30 * 86_400_000, recheckMs: 60_000 })
  const first = await of.demand('7')
  await of.work()
  platform.script('find', refuse)
  const second = await of.demand('7')
  await of.work()
  t.equal((await of.request(second)).state, 'blocked')
  for (let minutes = 0; minutes < 5; minutes += 1) {
    of.clock.advance(60_000)
    await of.work()
  }
  const { state, joinedTo } = await of.request(second)
  t.strictSame([state, joinedTo], ['joined', first])
  t.equal((await of.request(first)).demands.length, 2)
})

t.test('of two who ask at the same moment the second is joined before the first has erased the account', async t => {
  const { platform, of } = await bench(t, [{ id: 'a' }])
  const ids = [await of.demand('7'), await of.demand('7')]
  const claims = await of.parts.store.claimDue('request', 8, 60_000)
  // Both have read the account before either has said whose it is.
  let hasReadToo = () => {}
  const bothRead = new Promise<void>(resolve => {
    hasReadToo = resolve
  })
  const plan = platform.plan.bind(platform)
  let plans = 0
  platform.plan = async (...args) => {
    const planned = await plan(...args)
    plans += 1
    if (plans === 2) hasReadToo()
    await bothRead
    return planned
  }
  await Promise.all(claims.map(claim => advance(of.parts, claim, never)))
  of.clock.advance(60_000)
  await of.work()
  const ends = await Promise.all(ids.map(async id => (await of.request(id)).state))
  t.strictSame(ends.sort(), ['completed', 'joined'])
  t.equal(platform.effects.get('a 7'), 1)
})

t.test('a pause keeps back the next action of a request that is in hand', async t => {
  const { platform, of } = await bench(t, [{ id: 'a' }, { id: 'b' }])
  const pausing = (isPaused: boolean) =>
    changePlatform(of.parts.store, 'lake', body => ({
      ...body,
      paused: isPaused ? { at: of.clock.now().toISOString(), by: 'operator', because: 'stop' } : null
    }))
  platform.script('perform a', async happen => {
    happen()
    await pausing(true)
    return done
  })
  const id = await of.demand('7')
  await of.work()
  t.strictSame(performed(platform), ['perform a 7'])
  await pausing(false)
  of.clock.advance(60_000)
  await of.work()
  t.equal((await of.request(id)).state, 'completed')
})

const placedInstantly = async (t: Test, lost: Partial<Store>): Promise<void> => {
  const { platform, of } = await bench(t, [{ id: 'a' }, { id: 'b' }])
  const id = await of.demand('7')
  let isInForce = false
  let mustNotBegin = false
  let placing: Promise<unknown> | null = null
  const parts = withStore(of, store => ({
    ...lost,
    async put(kind, document, entry, terms) {
      const { actions } = entry.body as ErasureRequest
      const isIntent = kind === 'request' && actions.some(({ action, tries }) => action === 'b' && tries === 1)
      if (isIntent && placing === null) {
        placing = of.hold('hold-1', '7').then(() => {
          isInForce = true
        })
        await settle(placing)
        // Whoever was told that the hold is in force may rely on it.
        mustNotBegin = isInForce
      }
      return store.put(kind, document, entry, terms)
    }
  }))
  await carryOn(of, id, parts)
  await placing
  await of.work()
  if (mustNotBegin) t.notMatch(performed(platform), ['perform a', 'perform b'], 'begun on a hold')
  await of.releaseHold('hold-1')
  await of.work()
  t.equal((await of.request(id)).state, 'completed')
}

t.test('a hold that is in force when the next action is begun stops it, to the instant', t => placedInstantly(t, {}))

t.test('and it does where the section that keeps both apart was lost', t => placedInstantly(t, cutOff))

t.test('nothing is begun while nobody can tell who is protected', async t => {
  const { platform, of } = await bench(t, [{ id: 'a' }])
  const id = await of.demand('7')
  const { store } = of.parts
  const at = of.clock.now().toISOString()
  const nobodyYet = { is: 'not-yet', accounts: 0, at, because: 'unavailable' } as const
  const ground = { article: '17(3)', letter: 'e' } as const
  const body = {
    ...{ platform: 'lake', aliases: ['somebody'], identifierKinds: ['username'] as const, ground, by: 'officer' },
    ...{ placedAt: at, reviewAt: null, sealedNote: null, lookup: nobodyYet, releasedAt: null, releasedBy: null }
  }
  const sections = new Set<string>()
  let isPlaced = false
  const parts = withStore(of, () => ({
    async exclusive(key, run, patience) {
      // Entering `erasing` has looked; the second time the first action is about to begin.
      if (!isPlaced && sections.has(key)) {
        isPlaced = true
        await placeHold(store, 'court', body)
      }
      sections.add(key)
      return store.exclusive(key, run, patience)
    }
  }))
  await carryOn(of, id, parts)
  t.ok(isPlaced)
  t.same(performed(platform), [])
  await releaseHold(store, 'court', 'officer', at)
  of.clock.advance(3_600_000)
  await of.work()
  t.equal((await of.request(id)).state, 'completed')
})

t.test('a hold that is reviewed, or asked about anew, while somebody agrees to lift it stays', async t => {
  const { of } = await bench(t, [{ id: 'a' }])
  await of.hold('hold-1', '7')
  const at = of.clock.now().toISOString()
  const wish = (askedBy: string) => ({ askedBy, askedAt: at, sealedNote: null })
  const agree = () => releaseHold(of.parts.store, 'hold-1', 'other', at, wish('officer'))
  await t.rejects(agree(), { code: 'lift-not-asked' })
  await askLift(of.parts.store, 'hold-1', wish('officer'))
  await changeHold(of.parts.store, 'hold-1', body => ({ ...body, lift: null }))
  await t.rejects(agree(), { code: 'lift-not-asked' }, 'reviewed in between')
  await askLift(of.parts.store, 'hold-1', wish('other'))
  await t.rejects(agree(), { code: 'lift-not-asked' }, 'asked for by who agrees')
  await askLift(of.parts.store, 'hold-1', wish('officer'))
  t.equal((await agree()).hold.body.releasedBy, 'other')
})

t.test('a withdrawal reaches a stalled request while there is a way back', async t => {
  const { platform, of } = await bench(t, [{ id: 'a' }, { id: 'b', repeat: 'never' }])
  platform.script('perform b', refuse)
  const id = await of.demand('7')
  await of.work()
  t.equal((await of.request(id)).state, 'stalled')
  await of.signal(id, await withdrawal(of, id))
  await of.work()
  t.equal((await of.request(id)).state, 'withdrawn')
  t.equal(platform.calls.filter(call => call === 'release 7').length, 1)
})

t.test(
  'whoever takes a demand back while it is being joined is heard by the request that it was joined to',
  async t => {
    const { platform, of } = await bench(t, [{ id: 'a' }], { coolOffMs: 10_000 })
    const first = await of.demand('7')
    await of.work()
    await of.signal(first, await withdrawal(of, first))
    const second = await of.demand('7')
    const parts = withStore(of, store => ({
      async put(kind, id, entry, terms) {
        const isJoined = id === second && (entry.body as ErasureRequest).state === 'joined'
        if (isJoined) await of.signal(second, await withdrawal(of, second))
        return store.put(kind, id, entry, terms)
      }
    }))
    t.ok(await carryOn(of, second, parts))
    await of.work()
    of.clock.advance(10_000)
    await of.work()
    const ends = [(await of.request(first)).state, (await of.request(second)).state]
    t.strictSame(ends, ['withdrawn', 'joined'])
    t.equal(platform.effects.get('a 7'), undefined)
  }
)

t.test('what was put back is on record, whatever is said to the request meanwhile', async t => {
  const { platform, of } = await bench(t, [{ id: 'a' }, { id: 'b' }])
  platform.script('perform b', refuse)
  const id = await of.demand('7')
  await of.work()
  await of.signal(id, await withdrawal(of, id))
  platform.script<unknown>('release', async () => {
    await of.signal(id, { kind: 'recheck', by: 'officer', at: of.clock.now().toISOString() })
    return { restored: ['a'], notRestored: [] }
  })
  await of.work()
  const { state, evidence } = await of.request(id)
  t.equal(state, 'withdrawn')
  t.match(
    evidence.filter(({ kind }) => kind === 'put-back').map(({ data }) => data),
    [{ restored: ['a'] }]
  )
  t.equal(platform.calls.filter(call => call === 'release 7').length, 1)
})

t.test('what a platform refuses to put back is put before a person, not tried for ever', async t => {
  const { platform, of } = await bench(t, [{ id: 'a' }, { id: 'b', waits: [{ after: 'a', ms: 5000 }] }])
  const id = await of.demand('7')
  await of.work()
  platform.script('release', refuse)
  await of.signal(id, await withdrawal(of, id))
  await of.work()
  t.match(await of.request(id), { state: 'stalled', because: 'release-refused' })
  await of.signal(id, { kind: 'retry', by: 'officer', at: of.clock.now().toISOString() })
  await of.work()
  t.equal((await of.request(id)).state, 'withdrawn')
  t.strictSame(performed(platform), ['perform a 7'])
})

t.test('requests that make the worker fail take no places from the others', async t => {
  const { platform, of } = await bench(t, [{ id: 'a' }])
  const fault = () => {
    throw new TypeError('a fault of ours')
  }
  platform.script('find', fault, fault)
  await of.demand('7')
  await of.demand('8')
  const worker = startWorker(of.parts, undefined, 2)
  await settle()
  const sound = await of.demand('9')
  await settle()
  t.equal((await of.request(sound)).state, 'completed')
  await worker.stop(0)
})

t.test('a clock that jumps ahead hands nothing out twice', async t => {
  const { platform, of } = await bench(t, [{ id: 'a', repeat: 'read-first' }])
  const begun = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<Outcome>()
  platform.script('perform a', () => {
    begun.resolve()
    return answer.promise
  })
  const id = await of.demand('7')
  const worker = startWorker(of.parts)
  await begun.promise
  of.clock.advance(365 * 24 * 60 * 60 * 1000)
  await of.signal(id, { kind: 'recheck', by: 'officer', at: of.clock.now().toISOString() })
  await settle()
  answer.resolve(done)
  await settle()
  await worker.stop(0)
  t.strictSame(performed(platform), ['perform a 7'])
  t.match((await of.request(id)).actions, [{ tries: 1, outcome: { is: 'done', byReading: false } }])
})

t.test('a hold by an address in another case holds its subject', async t => {
  const { platform, of } = await bench(t, [{ id: 'a' }])
  const { keys, store } = of.parts
  const at = of.clock.now().toISOString()
  await placeHold(store, 'hold-1', {
    platform: 'lake',
    aliases: [aliasOf(keys, 'lake', { kind: 'email', value: 'Person-7@Uni.example' })],
    identifierKinds: ['email'],
    ground: { article: '17(3)', letter: 'e' },
    by: 'officer',
    placedAt: at,
    reviewAt: null,
    sealedNote: null,
    releasedAt: null,
    releasedBy: null
  })
  const id = await of.demand('7')
  await of.work()
  t.equal((await of.request(id)).because, 'legal-hold')
  t.strictSame(performed(platform), [])
})
