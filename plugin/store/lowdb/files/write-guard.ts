import { StoreError } from '../../store-error.ts'

/** Lets writes through until the first one fails. */
export interface WriteGuard {
  isWritable(): boolean
  /** @throws StoreError `read-only` */
  assertWritable(): void
  /**
   * Runs a write.
   * @throws StoreError `write-failed`, and from then on every write is `read-only`
   */
  attempt(write: () => Promise<void>): Promise<void>
}

/** A guard that has seen no failure yet. */
export function createWriteGuard(): WriteGuard {
  let writable = true

  function assertWritable(): void {
    if (!writable) throw new StoreError('read-only', 'an earlier write failed: look at the disk, then start again')
  }

  return {
    isWritable: () => writable,
    assertWritable,
    async attempt(write) {
      assertWritable()
      try {
        await write()
      } catch (cause) {
        writable = false
        throw new StoreError('write-failed', 'the disk refused a write; the store is read-only now', { cause })
      }
      // The kernel tells of a lost page once: a sync that follows another's failed one may say yes wrongly.
      assertWritable()
    }
  }
}
