/** Every kind of document. A kind is a folder on disk and a column on PostgreSQL. */
export const kinds = [
  'platform',
  'source',
  'person',
  'token',
  'hold',
  'request',
  'delivery',
  'spool',
  'ledger',
  'declaration',
  'provider',
  'fact',
  'endpoint',
  'dead-letter',
  'selection',
  'lifecycle',
  'run',
  'receipt',
  'governance',
  'replay',
  'anchor'
] as const

/** One of the kinds of document. */
export type Kind = (typeof kinds)[number]

/** What a writer gives: a JSON body and how it is to be found again. */
export interface Entry<Body> {
  readonly body: Body
  /** Index keys; many open documents of a kind may share one. */
  readonly keys: readonly string[]
  /** At most one open document of the whole store, whatever its kind, may hold each of these. */
  readonly unique: readonly string[]
  /** ISO 8601 instant in UTC from which `claimDue` hands the document out, or never by time. */
  readonly dueAt: string | null
  /** `YYYY-MM`: ended. Such a document is out of the index: `keys`, `unique` and `dueAt` must be empty. */
  readonly shelf: string | null
  /** What lists show of an open document: a small JSON object, handed out by `lines`. Absent: lists read the document. */
  readonly line?: object | null
}

/** What others said to a document and its holder has not folded in yet. */
export interface StoredSignal {
  /** Counts up per document and is never used twice. */
  readonly n: number
  readonly at: string
  readonly signal: unknown
}

/** A document as stored. Always a copy: changing it changes nothing in the store. */
export interface Document<Body> extends Entry<Body> {
  readonly kind: Kind
  readonly id: string
  /** 1 after the first put; up by one with each put; untouched by signals. */
  readonly revision: number
  readonly signals: readonly StoredSignal[]
}

/** The right to change a document, until `until` or until somebody takes it over after that. */
export interface Claim {
  readonly token: string
  readonly until: string
}

/** A claimed document with the claim. */
export interface Claimed {
  readonly document: Document<unknown>
  readonly claim: Claim
}

/** Another document as its reader found it; revision 0: there was none. */
export interface Expected {
  readonly kind: Kind
  readonly id: string
  readonly revision: number
}

/** On what terms a put is made. */
export interface PutTerms {
  /** The revision that the writer read; 0: the document must not exist. Signals never change it. */
  readonly expected: number
  /** The holder's token. It stays good after `until`, as long as nobody else has claimed or changed the document. */
  readonly claim?: string
  /** Signals up to and including this `n` are folded into the body and dropped; later ones stay. */
  readonly folded?: number
  /** `unheard-signal` if the document has a signal later than this `n`: what it says is to be decided on first. */
  readonly heard?: number
  /**
   * `expectation-failed` if another document has another revision by the time of this write: what was read there holds
   * until this is stored. Two documents never expect of each other.
   */
  readonly expects?: Expected
  /** Give the claim back with this put. */
  readonly release?: boolean
}

/** Which documents: open ones by index key or by any of several, all open ones of a kind, or those on one shelf. */
export type QueryBy =
  | { readonly key: string }
  | { readonly anyKey: readonly string[] }
  | { readonly all: true }
  | { readonly shelf: string }

/** A page begins after the id `after` and holds at most `limit` documents. */
export interface Page {
  readonly after?: string
  readonly limit: number
}

/** What lists show of one open document; null: its writer gave nothing, and it must be read. */
export interface StoredLine {
  readonly id: string
  readonly line: unknown
}

/** What an operator must know of the store's health. */
export interface StoreState {
  /** False after a write that the disk refused: until a restart, or until PostgreSQL answers and takes one again. */
  readonly writable: boolean
  /** Damaged or foreign files, relative to the data folder. Never deleted, never in the way of the others. */
  readonly aside: readonly { readonly file: string; readonly because: string }[]
  /** Unique keys that a restore has left with more than one holder (`kind/id`). None of them was dropped. */
  readonly duplicates: readonly { readonly unique: string; readonly holders: readonly string[] }[]
}

/**
 * Called after every change that may give somebody work: a put, a signal, a release, a removal, by whatever instance.
 * Without an id: anything of that kind may have changed, because for a while nobody was told.
 */
export type ChangeListener = (kind: Kind, id: string | null) => void

/**
 * The primitive verbs, over JSON bodies. Every promise that resolves is durable. No invariant spans two documents,
 * except that a unique key has one holder, and what a put expects of another. Errors are `StoreError`.
 */
export interface Store {
  /** The document, open or shelved. `corrupt` if it is damaged: null always means that there is none. */
  get<Body>(kind: Kind, id: string): Promise<Document<Body> | null>
  /**
   * The same, for what is looked at with each call: one copy for all, frozen, so that it may be the same as last time.
   * What the store has written meanwhile is seen as with `get`; a file that somebody else changed, within a second.
   */
  look<Body>(kind: Kind, id: string): Promise<Document<Body> | null>
  /**
   * Writes all of a document and returns its new revision. A claimed document needs the claim. A put with a shelf ends
   * it and its claim; signals not folded in by then stay with it. A put without a shelf opens a shelved one again.
   */
  put<Body>(kind: Kind, id: string, entry: Entry<Body>, terms: PutTerms): Promise<number>
  /** Appends a signal, claimed or not, and returns its `n`. The document is then due at once. */
  signal(kind: Kind, id: string, signal: unknown): Promise<number>
  /** What was said to an open document and is not folded in, in order; nothing where there is no such document. */
  signals(kind: Kind, id: string): Promise<readonly StoredSignal[]>
  /** Hands out open documents that are due or have signals and are not claimed, longest waiting first. */
  claimDue(kind: Kind, limit: number, leaseMs: number): Promise<readonly Claimed[]>
  /** Documents in the order of their ids (by code unit). Damaged ones are left out and listed by `state()`. */
  query<Body>(kind: Kind, by: QueryBy, page?: Page): Promise<readonly Document<Body>[]>
  /**
   * What lists show of the open documents of a kind, in no order, or of those of these ids that are open. Reads no
   * document. The values are shared: nobody changes them.
   */
  lines(kind: Kind, ids?: readonly string[]): Promise<readonly StoredLine[]>
  /** How many documents the index has, damaged ones that nobody has read yet among them. Reads none of them. */
  count(kind: Kind, by: QueryBy): Promise<number>
  /** Destroys a document, its signals and its index keys. Refused while it is claimed. */
  remove(kind: Kind, id: string, expected: number): Promise<void>
  /**
   * Makes a lease end so long from now, also one that was over already. `claim-lost` when somebody else has claimed or
   * changed the document, or it is gone.
   */
  renew(kind: Kind, id: string, claim: string, leaseMs: number): Promise<Claim>
  /** Gives a claim back. Giving back what was lost meanwhile does nothing. */
  release(kind: Kind, id: string, claim: string): Promise<void>
  /**
   * Runs alone under this key in the whole installation. Not re-entrant. `lost` is aborted when that is no longer so: the
   * way to the database was cut, and somebody else may be let in: what may not happen then is refused by the terms of
   * the put itself. `patience` ends the waiting, and throws its reason.
   */
  exclusive<T>(key: string, run: (lost: AbortSignal) => Promise<T>, patience?: AbortSignal): Promise<T>
  /** Returns the function that takes the listener off again. */
  onChange(listener: ChangeListener): () => void
  /** The earliest instant at which `claimDue` may find something: now for a signal, the lease's end for a claimed one. */
  nextDueAt(kind: Kind): Promise<string | null>
  state(): StoreState
  /** Refuses new calls, finishes those under way, lets go of the lock. */
  close(): Promise<void>
}
