import pg from 'pg'
import t from 'tap'
import { systemClock } from '../../../plugin/clock.ts'
import { startEngine } from '../../../plugin/work/bell/engine.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'
import { openSilencer } from '../../doubles/silencer.ts'

const server = await startPostgres()
t.teardown(() => server.stop())
const clock = systemClock()
const never = new AbortController().signal

t.test('the engine outlives its connections, also where they are taken from it in the middle of a stop', async t => {
  const url = await server.database()
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  const cut = () =>
    admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lethe-bell'")
  const said: boolean[] = []
  // Whatever it leaves unhandled ends the process, and fails here.
  for (let rounds = 0; rounds < 6; rounds += 1) {
    const up = Promise.withResolvers<void>()
    const engine = startEngine({
      url,
      hands: 4,
      clock,
      due: async () => {},
      tell(isUp) {
        said.push(isUp)
        if (isUp) up.resolve()
      }
    })
    await up.promise
    const stopped = rounds % 2 === 0 ? null : engine.stop()
    await cut()
    if (stopped === null) await clock.sleep(50, never)
    await cut()
    await (stopped ?? engine.stop())
  }
  t.ok(said.includes(true))
  await admin.end()
  await server.restart('fast')
  t.pass('and so does its process')
})

t.test('where the way goes silent, the engine says that it does not ring, and rings by another connection', async t => {
  const url = new URL(await server.database())
  const straight = url.href
  const silencer = await openSilencer(Number(url.port))
  url.port = String(silencer.port)
  const [up, down, due] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const engine = startEngine({
    url: url.href,
    hands: 2,
    clock,
    answersWithinMs: 2000,
    due: async () => due.resolve(),
    tell: isUp => (isUp ? up : down).resolve()
  })
  await up.promise
  silencer.silence()
  await down.promise
  const admin = new pg.Client({ connectionString: straight })
  await admin.connect()
  await admin.query("select graphile_worker.add_job('lethe-due', '{}'::json)")
  await due.promise
  t.pass('and brings what is due')
  await admin.end()
  await engine.stop()
  silencer.close()
})
