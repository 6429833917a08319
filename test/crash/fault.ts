import type { Disk } from '../../plugin/store/disk.ts'

/**
 * Where a sidecar is stopped. On the disk: at the nth rename, before it (the new contents lie beside the old), after
 * it, or when the folder is synced too (the commit stands, and nobody knows it yet). In the database: at the nth revision
 * of the request, before the statement or when it was answered. On the wire: at the nth call that changes something, when
 * it has arrived (no effect yet), or when it was answered (the effect is there, the answer is not).
 */
export interface Fault {
  readonly at: 'renaming' | 'renamed' | 'committing' | 'committed' | 'arrived' | 'answered'
  readonly n: number
}

/** Whether a fault lies in the store, else on the wire. */
export const isInStore = ({ at }: Fault): boolean => at !== 'arrived' && at !== 'answered'

/** A disk that stops everything at a fault. `die` does not return. */
export function stoppingDisk(disk: Disk, fault: Fault, die: () => Promise<never>): Disk {
  let renames = 0
  const isAt = (at: Fault['at']) => fault.at === at && renames === fault.n
  return {
    ...disk,
    async rename(from, to) {
      renames += 1
      if (isAt('renaming')) await die()
      await disk.rename(from, to)
      if (isAt('renamed')) await die()
    },
    async syncFolder(folder) {
      await disk.syncFolder(folder)
      if (isAt('committed')) await die()
    }
  }
}

/** A disk that says how many renames there were. */
export function countingDisk(disk: Disk): { readonly disk: Disk; count(): number } {
  let renames = 0
  const rename: Disk['rename'] = (from, to) => {
    renames += 1
    return disk.rename(from, to)
  }
  return { disk: { ...disk, rename }, count: () => renames }
}
