import { dirname, join, resolve } from 'node:path'
import { drawBanner } from './banner.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { readFirstPlatforms, registerFirstPlatforms } from './first-platforms.ts'
import { welcomeFirstPerson } from './first-start.ts'
import { createLethe, type Lethe } from './index.ts'
import { systemRandom } from './random.ts'
import { type Disk, nodeDisk } from './store/disk.ts'
import { openEndedIds } from './store/ended-ids/ledger.ts'
import { openStore } from './store/open.ts'
import { openOwnKeys } from './store/records/own-keys.ts'
import type { Store } from './store/store.ts'

/** Where the process writes for people and machines. */
export interface Output {
  /** The banner. */
  print(text: string): void
  /** Log lines, one JSON document each. */
  log(line: string): void
}

/** A running sidecar. */
export interface Server {
  readonly address: string
  /** Where the operator's reverse proxy reaches us; null: it does not. */
  readonly gateway: string | null
  readonly store: Store
  /** Ends it: no new call, the action in hand finished within the grace of the configuration, the store closed. */
  stop(): Promise<void>
}

/** The data folder may lie below folders that nobody made yet. */
const makeFoldersAbove = async (disk: Disk, folder: string): Promise<void> => {
  const above: string[] = []
  for (let parent = dirname(resolve(folder)); parent !== dirname(parent); parent = dirname(parent))
    above.unshift(parent)
  for (const parent of above) await disk.makeFolder(parent)
}

/**
 * Starts the sidecar: store and keys opened, parts put together, listening. Nothing needs to be configured. Throws
 * `StoreError` `already-running` for a second one on the same data folder, `VaultError` for keys that are not safe, missing, or not those of the data.
 * `openDisk` is the file door and `clock` the time; tests pass a disk that loses power, and a clock that they set.
 */
export const startServer = async (
  config: Config,
  output: Output,
  openDisk: () => Disk = nodeDisk,
  clock: Clock = systemClock()
): Promise<Server> => {
  const random = systemRandom()
  const { dataFolder, keysFolder, mail, places, logLevel } = config
  const disk = openDisk()
  await makeFoldersAbove(disk, dataFolder)
  const store = await openStore({ folder: dataFolder, disk, clock, random })
  let lethe: Lethe | null = null
  let stopRegistering: () => Promise<void> = async () => {}
  const stop = async () => {
    const registering = stopRegistering()
    await lethe?.stop(config.stopGraceMs)
    await registering
    await store.close()
  }
  try {
    const keys = await openOwnKeys(store, { folder: keysFolder, dataFolder, clock, random })
    const endedIdsFolder = config.endedIdsFolder ?? join(keysFolder, 'ended-ids')
    await makeFoldersAbove(disk, endedIdsFolder)
    const endedIds = await openEndedIds({ folder: endedIdsFolder, dataFolder, disk, clock })
    const ownBackupMs = config.ownBackupMs ?? 90 * 24 * 60 * 60 * 1000
    lethe = await createLethe({
      endedIds,
      ownBackupMs,
      publicUrl: config.publicUrl ?? null,
      store,
      keys,
      clock,
      random,
      mail,
      places,
      logLevel,
      log: output.log
    })
    const tokenMade = await welcomeFirstPerson({ store, clock, random }, config.tokenFile, lethe.signToken)
    const { call, signToken } = lethe
    const file = config.platformsFile ? await readFirstPlatforms(config.platformsFile) : []
    const address = await lethe.listen({ host: config.host, port: config.port })
    const gateway = config.gateway === null ? null : await lethe.listenForRoutes(config.gateway)
    stopRegistering = registerFirstPlatforms({ store, keys, clock, random, call, signToken, log: output.log }, file)
    output.print(await drawBanner(config, store, { address, gateway, tokenMade }))
    return { address, gateway, store, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
