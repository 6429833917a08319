import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { systemClock } from '../../../plugin/clock.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { type Disk, nodeDisk } from '../../../plugin/store/disk.ts'
import { openStore } from '../../../plugin/store/open.ts'
import type { Kind, Store } from '../../../plugin/store/store.ts'

/** What pages list, as far as it is stored as a document for each row, and a site may come to have thousands of. */
const listed: readonly Kind[] = ['request', 'hold', 'delivery', 'dead-letter', 'governance']

/** What is only to be looked at need not outlast a power cut. */
const quick = (disk: Disk): Disk => ({ ...disk, sync: async () => {}, syncFolder: async () => {} })

/**
 * Writes copies of what a stopped sidecar holds until there are so many rows of each kind: in the same words, of
 * others, and nobody's work, because they are never due. Answers how many it wrote.
 */
export async function multiply(folder: string, rows: number): Promise<number> {
  const store = await openStore({
    folder: join(folder, 'data'),
    disk: quick(nodeDisk()),
    clock: systemClock(),
    random: systemRandom()
  })
  let written = 0
  for (const kind of listed) written += await copyOf(store, kind, rows)
  await store.close()
  return written
}

async function copyOf(store: Store, kind: Kind, rows: number): Promise<number> {
  const originals = await store.query<object>(kind, { all: true }, { limit: 200 })
  if (originals.length === 0) return 0
  const copies = Array.from({ length: rows - originals.length }, (_, at) => originals[at % originals.length]!)
  const put = async ({ body, keys, unique }: (typeof originals)[number], at: number) => {
    // Each copy is of somebody else.
    const ownKeys = keys.map(key => (/^(alias|subject):/.test(key) ? `${key}-${at}` : key))
    const entry = { body, keys: ownKeys, unique: unique.map(key => `${key}-${at}`), dueAt: null, shelf: null }
    await store.put(kind, randomUUID(), entry, { expected: 0 })
  }
  for (let from = 0; from < copies.length; from += 50)
    await Promise.all(copies.slice(from, from + 50).map((each, at) => put(each, from + at)))
  return copies.length
}
