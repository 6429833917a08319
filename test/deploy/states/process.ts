import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Disk, nodeDisk } from '../../../plugin/store/disk.ts'
import { learner } from '../../flows/openolat-ground.ts'
import { type BadState, ofInstance, once, state } from './state.ts'

let isFull = false
const openDisk = (): Disk =>
  new Proxy(nodeDisk(), {
    get(disk, name: keyof Disk) {
      if (!isFull || ['read', 'list', 'mark'].includes(name)) return disk[name]
      return async () => {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      }
    }
  })

/** All is well; and what may be wrong with the process, its keys and its disk. */
export const ofProcess: readonly BadState[] = [
  state(null, {}, async (scene, { scrapeUntil }) => {
    await scene.untilState(await scene.demand(learner), 'completed')
    return once(await scrapeUntil(/^lethe_requests\{state="completed"\} 1$/m))
  }),
  state(
    'LetheNotReady',
    {},
    async (scene, { scrapeUntil }) => {
      renameSync(join(scene.folder, 'keys'), join(scene.folder, 'keys.away'))
      return once(await scrapeUntil(/^lethe_ready 0$/m))
    },
    { labels: ofInstance }
  ),
  state(
    'LetheStoreReadOnly',
    { openDisk },
    async (scene, { scrapeUntil }) => {
      isFull = true
      await scene.call('POST', `/platforms/${scene.platform}/pause`, { because: 'a write' }).catch(() => {})
      const text = await scrapeUntil(/^lethe_store_writable 0$/m)
      isFull = false
      return once(text)
    },
    { labels: ofInstance }
  ),
  state('LetheFilesAside', {}, async (scene, { scrapeUntil }) => {
    await scene.restart(() => writeFileSync(join(scene.folder, 'data', 'request', 'open', 'odd.json'), '{"format":1'))
    return once(await scrapeUntil(/^lethe_store_files_aside 1$/m))
  })
]
