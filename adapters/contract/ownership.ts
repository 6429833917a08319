import type { Subject } from './subject.ts'

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
