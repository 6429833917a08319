/** Who asked. `platform`: begun in the platform without us. */
export type Origin = 'self' | 'on-behalf' | 'identity-manager' | 'lifecycle' | 'platform'

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

/** That somebody may ask for the subject. Who, how obtained and any reference lie sealed in `Work`. */
export interface Mandate {
  readonly kind: 'consent-to-act' | 'guardian' | 'estate' | 'standing-rule'
  readonly expiresAt: string | null
}

/**
 * By which of our ways in a demand came. `gateway`: the platform's own page; `page`: ours under the platform's host;
 * `adopt`: a person took it over from a platform's backlog.
 */
export type Way = 'webhook' | 'api' | 'gateway' | 'page' | 'watch' | 'adopt' | 'selection' | 'lifecycle'

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
  /** Its place among the demands of its source in the hour of acceptance, from 1; null for that of a named person. */
  readonly arrival: number | null
  readonly proof: Proof | null
  readonly mandate: Mandate | null
  /** Whether the sender says that the subject was told the consequences and agreed. */
  readonly acknowledged: boolean
  /** The selection or run that it came with; absent for a demand of its own. */
  readonly batch?: string
  readonly withdrawnAt: string | null
  /** Whoever came by `gateway` or `page` is told what stops it and what the next step is. */
  readonly way?: Way
  /** Keyed hash of the browser session in which the subject asked, where they showed one. */
  readonly askedIn?: string
  /** Why the platform did not take it (code): nobody meant it, or nobody could prove it. It counts as withdrawn. */
  readonly lapsed?: string
}

/** Whether the subject has said to Lethe itself that they mean it, so that no password of the platform is needed. */
export const isProvenHere = ({ proof }: Pick<Demand, 'proof'>): boolean =>
  proof?.kind === 'mail-code' || proof?.kind === 'fresh-sign-in'

/** Whether the subject asked themselves, on a page where they wait for an answer and get mail about the next step. */
export const isAskedOnPage = ({ way, origin }: Pick<Demand, 'way' | 'origin'>): boolean =>
  origin === 'self' && (way === 'gateway' || way === 'page')
