/** Every origin there is. */
export const origins = ['self', 'on-behalf', 'identity-manager', 'lifecycle', 'platform'] as const

/** Who asked. `platform`: begun in the platform without us. */
export type Origin = (typeof origins)[number]

/** Article and letter that a demand rests on, for example `17(1)` and `b` of Regulation (EU) 2016/679. */
export interface Ground {
  readonly article: string
  readonly letter: string | null
}

/** How the subject proved to be the one who asks. `lms-session` alone says who, not that they mean it. */
export type ProofKind = 'lms-password' | 'fresh-sign-in' | 'mail-code' | 'lms-session'

/** A proof of identity, and when it was given. */
export interface Proof {
  readonly kind: ProofKind
  readonly at: string
  /**
   * Given in answer to this very demand, to Lethe by a link or a fresh sign-in, or to the platform by the password that it
   * took: it may come days after the receipt.
   */
  readonly answersDemand?: true
}

/** That somebody may ask for the subject. Who, how it was obtained, its reference and date lie sealed (`MandateDetails`). */
export interface Mandate {
  readonly kind: 'consent-to-act' | 'guardian' | 'estate' | 'standing-rule'
  readonly expiresAt: string | null
  /** It holds for every demand of a source, a lifecycle or a right on the platform: nobody is invited to ask themselves. */
  readonly standing?: true
  /** A person has said why the subject cannot ask themselves; what they said lies sealed. */
  readonly cannotAsk?: true
}

/** The personal part of a mandate, sealed in `Work`. */
export interface MandateDetails {
  /** Who may ask: a person or an office. */
  readonly who: string
  /** How the mandate was obtained. */
  readonly how: string
  /** File number or section of a rule; null where there is none. */
  readonly reference: string | null
  /** The day it was given, YYYY-MM-DD. */
  readonly obtainedOn: string
  /** Why the subject cannot ask themselves; null where nobody said so. */
  readonly cannotAsk: string | null
}

/** Whether the subject wants a copy of their data (Article 15(3) of Regulation (EU) 2016/679) before it goes. */
export type Copy = 'asked' | 'not-wanted' | 'not-said'

/**
 * By which of our ways in a demand came. `gateway`: the platform's own page; `page`: ours under the platform's host;
 * `adopt`: a person took it over from a platform's backlog; `replay`: an ended request, repeated after a restore.
 */
export type Way =
  | 'webhook'
  | 'api'
  | 'gateway'
  | 'page'
  | 'watch'
  | 'adopt'
  | 'selection'
  | 'lifecycle'
  | 'scim'
  | 'replay'

/** One demand in a request: several sources can ask for the same subject. */
export interface Demand {
  readonly id: string
  /** Id of the source, or of the person who asked over the API. */
  readonly by: string
  readonly origin: Origin
  readonly ground: Ground
  /** When the organisation received it: the earlier of the sender's time and ours (the clock runs from here). */
  readonly receivedAt: string
  /** The sender's own time, as it was said, and ours. */
  readonly saidAt: string | null
  readonly acceptedAt: string
  /** The sender's time lay too far back, and a person agreed that the clock runs from it. */
  readonly receiptAgreed?: { readonly by: string; readonly at: string }
  /** Its place among the demands of its source in the hour of acceptance, from 1; null for that of a named person. */
  readonly arrival: number | null
  /** Over which place the brake keeps back, as it was when this one came; absent: the number of its source. */
  readonly limit?: number
  readonly proof: Proof | null
  readonly mandate: Mandate | null
  /** Whether the sender says that the subject was told the consequences and agreed. */
  readonly acknowledged: boolean
  /** Which version of our sentences they read, and in which language: `v3-en`. Absent: others told them. */
  readonly told?: string
  /** The selection or run that it came with; absent for a demand of its own. */
  readonly batch?: string
  readonly withdrawnAt: string | null
  /** Absent: not said. */
  readonly copy?: Copy
  /** Whoever came by `gateway` or `page` is told what stops it and what the next step is. */
  readonly way?: Way
  /** Keyed hash of the browser session in which the subject asked, where they showed one. */
  readonly askedIn?: string
  /** Where somebody asked for another by an account of the platform: the keyed hash of its id there. */
  readonly askedAs?: string
  /** Why the platform did not take it (code): nobody meant it, or nobody could prove it. It counts as withdrawn. */
  readonly lapsed?: string
}

/**
 * When a proof must have been fresh: at the receipt. A receipt that a person agreed to later lies further back, and
 * takes no proof away.
 */
export const proofIsFor = ({
  receivedAt,
  acceptedAt,
  receiptAgreed
}: Pick<Demand, 'receivedAt' | 'acceptedAt' | 'receiptAgreed'>): string =>
  receiptAgreed === undefined ? receivedAt : acceptedAt

/** Whether the sender's time of receipt lay too far back to be taken without a person's agreement. */
export const isReceiptInQuestion = ({ saidAt, receivedAt }: Pick<Demand, 'saidAt' | 'receivedAt'>): boolean =>
  saidAt !== null && saidAt < receivedAt

/** Whether the subject has said to Lethe itself that they mean it, so that no password of the platform is needed. */
export const isProvenHere = ({ proof }: Pick<Demand, 'proof'>): boolean =>
  proof?.kind === 'mail-code' || proof?.kind === 'fresh-sign-in'

/** Origins that nobody else's word stands behind. */
export const asksThemselves: readonly Origin[] = ['self', 'platform']

/** Whether a named person made the demand, over the API or by picking from a list. */
export const isAtDesk = ({ way, arrival }: Pick<Demand, 'way' | 'arrival'>): boolean =>
  way === 'selection' || (way === undefined && arrival === null)

/** Whether it asks on behalf of the subject: at a desk, whatever origin they name. */
export const isOnBehalf = (demand: Pick<Demand, 'origin' | 'way' | 'arrival'>): boolean =>
  demand.origin === 'on-behalf' || (!asksThemselves.includes(demand.origin) && isAtDesk(demand))

/** Whether the subject is invited to ask themselves before somebody else's demand opens. */
export const needsInvitation = (demand: Pick<Demand, 'origin' | 'mandate' | 'way' | 'arrival'>): boolean => {
  const { mandate } = demand
  return isOnBehalf(demand) && mandate !== null && mandate.standing === undefined && mandate.cannotAsk === undefined
}

/** Whether the subject asked themselves, on a page where they wait for an answer and get mail about the next step. */
export const isAskedOnPage = ({ way, origin }: Pick<Demand, 'way' | 'origin'>): boolean =>
  origin === 'self' && (way === 'gateway' || way === 'page')
