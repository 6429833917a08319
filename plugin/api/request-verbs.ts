import type { Identifier, Reference } from '../../adapters/contract.ts'
import type { DryRun } from '../erasure/dry-run.ts'
import type { KnownOf } from '../erasure/known-of.ts'
import type { ErasureRequest, Work } from '../erasure/request.ts'
import type { Document } from '../store/store.ts'

/** Verbs over requests that need more than the store: the domain's and the vault's. */
export interface RequestVerbs {
  /** Decides without doing. `PlatformError` when the platform cannot be asked. */
  dryRun(request: Document<ErasureRequest>, signal: AbortSignal): Promise<DryRun>
  /** What the vault still holds of who the subject is and who may ask for them; null once it is gone. */
  namesOf(request: Document<ErasureRequest>): {
    readonly identifiers: readonly Identifier[]
    readonly mandates: NonNullable<Work['mandates']>
  } | null
  /** What may be told of what the vault holds: how old each fact is, and what a withdrawal would do. */
  knownOf(request: Document<ErasureRequest>): KnownOf
  /** The account by its id once it was resolved, else as the sender named it; null once the vault has forgotten. */
  subjectOf(request: Document<ErasureRequest>): string | Reference | null
  /** The ended requests that erased whoever is named, as long as the *block* compartment tells. */
  erasedBefore(platform: string, identifier: Identifier): Promise<readonly Document<ErasureRequest>[]>
  /** The same as a page to be printed; null before the end. */
  certificatePageOf(request: Document<ErasureRequest>, language: 'en' | 'de'): Promise<string | null>
  /** The signed certificate, byte for byte; null before the end. */
  certificateOf(request: Document<ErasureRequest>): Promise<string | null>
}
