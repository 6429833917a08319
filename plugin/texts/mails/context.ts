import type { ExtensionReason } from '../../erasure/deadline/legal-clock.ts'
import type { Ground } from '../../erasure/demand/demand.ts'
import type { Block } from './block.ts'

/** What a mail may speak of: nothing of it is logged or kept. */
export interface MailContext {
  readonly platform: string
  readonly username: string
  /** As it is written in the reader's language, in the controller's time zone, which it names. */
  readonly erasureAt: string | null
  /** When it begins, written as `erasureAt`, while the time to change one's mind still runs; null: it begins now. */
  readonly beginsAt: string | null
  /** Last day of the legal period, written in the same way. */
  readonly deadlineOn: string
  /** Why the period is longer than a month; null: it is not. */
  readonly extendedBecause: ExtensionReason | null
  readonly request: string
  /** Salt and content by which the subject alone can show that a certificate is theirs. */
  readonly opening: string | null
  readonly nameReuse: string
  readonly blockers: readonly { readonly what: string; readonly next: string }[]
  /** It is not certain yet that the subject is the one who asks. */
  readonly isProofMissing: boolean
  /** What the deletion means: the sentences that the page shows too. */
  readonly consequences: readonly Block[]
  /** The deletion was begun on the platform, without Lethe. */
  readonly isBegunElsewhere: boolean
  /** Until when the subject may answer an invitation, written as `erasureAt`; null once that is over. */
  readonly answerBy: string | null
  /** How subjects reach whoever answers for privacy; null: nobody said. */
  readonly privacyContact: string | null
  /** What stays on the platform or goes later, and why: a sentence each. */
  readonly kept: readonly string[]
  /** Organisations that were asked to erase what they received. */
  readonly recipients: readonly string[]
  /** Where a subject may complain; null: nobody said. */
  readonly authority: { readonly name: string; readonly url: string | null } | null
  /** On what a refusal rests; null where it was not refused. */
  readonly refusal: Ground | null
  /** By what the subject learns how it stands without signing in, and where; null: there are no pages for them. */
  readonly status: { readonly code: string; readonly page: string } | null
  /** Pages of Lethe for the subject; null where there are none. */
  readonly links: MailLinks | null
}

/** Where a mail leads. Opening one does nothing yet. */
export interface MailLinks {
  readonly help: string
  /** Null: Lethe cannot begin a deletion here by itself. */
  readonly confirm: string | null
  readonly withdraw: string
  /** The certificate as a page to be printed, and the signed file; for 90 days after the end. */
  readonly certificate: string
  /** To say no to what others asked. */
  readonly object: string
  /** Whether the platform's own button is to be pressed again, because the platform itself takes the password. */
  readonly pressAgain: boolean
  /** Whether the platform has locked the account already. */
  readonly isLocked: boolean
  /** Whether Lethe may have the platform unlock it. */
  readonly mayCancel: boolean
}
