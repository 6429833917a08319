import type { FactName, Facts, Plan } from '../../../adapters/contract.ts'
import type { Demand } from '../demand/demand.ts'
import type { Invitation } from '../demand/invitation.ts'
import type { ProvidedFacts, SubjectQuestion } from './provided.ts'

/** The questions that are asked before anything is deleted, by their stable ids. */
export type PreconditionId =
  | 'social-accounts-unlinked'
  | 'password-set'
  | 'identity-proven'
  | 'mandate-recorded'
  | 'consequences-told'
  | 'account-confirmed'
  | 'no-open-grading-orders'
  | 'no-unpaid-invoices'
  | 'successors-named'
  | 'open-todos'
  | 'records-archived'
  | 'account-not-protected'
  | 'no-legal-hold'

/** How a site treats a question. The first four are defaults; policy may also set the last. */
export type Asked = 'required' | 'resolved-by-platform' | 'notice-only' | 'not-asked' | 'resolve-on-behalf'

/** Who can do something about a blocker. */
export type WhoCanFix = 'subject' | 'requester' | 'administrator' | 'privacy-officer'

/** An answer that stops, or asks for an approval. The sentence for people is found by `code` in the text catalogues. */
export interface Blocker {
  readonly code: string
  readonly severity: 'stops' | 'approval'
  readonly whoCanFix: WhoCanFix
  /** How many things are concerned, where that is known; never which. */
  readonly count: number | null
}

/** The answer to one question. `met` and `unmet` are answers; the others say why it did not stop. */
export interface Verdict {
  readonly precondition: PreconditionId
  readonly is: 'met' | 'unmet' | 'needs-approval' | 'resolved-by-platform' | 'noticed' | 'not-asked' | 'waived'
  /**
   * Where the answer comes from: `adapter`, `attestation`, `declaration`, `demand`, `request`, or `fact-provider-` with
   * its id. Part of the evidence.
   */
  readonly source: string
  readonly blockers: readonly Blocker[]
}

/** What a named administrator stated of the site. */
export interface Declarations {
  readonly noInvoices: boolean
  /** Null: nobody said who grades, so every subject may be a grader. Else: whether this subject is among them. */
  readonly isDeclaredGrader: boolean | null
  /** Null: nobody said who may own courses where the platform does not; else: whether this subject is among them. */
  readonly isDeclaredCourseOwner: boolean | null
  /** Login providers that are the institution's own and so no social accounts. */
  readonly institutionProviders: readonly string[]
}

/** A statement of a named person about one subject. The note lies sealed in `Work`. */
export interface Attestation {
  readonly precondition: PreconditionId
  readonly answer: boolean
  readonly by: string
  readonly at: string
}

/** Everything that a question may look at. */
export interface Inquiry {
  readonly facts: Facts
  readonly plan: Plan
  readonly demand: Demand
  readonly attestations: readonly Attestation[]
  readonly declarations: Declarations
  /** What fact providers said; absent for what none was asked. */
  readonly provided: ProvidedFacts
  readonly approved: boolean
  /** Whether the platform begins by a call that is passed on to it, before Lethe can do anything. */
  readonly isForwarded: boolean
  readonly holds: number
  /** The code of each hold; absent: each is on the whole account. */
  readonly holdCodes?: readonly string[]
  /** How far the invitation of the subject is, where others ask. */
  readonly invitation: Invitation
  /** How what the subject said against it stops the demand; null: it does not. */
  readonly objection: 'stops' | 'waits' | null
  readonly noticeSentAt: string | null
  readonly noticeMs: number
  readonly proofFreshMs: number
  readonly now: string
}

/** The raw answer of a question, before the treatment of the site is applied. */
export type Answer =
  | { readonly is: 'met'; readonly source: string }
  | { readonly is: 'unmet'; readonly source: string; readonly blockers: readonly Blocker[] }

/** A question as data with a pure function. */
export interface Precondition {
  readonly id: PreconditionId
  /** The question in one sentence, for manifest and pages. */
  readonly question: string
  /** What the platform must be asked. */
  readonly wants: readonly FactName[]
  /** What a fact provider may be asked when nothing else answers. */
  readonly asksProvider?: SubjectQuestion
  /** Whether a privacy officer may waive it where policy allows; a hold never. */
  readonly waivable: boolean
  /** At 80 % of the legal period: an unmet question never stops the clock. */
  readonly nearDeadline: 'resolve-on-behalf' | 'escalate' | 'refuse-with-notice'
  ask(inquiry: Inquiry): Answer
}

/** Yes, and where the answer comes from. */
export const met = (source: string): Answer => ({ is: 'met', source })

/** No, with one blocker; `count`: how many things are concerned. */
export const unmet = (source: string, code: string, whoCanFix: WhoCanFix, count: number | null = null): Answer => ({
  is: 'unmet',
  source,
  blockers: [{ code, severity: 'stops', whoCanFix, count }]
})
