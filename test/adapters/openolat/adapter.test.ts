import { readFileSync } from 'node:fs'
import t from 'tap'
import { adapter as openolat } from '../../../adapters/openolat/index.ts'
import { type Seed, startSandbox } from '../../../adapters/openolat/sandbox/index.ts'
import { createTestDoor, testAdapterContract } from '../../contracts/adapter.ts'
import { createMemorySpool } from '../../doubles/memory-spool.ts'

const seed: Seed = JSON.parse(
  readFileSync(new URL('../../../adapters/openolat/sandbox/seed.json', import.meta.url), 'utf8')
)
const credentials = { username: '0b6f8f0e-5a4e-4f0e-9c55-3d6a2f6e1c11', secret: 'sandbox-secret' }

testAdapterContract(t, 'openolat', async () => {
  const sandbox = await startSandbox({ seed })
  const http = createTestDoor(sandbox.address)
  const connect = (secret: string) =>
    openolat.connect(
      { baseUrl: `${sandbox.address}/olat`, username: credentials.username, secret, settleMs: 0 },
      { http, spool: createMemorySpool(), now: () => new Date(), sleep: async () => {} }
    )
  return {
    platform: connect(credentials.secret),
    blind: connect('wrong'),
    optionsSchema: openolat.optionsSchema,
    person: [
      { kind: 'username', value: 'tcoach' },
      { kind: 'email', value: 'tilda.coach@uni.example' }
    ],
    other: { kind: 'platform-id', value: '70021' },
    nobody: { kind: 'username', value: 'nobody-at-all' },
    policy: {
      successors: [{ category: '*', successor: { kind: 'username', value: 'snext' } }],
      names: 'remove-name',
      treatments: {}
    },
    isThere: id => !(sandbox.world.identities.find(i => String(i.key) === id)?.status === 199),
    effects(id) {
      const mine = sandbox.journal.list().filter(entry => entry.person === id && !entry.refused)
      return Object.fromEntries(mine.map(({ effect }) => [effect, mine.filter(e => e.effect === effect).length]))
    },
    once: ['status', 'delete', 'delete-begun'],
    wayBack: { perform: ['block'], restored: ['status'] },
    stateOf: id => sandbox.world.identities.find(i => String(i.key) === id)?.status,
    addFault: sandbox.faults.add,
    async close() {
      await http.close()
      await sandbox.close()
    }
  }
})
