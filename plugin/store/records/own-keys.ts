import { VaultError } from '../../vault/errors.ts'
import { type Keys, openKeys } from '../../vault/keys.ts'
import type { Document, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { filed } from './change.ts'

/** What the data folder knows of the keys that it is read with; it opens nothing. */
interface KnownKeys {
  /** Keyed hash and sealed text: another index key or secrets key answers otherwise. */
  readonly hashed: string
  readonly sealed: string
  /** Months whose key was there at the last start. */
  readonly months: readonly string[]
  /** Months whose key was retired. */
  readonly retired: readonly string[]
}

type Where = Parameters<typeof openKeys>[0]

const id = 'own-keys'
const purpose = 'own-keys'

const isOpened = (keys: Keys, sealed: string): boolean => {
  try {
    return keys.openSecret(purpose, sealed) === purpose
  } catch {
    return false
  }
}

/** `damaged`: there are keys of this data, and nothing is known of them. */
const readKnown = async (store: Store): Promise<Document<KnownKeys> | 'damaged' | null> => {
  try {
    return await store.get<KnownKeys>('ledger', id)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'corrupt') return 'damaged'
    throw error
  }
}

const assertSame = (keys: Keys, { hashed, sealed, months, retired }: KnownKeys): void => {
  if (keys.hashForIndex(purpose, '') !== hashed) throw new VaultError('keys-foreign', 'index.key')
  if (!isOpened(keys, sealed)) throw new VaultError('keys-foreign', 'secrets.key')
  const isEnded = (month: string) => keys.retiredAt(month) !== null || retired.includes(month)
  const lost = months.find(month => !keys.months().includes(month) && !isEnded(month))
  if (lost !== undefined) throw new VaultError('keys-missing', `${lost}.key`)
}

/**
 * Opens the keys that belong to this data. Only a data folder that has none yet gets new ones: with others nobody's
 * hold would be found again, and nothing that is sealed could be opened. Throws `keys-missing`, `keys-foreign`, and
 * what `openKeys` throws.
 */
export const openOwnKeys = async (store: Store, where: Omit<Where, 'makesAll'>): Promise<Keys> => {
  const known = await readKnown(store)
  const keys = openKeys({ ...where, makesAll: known === null })
  if (known === 'damaged') return keys
  if (known !== null) assertSame(keys, known.body)
  const months = keys.months()
  if (known !== null && months.every(month => known.body.months.includes(month))) return keys
  const hashed = keys.hashForIndex(purpose, '')
  const sealed = known?.body.sealed ?? keys.sealSecret(purpose, purpose)
  const retired = known?.body.retired ?? []
  const body = { hashed, sealed, months, retired }
  await store.put<KnownKeys>('ledger', id, filed(body), { expected: known?.revision ?? 0 })
  return keys
}

/** Months whose key was retired, as the data knows it; none where what is known of the keys is damaged. */
export const readRetiredMonths = async (store: Store): Promise<readonly string[]> => {
  const known = await readKnown(store)
  return known === null || known === 'damaged' ? [] : known.body.retired
}

/** Notes in the data that the key of a month is retired, before it is deleted. */
export const noteRetiredMonth = async (store: Store, month: string): Promise<void> => {
  const known = await readKnown(store)
  if (known === null || known === 'damaged') return
  const { body, revision } = known
  const retired = [...new Set([...body.retired, month])].sort()
  await store.put<KnownKeys>('ledger', id, filed({ ...body, retired }), { expected: revision })
}
