import { deleteIdentity } from './deletion.ts'
import { lookUpSubstitute, type World } from './world.ts'

const dayMs = 86_400_000

/** OpenOlat's background jobs, run on demand, and a restart. */
export function createJobs(world: World): Record<string, () => unknown> {
  return {
    /** `fileDeleteUserTrigger`, every fifteen minutes. */
    'file-deletion'() {
      const queue = world.fileQueue
      world.fileQueue = []
      const isQueued = (file: { person: number; entry: number }) =>
        queue.some(row => row.person === file.person && row.entry === file.entry)
      for (const file of world.files.filter(isQueued)) world.journal.add('files-deleted', String(file.person))
      world.files = world.files.filter(file => !isQueued(file))
      return { done: queue.length }
    },
    /** `lifecycleUserTrigger`, 01:25 every night: expiry always, deletion where it is on. */
    lifecycle() {
      const now = world.now().getTime()
      const touched = new Set<number>()
      for (const identity of world.identities) {
        if (![2, 101, 102].includes(identity.status) || (identity.expirationDate ?? now) >= now) continue
        identity.status = 103
        identity.inactivationDate = now
        touched.add(identity.key)
        world.journal.add('status', String(identity.key), { status: 103, by: 'lifecycle' })
      }
      return { deactivated: touched.size, deleted: deleteInactive(world, touched) }
    },
    /** The substitute administrator is looked up at start-up only. */
    restart() {
      lookUpSubstitute(world)
      return { substitute: world.substitute }
    }
  }
}

function deleteInactive(world: World, touched: ReadonlySet<number>): number {
  const { automaticDeletion, daysBeforeDeletion, deletionPercentage } = world.settings
  const before = world.now().getTime() - daysBeforeDeletion * dayMs
  const due = world.identities.filter(
    i => i.status === 103 && !touched.has(i.key) && i.inactivationDate !== null && i.inactivationDate < before
  )
  const all = world.identities.filter(i => i.status !== 199).length
  if (!automaticDeletion || (due.length * 100) / all >= deletionPercentage) return 0
  for (const identity of due) deleteIdentity(world, identity, null)
  return due.length
}
