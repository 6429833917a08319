import type { Identifier, Subject } from '../../adapters/contract.ts'
import type { Demand, MandateDetails, Way } from './demand/demand.ts'
import type { Approval, Work } from './request.ts'

/** What a signed delivery can be; the data of each stands under `webhooks` in our API document. */
export const deliveryTypes = [
  'account.deletion.requested',
  'account.deletion.withdrawn',
  'account.purged',
  'platform.restored'
] as const

/** One of the types of delivery. */
export type DeliveryType = (typeof deliveryTypes)[number]

/** What a sender says of a demand; ids and our own times are added when it is stored. */
export type SaidDemand = Pick<
  Demand,
  'origin' | 'ground' | 'saidAt' | 'proof' | 'mandate' | 'acknowledged' | 'told' | 'askedIn' | 'askedAs' | 'copy'
>

/** The ended request that a demand repeats, because a restore of the platform brought the account back. */
export interface Replayed {
  readonly replay: string
  readonly request: string
  readonly snapshotAt: string
  /** Who announced the restore. */
  readonly by: string
  /** What was agreed to and told then: an agreement counts for exactly the same plan. */
  readonly approvals: readonly Approval[]
  readonly noticeSentAt: string | null
}

/** One authenticated, validated call, before anything of it is stored. Every way in ends with one of these. */
export interface Incoming {
  readonly type: DeliveryType
  /** Id of the source or of the person. */
  readonly by: string
  /** Keyed hash of source and message id: a delivery is carried out once. Null where nothing was signed. */
  readonly deliveryKey: string | null
  /** The id under which the source sent it; absent where nothing was signed. */
  readonly messageId?: string
  /** Whoever hands it on has just seen that it did not come before. */
  readonly isNew?: boolean
  /** Its place among the demands of its source in this hour, from 1; absent where no brake counts. */
  readonly arrival?: number
  /** Over which place the brake keeps back. */
  readonly limit?: number
  /** By which way it came, where that is not told by `deliveryKey`. */
  readonly way?: Way
  /** What the subject may read of themselves, where they called through the gateway. */
  readonly asCaller?: Work['asCaller']
  /** The way in settles the demand itself until then (ISO 8601): nobody takes it up before. */
  readonly settlesAt?: string
  /** The selection or run that it comes with. */
  readonly batch?: string
  /** What it repeats; absent for a demand of its own. */
  readonly replayed?: Replayed
  /** Id of the platform. */
  readonly platform: string
  readonly identifiers: readonly Identifier[]
  /** The account itself, where whoever brings the demand has just read it of the platform. */
  readonly subject?: Subject
  /** Only with `account.deletion.requested`. */
  readonly demand: SaidDemand | null
  /** Who may ask for the subject, how and since when, to be sealed; absent where the mandate stands for itself. */
  readonly mandate?: MandateDetails
  /** Free text of the sender, to be sealed. */
  readonly notes: readonly { readonly about: 'demand' | 'withdrawal'; readonly text: string }[]
  /** Instants that facts carry: `purgedAt`; `snapshotAt` and `restoredAt`. */
  readonly instants: Readonly<Record<string, string>>
}

/** The answer to the sender; a replay gets the first one again. */
export interface Taken {
  readonly status: 202
  readonly body: { readonly request: string | null; readonly status: string | null }
}

/** The one function in which every way in ends. Resolves only when the store has synced. */
export type Accept = (incoming: Incoming) => Promise<Taken>
