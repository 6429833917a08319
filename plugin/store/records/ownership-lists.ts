import type { OwnershipSnapshot } from '../../../adapters/contract.ts'
import type { Document, Store } from '../store.ts'
import { filed } from './change.ts'

/** Who owns what on a platform, as it was read at one time. Keys only: it lies in the open between nights. */
export interface OwnershipList extends OwnershipSnapshot {
  readonly platform: string
}

const idOf = (platform: string): string => `ownership-${platform}`

const readDocument = (store: Store, platform: string): Promise<Document<OwnershipList> | null> =>
  store.get<OwnershipList>('spool', idOf(platform))

/** The list of a platform; null when it was never read. */
export const readOwnershipList = async (store: Store, platform: string): Promise<OwnershipList | null> =>
  (await readDocument(store, platform))?.body ?? null

/** Puts a newer list in the place of the old one. */
export const writeOwnershipList = async (store: Store, list: OwnershipList): Promise<void> => {
  const known = await readDocument(store, list.platform)
  await store.put('spool', idOf(list.platform), filed(list, ['ownership-list']), { expected: known?.revision ?? 0 })
}

/** Forgets the list of a platform that is gone. */
export const dropOwnershipList = async (store: Store, platform: string): Promise<void> => {
  const known = await readDocument(store, platform)
  if (known !== null) await store.remove('spool', known.id, known.revision)
}
