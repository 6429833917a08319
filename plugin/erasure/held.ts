import type { PlannedRow } from '../../adapters/contract.ts'

/**
 * What a hold suspends: the whole account, the subject's records in a course (by the platform's key), invoices, or one
 * row of the platform's table of what is deleted (by its id).
 */
export type HeldItem =
  | { readonly kind: 'account' }
  | { readonly kind: 'course'; readonly key: string }
  | { readonly kind: 'invoices' }
  | { readonly kind: 'category'; readonly key: string }

/** What is known when a hold is weighed; null: no plan was read, so nothing is known to be kept. */
export interface Weighing {
  readonly retained: readonly Pick<PlannedRow, 'id' | 'outcome'>[] | null
  /** Whether the site states that no invoices are issued there. */
  readonly noInvoices: boolean
}

/**
 * Whether an erasure leaves the item as it is. A platform deletes an account as a whole: it spares what its own table
 * keeps, and nothing else can be left out of the plan. Unknown is never yes.
 */
const isSpared = (item: HeldItem, { retained, noInvoices }: Weighing): boolean => {
  if (item.kind === 'invoices') return noInvoices
  if (item.kind !== 'category') return false
  const rows = (retained ?? []).filter(({ id }) => id === item.key)
  return rows.length > 0 && rows.every(({ outcome }) => outcome === 'retain')
}

const codes: Readonly<Record<HeldItem['kind'], string>> = {
  account: 'legal-hold',
  course: 'legal-hold-on-course',
  invoices: 'legal-hold-on-invoices',
  category: 'legal-hold-on-category'
}

/** The code of the first item that an erasure would destroy; null: the erasure goes without what is held. */
export const stoppedBy = (items: readonly HeldItem[], weighing: Weighing): string | null => {
  const destroyed = items.find(item => !isSpared(item, weighing))
  return destroyed === undefined ? null : codes[destroyed.kind]
}

/** Item and key in one text, for the set that a person decides on. */
export const spellItem = (item: HeldItem): string => ('key' in item ? `${item.kind} ${item.key}` : item.kind)
