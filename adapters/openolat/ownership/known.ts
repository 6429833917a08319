import type { OwnedObject, OwnershipRow, OwnershipSnapshot, Plan } from '../../contract.ts'

/** What is known of ownership besides live readings; every row is confirmed before it counts. */
export interface KnownOwnership {
  readonly rows: readonly OwnershipRow[]
  /** Whether the rows hold the elements of curricula: then those are not walked. */
  readonly hasElements: boolean
}

/** Nothing is known: everything is read. */
const nothingKnown: KnownOwnership = { rows: [], hasElements: false }

/** What the nightly list says. */
export function knownFromSnapshot(snapshot: OwnershipSnapshot | null): KnownOwnership {
  return snapshot === null ? nothingKnown : { rows: snapshot.rows, hasElements: true }
}

/** What the plan found, so that an action finds it again without the nightly list. */
export function knownFromPlan(plan: Plan): KnownOwnership {
  const rows = readOwned(plan).map(object => ({ ...object, organisation: null, owners: [plan.subject.id] }))
  return { rows, hasElements: typeof plan.ownership?.snapshotAt === 'string' }
}

/** How `before` remembers an object. */
export function describeObject({ category, key }: Pick<OwnedObject, 'category' | 'key'>): string {
  return `${category}:${key}`
}

/** Everything that the subject looked after when the plan was made. */
export function readOwned(plan: Plan): readonly Pick<OwnedObject, 'category' | 'key'>[] {
  const owned = String(plan.before.owned ?? '').split(' ')
  return owned
    .filter(text => text !== '')
    .map(text => {
      const [category = '', key = ''] = text.split(':')
      return { category, key }
    })
}
