import type { PlanPolicy, PlatformKind } from '../../adapters/contract.ts'
import { dayMs } from '../durations.ts'
import type { Ground, Origin } from './demand/demand.ts'
import type { Asked, PreconditionId } from './preconditions/precondition.ts'

/** What a site decides. Durations in milliseconds. */
export interface Policy extends PlanPolicy {
  /** Time in which a demand can be withdrawn; it lies inside the legal month. */
  readonly coolOffMs: number
  /** How long before the erasure a subject who did not ask themselves is told. */
  readonly noticeMs: number
  /** How long a subject for whom others ask has to answer the invitation to ask themselves. */
  readonly invitationMs: number
  /** Names of other sites on which the accounts of this platform serve, for subjects to be told. */
  readonly otherSites: readonly string[]
  /** How old a proof of identity may be when the request is checked first. */
  readonly proofFreshMs: number
  /** Approvals for every request; privileged accounts and many solely owned objects need one in any case. */
  readonly approvals: 0 | 1 | 2
  /** Over this many objects that only the subject owns, a privacy officer must be among those who approve. */
  readonly highRiskOwnedObjects: number
  /** Departures from the defaults of the platform kind. */
  readonly asked: Readonly<Partial<Record<PreconditionId, Asked>>>
  /** Which questions a privacy officer may waive here. */
  readonly waivable: readonly PreconditionId[]
  /** When a blocked request is looked at again by itself. */
  readonly recheckMs: number
  /** How long after a look at the platform's own list the next one follows. */
  readonly watchEveryMs: number
  /**
   * Of people picked from lists, and of deletions that were begun on the platform itself, over this many in an hour are
   * kept back until so many others have agreed.
   */
  readonly brakePerHour: number
  /** The same for the platform's own: over this share of the accounts known of it, or so many times its usual hour. */
  readonly brakePercent: number
  readonly brakeTimesUsual: number
  readonly releasersNeeded: number
  /** Whether a user manager may ask for everybody where nobody has said which account of the platform is their own. */
  readonly letUnlinkedAsk: boolean
  /** Whether people come to our pages by a code that is mailed to them: for whom no session of the platform can vouch. */
  readonly mailCode: boolean
  /** After how long in an exclusive section the platform counts as *section stuck*. */
  readonly sectionStuckMs: number
  /** How often, and how far apart, a `still-there` is read again before a person is asked. */
  readonly confirmTries: number
  readonly confirmEveryMs: number
  /** After the platform could not be reached: the first pause, and the longest. */
  readonly retryFirstMs: number
  readonly retryMostMs: number
  /** How long the *work* compartment outlives the end, at most; and *replay*, by the longest backup of the platform. */
  readonly keepWorkMs: number
  readonly keepReplayMs: number
  /** How long a keyed hash tells that somebody was erased here; 0: nothing of them is kept. */
  readonly keepBlockMs: number
  /** How long the site keeps a row that the platform keeps, by the id of the row; a row that is not named has no term. */
  readonly retainMs: Readonly<Record<string, number>>
  /** On what ground of the law the controller keeps such a row; one that is not named has what the platform's table says. */
  readonly retainGrounds: Readonly<Record<string, Ground>>
  /** Time zone of the controller, for the legal clock. */
  readonly timeZone: string
  /** Region of the public holidays (`DE-BY`), where it is another than the controller's; null: the controller's. */
  readonly region: string | null
}

/** What a platform sets otherwise than the layer below it. */
export type PolicyChanges = Partial<Policy>

/** The policy of a site that set nothing. */
export const defaultPolicy: Policy = {
  coolOffMs: 7 * dayMs,
  noticeMs: 7 * dayMs,
  invitationMs: 7 * dayMs,
  otherSites: [],
  proofFreshMs: 30 * 60 * 1000,
  approvals: 0,
  highRiskOwnedObjects: 20,
  asked: {},
  waivable: [],
  recheckMs: 60 * 60 * 1000,
  watchEveryMs: 60 * 1000,
  brakePerHour: 50,
  brakePercent: 1,
  brakeTimesUsual: 10,
  releasersNeeded: 2,
  letUnlinkedAsk: false,
  mailCode: false,
  sectionStuckMs: 30 * 60 * 1000,
  confirmTries: 5,
  confirmEveryMs: 60 * 1000,
  retryFirstMs: 60 * 1000,
  retryMostMs: 60 * 60 * 1000,
  keepWorkMs: 7 * dayMs,
  keepReplayMs: 90 * dayMs,
  keepBlockMs: 0,
  retainMs: {},
  retainGrounds: {},
  timeZone: 'UTC',
  region: null,
  successors: [],
  names: 'keep-name',
  treatments: {}
}

/**
 * Where a platform kind departs from the default: a list of OpenOlat's deletions takes a search over all accounts, and
 * tells only what is over.
 */
const ofKind: Readonly<Record<PlatformKind, PolicyChanges>> = {
  openedx: {},
  openolat: { watchEveryMs: 15 * 60 * 1000 }
}

/** What a platform's document holds: changes for the whole platform, and further ones per origin. */
export interface PlatformPolicy {
  readonly all: PolicyChanges
  readonly byOrigin: Readonly<Partial<Record<Origin, PolicyChanges>>>
}

/**
 * Today's policy: platform and origin before platform before default. A platform kind that can only remove names
 * (Open edX) overrules `names`.
 */
export const resolvePolicy = (kind: PlatformKind, stored: PlatformPolicy, origin: Origin): Policy => {
  const forOrigin = stored.byOrigin[origin] ?? {}
  return {
    ...defaultPolicy,
    ...ofKind[kind],
    ...stored.all,
    ...forOrigin,
    asked: { ...stored.all.asked, ...forOrigin.asked },
    treatments: { ...stored.all.treatments, ...forOrigin.treatments },
    retainMs: { ...stored.all.retainMs, ...forOrigin.retainMs },
    retainGrounds: { ...stored.all.retainGrounds, ...forOrigin.retainGrounds },
    ...(kind === 'openedx' ? { names: 'remove-name' } : {})
  }
}
