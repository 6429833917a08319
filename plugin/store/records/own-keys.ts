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

const assertSame = (keys: Keys, { hashed, sealed, months }: KnownKeys): void => {
  if (keys.hashForIndex(purpose, '') !== hashed) throw new VaultError('keys-foreign', 'index.key')
  if (!isOpened(keys, sealed)) throw new VaultError('keys-foreign', 'secrets.key')
  const lost = months.find(month => !keys.months().includes(month) && keys.retiredAt(month) === null)
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
  await store.put<KnownKeys>('ledger', id, filed({ hashed, sealed, months }), { expected: known?.revision ?? 0 })
  return keys
}
