import { join } from 'node:path'
import type { Random } from '../../../random.ts'
import type { Disk } from '../../disk.ts'
import type { Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { filed } from '../change.ts'

const id = 'own-ended-ids'
/** The file by which a folder is known; no line of a ledger is called so. */
const markFile = 'folder-id'

/**
 * Makes sure that instances write what has ended into one folder: what one alone knew would not win over a store that came
 * back from a backup. The first one marks its folder; a folder with another mark, or without one, is refused. To be called
 * by one instance at a time.
 * @throws StoreError `ended-ids-foreign`
 */
export const agreeOnLedger = async (
  { store, disk, random }: { readonly store: Store; readonly disk: Disk; readonly random: Pick<Random, 'uuid'> },
  folder: string
): Promise<void> => {
  await disk.makeFolder(folder)
  const file = join(folder, markFile)
  const read = async () => (await disk.read(file))?.toString() ?? null
  const known = await store.get<{ readonly mark: string }>('ledger', id)
  if (known === null) {
    if ((await read()) === null) {
      await disk.writeNew(file, Buffer.from(random.uuid()))
      await disk.sync(file)
      await disk.syncFolder(folder)
    }
    await store.put('ledger', id, filed({ mark: await read() }), { expected: 0 })
    return
  }
  if ((await read()) === known.body.mark) return
  throw new StoreError(
    'ended-ids-foreign',
    `other instances on this database keep their ledger of ended ids elsewhere. Set LETHE_ENDED_IDS to the folder that they use; if that is lost for good, write ${known.body.mark} into ${file}`
  )
}
