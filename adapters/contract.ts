/**
 * The seam between Lethe and a platform. An adapter is a plain object that keeps to these types; the core knows
 * nothing else of a platform, and an adapter knows nothing of the core. Everything here that crosses the seam as
 * data (references, subjects, facts, plans, outcomes) is JSON: it is sealed, stored and read again after a restart.
 */

import type { Caller, GatewaySite, HeaderList, Interception } from './interception.ts'

/** The kinds of platform that exist. A new one starts here; the compiler then shows what it needs. */
export type PlatformKind = 'openedx' | 'openolat'

/** How a sender may name a subject. Every identifier given must match the same account. */
export type IdentifierKind = 'platform-id' | 'username' | 'email' | 'external-id'

/** One name of a subject, and of which kind it is. */
export interface Identifier {
  readonly kind: IdentifierKind
  readonly value: string
}

/** What a demand says about who is meant. */
export interface Reference {
  readonly identifiers: readonly Identifier[]
}

/**
 * One account, resolved once and kept to the end. `id` together with `bornAt` is the identity: ids come back after a
 * restore of the platform and are then given to other people.
 */
export interface Subject {
  readonly id: string
  /** Creation time of the account, ISO 8601. */
  readonly bornAt: string
  readonly username: string
  readonly email: string | null
  readonly displayName: string | null
  /** Language tag of the person's choice, where the platform says it. */
  readonly language: string | null
}

/** Who a reference means. More than one is never narrowed down by guessing. */
export type Found =
  | { readonly is: 'one'; readonly subject: Subject }
  | { readonly is: 'none' }
  | { readonly is: 'several'; readonly count: number }

/** An object (course, group, resource …) that only the subject owns. `title` is shown to people, never logged. */
export interface OwnedObject {
  readonly category: string
  readonly key: string
  readonly title: string
  /** Another system keeps this object and may undo what is changed here. */
  readonly managed?: boolean
}

/** What can be asked of a platform about a subject, and the shape of the answer. */
export interface FactValues {
  /** Login links at other providers, by the platform's own provider names. */
  'linked-logins': readonly { readonly provider: string }[]
  'password-usable': boolean
  'account-activated': boolean
  /** Open grading orders anywhere on the platform; the platform does not say whose. */
  'open-grading-orders': { readonly openAnywhere: number }
  /** Objects without another living owner. */
  'solely-owned': readonly OwnedObject[]
  /** Every object of which the subject sees themselves as an owner: not whether somebody else is one too. */
  'owner-roles': readonly OwnedObject[]
  /** `permanent`: the platform refuses. `ours`: an account that Lethe itself works with. */
  protection: { readonly permanent: boolean; readonly ours: boolean; readonly privilegedRoles: readonly string[] }
  'open-todos': { readonly count: number }
  /** Exam results, statements and the like that the deletion destroys, counted per kind. */
  'destroyed-records': Readonly<Record<string, number>>
  /** The platform's own account state, in the platform's words: `active`, `login-denied`, `pending-retirement`, … */
  'account-state': string
  /** When the platform's own deletion of this account was begun, by whomever; null: it was not. */
  'begun-at-platform': { readonly at: string } | null
}

/** The questions by name. */
export type FactName = keyof FactValues

/** Unknown is never yes: what could not be read says so, and why (a code, never a response body). */
export type FactAnswer<Name extends FactName> =
  | { readonly is: 'known'; readonly value: FactValues[Name]; readonly at: string }
  | { readonly is: 'unknown'; readonly because: string; readonly at: string }
  | { readonly is: 'not-answerable-here'; readonly because: string; readonly at: string }

/** What is known of one subject, as far as it was asked. */
export type Facts = { readonly [Name in FactName]?: FactAnswer<Name> }

/** What happens to a category of data. */
export type Treatment = 'delete' | 'anonymise' | 'reassign' | 'retain'

/** Who can take over by what they are to the object already, where the platform tells. */
export type SuccessorRole = 'co-owner' | 'coach' | 'organisation-manager'

/** Who takes over: one account, whoever has a role for the object, or one of several, in turn. */
export type SuccessorChoice = Identifier | { readonly role: SuccessorRole } | { readonly pool: readonly Identifier[] }

/** Names the account that takes over. The first rule that fits the object and names somebody who can wins. */
export interface SuccessorRule {
  /** Category of the object, or `*`. */
  readonly category: string
  /** Key of one object; absent: every object of the category. */
  readonly object?: string
  /** Key of the organisation that the object belongs to; absent: whichever. */
  readonly organisation?: string
  readonly successor: SuccessorChoice
}

/** What a site has decided about the deletion itself. */
export interface PlanPolicy {
  readonly successors: readonly SuccessorRule[]
  /** Where the platform keeps names of people with certain roles: `keep-name` leaves that to it. */
  readonly names: 'keep-name' | 'remove-name'
  /** Treatment per category where the platform leaves a choice. */
  readonly treatments: Readonly<Record<string, Treatment>>
}

/** A sole ownership and who takes it over. */
export interface HandOver {
  readonly object: OwnedObject
  /** Null with the problem: nobody is named; the one named is gone, blocked or leaving; no call of the release assigns. */
  readonly successor: Subject | null
  readonly problem: 'none-named' | 'not-living' | 'by-hand-only' | null
  /** Once the platform has begun to delete the account no call hands it over any more. */
  readonly beforeLock?: true
}

/** One row of the pipeline as it will run for this subject. */
export interface PlannedAction {
  readonly action: string
  readonly treatment: Treatment
  /** Counts per kind of thing, for people who approve. */
  readonly counts: Readonly<Record<string, number>>
  /** Whether a withdrawal after this action still has a way back on this platform as it is set up. */
  readonly reversible: boolean
  /** Whether the end of it can be read back; `cannot-tell` said beforehand does not make a request partial. */
  readonly readBack: 'independent' | 'same-service' | 'none'
  /** The action begins only this long after the outcome of each action named here. */
  readonly waits: readonly { readonly after: string; readonly ms: number }[]
}

/** What the sources of a platform say of a row where they do not say the same; null: nothing of their own. */
export interface RowSources {
  /** The manual whose table gives the numbers and names. */
  readonly manual: string | null
  readonly newerManual: string | null
  readonly code: string | null
}

/** A row of "what is deleted": what happens to a category of data when the platform deletes an account. */
export interface RetentionRow {
  readonly id: string
  /** Its number in the platform's own table; null where that table does not have it. */
  readonly number: number | null
  /** The platform's own name of it, for people. */
  readonly category: string
  /** What the data is linked to: the person, an object (course, group …), the system. */
  readonly scopes: readonly ('person' | 'object' | 'system')[]
  readonly outcome: Treatment | 'later'
  /** The law for whose sake it stays; null where it is the platform's own doing, which `because` tells. */
  readonly ground: { readonly article: string; readonly letter: string | null } | null
  /** Why it is kept or how it goes: one sentence for the subject. */
  readonly because: string
  readonly sources: RowSources | null
  /** Data about health, or about payments: looked at twice by whoever approves. */
  readonly sensitive: 'health' | 'billing' | null
  /** How it can be checked afterwards, or that it cannot. */
  readonly check: 'read-back' | 'other-side' | 'cannot-tell'
  /** The call that reads it back; null where nothing does. */
  readonly readBy: string | null
}

/** A row as it concerns one subject. */
export interface PlannedRow extends RetentionRow {
  /** How many there are; null where the platform does not say. */
  readonly count: number | null
}

/**
 * What was read of a row after the deletion. `kept`: it is there, as the row says. `still-there`: it should not be.
 * `later`: the platform removes it at `dueAt`, and nobody can read that.
 */
export interface RowReading {
  readonly row: string
  readonly is: 'gone' | 'kept' | 'still-there' | 'cannot-tell' | 'later'
  readonly dueAt: string | null
  /** A code. */
  readonly because: string | null
}

/** What a withdrawal can still do after an action, told beforehand. */
export interface WayBack {
  readonly after: string
  readonly way: 'restored' | 'platform-cancel' | 'stays' | 'none'
}

/** What will be done for one subject: what people approve, and what every action is given. */
export interface Plan {
  readonly subject: Subject
  readonly names: 'keep-name' | 'remove-name'
  readonly actions: readonly PlannedAction[]
  readonly handOvers: readonly HandOver[]
  readonly privilegedRoles: readonly string[]
  readonly retained: readonly PlannedRow[]
  readonly wayBack: readonly WayBack[]
  /** What must be known to put things back or to read them back later (former status, states of the site). JSON. */
  readonly before: Readonly<Record<string, string | number | boolean | null>>
  /** How ownership was looked for: age of the list that was used beside live readings, and what nobody can list. */
  readonly ownership?: { readonly snapshotAt: string | null; readonly notDiscoverable: readonly string[] }
}

/** An object of the ownership list: keys only, nothing that names anybody. */
export interface OwnershipRow {
  readonly category: string
  readonly key: string
  /** Organisation that it belongs to, where the platform tells. */
  readonly organisation: string | null
  /** Platform ids of its owners, deleted ones among them. */
  readonly owners: readonly string[]
}

/** An object that nobody living looks after. `fallback-only`: the platform put its own administrator in. */
export interface Orphan {
  readonly category: string
  readonly key: string
  readonly organisation: string | null
  readonly because: 'no-owner' | 'no-living-owner' | 'fallback-only'
}

/** Who owns what on the whole platform, as it was read at one time. JSON, kept by the core between nights. */
export interface OwnershipSnapshot {
  /** ISO 8601; the beginning of the reading. */
  readonly at: string
  readonly rows: readonly OwnershipRow[]
  readonly orphans: readonly Orphan[]
}

/** What the core knows and the platform does not, for the making of a plan. */
export interface PlanKnowledge {
  readonly ownership: OwnershipSnapshot | null
  /** Whether an account is about to be erased itself: it takes nothing over. */
  isDeparting(subject: Subject): Promise<boolean>
}

/** Whether somebody may ask for the deletion of somebody else, by the platform's own rules. Unknown is never yes. */
export type AskRight =
  | { readonly is: 'yes' }
  | { readonly is: 'no'; readonly because: string }
  | { readonly is: 'unknown'; readonly because: string }

/** What became of an action. Kept apart to the certificate; a 404 is one of the last three only after a reading. */
export type OutcomeKind = 'done' | 'already-absent' | 'never-existed' | 'no-such-route'

/** What became of one action. */
export interface Outcome {
  readonly is: OutcomeKind
  /** Object, successor and result per item, where an action touches several. Sealed, never in plain evidence. */
  readonly items?: readonly { readonly key: string; readonly successor?: string; readonly result: OutcomeKind }[]
  /** Counts and codes for plain evidence: no names. */
  readonly counts?: Readonly<Record<string, number>>
}

/** Whether the effect of an action is there. `gone` reads: what the action should remove is gone (or handed over). */
export type Confirmation =
  | { readonly is: 'gone' }
  | { readonly is: 'still-there' }
  | { readonly is: 'cannot-tell'; readonly because: string }
  | { readonly is: 'later'; readonly at: string; readonly because: string }

/**
 * `repeat` rules what may follow an intent without outcome, after a confirm that was not `gone`:
 * `safe`: perform again. `read-first`: again only when `still-there` was read twice, `settleMs` apart.
 * `never`: a person looks.
 */
export type Repeat = 'safe' | 'read-first' | 'never'

/** One change on the platform: `perform`, then `confirm`. */
export interface Action {
  readonly id: string
  readonly treatment: Treatment
  /** One sentence that a data subject understands. */
  readonly covers: string
  /** Ids of actions that come before. */
  readonly after: readonly string[]
  /** Name of the exclusive section of the platform that this action stands in. */
  readonly section: string | null
  readonly repeat: Repeat
  readonly settleMs: number
  readonly readBack: 'independent' | 'same-service' | 'none'
  readonly reversible: boolean
  perform(subject: Subject, plan: Plan, signal: AbortSignal): Promise<Outcome>
  confirm(subject: Subject, plan: Plan, signal: AbortSignal): Promise<Confirmation>
}

/** One right or endpoint that was tried at registration. */
export interface Permission {
  readonly id: string
  readonly state: 'present' | 'missing' | 'broader-than-needed'
  /** What then does not work, or why it is too broad. */
  readonly means: string
}

/** What the handshake found: version, what the platform can do, rights, and what stops erasures. */
export interface Registration {
  readonly version: string | null
  readonly capabilities: Readonly<Record<string, boolean | string | number>>
  readonly permissions: readonly Permission[]
  /** Codes of what stops erasures on this platform (`start-switched-off`, `another-driver`), with who fixes it. */
  readonly problems: readonly {
    readonly code: string
    readonly fix: string
    /** `nothing`: erasures go on, and somebody should know. */
    readonly stops: 'all' | 'start' | 'nothing'
  }[]
}

/**
 * How far a deletion in the platform's own list has come, in words of no platform: `waiting` can still be cancelled
 * there; `working` stands in the midst of a step or between two; `failed` was given up until a person looks; `done` and
 * `cancelled` are ends.
 */
export type SightingPhase = 'waiting' | 'working' | 'failed' | 'done' | 'cancelled'

/** One pending or finished deletion seen in the platform's own list. */
export interface Sighting {
  /** `bornAt` is empty where the platform no longer tells it of a deleted account. */
  readonly subject: Subject
  /** The platform's own word. */
  readonly state: string
  readonly phase: SightingPhase
  /** When it was begun, ISO 8601; null where the platform does not tell. */
  readonly since: string | null
  /** When its state changed last; null where the platform does not tell. */
  readonly changedAt: string | null
}

/** By what people look for an account. `authentication`: the exact name at one provider of logins. */
export type SearchQuery =
  | { readonly by: 'login' | 'name' | 'external-id' | 'email'; readonly value: string }
  | { readonly by: 'authentication'; readonly provider: string; readonly value: string }

/** Where an account stands in its life, as far as the platform says it. Instants ISO 8601. */
export interface AccountStage {
  readonly id: string
  readonly bornAt: string
  readonly username: string | null
  readonly displayName: string | null
  readonly stage: 'permanent' | 'active' | 'login-denied' | 'pending' | 'deactivated'
  readonly expiresAt: string | null
  readonly deactivatedAt: string | null
}

/** A way in which the platform itself deactivates or deletes, beside us. */
export interface OwnLifecycle {
  readonly id: string
  /** What it does, in one sentence. */
  readonly does: string
  /** The platform's own setting that ends it, as it is written there; null: it cannot be ended. */
  readonly closedBy: string | null
}

/** The stages that accounts go through before they are deleted. */
export interface PlatformLifecycle {
  /** Complete, or it throws; deleted accounts and those that are not ours to manage are left out. */
  accounts(which: 'all' | 'deactivated', signal: AbortSignal): AsyncIterable<AccountStage>
  /**
   * Takes the account out of use; it can be put back. `already-absent`: it was so. Throws `refused` with
   * `stage-changed` when the account is not at the stage any more that it was seen at.
   */
  deactivate(account: AccountStage, signal: AbortSignal): Promise<Outcome>
  readonly own: readonly OwnLifecycle[]
}

/** What the adapter can do, declared; the contract suite tests presence and absence. */
export interface Supports {
  readonly facts: readonly FactName[]
  readonly treatments: readonly Treatment[]
  readonly modes: readonly ('webhook' | 'gateway-forward' | 'gateway-defer' | 'watch' | 'lifecycle')[]
  readonly names: readonly ('keep-name' | 'remove-name')[]
}

/** Something that the platform said unsigned: worth a look, never a demand. */
export interface Hint {
  readonly reference: Reference
  readonly because: string
}

/** One unsigned message of the platform, read. */
export interface Heard {
  /** The sender's own id of the message; null where it has none. */
  readonly id: string | null
  readonly hints: readonly Hint[]
  /** What the sender must be answered so that it goes on as if nobody had listened. */
  readonly answer: 'nothing' | 'empty-object'
}

/** What a withdrawal put back. */
export interface Released {
  /** What was put back, and what could not be and why (codes). */
  readonly restored: readonly string[]
  readonly notRestored: readonly { readonly what: string; readonly because: string }[]
}

/** One deletion that the platform began without us, or that another driver left behind. */
export interface BacklogRow {
  readonly subject: Subject
  /**
   * `pending`: nobody has taken it up. `stuck`: in the middle of a step, where the reference driver never fetches it
   * again. `between-steps`: one step is done, the next not begun. `errored`: given up. `over`: only the row is open.
   */
  readonly stands: 'pending' | 'stuck' | 'between-steps' | 'errored' | 'over'
  /** The platform's own name of the state. */
  readonly state: string
  /** When the deletion was asked for, and when the row last moved. ISO 8601. */
  readonly since: string
  readonly movedAt: string
}

/** What of another driver's configuration is ours to take. */
export interface ImportedConfiguration {
  /** Options of this adapter, as far as the file says them; secrets among them. */
  readonly options: Readonly<Record<string, unknown>>
  /** What was found, by step: `taken` as an option or as what is done anyway; `left` with why; `wrong` as it stood. */
  readonly findings: readonly {
    readonly about: string
    readonly is: 'taken' | 'left' | 'wrong'
    readonly says: string
  }[]
}

/** What another driver left, and how it was set up. */
export interface TakeOver {
  /** Complete, or it throws; ordered by `since`. */
  backlog(signal: AbortSignal): Promise<readonly BacklogRow[]>
  /** Reads a configuration file of another driver; pure. @throws PlatformError `refused: configuration-unreadable` */
  importConfiguration(text: string): ImportedConfiguration
}

/** Somebody whose data an organisation beside the platform must delete too. It names the person. */
export interface ReportRow {
  /** Names nobody. */
  readonly key: string
  readonly id: string
  readonly username: string
  readonly email: string
  readonly displayName: string
  readonly organisations: readonly string[]
  /** ISO 8601. */
  readonly since: string
}

/** A report for organisations beside the platform, which the platform gives only once. */
export interface PartnerReport {
  /** Takes what is new, keeps it sealed before anything else is done, and answers all that was not closed yet. */
  take(signal: AbortSignal): Promise<readonly ReportRow[]>
  /** These were handed over: they are cleared on the platform and dropped here. Repeated, it does no more. */
  close(keys: readonly string[], signal: AbortSignal): Promise<void>
}

/** A connected platform. Every call takes a signal and throws only `PlatformError`. */
export interface Platform {
  readonly kind: PlatformKind
  readonly supports: Supports
  readonly actions: readonly Action[]
  readonly retention: readonly RetentionRow[]
  readonly interceptions: readonly Interception[]
  register(signal: AbortSignal): Promise<Registration>
  find(reference: Reference, signal: AbortSignal): Promise<Found>
  gather(subject: Subject, wanted: readonly FactName[], signal: AbortSignal, known?: PlanKnowledge): Promise<Facts>
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
  /** Puts back what was before, as far as `performed` (action ids with an outcome) went. */
  release(subject: Subject, plan: Plan, performed: readonly string[], signal: AbortSignal): Promise<Released>
  /** Complete, or it throws. */
  snapshot(signal: AbortSignal): AsyncIterable<Sighting>
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
  /** Pages of the platform's own that people are led to: to sign in and come back to Lethe, and their account. */
  ownPages(site: GatewaySite): { readonly signIn: string; readonly account: string }
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

/** A row of the generated operation tables (`openapi/types/<platform>-operations.ts`). */
export interface Operation {
  readonly id: string
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path template with `{name}` placeholders. */
  readonly path: string
  readonly repeat: Repeat
}

/** One call: what fills the template, what is sent along, and what may end it. */
export interface HttpCall {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[]>>
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
  /** Longer or shorter than the door's default. */
  readonly timeoutMs?: number
  readonly signal: AbortSignal
}

/** What the platform answered; its meaning is the adapter's to say. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Parsed when the answer says JSON and is JSON, else undefined. */
  readonly json: unknown
  readonly text: string
}

/** A call of somebody else that is passed on as it came. */
export interface PassedCall {
  readonly method: string
  /** Path and query below the origin of the base address, as received. */
  readonly target: string
  readonly headers: HeaderList
  readonly body: Uint8Array
  readonly signal: AbortSignal
}

/** What came back, hop-by-hop headers left out. */
export interface PassedAnswer {
  readonly status: number
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/**
 * The one way out to a platform: pinned to its base address, never follows redirects, times out, retries only `safe`
 * operations, keeps pace and slots, breaks the circuit. It answers with every status below 500 except 429; 429, 5xx
 * that carry HTML (502, 503, 504), and what never arrived throw `PlatformError` of kind `unavailable`. A 500 is
 * answered: what it means is the adapter's to say, by reading.
 */
export interface HttpDoor {
  call(base: string, operation: Operation, call: HttpCall): Promise<HttpAnswer>
  /**
   * Passes on a call of somebody else: once, unchanged, in bytes both ways, with every status as an answer.
   * @throws PlatformError `unavailable`, with `mayHaveHappened` when anything was sent
   */
  pass(base: string, call: PassedCall): Promise<PassedAnswer>
  close(): Promise<void>
}
