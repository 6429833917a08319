import pg from 'pg'
import t from 'tap'
import { systemClock } from '../../../plugin/clock.ts'
import { startEngine } from '../../../plugin/work/bell/engine.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'

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
