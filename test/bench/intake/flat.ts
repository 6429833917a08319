import { chmodSync, cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { memoryOf } from '../scale/process.ts'
import type { Pace } from './beside.ts'
import { fillFolder } from './filled.ts'
import { load } from './load.ts'
import { type Sender, startLethe } from './servers.ts'
import { countStored } from './stored.ts'

/** How much is stored in the large store, and how much of it is open. */
export interface Stored {
  readonly all: number
  readonly open: number
}

/** What a sidecar with much in its store was like. */
export interface Opening {
  readonly openMs: number
  readonly rssMb: number
}

const ten = 10

/** A copy of folders is open to others; keys are not read from such. */
const copyFolder = (from: string, to: string): void => {
  cpSync(from, to, { recursive: true })
  for (const folder of ['keys', join('keys', 'ended-ids')]) chmodSync(join(to, folder), 0o700)
}

/** Loads a sidecar that was just started on a folder: both kinds are as warm, or as cold, as the other. */
const slice = async (folder: string, platform: string, sender: Sender, { seconds }: Pace) => {
  const beganAt = performance.now()
  const { server } = await startLethe(folder, platform, sender)
  const openMs = performance.now() - beganAt
  const rssMb = memoryOf(server.pid).nowMb
  await load(server, 3_000)
  const warm = await load(server, 3_000)
  const measured = await load(server, Math.round(warm.perSecond * seconds))
  await server.end()
  return { measured, openMs, rssMb }
}

/**
 * Takes in as fast with much in the store as with ten: in turn, each on a folder as it was. The large store is filled once and
 * grows by what is taken in; the small one begins anew each round.
 */
export const runFlat = async (
  folder: string,
  platform: string,
  stored: Stored,
  pace: Pace,
  tell: (text: string) => void
) => {
  const [few, much] = [join(folder, 'few'), join(folder, 'much')]
  const { server, sender } = await startLethe(few, platform)
  // The last of them over the brake, as what comes later: one of those is copied.
  await load(server, ten)
  await server.end()
  copyFolder(few, much)
  const made = performance.now()
  await fillFolder(much, stored, n => tell(`made ${n} of ${stored.all}`))
  tell(`made in ${Math.round((performance.now() - made) / 1000)} s`)
  const openings: Opening[] = []
  let taken = 0
  for (let round = 1; round <= pace.rounds; round += 1) {
    const small = join(folder, `few-${round}`)
    copyFolder(few, small)
    const turns = [
      ['lethe, few', small],
      ['lethe, much', much]
    ] as const
    for (const [name, own] of round % 2 === 0 ? turns.toReversed() : turns) {
      const { measured, openMs, rssMb } = await slice(own, platform, sender, pace)
      if (own === much) {
        openings.push({ openMs, rssMb })
        taken += 6_000 + measured.answers
      }
      pace.tell({ round, server: name, ...measured })
    }
    rmSync(small, { recursive: true })
  }
  return { openings, expected: stored.all + ten + taken, found: await countStored(much) }
}
