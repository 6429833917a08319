import { createSortedList } from './sorted-list.ts'

/** An id and its instant. What is put into the list is kept as it is, so that nothing of it is kept twice. */
export interface Due {
  readonly id: string
  readonly atMs: number
}

/** Ids in the order of their instants, then of themselves. */
export interface DueList {
  add(due: Due): void
  remove(due: Due): void
  /** Earliest first. Do not change the list while walking through it. */
  [Symbol.iterator](): Iterator<Due>
}

/** A list with nothing in it. */
export function createDueList(): DueList {
  const entries = createSortedList<Due>(
    (one, other) => one.atMs < other.atMs || (one.atMs === other.atMs && one.id < other.id)
  )

  return {
    add: due => entries.add(due),
    remove: due => entries.remove(due),
    [Symbol.iterator]: () => entries.walk()[Symbol.iterator]()
  }
}
