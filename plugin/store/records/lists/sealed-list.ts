import { VaultError } from '../../../vault/errors.ts'
import type { Kind, QueryBy, Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { changeOrMake } from '../change.ts'
import type { Seals } from '../seals.ts'

/** What reading and writing a list of accounts takes. */
export interface ListParts {
  readonly store: Store
  readonly keys: Pick<Seals, 'sealNote' | 'openNote'>
}

/** A document whose list of accounts lies sealed as one text; null: there is none. */
interface Holder {
  readonly sealed?: string | null
}

const purposeOf = (kind: Kind, id: string): string => `list:${kind}:${id}`

/**
 * Seals what names accounts as one text under the key of the month, bound to the document in which it lies: the platform's
 * own copy of its users would tell whose numbers these are, also long after the account is gone.
 */
export const sealList = (keys: ListParts['keys'], kind: Kind, id: string, list: unknown): string =>
  keys.sealNote(purposeOf(kind, id), JSON.stringify(list))

const unreadable: readonly unknown[] = ['vault-key-missing', 'vault-opened-wrong']

/** Opens what `sealList` sealed. Null when nobody can any more, its key being retired: then it was never there. */
export const openList = <List>(keys: ListParts['keys'], kind: Kind, id: string, sealed: string): List | null => {
  try {
    return JSON.parse(keys.openNote(purposeOf(kind, id), sealed)) as List
  } catch (error) {
    if (error instanceof VaultError && unreadable.includes(error.code)) return null
    throw error
  }
}

/** Where lists of accounts lie. */
const holders: readonly (readonly [Kind, QueryBy])[] = [
  ['spool', { key: 'watch-list' }],
  ['spool', { key: 'ownership-list' }],
  ['lifecycle', { all: true }],
  ['run', { all: true }],
  ['fact', { all: true }]
]

/** Whoever writes a list seals it under the present key: then nothing is left to do. */
const rewrapList = async ({ store, keys }: ListParts, kind: Kind, id: string, kek: string): Promise<number> => {
  const changed = await changeOrMake<Holder>(store, { kind, id }, found => {
    const sealed = found?.body.sealed ?? null
    if (found === null || sealed === null || !sealed.startsWith(`${kek}.`)) return null
    const { body, keys: index, unique, dueAt, shelf } = found
    const again = keys.sealNote(purposeOf(kind, id), keys.openNote(purposeOf(kind, id), sealed))
    return { body: { ...body, sealed: again }, keys: index, unique, dueAt, shelf }
  })
  return changed === null ? 0 : 1
}

/** A list that somebody removed meanwhile lies under no key. */
const unlessRemoved = (error: unknown): number => {
  if (error instanceof StoreError && error.code === 'not-found') return 0
  throw error
}

/** Puts every list that lies under a month's key under the present one; answers how many. */
export const rewrapLists = async (parts: ListParts, kek: string): Promise<number> => {
  let count = 0
  for (const [kind, by] of holders)
    for (const { id } of await parts.store.query(kind, by))
      count += await rewrapList(parts, kind, id, kek).catch(unlessRemoved)
  return count
}
