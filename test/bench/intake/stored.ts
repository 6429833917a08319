import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../../../plugin/clock.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { nodeDisk } from '../../../plugin/store/disk.ts'
import { shelvedDocuments } from '../../../plugin/store/every-document.ts'
import { openStore } from '../../../plugin/store/open.ts'
import type { Store } from '../../../plugin/store/store.ts'
import { StoreError } from '../../../plugin/store/store-error.ts'

/** Opens the store of a sidecar that is gone, as soon as the kernel has let go of its lock. */
const openLeft = async (folder: string): Promise<Store> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await openStore({
        folder: join(folder, 'data'),
        disk: nodeDisk(),
        clock: systemClock(),
        random: systemRandom()
      })
    } catch (error) {
      if (tries > 100 || !(error instanceof StoreError) || error.code !== 'already-running') throw error
      await pause(100)
    }
  }
}

/** How many requests a killed sidecar has left, open and ended; each is read and its checksum compared. */
export const countStored = async (folder: string): Promise<number> => {
  const store = await openLeft(folder)
  let count = await store.count('request', { all: true })
  for await (const _ of shelvedDocuments({ store, clock: systemClock() }, 'request')) count += 1
  const { aside } = store.state()
  await store.close()
  if (aside.length > 0) throw new Error(`${aside.length} stored files are damaged`)
  return count
}
