import type { StoreState } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { createManyOf, type Handle } from './many-of.ts'

/** Who holds which unique key, and who is about to take one or to let go of it. */
export interface UniqueKeys {
  /**
   * Keeps the keys that the document does not hold yet for it, and says of those that it holds and no longer wants that they
   * are about to be free, until the function that it is answered with is called. Whoever is about to hold one of them, or to
   * let go of it, is waited for: a key is taken when its holder is found by reading, and free when it no longer is.
   * @throws StoreError `duplicate-key`
   */
  reserve(reference: string, wanted: readonly string[], held: readonly string[]): Promise<() => void>
  /** What the document held before is replaced by what it holds now; answers how to let go of that. */
  swap(reference: string, before: readonly Handle[], now: readonly string[]): readonly Handle[]
  /** Its text, of a handle that is good. */
  textOf(handle: Handle): string
  duplicates(): StoreState['duplicates']
}

/** No key is held yet. Two holders of a key can only come from files that were brought back. */
export function createUniqueKeys(): UniqueKeys {
  const holders = createManyOf()
  /** Keys that a write under way takes or lets go of, and what ends when it is known whether it did. */
  const moving = new Map<string, Promise<void>>()

  /** Those that the document lacks. */
  const lacking = (reference: string, wanted: readonly string[]): readonly string[] => {
    const further = wanted.filter(key => !holders.has(key, reference))
    const taken = further.find(key => !holders.isFree(key) && !moving.has(key))
    if (taken === undefined) return further
    throw new StoreError('duplicate-key', 'another open document holds a unique key', { unique: taken })
  }

  return {
    async reserve(reference, wanted, held) {
      let further = lacking(reference, wanted)
      // Whoever moves a key waits for the disk alone, so nobody waits in a circle.
      for (let ahead = firstOf(moving, further); ahead !== undefined; ahead = firstOf(moving, further)) {
        await ahead
        further = lacking(reference, wanted)
      }
      const { promise, resolve } = Promise.withResolvers<void>()
      const mine = [...further, ...held.filter(key => !wanted.includes(key))]
      for (const key of mine) moving.set(key, promise)
      return () => {
        for (const key of mine) moving.delete(key)
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

function firstOf(moving: ReadonlyMap<string, Promise<void>>, keys: readonly string[]): Promise<void> | undefined {
  const key = keys.find(each => moving.has(each))
  return key === undefined ? undefined : moving.get(key)
}
