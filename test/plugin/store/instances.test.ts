import t from 'tap'
import { followClock } from '../../../plugin/clock.ts'
import { openDatabaseClock } from '../../../plugin/store/postgres/database-clock.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'

const server = await startPostgres()
t.teardown(() => server.stop())

t.test('time is that of the one who is asked, goes on by itself, and never goes back', async t => {
  let ticks = 500
  let theirs = Date.parse('2026-03-02T09:00:00.000Z')
  let isAway = false
  let wake = Promise.withResolvers<void>()
  const pass = (ms: number) => {
    ticks += ms
    theirs += ms
  }
  const ask = async () => {
    if (isAway) throw new Error('away')
    pass(20)
    const answer = theirs
    pass(20)
    return answer
  }
  const sleep = (_: number, signal: AbortSignal) => {
    wake = Promise.withResolvers()
    signal.addEventListener('abort', () => wake.reject(signal.reason))
    return wake.promise
  }
  const clock = await followClock(ask, { ticks: () => ticks, sleep })
  const behindMs = () => Math.round(theirs - clock.now().getTime())
  const askAgain = async () => {
    wake.resolve()
    for (let n = 0; n < 10; n += 1) await Promise.resolve()
  }
  t.equal(behindMs(), 0, 'the way is counted in half')
  pass(1000)
  t.equal(behindMs(), 0)
  isAway = true
  await askAgain()
  pass(60_000)
  t.equal(behindMs(), 0, 'nobody answered, and it goes on')
  isAway = false
  theirs += 3_600_000
  await askAgain()
  t.equal(behindMs(), 0, 'ahead at once')
  theirs -= 10_000
  const before = clock.now().getTime()
  await askAgain()
  t.equal(behindMs(), -10_000, 'ahead, as it was when it was told')
  t.ok(clock.now().getTime() > before)
  pass(10_000)
  t.ok(behindMs() < 0 && behindMs() > -6000)
  pass(10_000)
  t.equal(behindMs(), 0, 'in step again')
  await clock.stop()
})

t.test('the time of an installation is that of its server', async t => {
  const url = await server.database()
  const clock = await openDatabaseClock(url)
  t.ok(Math.abs(clock.now().getTime() - Date.now()) < 5000, 'the server of the test runs here')
  await clock.stop()
  t.equal(await openDatabaseClock('postgres://lethe@127.0.0.1:1/none').catch(error => error.code), 'unreachable')
  await server.drop(url)
})
