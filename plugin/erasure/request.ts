import type {
  Confirmation,
  Facts,
  Found,
  Identifier,
  OutcomeKind,
  Plan,
  RetentionRow,
  RowReading,
  Subject
} from '../../adapters/contract.ts'
import type { Entry } from '../evidence/entry.ts'
import type { Sealed } from '../vault/sealing.ts'
import type { CalendarName } from './deadline/deadline.ts'
import type { Extension, Suspension } from './deadline/legal-clock.ts'
import type { Alert } from './deadline/near-deadline.ts'
import type { AgreementNeeded } from './demand/agreement.ts'
import type { Demand, Ground, MandateDetails } from './demand/demand.ts'
import type { KeptBack } from './kept-back.ts'
import type { KeptEnd } from './kept-rows.ts'
import type { Post } from './post.ts'
import type { Attestation, PreconditionId, Verdict } from './preconditions/precondition.ts'
import type { ProvidedFacts } from './preconditions/provided.ts'
import type { State } from './states.ts'

/** A signed call that carried a part of this request; `key` is made of the keyed hash of source and message id. */
export interface DeliveryMark {
  readonly key: string
  readonly type: string
  readonly at: string
}

/** How far one action of the frozen plan has come. Times ISO 8601. */
export interface ActionProgress {
  readonly action: string
  /** Supplementary actions were found after the plan was frozen. */
  readonly supplementary: boolean
  readonly intentAt: string | null
  /** A person said: try again. It is read once more, and unless it is gone performed, whatever its `repeat` (`isDoubted`). */
  readonly insisted: boolean
  /** Calls that may have happened; one that certainly did not is taken back. */
  readonly tries: number
  /** Readings since the last intent, oldest first: the resume rule rests on them. */
  readonly readings: readonly { readonly at: string; readonly is: Confirmation['is'] }[]
  readonly outcome: { readonly is: OutcomeKind; readonly at: string; readonly byReading: boolean } | null
  readonly confirmation: {
    readonly is: Confirmation['is']
    readonly at: string
    readonly dueAt: string | null
    readonly because: string | null
  } | null
  /** Not before: the pace after the platform could not be reached. */
  readonly nextAt: string | null
}

/** Whether the platform may have been called for an action, also when a person has since said: try again. */
export const hasBegun = ({ tries }: ActionProgress): boolean => tries > 0

/** Why the platform could not be asked lately, and how often it was tried. */
export interface Waiting {
  readonly code: string
  readonly since: string
  readonly tries: number
  readonly nextAt: string
}

/** A named person's yes to exactly this plan. */
export interface Approval {
  readonly by: string
  readonly at: string
  readonly fingerprint: string
  /** Given by a privacy officer: it decides on objections that were made before. */
  readonly asOfficer?: true
}

/** What a person asked of the request and the next decision must answer. */
export interface Asked {
  readonly what: 'refuse' | 'recheck' | 'retry' | 'look-again' | 'close' | 'do-again'
  readonly by: string
  readonly at: string
  /** Of a refusal: the article and letter that it rests on. `action`: to be tried again alone, instead of all. */
  readonly ground?: Ground
  readonly action?: string
}

/** What the subject said against a demand that others made. The note, if any, lies sealed in `Work`. */
export interface Objection {
  readonly id: string
  /** `subject`: by the link of a mail; else who recorded it. */
  readonly by: string
  readonly at: string
  /** Said when something was lost already: recorded, and answered truthfully. */
  readonly isTooLate: boolean
}

/** A message to be sent; address and names are in the vault and drawn at sending. */
export interface OutboxMessage {
  readonly id: string
  readonly kind:
    | 'consequences-notice'
    | 'invitation'
    | 'objection-stops'
    | 'objection-waits'
    | 'objection-overruled'
    | 'objection-too-late'
    | 'received'
    | 'blocked'
    | 'confirm'
    | 'approved'
    | 'cooling-off'
    | 'withdrawn'
    | 'withdrawn-waits'
    | 'withdrawn-too-late'
    | 'completed'
    | 'partially-completed'
    | 'refused'
    | 'expired'
    | 'extended'
    | 'reminder'
    | 'last-days'
    | 'identity-asked'
    | 'alert'
  readonly state: 'due' | 'sent' | 'given-up'
  readonly createdAt: string
  readonly tries: number
  readonly nextAt: string
  readonly sentAt: string | null
  /** What it says is not true any more after this; absent: it keeps. */
  readonly notAfter?: string
  /** Codes of the reasons that it names; absent: none, or from before they were remembered. */
  readonly about?: readonly string[]
}

/** Whether a message tells the subject what the deletion means, before anything is lost. */
export const isNotice = (kind: OutboxMessage['kind']): boolean =>
  kind === 'consequences-notice' || kind === 'cooling-off'

/** What a decision reads of the platform, at one instant. Sealed with the request. */
export interface Reading {
  readonly at: string
  readonly found: Found['is']
  readonly facts: Facts
  readonly plan: Plan | null
  /** Code of what the platform refused or answered out of contract, if it did. */
  readonly problem: string | null
  /** What fact providers said beside the platform; absent when none was asked. */
  readonly provided?: ProvidedFacts
}

/** The *work* compartment, opened: everything that names the subject, until the work is over. */
export interface Work {
  /** What the sender said, and the account it was resolved to: once, and kept to the end. */
  readonly identifiers: readonly Identifier[]
  readonly subject: Subject | null
  readonly reading: Reading | null
  /** What the subject could read of themselves when they last asked on a page, and what was read just before the lock. */
  readonly asCaller?: { readonly at: string; readonly facts: Facts }
  /** Frozen at the first intent. */
  readonly plan: Plan | null
  /** What there was to decide on at the last assessment, and what of it was approved. */
  readonly decidedSet: readonly string[]
  readonly approvedSet: readonly string[]
  /** The personal parts of mandates, by the id of the demand. */
  readonly mandates?: readonly (MandateDetails & { readonly demand: string })[]
  /** Free text of people: notes of demands, attestations, waivers, objections and refusals. */
  readonly notes: readonly { readonly about: string; readonly at: string; readonly text: string }[]
  /** Under which id a source sent its demand: what it knows the request by. Absent: none was signed. */
  readonly messageIds?: readonly { readonly demand: string; readonly id: string }[]
  /** Openings of the commitments in the chain, by entry number. */
  readonly openings: Readonly<Record<string, { readonly salt: string; readonly content: unknown }>>
}

/** What the certificate says of a row besides what was read of it. */
export type RetainedOutcome = Pick<RetentionRow, 'id' | 'number' | 'outcome' | 'check' | 'ground'> & {
  /** How long the site keeps it after the end; absent: the platform's keeping is not ours to end. */
  readonly keepMs?: number
}

/** Code of a request that had ended before our own data came back from a backup. */
export const endedBefore = 'ended-before-restore'

/** One erasure request as it is stored: what is plain here names nobody. */
export interface ErasureRequest {
  readonly schema: 1
  readonly id: string
  readonly platform: string
  readonly state: State
  readonly stateSince: string
  /** Code of why it is in this state. */
  readonly because: string
  readonly demands: readonly Demand[]
  readonly deliveries: readonly DeliveryMark[]
  /** Keyed hashes of the identifiers it came with and was resolved to; gone at the end. */
  readonly aliases: readonly string[]
  /** Keyed hash of (platform, id, birth); set when `checking` resolves the subject. */
  readonly subject: string | null
  readonly joinedTo: string | null
  /** How it was kept back last; it stays when the request went on. Absent in requests of before: never. */
  readonly keptBack?: KeptBack | null
  readonly deadlineAt: string
  /** By which calendars the period was counted so far: the earliest end holds. Absent: not remembered yet. */
  readonly calendars?: readonly CalendarName[]
  /** A longer period, told to the subject; absent or null: the month. */
  readonly extension?: Extension | null
  /** Times in which the period did not run, oldest first; absent: none. */
  readonly suspensions?: readonly Suspension[]
  /** What people were alerted to, each once; absent: nothing. */
  readonly alerts?: readonly Alert[]
  readonly coolOffEndsAt: string | null
  readonly noticeSentAt: string | null
  /** When the subject was invited to ask themselves, and when the time for it was over; absent: not yet. */
  readonly invitedAt?: string
  readonly invitationOverAt?: string
  /** Absent: none. */
  readonly objections?: readonly Objection[]
  readonly verdicts: readonly Verdict[]
  readonly fingerprint: string | null
  readonly approvals: readonly Approval[]
  /** What agreement the plan needed when it was last assessed; absent before that. */
  readonly agreement?: AgreementNeeded
  readonly attestations: readonly Attestation[]
  readonly asked: Asked | null
  /** `ground` is absent of those from before grounds were asked for. */
  readonly waivers: readonly {
    readonly precondition: PreconditionId
    readonly by: string
    readonly at: string
    readonly ground?: Ground
  }[]
  /** Why it was refused; absent where it was not. */
  readonly refusal?: Ground
  readonly actions: readonly ActionProgress[]
  /** What the frozen plan said is kept or goes later: ids of the platform's rows, for the certificate. */
  readonly retained: readonly RetainedOutcome[]
  /** What was last read of them, and how often; null before the first reading. */
  readonly rows: { readonly at: string; readonly tries: number; readonly readings: readonly RowReading[] } | null
  /** Terms of what is kept that were over, and who has said that it is deleted; absent: none yet. */
  readonly keptEnds?: readonly KeptEnd[]
  readonly section: { readonly name: string; readonly since: string } | null
  readonly waiting: Waiting | null
  readonly outbox: readonly OutboxMessage[]
  /** To endpoints and to recipients of the subject's data; absent: none. */
  readonly posts?: readonly Post[]
  readonly evidence: readonly Entry[]
  readonly vault: { readonly work: Sealed | null; readonly replay: Sealed | null; readonly block: Sealed | null }
  readonly keysDestroyed: readonly { readonly compartment: 'work' | 'replay' | 'block'; readonly at: string }[]
  readonly endedAt: string | null
  /** The last instant that was stored: a clock that jumps back never ends a cool-off early. */
  readonly lastAt: string
}
