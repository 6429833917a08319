import type { Platform } from '../../../adapters/contract.ts'
import type { Accept } from '../../erasure/incoming.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import type { IntakeParts } from '../parts.ts'

/** A platform that is connected, and what is stored of it. */
export interface Connected {
  readonly id: string
  readonly body: PlatformBody
  readonly platform: Platform
}

/** What watching works with. */
export interface WatchParts extends IntakeParts {
  /** Null when the platform was removed. */
  readonly platforms: { get(id: string): Promise<Connected | null> }
  readonly accept: Accept
  /** Log lines of codes and opaque ids. */
  readonly log: {
    info(line: Readonly<Record<string, string | number | boolean | null>>, message: string): void
    error(line: Readonly<Record<string, string | number | boolean | null>>, message: string): void
  }
}
