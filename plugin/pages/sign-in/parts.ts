import type { Clock } from '../../clock.ts'
import type { Random } from '../../random.ts'
import type { Seals } from '../../store/records/seals.ts'
import type { Store } from '../../store/store.ts'
import type { Tally } from '../../store/tally.ts'
import type { IdentityProvider } from './provider.ts'
import type { SessionCookies } from './sessions.ts'

/** What the pages for signing in and out are made with. */
export interface SignInParts {
  readonly store: Store
  readonly keys: Seals
  readonly clock: Clock
  readonly tally: Tally
  readonly random: Random
  readonly sessions: SessionCookies
  readonly provider: IdentityProvider
  /** The address at which people reach the pages. */
  publicUrl(): string
}
