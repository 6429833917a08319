import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { systemRandom } from '../../../plugin/random.ts'
import { nodeDisk } from '../../../plugin/store/disk.ts'
import { openStore } from '../../../plugin/store/open.ts'
import { testStore } from '../../contracts/store.ts'
import { createPowerCutDisk } from '../../doubles/power-cut-disk.ts'

const random = systemRandom()

t.test('embedded store on a disk', t =>
  testStore(t, async () => {
    const parent = await mkdtemp(join(tmpdir(), 'lethe-store-'))
    return {
      open: clock => openStore({ folder: join(parent, 'data'), disk: nodeDisk(), clock, random }),
      dispose: () => rm(parent, { recursive: true })
    }
  })
)

t.test('embedded store on the disk of the power-cut tests', t =>
  testStore(t, async () => {
    const disk = createPowerCutDisk()
    return {
      open: clock => openStore({ folder: '/data', disk, clock, random }),
      dispose: async () => {}
    }
  })
)
