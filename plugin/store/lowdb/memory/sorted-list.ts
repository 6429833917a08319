/** Things in an order that tells any two of them apart. */
export interface SortedList<T> {
  add(one: T): void
  /** Does nothing for what is not there. */
  remove(one: T): void
  /** From the first on that does not come before `from`, or all. Do not change the list while walking through it. */
  walk(from?: T): Iterable<T>
}

/** A chunk that has grown to so many is split in two. */
const mostInChunk = 1024

/**
 * Sorted chunks: a hundred thousand things are added and removed without moving all of them. What is added stands by until
 * somebody looks: many that a start adds one after the other are sorted once.
 */
export function createSortedList<T>(isBefore: (one: T, other: T) => boolean): SortedList<T> {
  let chunks: T[][] = []
  let added: T[] = []

  /** The first chunk whose last thing does not come before this one; the number of chunks: none. */
  function chunkFor(one: T): number {
    let low = 0
    let high = chunks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(chunks[middle]!.at(-1)!, one)) low = middle + 1
      else high = middle
    }
    return low
  }

  function placeIn(chunk: readonly T[], one: T): number {
    let low = 0
    let high = chunk.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(chunk[middle]!, one)) low = middle + 1
      else high = middle
    }
    return low
  }

  function insert(one: T): void {
    if (chunks.length === 0) {
      chunks.push([one])
      return
    }
    const at = Math.min(chunkFor(one), chunks.length - 1)
    const chunk = chunks[at]!
    chunk.splice(placeIn(chunk, one), 0, one)
    if (chunk.length >= mostInChunk) chunks.splice(at + 1, 0, chunk.splice(mostInChunk / 2))
  }

  function settle(): void {
    if (added.length === 0) return
    const fresh = added
    added = []
    if (fresh.length < mostInChunk) {
      for (const one of fresh) insert(one)
      return
    }
    const all = chunks
      .flat()
      .concat(fresh)
      .sort((one, other) => (isBefore(one, other) ? -1 : 1))
    chunks = []
    for (let at = 0; at < all.length; at += mostInChunk / 2) chunks.push(all.slice(at, at + mostInChunk / 2))
  }

  return {
    add: one => void added.push(one),
    remove(one) {
      settle()
      const at = chunkFor(one)
      const chunk = chunks[at]
      if (chunk === undefined) return
      const place = placeIn(chunk, one)
      if (place === chunk.length || isBefore(one, chunk[place]!)) return
      chunk.splice(place, 1)
      if (chunk.length === 0) chunks.splice(at, 1)
    },
    *walk(from) {
      settle()
      const first = from === undefined ? 0 : chunkFor(from)
      for (let at = first; at < chunks.length; at += 1) {
        const chunk = chunks[at]!
        for (
          let place = from !== undefined && at === first ? placeIn(chunk, from) : 0;
          place < chunk.length;
          place += 1
        )
          yield chunk[place]!
      }
    }
  }
}
