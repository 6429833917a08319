import type { Action, PlatformKind } from '../../adapters/contract.ts'
import type { AlertCode } from './deadline/near-deadline.ts'
import type { AgreementNeeded, Speakers } from './demand/agreement.ts'
import type { Ground } from './demand/demand.ts'
import type { KeptBack } from './kept-back.ts'
import type { Policy } from './policy.ts'
import type { Declarations, Verdict } from './preconditions/precondition.ts'
import type { ErasureRequest, Reading, Work } from './request.ts'
import type { State } from './states.ts'

/** What the pure part of the domain needs to know of an action. */
export type ActionTraits = Pick<Action, 'id' | 'after' | 'section' | 'repeat' | 'settleMs' | 'reversible' | 'readBack'>

/** Everything that a decision may look at. Nothing in it is a promise of the platform; it is what was stored or just read. */
export interface View {
  readonly kind: PlatformKind
  readonly request: ErasureRequest
  readonly work: Work
  /** Read since this claim began; a decision that needs one and has none asks for it. */
  readonly reading: Reading | null
  readonly policy: Policy
  readonly actions: readonly ActionTraits[]
  /** Whether the platform reads its rows back. */
  readonly readsRows: boolean
  readonly declarations: Declarations
  /** Who of those who spoke may be one human being, or the subject; absent: everybody is who they say. */
  readonly speakers?: Speakers
  /** How many holds stop the erasure. */
  readonly holds: number
  /** The code of each of them; absent: each is on the whole account. */
  readonly holdCodes?: readonly string[]
  /** What is held and stays as it is, because the plan goes without it. */
  readonly spared?: readonly string[]
  /** Kept back by a pause, the brake, or a stop of the platform: the code, else null. */
  readonly keptBack: string | null
  /** Code of what stops every erasure on this platform, or those that it would have to start. */
  readonly platformStops: string | null
  /** Whether the platform begins by a call that is passed on to it. */
  readonly isForwarded: boolean
  /** Another open request of the same subject. */
  readonly openElsewhere: string | null
  readonly mailConfigured: boolean
  readonly now: string
}

/** What of the request changes with a move; the rest stays. */
export interface Assessed {
  readonly verdicts: readonly Verdict[]
  readonly fingerprint: string | null
  readonly decidedSet: readonly string[]
  readonly coolOffEndsAt: string | null
  /** Whether the subject must now be told by mail what it means, whoever asked. */
  readonly sendsNotice: boolean
  /** Whether the subject must now be invited to ask themselves. */
  readonly sendsInvitation: boolean
  /** How many must agree to the plan, and whether a privacy officer must be among them. */
  readonly agreement?: AgreementNeeded
}

/** What to do next: decided here, done by the worker. */
export type Decision =
  | { readonly do: 'read' }
  | {
      readonly do: 'move'
      readonly to: State
      readonly because: string
      readonly assessed?: Assessed
      /** Of a refusal: the article and letter that it rests on. */
      readonly ground?: Ground
    }
  /** Several are called side by side. */
  | { readonly do: 'perform'; readonly actions: readonly string[] }
  | { readonly do: 'take-as-done'; readonly action: string }
  /** Leave the section until the next try, so that one failing request does not keep everybody else out. */
  | { readonly do: 'step-back'; readonly action: string }
  /** To learn what became of an intent. */
  | { readonly do: 'confirm'; readonly action: string }
  /** After the outcomes, each on its own: readings change nothing. */
  | { readonly do: 'confirm-all'; readonly actions: readonly string[] }
  /** Every action is confirmed: what became of the platform's rows. */
  | { readonly do: 'read-rows' }
  | { readonly do: 'release' }
  /** Write down that it is kept back, and for a dry run what would have happened. */
  | { readonly do: 'keep-back'; readonly because: KeptBack['because'] }
  /** The clock asks for people: `reminds`: the subject too, of what is still missing. */
  | { readonly do: 'alert'; readonly codes: readonly AlertCode[]; readonly reminds: boolean }
  | { readonly do: 'wait'; readonly until: string | null; readonly because: string }

/** An instant some time after another. */
export const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString()

const keptBackFirstMs = 1000
const keptBackMostMs = 15_000

/**
 * When a request that is kept back looks again: soon, because people lift a pause, and a hold that was just placed is
 * complete within a moment; and after as long again as it has stood where it stands, up to 15 seconds.
 */
export const keptBackUntil = ({ request, now }: View): string => {
  const standsMs = Date.parse(now) - Date.parse(request.stateSince)
  return later(now, Math.min(keptBackMostMs, Math.max(keptBackFirstMs, standsMs)))
}

/** The latest of some instants. */
export const latest = (...instants: readonly string[]): string => [...instants].sort().at(-1)!
