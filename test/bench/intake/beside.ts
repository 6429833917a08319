import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { load, type Slice } from './load.ts'
import { type Server, startLethe, startPeer, storedBytes } from './servers.ts'
import { countStored } from './stored.ts'

/** One slice of one server in one round. */
export interface Case extends Slice {
  readonly round: number
  readonly server: string
}

/** How long is measured: rounds, and about so many seconds a slice. */
export interface Pace {
  readonly rounds: number
  readonly seconds: number
  tell(one: Case): void
}

/** How many calls a slice of about so many seconds takes, by what a server just did. */
const amountOf = ({ perSecond }: Slice, seconds: number): number => Math.max(320, Math.round(perSecond * seconds))

/**
 * Loads the servers in turn, each warmed up before its slice, in another order each round. All run all the time; one that is not
 * loaded waits. Answers how many calls each has answered in all.
 */
export const interleave = async (
  servers: readonly Server[],
  { rounds, seconds, tell }: Pace
): Promise<ReadonlyMap<string, number>> => {
  const answered = new Map<string, number>()
  const note = (server: Server, slice: Slice): Slice => {
    answered.set(server.name, (answered.get(server.name) ?? 0) + slice.answers)
    return slice
  }
  const paces = new Map<string, Slice>()
  for (const server of servers) {
    note(server, await load(server, 2_000))
    paces.set(server.name, note(server, await load(server, 2_000)))
  }
  for (let round = 1; round <= rounds; round += 1) {
    const order = servers.map((_, at) => servers[(at + round) % servers.length]!)
    for (const server of order) {
      const warm = note(server, await load(server, amountOf(paces.get(server.name)!, seconds / 4)))
      const slice = note(server, await load(server, amountOf(warm, seconds)))
      tell({ round, server: server.name, ...slice })
    }
  }
  return answered
}

/** Lethe and the three beside it; afterwards Lethe is killed, and what it answered 202 to is looked for on disk. */
export const runBeside = async (folder: string, platform: string, pace: Pace, execArgv: readonly string[]) => {
  const own = join(folder, 'lethe')
  const { server: lethe } = await startLethe(own, platform, undefined, execArgv)
  await load(lethe, 200)
  const fileBytes = storedBytes(own)
  mkdirSync(join(folder, 'peers'), { recursive: true })
  const peers: Server[] = []
  for (const name of ['hmac', 'synced-file', 'probot'] as const)
    peers.push(await startPeer(name, join(folder, 'peers'), fileBytes))
  const answered = await interleave([lethe, ...peers], pace)
  for (const peer of peers) await peer.end()
  if (execArgv.length > 0) await lethe.end()
  else process.kill(lethe.pid, 'SIGKILL')
  const accepted = 200 + (answered.get('lethe') ?? 0)
  return { accepted, stored: await countStored(own), fileBytes }
}
