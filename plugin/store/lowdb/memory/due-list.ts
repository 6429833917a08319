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

/** A sorted array: insertion moves memory, which for 100,000 open documents is still far below one write. */
export function createDueList(): DueList {
  const entries: Due[] = []

  function positionOf(id: string, atMs: number): number {
    let low = 0
    let high = entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const entry = entries[middle]!
      if (entry.atMs < atMs || (entry.atMs === atMs && entry.id < id)) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    add: (id, atMs) => void entries.splice(positionOf(id, atMs), 0, { id, atMs }),
    remove: (id, atMs) => void entries.splice(positionOf(id, atMs), 1),
    [Symbol.iterator]: () => entries[Symbol.iterator]()
  }
}
