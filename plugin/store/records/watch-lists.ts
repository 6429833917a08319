import type { SightingPhase } from '../../../adapters/contract.ts'
import type { Document, Store } from '../store.ts'
import { filed } from './change.ts'

/**
 * One deletion that the platform's own list has shown. Keys only: neither names nor addresses lie here, because the
 * list is in the open and outlives the account.
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

const idOf = (platform: string): string => `watch-${platform}`

/** The list of a platform; null when its watch never began. */
export const readWatchList = (store: Store, platform: string): Promise<Document<WatchList> | null> =>
  store.get<WatchList>('spool', idOf(platform))

/** Writes the list; `expected` is the revision that was read, 0 for the first. Answers the new one. */
export const writeWatchList = (store: Store, list: WatchList, expected: number): Promise<number> =>
  store.put('spool', idOf(list.platform), filed(list, ['watch-list']), { expected })

/** Forgets the list of a platform that is gone. */
export const dropWatchList = async (store: Store, platform: string): Promise<void> => {
  const known = await readWatchList(store, platform)
  if (known !== null) await store.remove('spool', known.id, known.revision)
}
