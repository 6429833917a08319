import t from 'tap'
import { createSharedLane } from '../../../adapters/http/shared-lane.ts'
import { systemClock } from '../../../plugin/clock.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { openPostgresStore } from '../../../plugin/store/postgres/open.ts'
import { createTally, type Tally } from '../../../plugin/store/tally.ts'
import { createManualClock } from '../../doubles/manual-clock.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'

const server = await startPostgres()
t.teardown(() => server.stop())
const random = systemRandom()
const never = new AbortController().signal

t.test('slots: a platform bears so many calls at once, whoever makes them, and each gets a share', async t => {
  const url = await server.database()
  const time = createManualClock('2026-11-02T08:00:00.000Z')
  const stores = await Promise.all([1, 2].map(() => openPostgresStore({ url, clock: time, random, connections: 2 })))
  t.teardown(() => Promise.all(stores.map(store => store.close())))
  const [one, two] = stores.map(({ counts }) => counts.slotsOf('https://lms.example', 6))
  const slotsOf = async (share: typeof one, running: number, wanted: number) =>
    (await share!.take(running, wanted)).slots
  t.equal(await slotsOf(one, 0, 3), 3, 'all that is wanted')
  t.equal(await slotsOf(one, 3, 9), 6, 'all there are')
  t.equal(await slotsOf(two, 0, 9), 0, 'they are taken')
  t.equal(await slotsOf(one, 6, 9), 3, 'the other wants some: what runs is not cut, and nothing begins')
  t.equal(await slotsOf(two, 0, 9), 0, 'they still run')
  t.equal(await slotsOf(one, 3, 9), 3)
  t.equal(await slotsOf(two, 0, 9), 3)
  time.advance(4999)
  await slotsOf(one, 3, 9)
  time.advance(1)
  t.equal(await slotsOf(one, 3, 9), 6, 'the other has died: its slots come back with its lease')
  t.equal(await slotsOf(one, 0, 0), 0)
  t.equal(await slotsOf(two, 0, 1), 1, 'given back at once')
  t.equal(
    await stores[0]!.counts
      .slotsOf('https://other.example', 1)
      .take(0, 1)
      .then(({ slots }) => slots),
    1
  )
  const scarce = stores.map(({ counts }) => counts.slotsOf('https://small.example', 1))
  const turns: number[][] = []
  for (let turn = 0; turn < 4; turn += 1) {
    for (const share of scarce) await share.take(0, 2)
    turns.push([await slotsOf(scarce[0], 0, 2), await slotsOf(scarce[1], 0, 2)])
    time.advance(4900)
    for (const share of scarce) await share.take(0, 2)
    time.advance(100)
  }
  t.ok(
    turns.every(([mine, theirs]) => mine! + theirs! <= 1),
    'never more than there is'
  )
  t.same(new Set(turns.map(([mine]) => mine)).size, 2, 'one slot goes round')
})

t.test('lanes: calls of two processes never exceed the slots, nobody waits for ever, and the pace is one', async t => {
  const url = await server.database()
  const clock = systemClock()
  const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore({ url, clock, random, connections: 2 })))
  t.teardown(() => Promise.all(stores.map(store => store.close())))
  let [running, most] = [0, 0]
  const made = [0, 0, 0]
  const lanes = stores.map(({ counts }) =>
    createSharedLane({ ...clock, paceMs: 0, share: counts.slotsOf('https://lms.example', 4) })
  )
  const call = async (which: number) => {
    const leave = await lanes[which]!.enter(never)
    running += 1
    most = Math.max(most, running)
    await clock.sleep(3, never)
    running -= 1
    made[which]! += 1
    leave()
  }
  await Promise.all([0, 1, 2].flatMap(which => Array.from({ length: 40 }, () => call(which))))
  t.same(made, [40, 40, 40])
  t.ok(most <= 4, `${most} at once`)
  const gone = new AbortController()
  const held = await Promise.all([1, 2, 3, 4].map(() => lanes[0]!.enter(never)))
  const waiting = lanes[1]!.enter(gone.signal)
  gone.abort(new Error('gone'))
  await t.rejects(waiting, { message: 'gone' }, 'whoever waits can leave')
  for (const leave of held) leave()
  ;(await lanes[1]!.enter(never))()
  await Promise.all(lanes.map(lane => lane.close()))

  const now = new Date()
  const slept: number[] = []
  const standing = { now: () => now, sleep: async (ms: number) => void slept.push(ms) }
  const starts = [0, 1, 2, 0].map((_, n) => now.getTime() + n * 20)
  const share = { take: async () => ({ slots: 9, untilMs: Infinity }), nextStart: async () => starts.shift()! }
  const paced = createSharedLane({ ...standing, paceMs: 20, share })
  for (let n = 0; n < 4; n += 1) (await paced.enter(never))()
  t.same(
    slept.filter(ms => ms < 100),
    [20, 40, 60],
    'each waits for its start'
  )
  await paced.close()
})

t.test('pace: calls of all processes follow one another in one distance', async t => {
  const url = await server.database()
  const clock = createManualClock('2026-11-02T08:00:00.000Z')
  const stores = await Promise.all([1, 2].map(() => openPostgresStore({ url, clock, random, connections: 2 })))
  t.teardown(() => Promise.all(stores.map(store => store.close())))
  const shares = stores.map(({ counts }) => counts.slotsOf('https://lms.example', 4))
  const starts = await Promise.all([0, 1, 0, 1].map(which => shares[which]!.nextStart(20)))
  const now = clock.now().getTime()
  t.same(starts.sort(), [now, now + 20, now + 40, now + 60])
  clock.advance(1000)
  t.equal(await shares[1]!.nextStart(20), now + 1000)
})

t.test('limits that protect people count over all instances, and as in one process', async t => {
  const url = await server.database()
  const clock = createManualClock('2026-11-02T08:00:00.000Z')
  const stores = await Promise.all([1, 2].map(() => openPostgresStore({ url, clock, random, connections: 2 })))
  t.teardown(() => Promise.all(stores.map(store => store.close())))
  const alone = createTally(clock)
  const kinds: readonly (readonly [Tally, Tally])[] = [
    [stores[0]!.counts.tally, stores[1]!.counts.tally],
    [alone, alone]
  ]
  for (const [one, two] of kinds) {
    const about = (name: string, address: string) => [
      { key: `name ${name}`, most: 3, windowMs: 1000 },
      { key: `address ${address}`, most: 5, windowMs: 2000 }
    ]
    t.same(await Promise.all([one, two, one].map(tally => tally.countUp(about('ada', 'a')))), [null, null, null])
    clock.advance(400)
    t.equal(await two.countUp(about('ada', 'b')), 600, 'full, and nothing is counted')
    t.equal(await one.countUp(about('ben', 'b')), null)
    for (const name of ['cy', 'di']) t.equal(await two.countUp(about(name, 'a')), null)
    t.equal(await one.countUp(about('eve', 'a')), 1600, 'by address')
    await two.takeBack('address a')
    t.equal(await one.countUp(about('eve', 'a')), null)
    clock.advance(600)
    t.equal(await one.countUp(about('ada', 'b')), null, 'the window is over')
    await one.countUp(about('ada', 'b'))
    await one.countUp(about('ada', 'b'))
    t.equal(await two.countUp(about('ada', 'c')), 1000)
    await two.forget('name ada')
    t.equal(await one.countUp(about('ada', 'c')), null)
    clock.advance(5000)
  }
  const many = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      stores[n % 2]!.counts.tally.countUp([{ key: 'many at once', most: 7, windowMs: 1000 }])
    )
  )
  t.equal(many.filter(wait => wait === null).length, 7)
})
