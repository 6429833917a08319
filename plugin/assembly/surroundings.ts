import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { EndedIds } from '../store/ended-ids/ledger.ts'
import type { Store } from '../store/store.ts'
import type { Keys } from '../vault/keys.ts'
import type { Shared } from '../work/bell/rung-worker.ts'

/** What the process brings: the world outside. */
export interface Surroundings {
  readonly store: Store
  readonly keys: Keys
  /** What has ended, outside the data folder. */
  readonly endedIds: EndedIds
  /** How long backups of the data folder are kept. */
  readonly ownBackupMs: number
  readonly clock: Clock
  readonly random: Random
  readonly mail: { readonly url: string; readonly from: string } | null
  /** The origin at which people reach the pages; absent or null: where we listen. */
  readonly publicUrl?: string | null
  readonly places: number
  /** What this instance has in common with others; absent: it is the only process there is. */
  readonly shared?: Shared
  readonly callsPerMinute?: number
  readonly logLevel: string
  /** Log lines, one JSON document each. */
  log(line: string): void
}
