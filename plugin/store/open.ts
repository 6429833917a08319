import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { createChangeBell } from './change-bell.ts'
import { assertFinished } from './copies/unfinished.ts'
import type { Disk } from './disk.ts'
import { checkBodies } from './lowdb/check-bodies.ts'
import { createAside } from './lowdb/files/aside.ts'
import { createDocumentFiles } from './lowdb/files/document-files.ts'
import { createFolders } from './lowdb/files/folders.ts'
import { trialFile } from './lowdb/files/layout.ts'
import { scan } from './lowdb/files/scan.ts'
import { createTextCache } from './lowdb/files/text-cache.ts'
import { tryDisk } from './lowdb/files/trial.ts'
import { createUnread } from './lowdb/files/unread.ts'
import { createWriteGuard } from './lowdb/files/write-guard.ts'
import { createLowdbStore } from './lowdb/lowdb-store.ts'
import { createClaims } from './lowdb/memory/claims.ts'
import { createDocumentIndex } from './lowdb/memory/document-index.ts'
import { createSharedDocuments } from './lowdb/memory/shared-documents.ts'
import type { LowdbParts } from './lowdb/parts.ts'
import { createSnapshots, type Snapshots } from './lowdb/snapshot.ts'
import { createSerialQueue } from './serial-queue.ts'
import type { Store } from './store.ts'

/** Where the store lies and what it works with. */
export interface StoreOptions {
  /** The data folder; its parent exists. */
  readonly folder: string
  readonly disk: Disk
  readonly clock: Clock
  readonly random: Random
  /** Hears how many documents the start waits for, a minute at most, because the disk does not give them. */
  readonly tellWait?: (count: number) => void
  /** With so many open requests, 2,000 unless said, an orderly stop leaves a snapshot for the next start. */
  readonly snapshotFrom?: number
}

/** Of so many characters of documents, those asked for last are not read again. */
const cachedCharacters = 8 * 1024 * 1024

/** The heads of fewer requests are read in a tenth of a second. */
const worthASnapshot = 2000

/** The parts of the embedded store on a folder that nobody else uses, and how to let a next process in. */
export interface OpenedFolder {
  readonly parts: LowdbParts
  readonly snapshots: Snapshots
  readonly unlock: () => void
}

/**
 * Takes the lock, lets `prepare` look at the folder (unless said: it is no half copy), finishes what a crash has left,
 * builds the index.
 * @throws StoreError `already-running`, `lock-failed`, `newer-format`, `copy-unfinished`
 */
export async function openLowdb({
  folder,
  disk,
  clock,
  random,
  tellWait = () => {},
  snapshotFrom = worthASnapshot,
  prepare = () => assertFinished(disk, folder)
}: StoreOptions & { readonly prepare?: () => Promise<void> }): Promise<OpenedFolder> {
  const root = join(folder)
  const guard = createWriteGuard(() => tryDisk(disk, trialFile(root)))
  const folders = createFolders(disk, root)
  await guard.attempt(() => folders.ensure(root))
  const unlock = await disk.lock(join(root, 'lock.sqlite'))
  const index = createDocumentIndex()
  const aside = createAside({ disk, root, folders, guard })
  const unread = createUnread(clock)
  const files = createDocumentFiles({ disk, root, folders, guard, cache: createTextCache(cachedCharacters) })
  const snapshots = createSnapshots({ disk, root, guard }, snapshotFrom)
  const takeKnown = (ids: readonly string[]) => snapshots.takeIn(index, ids)
  try {
    await prepare()
    await snapshots.take()
    await scan({ clock, disk, root, folders, guard, aside, unread, files, index, tellWait, takeKnown })
  } catch (error) {
    unlock()
    throw error
  }
  const claims = createClaims(clock, random)
  const [bell, turns] = [createChangeBell(), createSerialQueue()]
  const shared = createSharedDocuments(() => clock.now().getTime())
  return { parts: { clock, files, index, claims, aside, unread, guard, shared, bell, turns }, snapshots, unlock }
}

/** The embedded store, and what its start has left for later. */
export interface OpenedStore extends Store {
  /** Compares what was not read at the start with its checksums; damage is put aside and told by `state()`. `close` ends it. */
  check(): Promise<void>
}

/** Opens the embedded store. Throws what `openLowdb` throws. */
export async function openStore(options: StoreOptions): Promise<OpenedStore> {
  const { parts, snapshots, unlock } = await openLowdb(options)
  const store = createLowdbStore(parts, () => snapshots.writeLast(parts, unlock))
  const closing = new AbortController()
  let checking: Promise<void> = Promise.resolve()
  return {
    ...store,
    check() {
      checking = checkBodies(parts, closing.signal)
      return checking
    },
    async close() {
      closing.abort()
      await checking.catch(() => {})
      await store.close()
    }
  }
}
