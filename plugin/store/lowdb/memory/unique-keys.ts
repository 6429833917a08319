import type { StoreState } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { createManyOf, type Handle } from './many-of.ts'

/** Who holds which unique key, and who is about to. */
export interface UniqueKeys {
  /**
   * Keeps the keys that the document does not hold yet for it, until the returned function is called.
   * @throws StoreError `duplicate-key`
   */
  reserve(reference: string, wanted: readonly string[]): () => void
  /** What the document held before is replaced by what it holds now; answers how to let go of that. */
  swap(reference: string, before: readonly Handle[], now: readonly string[]): readonly Handle[]
  /** Its text, of a handle that is good. */
  textOf(handle: Handle): string
  duplicates(): StoreState['duplicates']
}

/** No key is held yet. Two holders of a key can only come from files that were brought back. */
export function createUniqueKeys(): UniqueKeys {
  const holders = createManyOf()
  const reserved = new Set<string>()

  return {
    reserve(reference, wanted) {
      const further = wanted.filter(key => !holders.has(key, reference))
      const taken = further.find(key => !holders.isFree(key) || reserved.has(key))
      if (taken !== undefined) {
        throw new StoreError('duplicate-key', 'another open document holds a unique key', { unique: taken })
      }
      for (const key of further) reserved.add(key)
      return () => {
        for (const key of further) reserved.delete(key)
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
