/**
 * The seam between Lethe and a platform. An adapter is a plain object that keeps to these types; the core knows
 * nothing else of a platform, and an adapter knows nothing of the core. Everything here that crosses the seam as
 * data (references, subjects, facts, plans, outcomes) is JSON: it is sealed, stored and read again after a restart.
 */

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
  /** `permanent`: the platform refuses. `ours`: an account that Lethe itself works with. */
  protection: { readonly permanent: boolean; readonly ours: boolean; readonly privilegedRoles: readonly string[] }
  'open-todos': { readonly count: number }
  /** Exam results, statements and the like that the deletion destroys, counted per kind. */
  'destroyed-records': Readonly<Record<string, number>>
  /** The platform's own account state, in the platform's words: `active`, `login-denied`, `pending-retirement`, … */
  'account-state': string
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

/** Names the account that takes over; the first rule that fits an object wins. */
export interface SuccessorRule {
  /** Category of the object, or `*`. */
  readonly category: string
  /** Key of one object; absent: every object of the category. */
  readonly object?: string
  readonly successor: Identifier
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
  /** Null with the problem: nobody is named, or the one named is gone, blocked or leaving. */
  readonly successor: Subject | null
  readonly problem: 'none-named' | 'not-living' | null
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

/** What happens to a category of data that no action of ours touches, or that outlives the account. */
export interface RetentionRow {
  readonly id: string
  /** The platform's own name of it, for people. */
  readonly category: string
  readonly outcome: Treatment | 'later'
  /** Why it is kept or how it goes: one sentence for the subject. */
  readonly because: string
  /** How it can be checked afterwards, or that it cannot. */
  readonly check: 'read-back' | 'other-side' | 'cannot-tell'
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
  readonly retained: readonly RetentionRow[]
  readonly wayBack: readonly WayBack[]
  /** What must be known to put things back or to read them back later (former status, states of the site). JSON. */
  readonly before: Readonly<Record<string, string | number | boolean | null>>
}

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
  readonly problems: readonly { readonly code: string; readonly fix: string; readonly stops: 'all' | 'start' }[]
}

/** One pending or finished deletion seen in the platform's own list. */
export interface Sighting {
  readonly subject: Subject
  readonly state: string
  readonly since: string
}

/** What the adapter can do, declared; the contract suite tests presence and absence. */
export interface Supports {
  readonly facts: readonly FactName[]
  readonly treatments: readonly Treatment[]
  readonly modes: readonly ('webhook' | 'gateway-forward' | 'gateway-defer' | 'watch' | 'lifecycle')[]
  readonly names: readonly ('keep-name' | 'remove-name')[]
}

/** A call of the platform's own clients that a gateway takes in its place. */
export interface Interception {
  readonly method: string
  readonly path: string
}

/** Something that the platform said unsigned: worth a look, never a demand. */
export interface Hint {
  readonly reference: Reference
  readonly because: string
}

/** What a withdrawal put back. */
export interface Released {
  /** What was put back, and what could not be and why (codes). */
  readonly restored: readonly string[]
  readonly notRestored: readonly { readonly what: string; readonly because: string }[]
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
  gather(subject: Subject, wanted: readonly FactName[], signal: AbortSignal): Promise<Facts>
  plan(subject: Subject, policy: PlanPolicy, signal: AbortSignal): Promise<Plan>
  /** Puts back what was before, as far as `performed` (action ids with an outcome) went. */
  release(subject: Subject, plan: Plan, performed: readonly string[], signal: AbortSignal): Promise<Released>
  /** Complete, or it throws. */
  snapshot(signal: AbortSignal): AsyncIterable<Sighting>
  search(query: string, signal: AbortSignal): Promise<readonly Subject[]>
  deactivated(since: string, signal: AbortSignal): AsyncIterable<Subject>
  translate(delivery: unknown): readonly Hint[]
  /** Ends connections; no call may follow. */
  close(): Promise<void>
}

/** What an adapter is given besides its options: the effects it may have on the world. */
export interface Surroundings {
  readonly http: HttpDoor
  now(): Date
  /** Waits, or rejects with the signal's reason. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** A kind of platform, before it is connected. */
export interface Adapter<Options> {
  readonly kind: PlatformKind
  /** JSON Schema 2020-12 of the options; secrets carry `writeOnly: true`, addresses `format: uri`. */
  readonly optionsSchema: Readonly<Record<string, unknown>>
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

/**
 * The one way out to a platform: pinned to its base address, never follows redirects, times out, retries only `safe`
 * operations, keeps pace and slots, breaks the circuit. It answers with every status below 500 except 429; 429, 5xx
 * that carry HTML (502, 503, 504), and what never arrived throw `PlatformError` of kind `unavailable`. A 500 is
 * answered: what it means is the adapter's to say, by reading.
 */
export interface HttpDoor {
  call(base: string, operation: Operation, call: HttpCall): Promise<HttpAnswer>
  close(): Promise<void>
}
