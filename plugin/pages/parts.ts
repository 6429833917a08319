import type { Platform, Subject } from '../../adapters/contract.ts'
import type { Clock } from '../clock.ts'
import type { Foresee } from '../erasure/foreseen.ts'
import type { Accept } from '../erasure/incoming.ts'
import type { Random } from '../random.ts'
import type { RequestDocument } from '../store/records/requests.ts'
import type { Seals } from '../store/records/seals.ts'
import type { Store } from '../store/store.ts'
import type { Tally } from '../store/tally.ts'

/** What the pages for subjects work with, wherever they stand. */
export interface PageParts {
  readonly store: Store
  readonly keys: Seals
  readonly clock: Clock
  readonly random: Random
  readonly tally: Tally
  readonly accept: Accept
  /** Whether subjects can be written to at all. */
  readonly hasMail: boolean
  /** The connected platform; null when it is not registered any more. */
  connect(platform: string): Promise<Platform | null>
  readonly foresee: Foresee
  /** The signed certificate of an ended request, byte for byte; null before its end. */
  certificateOf(request: RequestDocument): Promise<string | null>
}

/** What the pages need besides, to which people come by a code that is mailed to them. */
export interface MailCodeParts extends PageParts {
  /** Sends a code, to the address that the platform has. */
  sendCode(
    to: Subject,
    about: {
      readonly id: string
      readonly platform: string
      readonly name: string
      readonly code: string
      readonly token: string
    }
  ): Promise<void>
  /** The origin at which people reach us. */
  publicUrl(): string
  /** Hears that a code could not be sent: a code of why, never to whom. */
  tell(because: string): void
}
