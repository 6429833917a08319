import { hash } from 'node:crypto'

/** Looks at names as they go by, and whether one comes twice. */
export interface NameWatch {
  see(name: string): void
  readonly count: number
  hasTwice(): boolean
}

/**
 * Keeps 64 bits of the hash of each name: 8 to 16 MB for a million, which themselves take 130. One that comes twice is
 * always found; that among a million different ones two are taken for one is one chance in 37 million.
 */
export const createNameWatch = (): NameWatch => {
  let hashes = new BigUint64Array(1024)
  let count = 0
  return {
    see(name) {
      if (count === hashes.length) {
        const wider = new BigUint64Array(count * 2)
        wider.set(hashes)
        hashes = wider
      }
      hashes[count] = hash('sha256', name, 'buffer').readBigUInt64LE()
      count += 1
    },
    get count() {
      return count
    },
    hasTwice() {
      const sorted = hashes.subarray(0, count).sort()
      return sorted.some((one, at) => at > 0 && one === sorted[at - 1])
    }
  }
}
