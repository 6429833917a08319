import { createSortedList } from './sorted-list.ts'

interface Due {
  readonly id: string
  readonly atMs: number
}

/** Ids in the order of their instants, then of themselves. */
export interface DueList {
  add(id: string, atMs: number): void
  remove(id: string, atMs: number): void
  /** Earliest first. Do not change the list while walking through it. */
  [Symbol.iterator](): Iterator<Due>
}

/** A list with nothing in it. */
export function createDueList(): DueList {
  const entries = createSortedList<Due>(
    (one, other) => one.atMs < other.atMs || (one.atMs === other.atMs && one.id < other.id)
  )

  return {
    add: (id, atMs) => entries.add({ id, atMs }),
    remove: (id, atMs) => entries.remove({ id, atMs }),
    [Symbol.iterator]: () => entries.walk()[Symbol.iterator]()
  }
}
