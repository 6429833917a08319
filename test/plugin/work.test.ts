import t, { type Test } from 'tap'
import type { Confirmation, Outcome, PlannedRow, RowReading } from '../../adapters/contract.ts'
import { PlatformError, type PlatformFailure } from '../../adapters/errors.ts'
import type { Mandate } from '../../plugin/erasure/demand/demand.ts'
import type { PolicyChanges } from '../../plugin/erasure/policy.ts'
import { preconditions } from '../../plugin/erasure/preconditions/index.ts'
import { createAccept } from '../../plugin/intake/accept.ts'
import type { Claimed, Store } from '../../plugin/store/store.ts'
import { StoreError } from '../../plugin/store/store-error.ts'
import { callNext, leaveSection, type Place, placeOf, waitForSection } from '../../plugin/work/actions/section-line.ts'
import { advance } from '../../plugin/work/advance.ts'
import { createConnections } from '../../plugin/work/connections.ts'
import { openWork } from '../../plugin/work/held-request.ts'
import type { Send } from '../../plugin/work/parts.ts'
import { startWorker } from '../../plugin/work/worker.ts'
import { createMadeUpPlatform, type MadeUpAction } from '../doubles/made-up-platform.ts'
import { type Bench, openBench } from '../doubles/work-bench.ts'

const fail = (failure: PlatformFailure, mayHaveHappened = true): never => {
  throw new PlatformError(failure, failure === 'unavailable' ? 'timed-out' : 'odd', {
    operation: 'made-up',
    mayHaveHappened
  })
}
const done: Outcome = { is: 'done' }
const is = (kind: 'gone' | 'still-there'): Confirmation => ({ is: kind })
const cannotTell: Confirmation = { is: 'cannot-tell', because: 'made-up' }
const at = '2026-03-02T09:00:00.000Z'

async function bench(
  t: Test,
  rows: readonly MadeUpAction[],
  options: { readonly policy?: PolicyChanges; readonly send?: Send } = {}
) {
  const platform = createMadeUpPlatform(rows)
  const made = await openBench(platform, options)
  t.teardown(() => made.close())
  return { platform, bench: made }
}

/** The calls that may change something. */
const performed = (platform: { readonly calls: readonly string[] }) =>
  platform.calls.filter(call => call.startsWith('perform'))

const stored = async (of: Bench, id: string) => {
  const { state, because } = await of.request(id)
  return [state, because]
}

t.test('what was accepted outlives a power cut in the very next instant', async t => {
  const { bench: of } = await bench(t, [{ id: 'block' }])
  const id = await of.demand('7')
  const after = await of.restart()
  t.equal((await after.request(id)).state, 'accepted')
  await after.work()
  t.equal((await after.request(id)).state, 'completed')
})

t.test('an intent is on disk before the platform is called, and the outcome after', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'block' }])
  const id = await of.demand('7')
  let atCall: unknown
  const boxes: ReturnType<typeof openWork>[] = []
  platform.script('perform block', async happen => {
    const after = await of.restart()
    const { actions, evidence } = await after.request(id)
    atCall = [actions[0]!.intentAt !== null, actions[0]!.outcome, evidence.at(-1)!.kind]
    const document = await after.parts.store.get('request', id)
    boxes.push(openWork(after.parts, document as Parameters<typeof openWork>[1]))
    happen()
    return done
  })
  await of.work()
  t.strictSame(atCall, [true, null, 'intent'], 'what a power cut in the middle of the call would leave')
  t.match(boxes[0], { plan: { actions: [{ action: 'block' }] }, reading: { found: 'one' } })
  t.equal(boxes[0]?.reading?.plan, null, 'the plan that is followed is kept once')
  const { actions, state } = await (await of.restart()).request(id)
  t.match(actions[0], { tries: 1, outcome: { is: 'done', byReading: false }, confirmation: { is: 'gone' } })
  t.equal(state, 'completed')
  t.strictSame(platform.calls, ['find', 'perform block 7', 'confirm block 7'])
})

t.test('what becomes of an intent without outcome goes by the repeat of the action', async t => {
  const rows: readonly {
    readonly name: string
    readonly action: MadeUpAction
    readonly readings: readonly Confirmation[]
    readonly performs: number
    readonly ends: readonly string[]
  }[] = [
    {
      name: 'gone is done',
      action: { id: 'a', repeat: 'never' },
      readings: [is('gone')],
      performs: 1,
      ends: ['completed', 'derived']
    },
    {
      name: 'safe and still there',
      action: { id: 'a', repeat: 'safe' },
      readings: [is('still-there')],
      performs: 2,
      ends: ['completed', 'derived']
    },
    {
      name: 'safe and unknown',
      action: { id: 'a', repeat: 'safe' },
      readings: [cannotTell],
      performs: 2,
      ends: ['completed', 'derived']
    },
    {
      name: 'read-first and twice still there',
      action: { id: 'a', repeat: 'read-first', settleMs: 5000 },
      readings: [is('still-there'), is('still-there')],
      performs: 2,
      ends: ['completed', 'derived']
    },
    {
      name: 'read-first and gone at the second look',
      action: { id: 'a', repeat: 'read-first', settleMs: 5000 },
      readings: [is('still-there'), is('gone')],
      performs: 1,
      ends: ['completed', 'derived']
    },
    {
      name: 'read-first and unknown',
      action: { id: 'a', repeat: 'read-first', settleMs: 5000 },
      readings: [cannotTell],
      performs: 1,
      ends: ['stalled', 'cannot-tell-what-happened']
    },
    {
      name: 'never and still there',
      action: { id: 'a', repeat: 'never' },
      readings: [is('still-there')],
      performs: 1,
      ends: ['stalled', 'never-repeated']
    },
    {
      name: 'never and unknown',
      action: { id: 'a', repeat: 'never' },
      readings: [cannotTell],
      performs: 1,
      ends: ['stalled', 'never-repeated']
    }
  ]
  for (const { name, action, readings, performs, ends } of rows) {
    const { platform, bench: of } = await bench(t, [action])
    const id = await of.demand('7')
    platform.script('perform a', happen => {
      if (readings.at(-1)!.is === 'gone') happen()
      return fail('unavailable')
    })
    platform.script('confirm a', ...readings.map(reading => () => reading))
    for (let turn = 0; turn < 6; turn += 1) {
      await of.work()
      of.clock.advance(5000)
    }
    t.equal(performed(platform).length, performs, `${name}: calls`)
    t.strictSame(await stored(of, id), ends, `${name}: end`)
  }
})

t.test('a crash in the middle of a call is followed up by reading, not by calling again', async t => {
  const { platform, bench: of } = await bench(t, [
    { id: 'delete', repeat: 'read-first', settleMs: 60_000, reversible: false }
  ])
  const id = await of.demand('7')
  let after: Bench | null = null
  platform.script('perform delete', async happen => {
    happen()
    after = await of.restart()
    throw new Error('the process died here')
  })
  await t.rejects(of.work(), { message: 'the process died here' })
  await after!.work()
  t.strictSame(performed(platform), ['perform delete 7'], 'called once')
  t.strictSame(await stored(after!, id), ['completed', 'derived'])
  t.match((await after!.request(id)).actions[0], { outcome: { is: 'done', byReading: true } })
})

t.test('what became of each of those called side by side is known apart from the others', async t => {
  const beside = { repeat: 'safe', reversible: false, after: [] } as const
  const rows = [
    { id: 'courses', ...beside },
    { id: 'notes', ...beside },
    { id: 'rest', ...beside },
    { id: 'last', ...beside, after: ['courses', 'notes', 'rest'] }
  ]
  const all = rows.map(({ id }) => `perform ${id} 7`)

  t.test('they are under way at once, by intents of one commit, and what needs them waits for all', async t => {
    const { platform, bench: of } = await bench(t, rows)
    const id = await of.demand('7')
    const open = Promise.withResolvers<void>()
    let intents: unknown
    platform.script('perform courses', async happen => {
      await open.promise
      happen()
      return done
    })
    platform.script('perform rest', async happen => {
      const { actions } = await (await of.restart()).request(id)
      intents = actions.map(({ intentAt }) => intentAt !== null)
      open.resolve()
      happen()
      return done
    })
    await of.work()
    t.strictSame(intents, [true, true, true, false], 'on disk before any of them is called')
    t.strictSame(performed(platform), all)
    t.strictSame(await stored(of, id), ['completed', 'derived'])
    const revision = (await of.parts.store.get('request', id))!.revision
    t.equal(revision, 1 + 2 + 1, 'one commit for three intents')
  })

  t.test('one whose answer is lost is read and called again, the others stand', async t => {
    const { platform, bench: of } = await bench(t, rows)
    const id = await of.demand('7')
    platform.script('perform notes', () => fail('unavailable'))
    await of.work()
    const { actions, waiting } = await (await of.restart()).request(id)
    const outcomes = actions.map(({ outcome }) => outcome?.is ?? null)
    t.strictSame(outcomes, ['done', null, 'done', null], 'on disk with the failure')
    t.match(waiting, { code: 'timed-out', tries: 1 })
    of.clock.advance(1000)
    await of.work()
    t.strictSame(performed(platform), [...all.slice(0, 3), 'perform notes 7', 'perform last 7'])
    t.strictSame(await stored(of, id), ['completed', 'derived'])
  })

  t.test('how often it has failed counts on, although the others were answered', async t => {
    const { platform, bench: of } = await bench(t, rows)
    const id = await of.demand('7')
    platform.script('perform notes', () => fail('unavailable', false))
    platform.script('perform rest', () => fail('unavailable', false))
    platform.script('perform notes', () => fail('unavailable', false))
    await of.work()
    t.match((await of.request(id)).actions, [{}, { intentAt: null, tries: 0 }, { intentAt: null, tries: 0 }, {}])
    of.clock.advance(1000)
    await of.work()
    t.match((await of.request(id)).waiting, { tries: 2 })
    t.strictSame(performed(platform).slice(3), ['perform notes 7', 'perform rest 7'], 'both are begun anew')
  })

  t.test('a refusal of one puts the request before a person, with what the others did', async t => {
    const { platform, bench: of } = await bench(t, rows)
    const id = await of.demand('7')
    platform.script('perform courses', () => fail('refused'))
    platform.script('perform rest', () => fail('unavailable'))
    await of.work()
    t.equal((await of.request(id)).state, 'stalled')
    const { actions, evidence } = await of.request(id)
    t.match(actions, [{ outcome: null }, { outcome: { is: 'done' } }, { outcome: null }, { intentAt: null }])
    t.equal(evidence.filter(({ kind }) => kind === 'failed').length, 2, 'each failure is on record')
  })

  t.test('a crash in the middle: each is read, and called again where it is not there', async t => {
    const { platform, bench: of } = await bench(t, rows)
    const id = await of.demand('7')
    let after: Bench | null = null
    platform.script('perform rest', async () => {
      after = await of.restart()
      throw new Error('the process died here')
    })
    await t.rejects(of.work(), { message: 'the process died here' })
    await after!.work()
    t.strictSame(await stored(after!, id), ['completed', 'derived'])
    t.strictSame([...platform.effects.values()], [1, 1, 1, 1], 'what was there was not called again')
  })
})

t.test('what a platform is still working on is not asked for again before it had its time to settle', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'delete', repeat: 'read-first', settleMs: 60_000 }])
  const id = await of.demand('7')
  let finish = () => {}
  platform.script('perform delete', happen => {
    finish = happen
    return fail('unavailable')
  })
  await of.work()
  for (const ms of [1000, 20_000, 20_000]) {
    of.clock.advance(ms)
    await of.work()
  }
  t.strictSame(performed(platform), ['perform delete 7'], 'only read until then')
  t.equal((await of.request(id)).state, 'erasing')
  finish()
  of.clock.advance(20_000)
  await of.work()
  t.strictSame(performed(platform), ['perform delete 7'])
  t.strictSame(await stored(of, id), ['completed', 'derived'])
  t.equal(platform.effects.get('delete 7'), 1, 'deleted once')
})

t.test('a call that certainly never arrived takes its intent back', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'a', repeat: 'never' }])
  const id = await of.demand('7')
  platform.script('perform a', () => fail('unavailable', false))
  await of.work()
  const { actions, waiting } = await of.request(id)
  t.match(actions[0], { intentAt: null, tries: 0 })
  t.match(waiting, { code: 'timed-out', tries: 1 })
  await of.work()
  t.equal(performed(platform).length, 1, 'not before its time')
  of.clock.advance(1000)
  await of.work()
  t.equal(performed(platform).length, 2, 'even what is never repeated may be begun anew')
  t.strictSame(await stored(of, id), ['completed', 'derived'])
})

t.test(
  'the pause grows with every try while the platform is away, and the request is never stalled by that',
  async t => {
    const { platform, bench: of } = await bench(t, [{ id: 'a' }])
    const id = await of.demand('7')
    platform.script('find', ...Array.from({ length: 4 }, () => () => fail('unavailable')))
    const pauses: number[] = []
    for (let tries = 1; tries <= 4; tries += 1) {
      await of.work()
      const { waiting, state } = await of.request(id)
      t.equal(state, 'checking')
      const pauseMs = Date.parse(waiting!.nextAt) - of.clock.now().getTime()
      pauses.push(pauseMs)
      t.ok(pauseMs <= 1000 * 2 ** (tries - 1) && pauseMs >= 800 * 2 ** (tries - 1), `try ${tries} waits ${pauseMs}`)
      of.clock.advance(pauseMs)
    }
    await of.work()
    t.equal((await of.request(id)).state, 'completed')
    t.equal((await of.request(id)).waiting, null)
  }
)

const twoCalls: readonly MadeUpAction[] = [
  { id: 'forum', section: 'alone', repeat: 'read-first', settleMs: 60_000, reversible: false },
  { id: 'retire', section: 'alone', repeat: 'read-first', settleMs: 60_000, reversible: false }
]

t.test('one request stands in an exclusive section, others wait outside, and no time-out opens it', async t => {
  const { platform, bench: of } = await bench(t, twoCalls)
  const first = await of.demand('7')
  platform.script('perform retire', () => fail('unavailable'))
  await of.work()
  const second = await of.demand('8')
  await of.work()
  t.match((await of.request(first)).section, { name: 'alone' }, 'held after the time-out')
  of.clock.advance(30_000)
  const after = await of.restart()
  await after.work()
  t.match((await after.request(first)).section, { name: 'alone' }, 'held after a restart')
  t.equal((await after.request(second)).section, null)
  t.notOk(platform.calls.includes('perform forum 8'), 'nobody enters meanwhile')
  for (let turn = 0; turn < 4; turn += 1) {
    after.clock.advance(30_000)
    await after.work()
  }
  t.equal((await after.request(first)).state, 'completed')
  t.equal((await after.request(second)).state, 'completed')
  t.ok(performed(platform).indexOf('perform forum 8') > performed(platform).lastIndexOf('perform retire 7'))
  const chain = (await after.told(first)).filter(line => line.startsWith('section'))
  t.strictSame(chain, ['section-entered alone', 'section-left alone'])
})

t.test(
  'whoever waits before a section in hand goes on as soon as it is left, and whoever finds no place is let go',
  async t => {
    const { platform, bench: of } = await bench(t, twoCalls)
    const { store } = of.parts
    // What could not be read ahead the action reads for itself.
    platform.script('prepare forum', () => fail('unavailable'))
    const ids = [await of.demand('7'), await of.demand('8'), await of.demand('9')]
    const states = () => Promise.all(ids.map(async id => (await of.request(id)).state))
    const inside = Promise.withResolvers<void>()
    const isInside = Promise.withResolvers<void>()
    platform.script('perform retire', async happen => {
      isInside.resolve()
      await inside.promise
      happen()
      return done
    })
    const stopping = new AbortController()
    const parts = { ...of.parts, sectionPlaces: 1 }
    const until = { draining: stopping.signal, calling: new AbortController().signal }
    const claimed = await store.claimDue('request', 8, 60_000)
    const carried = claimed.map(one => advance(parts, one, until))
    await isInside.promise
    const letGo = await Promise.race(carried.map((each, at) => each.then(() => claimed[at]!.document.id)))
    t.equal((await of.request(letGo)).section, null, 'there is one place for waiting, and it is taken')
    t.equal(performed(platform).filter(call => call.startsWith('perform forum')).length, 1)
    t.equal(platform.calls.filter(call => call.startsWith('prepare forum')).length, 1, 'whoever waits reads meanwhile')
    inside.resolve()
    await Promise.all(carried)
    t.strictSame((await states()).sort(), ['completed', 'completed', 'erasing'], 'though no time has passed')
    t.equal(new Set(performed(platform).map(call => call.split(' ').at(-1))).size, 2)
    t.strictSame(
      performed(platform).map(call => call.split(' ')[1]),
      ['forum', 'retire', 'forum', 'retire'],
      'one after the other'
    )
    of.clock.advance(1000)
    await of.work()
    t.strictSame(await states(), ['completed', 'completed', 'completed'])
  }
)

t.test(
  'whoever waits before a section prepares to enter while the leaving is stored, and waits on where that is too early',
  async t => {
    const { platform, bench: of } = await bench(t, twoCalls)
    const order: string[] = []
    const stands = new Map<string, boolean>()
    const put: typeof of.parts.store.put = async (kind, id, entry, terms) => {
      const { section = null } = entry.body as { section?: object | null }
      const [stood, enters] = [stands.get(id) === true, section !== null && stands.get(id) !== true]
      const leaves = stood && section === null
      if (enters || leaves) order.push(enters ? 'enters' : 'leaves')
      // A disk that takes its time: whoever was called has long asked for the section by then.
      if (leaves) for (let turn = 0; turn < 200; turn += 1) await new Promise(resolve => setImmediate(resolve))
      const revision = await of.parts.store.put(kind, id, entry, terms)
      stands.set(id, section !== null)
      if (enters || leaves) order.push(enters ? 'is inside' : 'has left')
      return revision
    }
    const ids = [await of.demand('7'), await of.demand('8')]
    const parts = { ...of.parts, store: { ...of.parts.store, put }, sectionPlaces: 4 }
    const until = { draining: new AbortController().signal, calling: new AbortController().signal }
    const claimed = await of.parts.store.claimDue('request', 8, 60_000)
    await Promise.all(claimed.map(one => advance(parts, one, until)))
    for (const id of ids) t.equal((await of.request(id)).state, 'completed')
    t.strictSame(order.slice(0, 2), ['enters', 'enters'], 'the second is refused')
    t.strictSame(
      order.slice(2),
      ['is inside', 'leaves', 'enters', 'has left', 'enters', 'is inside', 'leaves', 'has left'],
      'it asks before the first has left, and again after that'
    )
    t.strictSame(
      performed(platform).map(call => call.split(' ')[1]),
      ['forum', 'retire', 'forum', 'retire']
    )
  }
)

t.test(
  'whoever finds the line before a section full comes back at the pace of the line, one after the other',
  async t => {
    const { platform, bench: of } = await bench(t, twoCalls)
    const { store } = of.parts
    const parts = { ...of.parts, sectionPlaces: 3 }
    const until = { draining: new AbortController().signal, calling: new AbortController().signal }
    const carry = (claimed: readonly Claimed[]) => claimed.map(one => advance(parts, one, until))
    const claim = () => store.claimDue('request', 8, 60_000)
    const slow = async (happen: () => void) => {
      of.clock.advance(3000)
      happen()
      return done
    }
    platform.script('perform retire', slow, slow, slow, slow)
    const paced = [await of.demand('1'), await of.demand('2'), await of.demand('3'), await of.demand('0')]
    await Promise.all(carry(await claim()))
    for (const id of paced) t.equal((await of.request(id)).state, 'completed')

    // Nobody stood there for an hour, which is not the pace of those who wait.
    of.clock.advance(3_600_000)
    const first = [await of.demand('a'), await of.demand('b'), await of.demand('c')]
    platform.script('perform retire', slow, slow, slow)
    await Promise.all(carry(await claim()))
    for (const id of first) t.equal((await of.request(id)).state, 'completed')

    const inside = Promise.withResolvers<void>()
    const isInside = Promise.withResolvers<void>()
    platform.script('perform retire', async happen => {
      isInside.resolve()
      await inside.promise
      happen()
      return done
    })
    const ids = [
      await of.demand('4'),
      await of.demand('5'),
      await of.demand('6'),
      await of.demand('7'),
      await of.demand('8'),
      await of.demand('9')
    ]
    const claimed = await claim()
    const carried = carry(claimed)
    await isInside.promise
    // Of six, one is inside and three wait in hand; the others are let go before anybody leaves.
    const letGo = new Set<number>()
    while (letGo.size < 2) {
      const rest = carried.map((each, at) => each.then(() => at)).filter((_, at) => !letGo.has(at))
      letGo.add(await Promise.race(rest))
    }
    const now = of.clock.now().getTime()
    const backAfterMs = await Promise.all(
      [...letGo].map(async at => Date.parse((await store.get('request', claimed[at]!.document.id))!.dueAt!) - now)
    )
    t.strictSame(
      backAfterMs.sort((one, other) => one - other),
      [6000, 8000],
      'half as often again as one leaves: after three who wait, then after the next'
    )
    inside.resolve()
    await Promise.all(carried)
    of.clock.advance(8000)
    await of.work()
    for (const id of ids) t.equal((await of.request(id)).state, 'completed')
  }
)

t.test('a plain learner takes a commit for each intent, one to leave a section, and one for the end', async t => {
  const revisionOf = async (actions: readonly MadeUpAction[]) => {
    const { bench: of } = await bench(t, actions)
    const id = await of.demand('7')
    await of.work()
    t.match(await of.request(id), { state: 'completed', keysDestroyed: [{ compartment: 'work' }] })
    return (await of.parts.store.get('request', id))!.revision
  }
  t.equal(await revisionOf([{ id: 'notes' }, { id: 'misc' }]), 1 + 2 + 1, 'the first is the demand')
  t.equal(await revisionOf([{ id: 'notes' }, ...twoCalls]), 1 + 3 + 1 + 1)
  t.equal(
    await revisionOf([{ id: 'notes', repeat: 'never' }]),
    1 + 1 + 2,
    'what may never be repeated waits for no reading'
  )
})

t.test('an action whose section holds no other action of the plan keeps nobody out', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'notes' }, { id: 'retire', section: 'alone' }])
  const ids = [await of.demand('7'), await of.demand('8')]
  const both = Promise.withResolvers<void>()
  let inside = 0
  for (const _ of ids)
    platform.script('perform retire', async happen => {
      inside += 1
      if (inside === ids.length) both.resolve()
      await both.promise
      happen()
      return done
    })
  const until = { draining: new AbortController().signal, calling: new AbortController().signal }
  const claimed = await of.parts.store.claimDue('request', 8, 60_000)
  await Promise.all(claimed.map(one => advance(of.parts, one, until)))
  for (const id of ids) {
    t.equal((await of.request(id)).state, 'completed', 'each call waited until the other had begun')
    t.notOk((await of.told(id)).some(line => line.startsWith('section')))
  }
})

t.test('whoever waits before a section in hand is let go by a stop, and listens meanwhile', async t => {
  const { platform, bench: of } = await bench(t, twoCalls)
  const [first, second] = [await of.demand('7'), await of.demand('8')]
  platform.script('perform retire', () => fail('unavailable'))
  const stopping = new AbortController()
  const parts = { ...of.parts, sectionPlaces: 4 }
  const until = { draining: stopping.signal, calling: new AbortController().signal }
  const claimed = await of.parts.store.claimDue('request', 8, 60_000)
  const carried = claimed.map(one => advance(parts, one, until))
  const outside = await Promise.race(carried.map((each, at) => each.then(() => claimed[1 - at]!.document.id)))
  t.ok([first, second].includes(outside))
  await of.signal(outside, { kind: 'withdraw', demand: null, by: 'human-resources', at })
  for (let turns = 0; turns < 50 && (await of.parts.store.get('request', outside))!.signals.length > 0; turns += 1)
    await new Promise(setImmediate)
  stopping.abort()
  await Promise.all(carried)
  const { section, actions } = await of.request(outside)
  t.equal(section, null)
  t.ok(
    actions.every(({ tries }) => tries === 0),
    'nothing of it has begun'
  )
})

t.test('what whoever waits before a section reads ahead is broken off when they are let go', async t => {
  const { platform, bench: of } = await bench(t, twoCalls)
  for (const person of ['7', '8']) await of.demand(person)
  const [reading, inside] = [Promise.withResolvers<AbortSignal>(), Promise.withResolvers<void>()]
  // A platform that does not answer.
  platform.script('prepare forum', (_, signal) => {
    reading.resolve(signal)
    return new Promise(() => {})
  })
  platform.script('perform forum', async happen => {
    await inside.promise
    happen()
    return done
  })
  const stopping = new AbortController()
  const until = { draining: stopping.signal, calling: new AbortController().signal }
  const claimed = await of.parts.store.claimDue('request', 8, 60_000)
  const carried = claimed.map(one => advance({ ...of.parts, sectionPlaces: 4 }, one, until))
  const signal = await reading.promise
  t.notOk(signal.aborted)
  stopping.abort()
  await Promise.race(carried)
  t.ok(signal.aborted, 'nothing of it is under way any more')
  inside.resolve()
  await Promise.all(carried)
})

t.test(
  'a store that is away while somebody waits before a section ends neither the process nor the waiting',
  async t => {
    const { bench: of } = await bench(t, twoCalls)
    const id = await of.demand('7')
    const unhandled: unknown[] = []
    const note = (error: unknown) => void unhandled.push(error)
    process.on('unhandledRejection', note)
    t.teardown(() => process.off('unhandledRejection', note))
    const store = { ...of.parts.store, get: async () => Promise.reject(new StoreError('unreachable', 'away')) }
    const waited = waitForSection(
      { ...of.parts, store, sectionPlaces: 4 },
      {
        held: { id, folded: 0 },
        platform: 'made-up',
        place: { section: 'two-calls', n: 1, untilMs: Infinity },
        left: 0,
        prepare: async () => {}
      },
      new AbortController().signal
    )
    for (let turns = 0; turns < 5; turns += 1) await new Promise(setImmediate)
    leaveSection({ ...of.parts, store }, 'made-up', 'two-calls')
    t.equal(await waited, 'said', 'what could not be read may be something: it is decided on anew')
    t.same(unhandled, [])
  }
)

t.test('whoever is cut off before a section comes back to their place, with the patience that is left', async t => {
  const { bench: of } = await bench(t, twoCalls)
  const parts = { ...of.parts, sectionPlaces: 4 }
  const [first, second] = [await of.demand('7'), await of.demand('8')]
  const never = new AbortController().signal
  const placed = (held: { place?: Place }) => placeOf(parts, held, 'made-up', 'two-calls')
  const called: string[] = []
  const waitAt = async (id: string, folded: number, place: Place) => {
    const waiting = { held: { id, folded }, platform: 'made-up', place, left: 0, prepare: async () => {} }
    const waited = await waitForSection(parts, waiting, never)
    called.push(`${id === first ? 'first' : 'second'} ${waited}`)
  }
  const turns = async () => {
    for (let n = 0; n < 20; n += 1) await new Promise(setImmediate)
  }
  const [place, behind] = [placed({}), placed({})]
  const waiting = waitAt(first, 0, place)
  const waitingToo = waitAt(second, 0, behind)
  await turns()
  await parts.store.signal('request', first, {})
  await waiting
  t.same(placed({ place }), place)
  const again = waitAt(first, 1, placed({ place }))
  await turns()
  leaveSection(parts, 'made-up', 'two-calls')
  await again
  t.same(called, ['first said', 'first left'], 'and not whoever came later')
  leaveSection(parts, 'made-up', 'two-calls')
  await waitingToo
  of.clock.advance(2000)
  t.same(placed({ place }), place, 'and no new patience')
})

t.test('whoever came too early into a section is not sent away because somebody else waits by then', async t => {
  const { bench: of } = await bench(t, twoCalls)
  const parts = { ...of.parts, sectionPlaces: 1 }
  const [first, second] = [await of.demand('7'), await of.demand('8')]
  const stopping = new AbortController()
  const [place, behind] = [0, 1].map(() => placeOf(parts, {}, 'made-up', 'two-calls')) as [Place, Place]
  const wait = (id: string, at: Place, left: number) => {
    const waiting = { held: { id, folded: 0 }, platform: 'made-up', place: at, left, prepare: async () => {} }
    return waitForSection(parts, waiting, stopping.signal)
  }
  const waits = wait(first, place, 0)
  callNext(parts, 'made-up', 'two-calls')
  t.equal(await waits, 'left', 'called while the leaving is stored')
  const waitsBehind = wait(second, behind, 0)
  const waitsOn = wait(first, place, 0)
  leaveSection(parts, 'made-up', 'two-calls')
  t.equal(await waitsOn, 'left', 'it is called again once the section is left')

  t.equal(await wait(first, place, 0), 'left', 'and looks again where it was left in the meantime')
  t.equal(await wait(first, place, 1), 'no-place', 'who finds it taken makes room')
  stopping.abort()
  t.equal(await waitsBehind, 'stopped')
})

t.test('a hold placed after the first intent lets nothing further begin, and its release goes on', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'block' }, { id: 'delete', reversible: false }])
  const id = await of.demand('7')
  platform.script('perform block', async happen => {
    happen()
    await of.hold('audit', '7')
    return done
  })
  await of.work()
  t.strictSame(await stored(of, id), ['stalled', 'legal-hold'])
  t.strictSame(performed(platform), ['perform block 7'], 'the action in hand was finished, the next not begun')
  await of.releaseHold('audit')
  await of.work()
  t.strictSame(performed(platform), ['perform block 7', 'perform delete 7'])
  t.equal((await of.request(id)).state, 'completed')
})

t.test('a hold whose document is damaged keeps everything back until it is there again', async t => {
  const { bench: of, platform } = await bench(t, [{ id: 'delete' }])
  await of.hold('audit', '7')
  const path = of.disk.paths().find(each => each.includes('/hold/'))!
  const whole = (await of.disk.read(path))!
  of.disk.plant(path, whole.subarray(0, 40))
  const damaged = await of.restart()
  const id = await damaged.demand('7')
  await damaged.work()
  t.strictSame(performed(platform), [], 'nobody knows whom it protects')
  t.equal((await damaged.request(id)).state, 'accepted')
  damaged.disk.plant(path, whole)
  const mended = await damaged.restart()
  mended.clock.advance(60_000)
  await mended.work()
  t.strictSame(await stored(mended, id), ['blocked', 'legal-hold'])
  t.strictSame(performed(platform), [])
})

t.test('a hold that is placed before anything has begun blocks, even in the last instant', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'block' }], { policy: { coolOffMs: 5000 } })
  const id = await of.demand('7')
  await of.work()
  t.equal((await of.request(id)).state, 'cooling-off')
  of.clock.advance(5000)
  // Placed between the reading of the platform and the entry into `erasing`.
  const { store } = of.parts
  const wasExclusive = store.exclusive
  store.exclusive = async (key, run) => {
    store.exclusive = wasExclusive
    await of.hold('audit', '7')
    return wasExclusive.call(store, key, run) as never
  }
  await of.work()
  t.strictSame(performed(platform), [], 'nothing was begun')
  t.strictSame(await stored(of, id), ['blocked', 'legal-hold'])
})

t.test('a withdrawal while there is a way back is undone by the platform itself', async t => {
  const sent: string[] = []
  const send = async ({ kind }: { kind: string }) => void sent.push(kind)
  const { platform, bench: of } = await bench(t, [{ id: 'block' }, { id: 'delete', reversible: false }], { send })
  const id = await of.demand('7')
  platform.script('perform block', async happen => {
    happen()
    await of.signal(id, { kind: 'withdraw', demand: null, by: 'officer', at })
    return done
  })
  await of.work()
  t.strictSame(await stored(of, id), ['withdrawn', 'withdrawn'])
  t.strictSame(sent, ['consequences-notice', 'withdrawn'], 'whoever took it back is told')
  t.strictSame(platform.calls, ['find', 'perform block 7', 'release 7'])
  t.ok((await of.told(id)).includes('put-back'))
})

t.test('what is undone on the platform is on record before the platform is called, once for all tries', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'block' }, { id: 'delete', reversible: false }])
  const id = await of.demand('7')
  platform.script('perform block', async happen => {
    happen()
    await of.signal(id, { kind: 'withdraw', demand: null, by: 'officer', at })
    return done
  })
  const before: (readonly string[])[] = []
  platform.script<unknown>('release', async happen => {
    happen()
    before.push((await of.told(id)).filter(kind => kind.startsWith('put-back')))
    return fail('unavailable')
  })
  await of.work()
  t.strictSame(before, [['put-back-begun']])
  t.equal((await of.request(id)).state, 'erasing')
  of.clock.advance(3_600_000)
  await of.work()
  t.equal((await of.request(id)).state, 'withdrawn')
  const told = (await of.told(id)).filter(kind => kind.startsWith('put-back'))
  t.strictSame(told, ['put-back-begun', 'put-back'])
  const { evidence } = await of.request(id)
  t.strictSame(evidence.find(({ kind }) => kind === 'put-back-begun')?.data, { actions: ['block'] })
})

t.test('a withdrawal after the point of no return changes nothing', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'delete', reversible: false }, { id: 'tidy' }])
  const id = await of.demand('7')
  platform.script('perform delete', async happen => {
    happen()
    await of.signal(id, { kind: 'withdraw', demand: null, by: 'officer', at })
    return done
  })
  await of.work()
  t.equal((await of.request(id)).state, 'completed')
  t.notOk(platform.calls.includes('release 7'))
})

t.test('a retry reads what was done by the word of the platform alone, and does again what is not there', async t => {
  const { platform, bench: of } = await bench(t, [
    { id: 'block' },
    { id: 'leave', reversible: false },
    { id: 'move', reversible: false },
    { id: 'delete', reversible: false }
  ])
  const id = await of.demand('7')
  // A yes and nothing done, which only the refusal of what comes after it shows.
  platform.script('perform move', () => done)
  platform.script('perform delete', () => fail('refused'))
  await of.work()
  t.strictSame(await stored(of, id), ['stalled', 'platform-odd'])
  await of.signal(id, { kind: 'retry', by: 'officer', at })
  platform.script('confirm leave', () => fail('unavailable'))
  const before = platform.calls.length
  await of.work()
  t.equal((await of.request(id)).state, 'erasing', 'what could not be read is read again before anything is done')
  t.notOk(platform.calls.slice(before).some(call => call.startsWith('perform')))
  of.clock.advance(3_600_000)
  await of.work()
  t.equal((await of.request(id)).state, 'completed')
  const [again, end] = [platform.calls.slice(before), platform.calls.indexOf('perform delete 7', before)]
  t.strictSame(
    again.filter(call => call.startsWith('perform')),
    ['perform move 7', 'perform delete 7'],
    'and nothing that was there is done twice'
  )
  t.notOk(
    again.slice(0, again.indexOf('perform move 7')).includes('confirm block 7'),
    'what can be taken back is not doubted: where it is gone, somebody may have cancelled it'
  )
  for (const action of ['block', 'move', 'delete'])
    t.ok(platform.calls.lastIndexOf(`confirm ${action} 7`) > end, 'each is read back at the end as before')
})

t.test('three surprises from different requests stop the platform, three from one do not', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'a' }])
  const first = await of.demand('1')
  for (let tries = 0; tries < 3; tries += 1) {
    platform.script('perform a', () => fail('surprise'))
    await of.work()
    t.strictSame(await stored(of, first), ['stalled', 'platform-odd'])
    await of.signal(first, { kind: 'retry', by: 'officer', at })
  }
  t.equal((await of.platformBody()).paused, null)
  platform.script(
    'perform a',
    () => fail('surprise'),
    () => fail('surprise'),
    () => fail('surprise')
  )
  await of.demand('2')
  await of.demand('3')
  await of.work()
  t.match((await of.platformBody()).paused, { by: 'lethe', because: 'three-surprises' })
  const last = await of.demand('4')
  await of.work()
  t.equal((await of.request(last)).state, 'accepted', 'kept back')
  t.notOk(platform.calls.includes('perform a 4'))
})

t.test('a refusal stalls, and a person may look again or try again', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'a', repeat: 'never' }])
  const id = await of.demand('7')
  platform.script('perform a', () => fail('refused'))
  await of.work()
  t.strictSame(await stored(of, id), ['stalled', 'platform-odd'])
  await of.work()
  t.equal(performed(platform).length, 1, 'nothing happens by itself')
  await of.signal(id, { kind: 'retry', by: 'officer', at })
  await of.work()
  t.equal(performed(platform).length, 2)
  t.equal((await of.request(id)).state, 'completed')
})

t.test('what cannot be read back ends as completed only where the plan said so beforehand', async t => {
  for (const [readBack, end] of [
    ['none', 'completed'],
    ['independent', 'partially-completed']
  ] as const) {
    const { platform, bench: of } = await bench(t, [{ id: 'a', readBack }])
    const id = await of.demand('7')
    platform.script('confirm a', () => cannotTell)
    await of.work()
    t.equal((await of.request(id)).state, end, `read back ${readBack}`)
  }
})

t.test('what is still there after all the readings is put before a person', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'a' }], { policy: { confirmTries: 3 } })
  const id = await of.demand('7')
  platform.script('perform a', () => done)
  for (let turn = 0; turn < 5; turn += 1) {
    await of.work()
    of.clock.advance(1000)
  }
  t.strictSame(await stored(of, id), ['stalled', 'still-there'])
  t.equal(platform.calls.filter(call => call === 'confirm a 7').length, 3)
})

t.test('rows are read when all is confirmed: what is unavailable waits, and no odd answer is a yes', async t => {
  const row: PlannedRow = {
    id: 'statements',
    number: 40,
    category: 'Statements',
    scopes: ['person'],
    outcome: 'delete',
    ground: null,
    because: 'They are deleted.',
    sources: null,
    sensitive: null,
    check: 'other-side',
    readBy: 'GET /statements',
    count: 2
  }
  const readings = (is: RowReading['is']) => [{ row: row.id, is, dueAt: null, because: null }]
  const none = { ...row, id: 'badges', count: 0 }
  const world = async (...answers: readonly (() => readonly RowReading[])[]) => {
    const made = await bench(t, [{ id: 'a' }], { policy: { confirmTries: 2 } })
    made.platform.plans({ retained: [row, none] })
    const queue = [...answers]
    made.platform.readRows = async () => (queue.length > 1 ? queue.shift()! : queue[0]!)()
    const id = await made.bench.demand('7')
    for (let turn = 0; turn < 6; turn += 1) {
      await made.bench.work()
      made.bench.clock.advance(60_000)
    }
    return made.bench.request(id)
  }
  const waited = await world(
    () => fail('unavailable'),
    () => readings('gone')
  )
  t.match(waited, { state: 'completed', rows: { tries: 1, readings: readings('gone') } })
  t.equal(waited.evidence.filter(({ kind }) => kind === 'rows-read').length, 1)
  t.same(
    (await world(() => fail('refused'))).rows?.readings,
    [{ ...readings('cannot-tell')[0], because: 'platform-odd' }],
    'and none of what was not there'
  )
  const late = await world(
    () => readings('still-there'),
    () => readings('gone')
  )
  t.match(late, { state: 'completed', rows: { tries: 2 } })
  const left = await world(() => readings('still-there'))
  t.match(left, { state: 'stalled', because: 'row-still-there', rows: { tries: 2 } })
})

t.test('two demands for one subject become one request, and the second keeps its clock and its say', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'a' }], { policy: { coolOffMs: 10_000 } })
  const first = await of.demand('7')
  await of.work()
  const second = await of.demand('7')
  await of.work()
  t.match(await of.request(second), { state: 'joined', joinedTo: first })
  t.equal((await of.request(first)).demands.length, 2)
  of.clock.advance(10_000)
  await of.work()
  t.equal((await of.request(first)).state, 'completed')
  t.strictSame(performed(platform), ['perform a 7'], 'one erasure')
})

t.test('the demand of a request that is joined is on disk at the other before it ends', async t => {
  const { bench: of } = await bench(t, [{ id: 'a' }], { policy: { coolOffMs: 10_000 } })
  const first = await of.demand('7')
  await of.work()
  const second = await of.demand('7')
  let atEnd = 0
  const { store } = of.parts
  const put = store.put
  store.put = async (kind, id, entry, terms) => {
    if ((entry.body as { state?: string }).state === 'joined') {
      const other = await (await of.restart()).parts.store.get('request', first)
      atEnd = other!.signals.length
    }
    return put.call(store, kind, id, entry, terms)
  }
  await of.work()
  t.equal((await of.request(second)).state, 'joined')
  t.equal(atEnd, 1, 'told before it ended')
})

t.test('a message that comes again while its request is being carried on gets its first answer', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'a' }])
  const key = '0123456789abcdef0123456789abcdef'
  const id = await of.demand('7', key)
  let again: string | null = null
  platform.script('perform a', async happen => {
    again = await of.demand('7', key)
    happen()
    return done
  })
  await of.work()
  t.equal(again, id)
  t.match(await of.request(id), { state: 'completed', demands: [{ by: 'human-resources' }] })
})

t.test('an approval covers what was approved and nothing that came later', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'a' }], { policy: { approvals: 1, coolOffMs: 10_000 } })
  const id = await of.demand('7')
  const approve = async () => {
    const { fingerprint } = await of.request(id)
    await of.signal(id, { kind: 'approve', by: 'officer', at, fingerprint: fingerprint!, asOfficer: true })
    await of.work()
  }
  await of.work()
  t.strictSame(await stored(of, id), ['awaiting-approval', 'approval-needed'])
  await approve()
  t.equal((await of.request(id)).state, 'cooling-off')
  platform.plans({ privilegedRoles: ['author'] })
  of.clock.advance(10_000)
  await of.work()
  t.strictSame(await stored(of, id), ['awaiting-approval', 'approval-needed'], 'a role that nobody had decided on')
  t.strictSame(performed(platform), [])
  await approve()
  t.strictSame(performed(platform), ['perform a 7'])
})

t.test('a mail outage delays the message and not the erasure', async t => {
  let isUp = false
  const sent: string[] = []
  const send: Send = async ({ kind }) => {
    if (!isUp) throw new Error('no mail today')
    sent.push(kind)
  }
  const { bench: of } = await bench(t, [{ id: 'a' }], { send })
  const id = await of.demand('7')
  await of.work()
  t.equal((await of.request(id)).state, 'completed')
  const [notice, completed] = (await of.request(id)).outbox
  t.match(notice, { kind: 'consequences-notice', state: 'given-up' }, 'what is over is not announced any more')
  t.match(completed, { kind: 'completed', state: 'due', tries: 1 })
  t.not((await of.request(id)).vault.work?.wrapped, null, 'the address is kept until it is sent')
  isUp = true
  of.clock.advance(120_000)
  await of.work()
  t.strictSame(sent, ['completed'])
  t.match(await of.request(id), { outbox: [{}, { state: 'sent', tries: 2 }], vault: { work: { wrapped: null } } })
})

/** Lets everything that is ready run. */
const settle = async () => {
  for (let turn = 0; turn < 60; turn += 1) await new Promise(resolve => setImmediate(resolve))
}

t.test('a stop finishes the action in hand and begins no other', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'first' }, { id: 'second' }])
  const id = await of.demand('7')
  const begun = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<Outcome>()
  platform.script('perform first', happen => {
    begun.resolve()
    happen()
    return answer.promise
  })
  const worker = startWorker(of.parts)
  await begun.promise
  const stopped = worker.stop(20_000)
  answer.resolve(done)
  await stopped
  t.match((await of.request(id)).actions, [{ outcome: { is: 'done' } }, { intentAt: null }])
  t.strictSame(performed(platform), ['perform first 7'])
  const after = await of.restart()
  await after.work()
  t.equal((await after.request(id)).state, 'completed')
})

t.test('a stop that may not wait longer breaks the call off and leaves its intent to the next start', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'first', repeat: 'never' }])
  const id = await of.demand('7')
  const begun = Promise.withResolvers<void>()
  platform.script('perform first', (happen, signal) => {
    begun.resolve()
    happen()
    return new Promise<Outcome>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  const worker = startWorker(of.parts)
  await begun.promise
  const stopped = worker.stop(20_000)
  await settle()
  of.clock.advance(20_000)
  await stopped
  t.match((await of.request(id)).actions, [{ outcome: null, tries: 1 }])
  const after = await of.restart()
  await after.work()
  t.strictSame(performed(platform), ['perform first 7'], 'not called again')
  t.equal((await after.request(id)).state, 'completed', 'read back')
})

t.test('the worker wakes for what is stored and for what falls due, without being asked', async t => {
  const { bench: of } = await bench(t, [{ id: 'a' }], { policy: { coolOffMs: 60_000 } })
  const worker = startWorker(of.parts)
  const id = await of.demand('7')
  await settle()
  t.equal((await of.request(id)).state, 'cooling-off')
  of.clock.advance(60_000)
  await settle()
  t.equal((await of.request(id)).state, 'completed')
  await worker.stop(0)
})

t.test('a request that makes the worker fail is left alone for a while and harms no other', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'a' }])
  platform.script('find', () => {
    throw new TypeError('a fault of ours')
  })
  const broken = await of.demand('7')
  const worker = startWorker(of.parts)
  await settle()
  const sound = await of.demand('8')
  await settle()
  t.equal((await of.request(sound)).state, 'completed')
  t.equal((await of.request(broken)).state, 'accepted')
  t.strictSame(of.logged, ['a request could not be carried on'])
  of.clock.advance(30_000)
  await settle()
  t.equal((await of.request(broken)).state, 'completed')
  await worker.stop(0)
})

t.test('whoever lost the claim writes nothing', async t => {
  const { platform, bench: of } = await bench(t, [{ id: 'a' }])
  const id = await of.demand('7')
  let other: unknown
  platform.script('perform a', async happen => {
    happen()
    // The lease ran out in the middle of the call, and another holder took over.
    of.clock.advance(61_000)
    const [taken] = await of.parts.store.claimDue('request', 1, 60_000)
    other = taken?.document.id
    return done
  })
  await t.rejects(of.work(), { code: 'claim-lost' })
  t.equal(other, id)
  t.match((await of.request(id)).actions, [{ outcome: null }], 'the outcome is read by the new holder')
})

const hourMs = 3_600_000

/** Somebody asks for person 7, who is written to. */
const askOnBehalf = async (t: Test, kind: Mandate['kind'], changes: Partial<Mandate> = {}) => {
  const sent: string[] = []
  const send: Send = async message => void sent.push(message.kind)
  const required = ['mandate-recorded', 'consequences-told', 'no-legal-hold']
  const asked = Object.fromEntries(
    preconditions.map(({ id }) => [id, required.includes(id) ? 'required' : 'not-asked'])
  ) as NonNullable<PolicyChanges['asked']>
  const policy = { asked, invitationMs: 24 * hourMs, noticeMs: hourMs, coolOffMs: hourMs }
  const { platform, bench: of } = await bench(t, [{ id: 'a' }], { send, policy })
  const taken = await createAccept(of.parts)({
    type: 'account.deletion.requested',
    by: 'desk',
    deliveryKey: null,
    platform: 'lake',
    identifiers: [{ kind: 'platform-id', value: '7' }],
    demand: {
      origin: 'on-behalf',
      ground: { article: '17(1)', letter: 'b' },
      saidAt: null,
      proof: null,
      mandate: { kind, expiresAt: null, ...changes },
      acknowledged: false
    },
    mandate: { who: 'Guardian Canary', how: 'by order', reference: '7 G 1', obtainedOn: '2026-02-01', cannotAsk: null },
    notes: [],
    instants: {}
  })
  const id = taken.body.request!
  const object = async () => {
    const at = of.clock.now().toISOString()
    await of.signal(id, { kind: 'object', id: `o-${at}`, by: 'subject', at, sealedNote: null })
    await of.work()
  }
  const pass = async (ms: number) => {
    of.clock.advance(ms)
    await of.work()
  }
  await of.work()
  sent.length = 0
  return { platform, of, id, sent, object, pass, state: () => stored(of, id) }
}

t.test('whoever is asked for is invited, left time, told, and only then erased', async t => {
  const { platform, of, id, sent, pass, state } = await askOnBehalf(t, 'guardian')
  t.same(await state(), ['blocked', 'invitation-running'], 'the sending makes the request look again')
  const calls = platform.calls.length
  await pass(23 * hourMs)
  t.equal(platform.calls.length, calls, 'the platform is left alone meanwhile')
  await pass(hourMs)
  t.same(await state(), ['cooling-off', 'notice-period'])
  const { verdicts, coolOffEndsAt, noticeSentAt } = await of.request(id)
  const codes = verdicts.flatMap(({ blockers }) => blockers.map(({ code }) => code))
  t.same(codes, ['notice-period-running'], 'the stored reason is what is true after the mail went out')
  t.equal(Date.parse(coolOffEndsAt!) - Date.parse(noticeSentAt!), hourMs)
  await pass(hourMs)
  t.equal((await of.request(id)).state, 'completed')
  t.same(sent, ['consequences-notice', 'completed'])
})

t.test('a reason why nobody can be asked opens it at once, and who may ask stands in the vault alone', async t => {
  const { of, id } = await askOnBehalf(t, 'estate', { cannotAsk: true })
  const request = await of.request(id)
  t.match(request, { state: 'cooling-off', because: 'notice-period' })
  t.match(request.evidence[0], { data: { mandate: 'estate', cannotAsk: true, copy: 'not-said' } })
  t.notMatch(JSON.stringify(request), /Guardian|7 G 1/)
  const document = (await of.parts.store.get('request', id)) as Parameters<typeof openWork>[1]
  t.match(openWork(of.parts, document)!.mandates, [{ who: 'Guardian Canary', reference: '7 G 1' }])
})

t.test('who objects is told at once what that does, and later what became of it', async t => {
  const consent = await askOnBehalf(t, 'consent-to-act', { cannotAsk: true })
  await consent.object()
  t.same(await consent.state(), ['blocked', 'subject-objected'])
  t.same(consent.sent.at(-1), 'objection-stops')
  t.notMatch(consent.platform.calls.join(), 'perform')

  const { of, id, sent, object, pass, state } = await askOnBehalf(t, 'guardian', { cannotAsk: true })
  await object()
  t.same(await state(), ['awaiting-approval', 'objection-undecided'])
  t.same(sent.at(-1), 'objection-waits')
  await pass(1000)
  const { fingerprint } = await of.request(id)
  const at = of.clock.now().toISOString()
  await of.signal(id, { kind: 'approve', by: 'officer', at, fingerprint: fingerprint!, asOfficer: true })
  await of.work()
  t.ok(sent.includes('objection-overruled'), 'told that it was not followed')
  await pass(2 * hourMs)
  t.equal((await of.request(id)).state, 'completed')
  t.match(await of.told(id), ['received'])
})

t.test('a slow older look at a platform takes nothing back that a later one has told', async t => {
  const answers: ReturnType<typeof Promise.withResolvers<unknown>>[] = []
  const store = {
    look() {
      const answer = Promise.withResolvers<unknown>()
      answers.push(answer)
      return answer.promise
    }
  } as unknown as Store
  const closed: string[] = []
  const connections = createConnections(store, (_, { options }) => {
    const name = String(options.name)
    return { name, close: async () => void closed.push(name) } as unknown as ReturnType<typeof createMadeUpPlatform>
  })
  const stored = (name: string) => ({ body: { options: { name }, sealedSecrets: {} } })
  const nameOf = async (got: ReturnType<typeof connections.get>) =>
    ((await got)?.platform as unknown as { readonly name: string } | undefined)?.name ?? null
  const looks = [1, 2, 3, 4].map(() => nameOf(connections.get('lake')))
  answers[1]!.resolve(stored('new'))
  t.equal(await looks[1], 'new')
  answers[0]!.resolve(stored('old'))
  t.equal(await looks[0], 'new', 'it is asked as it now is')
  t.same(closed, [], 'and stays connected')
  answers[3]!.resolve(null)
  t.equal(await looks[3], null)
  answers[2]!.resolve(stored('new'))
  t.equal(await looks[2], null, 'what was removed is not connected to again')
  t.same(closed, ['new'])
})
