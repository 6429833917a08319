import type { ExtensionReason } from './deadline/legal-clock.ts'
import type { Demand, Ground, Proof } from './demand/demand.ts'
import type { HeldItem } from './held.ts'
import type { PreconditionId } from './preconditions/precondition.ts'

/**
 * What others say to a request: appended, never written over it, and folded in by the holder at its next decision.
 * Free text comes sealed (`note`), because a signal lies in the open until it is folded.
 */
export type Signal =
  /** A further demand for the same subject, from a request that ended as `joined`. */
  | {
      readonly kind: 'demand'
      readonly demand: Demand
      readonly sealedNote: string | null
      /** What its subject could read of themselves, where they asked on a page. */
      readonly sealedFacts?: string
      /** Who may ask for them, how and since when, as JSON. */
      readonly sealedMandate?: string
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
  | {
      readonly kind: 'approve'
      readonly by: string
      readonly at: string
      readonly fingerprint: string
      /** Given by a privacy officer. */
      readonly asOfficer?: true
    }
  | {
      readonly kind: 'refuse'
      readonly by: string
      readonly at: string
      readonly ground: Ground
      readonly sealedNote: string | null
    }
  /** The subject says no to what others asked; `by` is `subject`, or whoever recorded it. */
  | {
      readonly kind: 'object'
      readonly id: string
      readonly by: string
      readonly at: string
      readonly sealedNote: string | null
    }
  /** A person says why the subject cannot be asked: of every demand that waits for an answer. */
  | { readonly kind: 'cannot-ask'; readonly by: string; readonly at: string; readonly sealedNote: string }
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
      readonly ground: Ground
      readonly sealedNote: string | null
    }
  /** The platform was restored: what was done between the snapshot and `at` may be undone, and is read anew. */
  | { readonly kind: 'platform-restored'; readonly snapshotAt: string; readonly by: string; readonly at: string }
  /** Our own data came back from a backup: what was begun since is not known. */
  | { readonly kind: 'store-restored'; readonly at: string }
  | { readonly kind: 'recheck'; readonly by: string; readonly at: string }
  /** What one from before does not say is left out. */
  | {
      readonly kind: 'hold-placed'
      readonly hold: string
      readonly at: string
      readonly ground?: Ground
      readonly items?: readonly HeldItem['kind'][]
    }
  | {
      readonly kind: 'hold-released'
      readonly hold: string
      readonly at: string
      readonly askedBy?: string
      readonly agreedBy?: string
    }
  /** What a person decides of a stalled request: try again, look again, close it as it is. */
  /** `action`: this one alone; absent: every one that stands open. */
  | { readonly kind: 'retry'; readonly by: string; readonly at: string; readonly action?: string }
  | { readonly kind: 'look-again'; readonly by: string; readonly at: string }
  | { readonly kind: 'close'; readonly by: string; readonly at: string }
  /** A privacy officer makes the period longer; `message`: id of the mail that tells the subject, null: told otherwise. */
  | {
      readonly kind: 'extend'
      readonly by: string
      readonly at: string
      readonly months: 1 | 2
      readonly because: ExtensionReason
      readonly message: string | null
      /** By when the mail must have gone: the end of the first month. */
      readonly tellBy?: string
      readonly sealedNote: string | null
    }
  /** It is in doubt who asks; `message`: id of the mail that asks the subject, null: asked otherwise. */
  | {
      readonly kind: 'suspend'
      readonly by: string
      readonly at: string
      readonly message: string | null
      readonly sealedNote: string | null
    }
  | { readonly kind: 'resume-clock'; readonly by: string; readonly at: string }
  /** The clock runs from the sender's time, although it lay far back. */
  | { readonly kind: 'agree-receipt'; readonly by: string; readonly at: string; readonly demand: string }
