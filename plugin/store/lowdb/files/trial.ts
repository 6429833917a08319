import type { Disk } from '../../disk.ts'
import { tellRefusal } from './disk-refusal.ts'

/** So much room at least must there be again, or the next documents would be refused. */
const trialBytes = Buffer.alloc(256 * 1024)

/**
 * Writes a file and takes it away again. Under the name of a writer's own: a start removes what was left.
 * @throws DiskRefusal
 */
export const tryDisk = (disk: Disk, temporary: string): Promise<void> =>
  tellRefusal(async () => {
    await disk.remove(temporary).catch(() => {})
    try {
      await disk.writeNew(temporary, trialBytes)
    } finally {
      await disk.remove(temporary).catch(() => {})
    }
  })
