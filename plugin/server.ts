import { join } from 'node:path'
import { drawBanner } from './banner.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { dayMs } from './durations.ts'
import { readFirstPlatforms, registerFirstPlatforms } from './first-platforms.ts'
import { welcomeFirstPerson } from './first-start.ts'
import { createLethe, type Lethe } from './index.ts'
import { type Random, systemRandom } from './random.ts'
import { type Disk, makeFoldersAbove, nodeDisk } from './store/disk.ts'
import { openEndedIds } from './store/ended-ids/ledger.ts'
import { keepHeapSmall } from './store/heap.ts'
import { openStore } from './store/open.ts'
import { openOwnKeys } from './store/records/own/own-keys.ts'
import { agreeOnLedger } from './store/records/own/own-ledger.ts'
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

/** The store that the settings name, the time that goes with it, and what it has in common with other instances. */
const openOwnStore = async (
  { storeUrl, dataFolder, places }: Config,
  disk: Disk,
  random: Random,
  given: { readonly clock?: Clock; readonly leaseMs?: number },
  log: Output['log']
) => {
  if (storeUrl != null) {
    // Nobody else needs the client of PostgreSQL and its engine.
    const { openInstallation } = await import('./store/postgres/installation.ts')
    return { ...(await openInstallation(storeUrl, random, { places, ...given })), check: async () => {} }
  }
  const time = given.clock ?? systemClock()
  await makeFoldersAbove(disk, dataFolder)
  const settleHeap = keepHeapSmall()
  const tellWait = (count: number) => {
    const msg = 'the start waits a minute at most for documents that the disk does not give'
    log(`${JSON.stringify({ level: 40, time: time.now().getTime(), msg, code: 'documents-unread', count })}\n`)
  }
  const store = await openStore({ folder: dataFolder, disk, clock: time, random, tellWait })
  settleHeap(await store.count('request', { all: true }))
  return { store, clock: time, check: store.check, close: () => store.close() }
}

/**
 * Starts the sidecar: store and keys opened, parts put together, listening. Nothing needs to be configured. Throws
 * `StoreError` `already-running` for a second one on the same data folder, or why the database of LETHE_STORE cannot be used; `VaultError` for keys that are not safe, missing, or not those of the data.
 * `openDisk` is the file door; tests pass a disk that loses power, a clock that they set, and shorter leases.
 */
export const startServer = async (
  config: Config,
  output: Output,
  openDisk: () => Disk = nodeDisk,
  clockOfTest?: Clock,
  leaseMs?: number
): Promise<Server> => {
  const random = systemRandom()
  const { dataFolder, keysFolder, mail, places, logLevel } = config
  const disk = openDisk()
  const given = {
    ...(clockOfTest === undefined ? {} : { clock: clockOfTest }),
    ...(leaseMs === undefined ? {} : { leaseMs })
  }
  const opened = await openOwnStore(config, disk, random, given, output.log)
  const { store, clock } = opened
  let lethe: Lethe | null = null
  let stopRegistering: () => Promise<void> = async () => {}
  const stop = async () => {
    const registering = stopRegistering()
    await lethe?.stop(config.stopGraceMs)
    await registering
    await opened.close()
  }
  try {
    // One instance makes what is made once; the others find it.
    const isShared = config.storeUrl != null
    const keys = await store.exclusive('own-keys', () =>
      openOwnKeys(store, { folder: keysFolder, dataFolder, clock, random, isShared })
    )
    const endedIdsFolder = config.endedIdsFolder ?? join(keysFolder, 'ended-ids')
    await makeFoldersAbove(disk, endedIdsFolder)
    if (isShared) await store.exclusive('own-keys', () => agreeOnLedger({ store, disk, random }, endedIdsFolder))
    const endedIds = await openEndedIds({ folder: endedIdsFolder, dataFolder, disk, clock, isShared })
    const ownBackupMs = config.ownBackupMs ?? 90 * dayMs
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
      ...('shared' in opened ? { shared: opened.shared } : {}),
      logLevel,
      log: output.log
    })
    const { call, signToken } = lethe
    const tokenMade = await store.exclusive('first-person', () =>
      // A person of this machine is to find the token, whatever disk the data lie on.
      welcomeFirstPerson({ store, clock, random, disk: nodeDisk() }, config.tokenFile, signToken)
    )
    const file = config.platformsFile ? await readFirstPlatforms(config.platformsFile) : []
    const address = await lethe.listen({ host: config.host, port: config.port })
    const gateway = config.gateway === null ? null : await lethe.listenForRoutes(config.gateway)
    stopRegistering = registerFirstPlatforms({ store, keys, clock, random, call, signToken, log: output.log }, file)
    // What it finds is told by the state of the store, and what it cannot read it tries again by itself.
    void opened.check().catch(() => {})
    output.print(await drawBanner(config, store, { address, gateway, tokenMade }))
    return { address, gateway, store, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
