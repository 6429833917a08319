/** Somebody on the site who has asked for their deletion there. */
export interface Learner {
  readonly id: number
  readonly username: string
}

/** What a site is told to do. */
export type Order =
  | { readonly do: 'add'; readonly count: number }
  | { readonly do: 'forget' }
  | { readonly do: 'count' }
  | { readonly do: 'report' }

/** What a site has seen since it was last told to forget. Durations in milliseconds. */
export interface SiteReport {
  /** Calls about learners, by the name of the operation; what serves the whole site and tokens are left out. */
  readonly calls: Readonly<Record<string, number>>
  /** The same, by why they were made: they change something, come before the first change of that learner, or after it. */
  readonly why: { readonly changing: number; readonly preparing: number; readonly readBack: number }
  /** Calls that name no learner. */
  readonly siteCalls: number
  /** The most calls that were under way at once. */
  readonly peak: number
  readonly connections: number
  /** Learners whose row is COMPLETE and whose account is off. */
  readonly retired: number
  /** Changes that took effect twice for one learner, by the journal. */
  readonly doneTwice: number
  /** From the arrival of `retire_forum` to the answer of `retire`, and from there to the next arrival; medians. */
  readonly sectionMs: number | null
  readonly sectionGapMs: number | null
}
