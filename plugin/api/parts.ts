import type { Platform, PlatformKind, Reference } from '../../adapters/contract.ts'
import type { components } from '../../openapi/types/lethe.ts'
import type { Clock } from '../clock.ts'
import type { ApiDocument } from '../document.ts'
import type { Foresee } from '../erasure/foreseen.ts'
import type { Accept } from '../erasure/incoming.ts'
import type { ProblemCode } from '../errors.ts'
import type { Random } from '../random.ts'
import type { AnchorBody } from '../store/records/anchors.ts'
import type { PersonBody } from '../store/records/bodies.ts'
import type { DeadLetterBody } from '../store/records/endpoints/dead-letters.ts'
import type { HoldAndRequests } from '../store/records/holds/change.ts'
import type { RunBody } from '../store/records/lifecycles.ts'
import type { ReplayDocument } from '../store/records/replays.ts'
import type { Seals } from '../store/records/seals.ts'
import type { Selected, SelectionDocument } from '../store/records/selections.ts'
import type { ScimSource } from '../store/records/sources/scim-tokens.ts'
import type { Store } from '../store/store.ts'
import type { Tally } from '../store/tally.ts'
import type { Language } from '../texts/language.ts'
import type { CertificateKeys } from '../vault/certificate-key.ts'
import type { RequestVerbs } from './request-verbs.ts'
import type { SignInVerbs } from './sign-in-verbs.ts'
import type { TakeOverVerbs } from './take-over-verbs.ts'

/** What refusals mean, as pages for whoever reads them in a browser. */
export interface ProblemPages {
  one(code: ProblemCode, language: Language): string
  all(language: Language): string
}

/** A signed call as it came in: nothing of it is read yet. */
export interface RawDelivery {
  readonly source: string
  /** Names and values in the order of the wire, doubled ones doubled. */
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
}

/** How the look at a platform's own list of deletions stands; null before the first. */
export type WatchView = {
  readonly lastCompleteAt: string | null
  readonly problem: { readonly code: string; readonly since: string } | null
  readonly backlog: number
} | null

/** The way in for unsigned messages of a platform. */
export interface HintVerbs {
  /** Whether a platform has this secret. */
  isKnown(secret: string): Promise<boolean>
  /** What to answer; null when no platform has this secret. */
  receive(
    secret: string,
    hint: { readonly contentType: string; readonly body: Buffer }
  ): Promise<'nothing' | 'empty-object' | null>
}

/** How the reading of that list stands. */
export interface OwnershipView {
  readonly readingSince: string | null
  readonly problem: { readonly code: string; readonly at: string } | null
}

/** The nightly list of who owns what. */
export interface OwnershipVerbs {
  /** Whether it is being read now, and why the last reading broke off. */
  status(platform: string): OwnershipView | Promise<OwnershipView>
  /** Begins a reading; false when the platform has no such list. */
  readNow(platform: string): Promise<boolean>
  /**
   * Whether a person may ask for each of these accounts (by id, or as a sender names them), in the same order, by the
   * platform's rules; `no` also where it cannot be told. `PlatformError` when the platform cannot be asked now.
   */
  mayAsk(
    platform: string,
    person: PersonBody,
    about: readonly (string | Reference)[],
    signal: AbortSignal
  ): Promise<readonly ('yes' | 'no' | 'not-linked')[]>
}

type Counts = Omit<components['schemas']['EvidenceReport'], 'findings'>

type EvidenceView = Counts & { readonly findings: readonly components['schemas']['EvidenceFinding'][] }

type EvidenceCheckView = Readonly<Omit<components['schemas']['EvidenceCheck'], 'report'>> & {
  readonly report: EvidenceView | null
}

/** The batches of heads, what they say of the stored chains, and the dated keys. */
export interface EvidenceVerbs {
  /** Draws a batch; null when no chain has grown. */
  anchorNow(): Promise<Pick<AnchorBody, 'signed' | 'hash'> | null>
  /** Compares every chain with the batches. */
  check(): Promise<EvidenceView>
  /** The same without waiting for the end: one at a time, and how far the last one is. */
  beginCheck(): Promise<EvidenceCheckView>
  showCheck(): Promise<EvidenceCheckView>
  keyMonths(): Promise<readonly components['schemas']['KeyMonth'][]>
  /** What platforms keep for a term that the site has set. */
  keptRows(): Promise<readonly components['schemas']['KeptRow'][]>
  /** Somebody says that it is deleted there. Throws `request-unknown`, `kept-row-not-due`. */
  settleKeptRow(request: string, row: string, by: string): Promise<components['schemas']['KeptRow']>
}

/** Which report is asked for, of which period; instants in UTC, `to` outside. */
export interface ReportAsked {
  readonly report: string
  readonly from: string
  readonly to: string
  /** Whether counts from 1 to 4 are hidden. */
  readonly hidesSmall: boolean
}

/** Figures and the record of processing; they name nobody. */
export interface ReportVerbs {
  /** As the document has it. */
  draw(asked: ReportAsked): Promise<unknown>
  drawCsv(asked: ReportAsked): Promise<string>
  processingRecord(language: Language): Promise<unknown>
}

/** Which kinds of platform there are and how one is reached. */
export interface PlatformKinds {
  optionsSchema(kind: PlatformKind): Readonly<Record<string, unknown>>
  /**
   * A connection of its own, closed by the caller.
   * @param id the platform that it keeps things for; null: none yet, and nothing can be kept
   */
  connect(kind: PlatformKind, options: Readonly<Record<string, unknown>>, id: string | null): Platform
}

/** A user as an identity manager may see it: nothing but what it named them by. */
export interface ScimAccount {
  readonly id: string
  readonly name: string
  readonly active: boolean
}

/** What identity managers do over SCIM. Refusals are `Problem`s, `PlatformError` when the platform cannot be asked. */
export interface ScimVerbs {
  /** Null: nobody, or more than one. */
  find(source: ScimSource, filter: string | undefined, signal: AbortSignal): Promise<ScimAccount | null>
  get(source: ScimSource, id: string, signal: AbortSignal): Promise<ScimAccount>
  remove(source: ScimSource, id: string, signal: AbortSignal): Promise<void>
  patch(source: ScimSource, id: string, body: unknown, signal: AbortSignal): Promise<void>
  replace(source: ScimSource, id: string, body: unknown, signal: AbortSignal): Promise<ScimAccount>
}

/** Everything that the API needs of the rest, in one object. */
export interface ApiParts {
  readonly store: Store
  readonly keys: Seals & {
    readonly tokenSecret: Buffer
    readonly certificate: CertificateKeys
    /** Wraps anew what lives under a month's key and destroys it; answers how many. `vault-key-missing` for none. */
    retire(month: string): Promise<number>
  }
  readonly clock: Clock
  /** What protects people is counted here, over all instances. */
  readonly tally: Tally
  readonly random: Random
  readonly document: ApiDocument
  readonly version: string
  readonly kinds: PlatformKinds
  readonly requests: RequestVerbs
  readonly watch: { status(platform: string): Promise<WatchView> }
  readonly takeOver: TakeOverVerbs
  readonly hints: HintVerbs
  readonly scim: ScimVerbs
  readonly ownership: OwnershipVerbs
  readonly accept: Accept
  /** Authenticates a delivery and ends in `accept`. */
  readonly receive: (delivery: RawDelivery) => ReturnType<Accept>
  readonly reports: ReportVerbs
  /** Asks the platform whom a hold means; null: that is known, or the hold is released. */
  readonly completeHold: (id: string, signal: AbortSignal) => Promise<HoldAndRequests | null>
  /** Whether people can be told anything by mail. */
  readonly hasMail: boolean
  /** The connection to a registered platform, which stays open. */
  readonly platformOf: (id: string) => Promise<Platform>
  /** What is known of the life of accounts beside the store. */
  readonly lifecycles: {
    /** What a run would do now; null while nothing is set. */
    plan(
      platform: string,
      signal: AbortSignal
    ): Promise<
      | (Pick<RunBody, 'accounts' | 'planned' | 'findings' | 'because'> & {
          readonly rows: readonly components['schemas']['LifecyclePlan']['rows'][number][]
        })
      | null
    >
    /** Accounts without activity, as far as anybody says. */
    inactiveKeys(platform: string, signal: AbortSignal): Promise<ReadonlySet<string>>
  }
  /** Whose accounts came back, by the platform's ids: who agrees to a list must not be on it. */
  readonly replays: { accountsOf(replay: ReplayDocument): Promise<readonly string[]> }
  /** What would become of a demand that is not stored. */
  readonly foresee: Foresee
  /** Who was selected; null once it was forgotten. */
  readonly readSelected: (selection: SelectionDocument) => Promise<Selected | null>
  /** Tries and second tries of messages to others; codes say why one was not taken. */
  readonly endpoints: {
    /** Whether nobody on the way can read what is sent to an address. */
    isSafeWay(url: string): boolean
    redrive(id: string): Promise<components['schemas']['Redriven']>
    /** Drops one dead letter for good; `before` runs first, and may refuse. */
    dropLetter(id: string, letter: string, before: (body: DeadLetterBody) => Promise<void>): Promise<void>
    tryOut(id: string): Promise<string | null>
    tryMail(): Promise<string | null>
  }
  /** Takes in a signed answer of a fact provider; refusals are `Problem`s. */
  readonly evidence: EvidenceVerbs
  readonly signIn: SignInVerbs
  readonly receiveAnswer: (answer: {
    readonly token: string
    readonly rawHeaders: readonly string[]
    readonly body: Buffer
  }) => Promise<void>
  /** Figures for a monitor. */
  readonly problemPages: ProblemPages
  readonly metrics: { draw(): Promise<string>; readonly contentType: string }
  /** Codes of what keeps the sidecar from taking work; empty when ready. */
  readonly readiness: () => Promise<readonly string[]>
  readonly limits: {
    readonly callsPerMinute: number
    readonly platformTimeoutMs: number
    /** Calls are answered 503 after a turn of the event loop that took longer than this; 0: never. Ten seconds unless given. */
    readonly maxEventLoopDelayMs?: number
    /** Calls at once; as many as `limitCrowd` says unless given. */
    readonly mostInHand?: number
  }
}
