import type { Demand, Proof } from './demand.ts'
import type { PreconditionId } from './preconditions/precondition.ts'

/**
 * What others say to a request: appended, never written over it, and folded in by the holder at its next decision
 * (design part 3). Free text comes sealed (`note`), because a signal lies in the open until it is folded.
 */
export type Signal =
  /** A further demand for the same subject, from a request that ended as `joined`. */
  | {
      readonly kind: 'demand'
      readonly demand: Demand
      readonly sealedNote: string | null
      /** What its subject could read of themselves, where they asked on a page. */
      readonly sealedFacts?: string
    }
  /** Ends the withdrawer's own demand; `demand: null` ends all (an officer). */
  | {
      readonly kind: 'withdraw'
      readonly demand: string | null
      readonly by: string
      readonly at: string
      /** What the withdrawer wrote, if anything. */
      readonly sealedNote?: string | null
    }
  /** The subject has proven to be the one who asks. */
  | { readonly kind: 'prove'; readonly demand: string; readonly by: string; readonly proof: Proof }
  /** The platform did not take a call that was passed on: an unproven demand ends without a word. */
  | {
      readonly kind: 'lapse'
      readonly demand: string
      readonly by: string
      readonly at: string
      readonly because: string
    }
  /** The subject asked again through the gateway; what they may read of themselves comes sealed. */
  | {
      readonly kind: 'asked-again'
      readonly by: string
      readonly at: string
      readonly message: string
      readonly sealedFacts: string
    }
  | { readonly kind: 'approve'; readonly by: string; readonly at: string; readonly fingerprint: string }
  | { readonly kind: 'refuse'; readonly by: string; readonly at: string; readonly sealedNote: string | null }
  | {
      readonly kind: 'attest'
      readonly by: string
      readonly at: string
      readonly precondition: PreconditionId
      readonly answer: boolean
      readonly sealedNote: string | null
    }
  | {
      readonly kind: 'waive'
      readonly by: string
      readonly at: string
      readonly precondition: PreconditionId
      readonly sealedNote: string | null
    }
  | { readonly kind: 'recheck'; readonly by: string; readonly at: string }
  | { readonly kind: 'hold-placed'; readonly hold: string; readonly at: string }
  | { readonly kind: 'hold-released'; readonly hold: string; readonly at: string }
  /** What a person decides of a stalled request: try again, look again, close it as it is. */
  | { readonly kind: 'retry'; readonly by: string; readonly at: string }
  | { readonly kind: 'look-again'; readonly by: string; readonly at: string }
  | { readonly kind: 'close'; readonly by: string; readonly at: string }
