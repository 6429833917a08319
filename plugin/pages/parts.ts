import type { Platform } from '../../adapters/contract.ts'
import type { Clock } from '../clock.ts'
import type { Foresee } from '../erasure/foreseen.ts'
import type { Accept } from '../erasure/incoming.ts'
import type { RequestDocument } from '../store/records/requests.ts'
import type { Seals } from '../store/records/seals.ts'
import type { Store } from '../store/store.ts'

/** What the pages under the platform's own host work with. */
export interface PageParts {
  readonly store: Store
  readonly keys: Seals
  readonly clock: Clock
  readonly accept: Accept
  /** Whether subjects can be written to at all. */
  readonly hasMail: boolean
  /** The connected platform; null when it is not registered any more. */
  connect(platform: string): Promise<Platform | null>
  readonly foresee: Foresee
  /** The signed certificate of an ended request, byte for byte; null before its end. */
  certificateOf(request: RequestDocument): Promise<string | null>
}
