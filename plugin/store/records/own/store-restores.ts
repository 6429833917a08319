import { Problem } from '../../../errors.ts'
import type { Document, Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { changeKnown, changeOrMake, filed } from '../change.ts'

/** That our own data came back from a backup, and what is lost with what was done since. Ids only. */
export interface StoreRestore {
  readonly noticedAt: string
  /** What is lost was done between these two, as far as the ledger tells; null: it does not. */
  readonly from: string | null
  readonly until: string | null
  /** Requests that had ended since: they end again as they had ended, and nothing is carried out. */
  readonly ended: readonly string[]
  /** Holds that had been placed since, and are gone: whom they protected, they protect no more. */
  readonly holdsLost: readonly string[]
  /** Holds that had been lifted since, and are back. */
  readonly holdsBack: readonly string[]
  /** Platforms that were paused because of it. */
  readonly paused: readonly string[]
  readonly acknowledged: { readonly by: string; readonly at: string } | null
}

const restoreId = 'store-restore'
const startsId = 'store-starts'
const copyId = 'restored-copy'

/** That this store was written from a backup and was not started since. */
export interface RestoredCopy {
  /** Before the first document was read for it: what was done later is lost. */
  readonly madeAt: string
  readonly restoredAt: string
}

/** What a pause says that was made because our own data was restored. */
export const pausedByRestore = 'store-restored'

/** The last restore of our own data that was noticed; null: none ever. */
export const readStoreRestore = async (store: Store): Promise<StoreRestore | null> =>
  (await store.get<StoreRestore>('ledger', restoreId))?.body ?? null

/** Whether our own data was restored and nobody has looked yet. */
export const isRestoreOpen = async (store: Store): Promise<boolean> => {
  const restore = await readStoreRestore(store)
  return restore !== null && restore.acknowledged === null
}

const put = async <Body>(store: Store, id: string, body: Body): Promise<void> => {
  await changeOrMake<Body>(store, { kind: 'ledger', id }, () => filed(body))
}

/** Writes down that it was restored; what an earlier one that nobody looked at had lost stays lost. */
export const noteStoreRestore = async (store: Store, found: StoreRestore): Promise<StoreRestore> => {
  const before = await readStoreRestore(store)
  const union = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])]
  const isOpen = before !== null && before.acknowledged === null
  const body = isOpen
    ? {
        ...found,
        ended: union(before.ended, found.ended),
        holdsLost: union(before.holdsLost, found.holdsLost),
        holdsBack: union(before.holdsBack, found.holdsBack),
        paused: union(before.paused, found.paused)
      }
    : found
  await put(store, restoreId, body)
  return body
}

/** Somebody has looked. Throws `store-not-restored` when there is nothing to look at. */
export const acknowledgeStoreRestore = async (store: Store, by: string, at: string): Promise<StoreRestore> => {
  if (!(await isRestoreOpen(store))) throw new Problem('store-not-restored')
  const changed = await changeKnown<StoreRestore>(
    store,
    { kind: 'ledger', id: restoreId, unknown: 'store-not-restored' },
    ({ body }) => filed({ ...body, acknowledged: { by, at } })
  )
  return changed.body
}

/** How often this store was started, and up to which line of the ledger of ended ids it was held against it. */
export interface Starts {
  readonly starts: number
  readonly settledTo: number
}

const isCorrupt = (error: unknown): boolean => error instanceof StoreError && error.code === 'corrupt'

/** What the store knows of its starts, none before they were counted; null: the document is damaged, and nobody knows. */
export const readStarts = async (store: Store): Promise<Starts | null> => {
  try {
    return (await store.get<Starts>('ledger', startsId))?.body ?? { starts: 0, settledTo: 0 }
  } catch (error) {
    if (isCorrupt(error)) return null
    throw error
  }
}

/** Counts a start; where the document lies aside damaged, nothing is counted before it is put back. */
export const writeStarts = async (store: Store, starts: Starts): Promise<void> => {
  if ((await readStarts(store)) !== null) await put(store, startsId, starts)
}

/** Notes that everything up to this line of the ledger is in the store: a later start need not read it again. */
export const noteSettled = async (store: Store, settledTo: number): Promise<void> => {
  const known = await readStarts(store)
  if (known === null || known.starts === 0 || settledTo <= known.settledTo) return
  await changeKnown<Starts>(store, { kind: 'ledger', id: startsId, unknown: 'store-not-restored' }, ({ body }) =>
    filed({ ...body, settledTo: Math.max(body.settledTo, settledTo) })
  )
}

/** What `lethe store restore` puts beside the documents of a backup, so that the next start knows of it. */
export const restoredCopy = (body: RestoredCopy) => ({
  kind: 'ledger' as const,
  id: copyId,
  revision: 1,
  ...filed(body),
  signalled: 0,
  signals: []
})

/** Whether a document is what `restoredCopy` makes. */
export const isRestoredCopy = ({ kind, id }: Pick<Document<unknown>, 'kind' | 'id'>): boolean =>
  kind === 'ledger' && id === copyId

/** The backup from which this store was written and that no start has noticed yet; null: none. */
export const readRestoredCopy = async (store: Store): Promise<RestoredCopy | null> =>
  (await store.get<RestoredCopy>('ledger', copyId))?.body ?? null

/** It was noticed. */
export const forgetRestoredCopy = async (store: Store): Promise<void> => {
  const known = await store.get('ledger', copyId)
  if (known !== null) await store.remove('ledger', copyId, known.revision)
}
