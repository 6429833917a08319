import type { Action, Released } from './action.ts'
import type { FactName, Facts } from './facts.ts'
import type { Caller, GatewaySite, HeaderList, Interception, OwnPages } from './gateway.ts'
import type { HttpDoor } from './http.ts'
import type { PlatformLifecycle, SearchQuery } from './lifecycle.ts'
import type { AskRight, OwnershipSnapshot, PlanKnowledge } from './ownership.ts'
import type { Plan, PlanPolicy } from './plan.ts'
import type { Registration, Supports } from './registration.ts'
import type { RetentionRow, RowReading } from './rows.ts'
import type { Heard, SeenBefore, Sighting } from './sighting.ts'
import type { Found, PlatformKind, Reference, Subject } from './subject.ts'
import type { PartnerReport, TakeOver } from './take-over.ts'

/** A connected platform. Every call takes a signal and throws only `PlatformError`. */
export interface Platform {
  readonly kind: PlatformKind
  readonly supports: Supports
  readonly actions: readonly Action[]
  readonly retention: readonly RetentionRow[]
  readonly interceptions: readonly Interception[]
  register(signal: AbortSignal): Promise<Registration>
  find(reference: Reference, signal: AbortSignal): Promise<Found>
  /** `next`: what is asked right after this, so that what only that asks for may be read at the same time. */
  gather(
    subject: Subject,
    wanted: readonly FactName[],
    signal: AbortSignal,
    known?: PlanKnowledge,
    next?: 'plan'
  ): Promise<Facts>
  plan(subject: Subject, policy: PlanPolicy, signal: AbortSignal, known?: PlanKnowledge): Promise<Plan>
  /**
   * Reads back the rows of the plan that concerned this subject and can be read, once everything was done; absent where
   * this platform's rows are not read. A row that was refused is `cannot-tell`; an unavailable platform throws.
   */
  readRows?(subject: Subject, plan: Plan, signal: AbortSignal): Promise<readonly RowReading[]>
  /**
   * Reads what can be read of an account that was deleted without us: only rows that need nothing from before but the
   * nightly list. `because` of a row that is gone says when somebody's objects were left without a living owner.
   */
  readRowsOfDeleted?(
    subject: Subject,
    ownership: OwnershipSnapshot | null,
    signal: AbortSignal
  ): Promise<readonly RowReading[]>
  /** Puts back what was before, as far as `performed` (ids of actions that have begun) went. */
  release(subject: Subject, plan: Plan, performed: readonly string[], signal: AbortSignal): Promise<Released>
  /**
   * Complete, or it throws: whatever is under way, and whatever ended since `seen`. What had ended before may be left out
   * where the platform tells when a deletion was begun.
   */
  snapshot(seen: SeenBefore, signal: AbortSignal): AsyncIterable<Sighting>
  /** At most fifty living accounts; what the platform cannot be searched by throws `refused` with `not-supported`. */
  search(query: SearchQuery, signal: AbortSignal): Promise<readonly Subject[]>
  /** Absent: the platform says of no account whether it is deactivated or expires. */
  readonly lifecycle?: PlatformLifecycle
  /** Who owns what, of the whole platform: complete, or it throws. Absent: no such list can be read. */
  ownershipSnapshot?(signal: AbortSignal): Promise<OwnershipSnapshot>
  /**
   * Whether the account with the id `caller` may ask for the deletion of each of these accounts, named by their ids: as
   * many answers, in the same order. Absent: the platform says nothing.
   */
  mayAsk?(caller: string, accounts: readonly string[], signal: AbortSignal): Promise<readonly AskRight[]>
  /** Reads a message, whatever it is: never throws, never keeps any of it. */
  translate(delivery: unknown): Heard
  readonly takeOver: TakeOver
  /** Absent where the platform has none. */
  readonly partnerReport?: PartnerReport
  /** Pages of the platform's own that people are led to, as browsers reach them. */
  ownPages(site: Pick<GatewaySite, 'publicUrl'>): OwnPages
  /** Who stands behind these headers, by the platform's own session, token or credentials; null: nobody. */
  identify(headers: HeaderList, site: GatewaySite, signal: AbortSignal): Promise<Caller | null>
  /** Ends connections; no call may follow. */
  close(): Promise<void>
}

/** One thing that is kept: its content is JSON and may name people, its key never does. */
export interface Spooled {
  readonly key: string
  readonly content: unknown
}

/**
 * What a platform gives only once, kept until it is no longer needed: sealed, per platform, by list. A list has a name
 * in `kebab-case`.
 */
export interface Spool {
  /** Durable when it resolves. A key that is there already keeps its first content. */
  keep(list: string, rows: readonly Spooled[]): Promise<void>
  /** In the order of the keys. */
  list(list: string): Promise<readonly Spooled[]>
  /** A key that is not there is none of its concern. */
  drop(list: string, keys: readonly string[]): Promise<void>
}

/** What an adapter is given besides its options: the effects it may have on the world. */
export interface Surroundings {
  readonly http: HttpDoor
  readonly spool: Spool
  now(): Date
  /** Waits, or rejects with the signal's reason. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** A kind of platform, before it is connected. */
export interface Adapter<Options> {
  readonly kind: PlatformKind
  /** JSON Schema 2020-12 of the options; secrets carry `writeOnly: true`, addresses `format: uri`. */
  readonly optionsSchema: Readonly<Record<string, unknown>>
  /** Calls at once where the option `parallelCalls` says nothing; absent: the door's default. */
  readonly parallelCalls?: number
  connect(options: Options, surroundings: Surroundings): Platform
}
