import t from 'tap'
import { systemRandom } from '../../../plugin/random.ts'
import { openPostgresStore } from '../../../plugin/store/postgres/open.ts'
import { testStore } from '../../contracts/store.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'

const server = await startPostgres()
t.teardown(() => server.stop())

t.test('keeps the contract of every store', t =>
  testStore(t, async () => {
    const url = await server.database()
    return {
      open: clock => openPostgresStore({ url, clock, random: systemRandom() }),
      dispose: () => server.drop(url)
    }
  })
)
