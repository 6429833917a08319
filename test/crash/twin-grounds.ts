import { join } from 'node:path'
import pg from 'pg'
import type { startPostgres } from '../doubles/postgres-server.ts'
import type { Fault } from './fault.ts'
import { copyRoot, discard, environment, type GroundMaker, type Life, makeRoot, tokenIn } from './grounds.ts'
import { type SpawnedSidecar, spawnSidecar } from './spawn.ts'

/** How long a claim outlives its holder here: short, so that a case need not wait for half a minute. */
const leaseMs = 4000
const names = ['one', 'two'] as const

type Database = Awaited<ReturnType<typeof startPostgres>>

const revisionsOf = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(`select max(revision) as n from lethe.document where kind = 'request'`)
  await client.end()
  return Number(rows[0].n ?? 0)
}

/** Two instances on one database, both at work. One dies; the other is not started again, it goes on. */
async function startTwins(url: string, root: string, mailUrl: string, fault: Fault | null): Promise<Life> {
  const onceBy = join(root, 'died')
  const settings = { ...environment(root, mailUrl), HOME: root, LETHE_STORE: url, LETHE_LOG_LEVEL: 'error' }
  const all = await Promise.all(names.map(name => spawnSidecar(settings, { fault, name, leaseMs, onceBy })))
  const living = new Map<string, SpawnedSidecar>(names.map((name, at) => [name, all[at]!]))
  for (const [name, { dead }] of living) void dead.then(() => living.delete(name))
  let last = 0
  return {
    /** Of whoever lives, in turns, as by a load balancer. */
    get address() {
      last += 1
      const now = [...living.values()]
      return now.length === 0 ? all[0]!.address : now[last % now.length]!.address
    },
    token: tokenIn(root),
    dead: Promise.all(all.map(({ dead }) => dead)).then(() => {}),
    isHurt: () => living.size < names.length,
    kill: who => living.get(who ?? names[0])?.kill(),
    async end() {
      for (const one of all) one.kill()
      await Promise.all(all.map(({ dead }) => dead))
    }
  }
}

/** Databases that begin as copies of one another, each with two instances on it. */
export function twinGrounds(mailUrl: string, database: Database): GroundMaker {
  const first = makeRoot()
  let prepared = ''
  return {
    async prepare(work) {
      prepared = await database.database()
      const life = await startTwins(prepared, first, mailUrl, null)
      await work(life)
      await life.end()
    },
    async make() {
      const root = copyRoot(first)
      const url = await database.copyOf(prepared)
      return {
        start: fault => startTwins(url, root, mailUrl, fault),
        commits: () => revisionsOf(url),
        async remove() {
          discard(root)
          await database.drop(url)
        }
      }
    },
    async remove() {
      discard(first)
      await database.drop(prepared)
    }
  }
}
