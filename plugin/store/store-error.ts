/** Why a verb of the store did not do what was asked. Stable; those that reach a person are explained in `plugin/guides/`. */
export type StoreErrorCode =
  /** The body was changed meanwhile, or exists where it must not: read again and decide again. */
  | 'revision-conflict'
  /** An open document already holds the unique key named by `unique`. */
  | 'duplicate-key'
  /** Somebody else holds the document's claim: append a signal instead. */
  | 'claimed'
  /** The token is no longer the claim's: another holder has taken over. */
  | 'claim-lost'
  /** Something was said to the document that its writer has not heard. */
  | 'unheard-signal'
  /** Another document that the write goes by has changed meanwhile. */
  | 'expectation-failed'
  | 'not-found'
  /** A signal for an ended document: nobody would ever fold it in. */
  | 'shelved'
  /** Not a safe file name: lower-case letters, digits, `.`, `_`, `-`, at most 120, the first a letter or digit. */
  | 'bad-id'
  /** An instant, a shelf or an index key that cannot be; or a body that is not JSON. */
  | 'bad-entry'
  /** The stored document is damaged; it lies aside and is listed by `state()`. Its id is not free. */
  | 'corrupt'
  /**
   * The disk refused this write. Whether it lasts is not known. The embedded store is read-only from here on; PostgreSQL
   * takes the next write as soon as it can.
   */
  | 'write-failed'
  /** An earlier write of the embedded store failed: reads go on, writes are refused until a restart. */
  | 'read-only'
  | 'already-running'
  | 'lock-failed'
  /** The ledger of ended ids would be in every backup of the data folder, and come back with it. */
  | 'ended-ids-inside-data'
  /** Another instance on this database writes its ledger of ended ids elsewhere. */
  | 'ended-ids-foreign'
  /** The database does not answer, or the disk does not give a document; whether a write under way lasts is not known. The next call may be answered. */
  | 'unreachable'
  /** The database refused a statement for a reason that nobody foresaw: to wait does not mend it. */
  | 'database-failed'
  /** The database of LETHE_STORE is not there, lets us not in, or gives us too few rights. */
  | 'database-missing'
  | 'database-refuses'
  | 'database-rights-missing'
  /** The data were written by a later release: this one would misread them. */
  | 'newer-format'
  /** A copy broke off in this store: it is not whole, and is none to start. */
  | 'copy-unfinished'
  /** A copy is not equal to what was copied. */
  | 'copy-differs'
  /** What is to be copied into holds something already; what is to be copied holds nothing. */
  | 'store-not-empty'
  | 'store-empty'
  /** What is to be copied has damaged documents, or two that only one may be. */
  | 'store-damaged'
  /** A backup that was cut, changed, or is none. */
  | 'backup-damaged'
  | 'closed'

/** Carries a code, never a body or an index key in its message. */
export class StoreError extends Error {
  readonly code: StoreErrorCode
  /** The key that another document holds; only with `duplicate-key`. */
  readonly unique: string | null

  constructor(code: StoreErrorCode, message: string, detail: { unique?: string; cause?: unknown } = {}) {
    super(`${code}: ${message}`, detail.cause === undefined ? undefined : { cause: detail.cause })
    this.name = 'StoreError'
    this.code = code
    this.unique = detail.unique ?? null
  }
}
