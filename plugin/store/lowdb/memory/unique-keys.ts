import type { StoreState } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { createManyOf, type Handle } from './many-of.ts'

/** Who holds which unique key, and who is about to. */
export interface UniqueKeys {
  /**
   * Keeps the keys that the document does not hold yet for it, until the function that it is answered with is called.
   * Whoever is about to hold one of them is waited for: a key is taken when its holder is found by reading, not before.
   * @throws StoreError `duplicate-key`
   */
  reserve(reference: string, wanted: readonly string[]): Promise<() => void>
  /** What the document held before is replaced by what it holds now; answers how to let go of that. */
  swap(reference: string, before: readonly Handle[], now: readonly string[]): readonly Handle[]
  /** Its text, of a handle that is good. */
  textOf(handle: Handle): string
  duplicates(): StoreState['duplicates']
}

/** No key is held yet. Two holders of a key can only come from files that were brought back. */
export function createUniqueKeys(): UniqueKeys {
  const holders = createManyOf()
  /** What ends when it is known whether its document came to hold the key. */
  const reserved = new Map<string, Promise<void>>()

  /** Those that the document lacks. */
  const lacking = (reference: string, wanted: readonly string[]): readonly string[] => {
    const further = wanted.filter(key => !holders.has(key, reference))
    const taken = further.find(key => !holders.isFree(key))
    if (taken === undefined) return further
    throw new StoreError('duplicate-key', 'another open document holds a unique key', { unique: taken })
  }

  return {
    async reserve(reference, wanted) {
      let further = lacking(reference, wanted)
      // Whoever reserved waits for the disk alone, so nobody waits in a circle.
      for (let ahead = firstOf(reserved, further); ahead !== undefined; ahead = firstOf(reserved, further)) {
        await ahead
        further = lacking(reference, wanted)
      }
      const { promise, resolve } = Promise.withResolvers<void>()
      for (const key of further) reserved.set(key, promise)
      return () => {
        for (const key of further) reserved.delete(key)
        resolve()
      }
    },
    swap(reference, before, now) {
      for (const handle of before) holders.remove(handle, reference)
      return now.map(key => holders.add(key, reference))
    },
    textOf: handle => holders.textOf(handle),
    duplicates: () => [...holders.shared()].map(unique => ({ unique, holders: [...holders.of(unique)].sort() }))
  }
}

function firstOf(reserved: ReadonlyMap<string, Promise<void>>, keys: readonly string[]): Promise<void> | undefined {
  const key = keys.find(each => reserved.has(each))
  return key === undefined ? undefined : reserved.get(key)
}
