import type { OwnershipSnapshot } from '../../../../adapters/contract.ts'
import type { Store } from '../../store.ts'
import { filed } from '../change.ts'
import { type ListParts, openList, sealList } from './sealed-list.ts'

/** Who owns what on a platform, as it was read at one time. Keys only; at rest they lie sealed. */
export interface OwnershipList extends OwnershipSnapshot {
  readonly platform: string
}

type Listed = Pick<OwnershipList, 'rows' | 'orphans'>

/** As it is stored: the list sealed, or in the open as an earlier version wrote it. */
type StoredList = Pick<OwnershipList, 'platform' | 'at'> & Partial<Listed> & { readonly sealed?: string }

const idOf = (platform: string): string => `ownership-${platform}`

const readDocument = (store: Store, platform: string) => store.get<StoredList>('spool', idOf(platform))

/** The list of a platform; null when it was never read, or can be opened no more. */
export const readOwnershipList = async (
  { store, keys }: ListParts,
  platform: string
): Promise<OwnershipList | null> => {
  const known = await readDocument(store, platform)
  if (known === null) return null
  const { at, sealed, rows = [], orphans = [] } = known.body
  const listed = sealed === undefined ? { rows, orphans } : openList<Listed>(keys, 'spool', known.id, sealed)
  return listed === null ? null : { platform, at, ...listed }
}

/** Puts a newer list in the place of the old one. */
export const writeOwnershipList = async (
  { store, keys }: ListParts,
  { platform, at, ...listed }: OwnershipList
): Promise<void> => {
  const known = await readDocument(store, platform)
  const id = idOf(platform)
  const body: StoredList = { platform, at, sealed: sealList(keys, 'spool', id, listed) }
  await store.put('spool', id, filed(body, ['ownership-list']), { expected: known?.revision ?? 0 })
}

/** Forgets the list of a platform that is gone. */
export const dropOwnershipList = async (store: Store, platform: string): Promise<void> => {
  const known = await readDocument(store, platform)
  if (known !== null) await store.remove('spool', known.id, known.revision)
}
