import { StoreError } from '../../store-error.ts'
import { DiskRefusal } from './disk-refusal.ts'

/** Lets writes through until one fails in the middle. */
export interface WriteGuard {
  /** Whether no write failed in the middle, and the last one was not refused. */
  isWritable(): boolean
  /** @throws StoreError `read-only` */
  assertWritable(): void
  /**
   * Runs a write.
   * @throws StoreError `write-failed`; unless the disk refused to begin it, every write is `read-only` from then on
   */
  attempt(write: () => Promise<void>): Promise<void>
  /** Tries a write out where the last one was refused. What comes of it is said by `isWritable`. */
  tryOut(): Promise<void>
}

/** A guard that has seen no failure yet. `trial` writes something that nobody needs. */
export function createWriteGuard(trial: () => Promise<void>): WriteGuard {
  let isBroken = false
  let isRefused = false
  let trying: Promise<void> | null = null

  function assertWritable(): void {
    if (isBroken) throw new StoreError('read-only', 'an earlier write failed: look at the disk, then start again')
  }

  async function attempt(write: () => Promise<void>): Promise<void> {
    assertWritable()
    try {
      await write()
    } catch (error) {
      isRefused = error instanceof DiskRefusal
      if (isRefused) {
        throw new StoreError('write-failed', 'the disk takes nothing at the moment', {
          cause: (error as DiskRefusal).cause
        })
      }
      isBroken = true
      throw new StoreError('write-failed', 'the disk refused a write; the store is read-only now', { cause: error })
    }
    // The kernel tells of a lost page once: a sync that follows another's failed one may say yes wrongly.
    assertWritable()
    isRefused = false
  }

  return {
    isWritable: () => !isBroken && !isRefused,
    assertWritable,
    attempt,
    async tryOut() {
      if (isBroken || !isRefused) return
      trying ??= attempt(trial)
        .catch(() => {})
        .finally(() => {
          trying = null
        })
      await trying
    }
  }
}
