import { VaultError } from '../../../vault/errors.ts'
import { type Keys, openKeys } from '../../../vault/keys.ts'
import type { Document, Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { changeOrMake, filed } from '../change.ts'

/** What the data folder knows of the keys that it is read with; it opens nothing. */
interface KnownKeys {
  /** Keyed hash and sealed text: another index key or secrets key answers otherwise. */
  readonly hashed: string
  readonly sealed: string
  /** Months whose key was there at the last start. */
  readonly months: readonly string[]
  /** Months whose key was retired. */
  readonly retired: readonly string[]
  /** Keyed hashes of key files that every instance must have; absent where there was one process only. */
  readonly prints?: Readonly<Record<string, string>>
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

/** What tells the files of one folder from those of another; opens nothing. */
const printsOf = (keys: Keys): Readonly<Record<string, string>> => {
  const printOf = (file: string, key: Uint8Array) =>
    [file, keys.hashForIndex('own-key', Buffer.from(key).toString('base64'))] as const
  return Object.fromEntries([
    printOf('token.key', keys.tokenSecret),
    ...keys.months().map(month => printOf(`${month}.key`, keys.wrappingKey(month)))
  ])
}

/** Instances that seal or sign with other keys could not read one another. */
const assertSamePrints = (keys: Keys, { prints = {} }: KnownKeys): void => {
  for (const [file, print] of Object.entries(printsOf(keys)))
    if ((prints[file] ?? print) !== print) throw new VaultError('keys-foreign', file)
}

const assertSame = (keys: Keys, { hashed, sealed, months, retired }: KnownKeys): void => {
  if (keys.hashForIndex(purpose, '') !== hashed) throw new VaultError('keys-foreign', 'index.key')
  if (!isOpened(keys, sealed)) throw new VaultError('keys-foreign', 'secrets.key')
  const isEnded = (month: string) => keys.retiredAt(month) !== null || retired.includes(month)
  const lost = months.find(month => !keys.months().includes(month) && !isEnded(month))
  if (lost !== undefined) throw new VaultError('keys-missing', `${lost}.key`)
}

/** Compares the keys with what is known of them, and notes what is new; what others note meanwhile stays. */
const compare = (store: Store, keys: Keys, isShared: boolean) =>
  changeOrMake<KnownKeys>(store, { kind: 'ledger', id }, known => {
    if (known !== null) assertSame(keys, known.body)
    // Made now and not with the first request: else another folder could have another key of this month until then.
    if (isShared) keys.currentWrapping()
    if (isShared && known !== null) assertSamePrints(keys, known.body)
    const months = keys.months()
    const before = known?.body.prints ?? {}
    const prints = isShared ? { ...before, ...printsOf(keys) } : before
    const isSame = Object.keys(prints).length === Object.keys(before).length
    if (known !== null && isSame && months.every(month => known.body.months.includes(month))) return null
    const hashed = keys.hashForIndex(purpose, '')
    const sealed = known?.body.sealed ?? keys.sealSecret(purpose, purpose)
    const retired = known?.body.retired ?? []
    return filed({ hashed, sealed, months, retired, ...(isShared ? { prints } : {}) })
  })

/**
 * Opens the keys that belong to this data. Only a data folder that has none yet gets new ones: with others nobody's
 * hold would be found again, and nothing that is sealed could be opened. Instances that share the data (`isShared`) must
 * have the same file for each key that another has. Throws `keys-missing`, `keys-foreign`, and what `openKeys` throws.
 */
export const openOwnKeys = async (
  store: Store,
  { isShared = false, ...where }: Omit<Where, 'makesAll'> & { readonly isShared?: boolean }
): Promise<Keys> => {
  const known = await readKnown(store)
  const keys = openKeys({ ...where, makesAll: known === null })
  if (known !== 'damaged') await compare(store, keys, isShared)
  return keys
}

/** What another instance retired lives on where an instance has a folder of its own: it goes there, too. */
const retireHere = async (keys: Keys, month: string): Promise<void> => {
  try {
    // All that lived under it was re-wrapped before the data said that it is retired.
    await keys.retire(month, async () => 0)
  } catch (error) {
    if (!(error instanceof VaultError && error.code === 'vault-key-missing')) throw error
  }
}

/**
 * Compares the keys of an instance with those of the others once more: a month has begun since, or the key of one was
 * retired, which then is deleted here as well. Throws as `openOwnKeys`.
 */
export const compareOwnKeys = async (store: Store, keys: Keys): Promise<void> => {
  if ((await readKnown(store)) === 'damaged') return
  await compare(store, keys, true)
  const living = keys.months()
  for (const month of await readRetiredMonths(store)) if (living.includes(month)) await retireHere(keys, month)
}

/** Months whose key was retired, as the data knows it; none where what is known of the keys is damaged. */
export const readRetiredMonths = async (store: Store): Promise<readonly string[]> => {
  const known = await readKnown(store)
  return known === null || known === 'damaged' ? [] : known.body.retired
}

/** Notes in the data that the key of a month is retired, before it is deleted. */
export const noteRetiredMonth = async (store: Store, month: string): Promise<void> => {
  if ((await readKnown(store)) === 'damaged') return
  await changeOrMake<KnownKeys>(store, { kind: 'ledger', id }, known =>
    known === null ? null : filed({ ...known.body, retired: [...new Set([...known.body.retired, month])].sort() })
  )
}
