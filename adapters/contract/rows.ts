/** What happens to a category of data. */
export type Treatment = 'delete' | 'anonymise' | 'reassign' | 'retain'

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
