import type { SightingPhase } from '../../../../adapters/contract.ts'
import type { Document, Store } from '../../store.ts'
import { filed } from '../change.ts'
import { type ListParts, openList, sealList } from './sealed-list.ts'

/**
 * One deletion that the platform's own list has shown. Keys only, neither names nor addresses; and they lie sealed,
 * because the list outlives the account and says which request was whose.
 */
export interface WatchedRow {
  /** Number of the account, and when it was born: together they are somebody. */
  readonly id: string
  readonly bornAt: string
  /** When it was begun; where the platform does not tell, when it was first seen. ISO 8601. */
  readonly since: string
  readonly phase: SightingPhase
  /** The platform's own word, and when it changed last as far as the platform tells. */
  readonly state: string
  readonly changedAt: string | null
  /** How many complete snapshots in a row lacked it. */
  readonly missing: number
  /** `new`: still to be handed on. `backlog`: there before the first look, left to a person. `known`: settled. */
  readonly is: 'new' | 'backlog' | 'known'
  /** The request that came of it or covers it. */
  readonly request: string | null
}

/** What is remembered of a platform's own list between looks and restarts. */
export interface WatchList {
  readonly platform: string
  /** When the watch first turned to the platform: what was begun before is backlog. */
  readonly beganAt: string
  readonly lastCompleteAt: string | null
  readonly rows: readonly WatchedRow[]
  /** Since when snapshots lack most of what is under way, so that nothing is concluded from them; absent: they do not. */
  readonly shrunkSince?: string
}

/** As it is stored: the rows sealed, or in the open as an earlier version wrote them. */
type StoredList = Omit<WatchList, 'rows'> & { readonly rows?: WatchList['rows']; readonly sealed?: string }

const idOf = (platform: string): string => `watch-${platform}`

const readDocument = (store: Store, platform: string) => store.get<StoredList>('spool', idOf(platform))

/**
 * The list of a platform; null when its watch never began. A list that can be opened no more counts as that: the watch
 * begins anew, what is under way is backlog, and nothing counts as gone.
 */
export const readWatchList = async (
  { store, keys }: ListParts,
  platform: string
): Promise<Document<WatchList> | null> => {
  const known = await readDocument(store, platform)
  if (known === null) return null
  const { sealed, rows = [], ...open } = known.body
  const opened = sealed === undefined ? rows : openList<WatchList['rows']>(keys, 'spool', known.id, sealed)
  return opened === null ? null : { ...known, body: { ...open, rows: opened } }
}

/** When the last complete look at a platform was, without opening its list; null: there was none. */
export const lastCompleteLook = async (store: Store, platform: string): Promise<string | null> =>
  (await readDocument(store, platform))?.body.lastCompleteAt ?? null

/** Writes the list; `expected` is the revision that was read. Answers the new one. */
export const writeWatchList = (
  { store, keys }: ListParts,
  { rows, ...open }: WatchList,
  expected: number
): Promise<number> => {
  const id = idOf(open.platform)
  const body: StoredList = { ...open, sealed: sealList(keys, 'spool', id, rows) }
  return store.put('spool', id, filed(body, ['watch-list']), { expected })
}

/** Writes the first list of a watch, also in the place of one that can be opened no more. Answers its revision. */
export const beginWatchList = async (parts: ListParts, list: WatchList): Promise<number> =>
  writeWatchList(parts, list, (await readDocument(parts.store, list.platform))?.revision ?? 0)

/** Forgets the list of a platform that is gone. */
export const dropWatchList = async (store: Store, platform: string): Promise<void> => {
  const known = await readDocument(store, platform)
  if (known !== null) await store.remove('spool', known.id, known.revision)
}
