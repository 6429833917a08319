import type { Clock } from '../clock.ts'
import type { Canonicalise } from '../evidence/canonical.ts'
import type { Random } from '../random.ts'
import type { Store } from '../store/store.ts'
import type { Keys } from '../vault/keys.ts'

/** What intake works with. */
export interface IntakeParts {
  readonly store: Store
  readonly keys: Keys
  readonly clock: Clock
  readonly random: Random
  readonly canonicalise: Canonicalise
}
