import type { Command } from 'commander'
import { openBackup } from '../../../store/copies/backup.ts'
import { copyStore } from '../../../store/copies/copy.ts'
import { restoredCopy } from '../../../store/records/own/store-restores.ts'
import type { Act, Context } from '../../context.ts'
import { readBackupFile } from '../../copies/backup-file.ts'
import { openTarget, ownPlace } from '../../copies/ends.ts'
import { apartOf, drawSeen } from '../../copies/show.ts'
import { drawPairs } from '../../output.ts'
import { createBar } from '../../progress.ts'

const restore = async (context: Context, file: string) => {
  const { io, config } = context
  const place = ownPlace(config)
  const { head, end, source } = await openBackup(file, () => readBackupFile(file))
  const target = await openTarget(io, place, `the backup of ${head.madeAt}`)
  try {
    const progress = {
      write: createBar(context, 'restored', end.documents),
      compare: createBar(context, 'compared', end.documents)
    }
    const restoredAt = io.clock.now().toISOString()
    const seen = await copyStore(source, target, progress, [restoredCopy({ madeAt: head.madeAt, restoredAt })])
    return { from: file, madeAt: head.madeAt, to: place.name, ...seen }
  } finally {
    await target.close()
  }
}

/** `lethe store restore`: a backup into the store of the settings. */
export const addRestoreCommand = (store: Command, act: Act): void => {
  store
    .command('restore <file>')
    .description(
      'write a backup into the store of LETHE_STORE or LETHE_DATA, which must be empty and not in use; the next start pauses everything until a person has looked'
    )
    .action(
      act(async (context, command) => {
        const { io, config } = context
        const restored = await restore(context, command.args[0]!)
        const apart = apartOf(config)
        return {
          value: { ...restored, apart },
          draw: () =>
            drawSeen(io, restored) +
            drawPairs(io, [
              ['from', `${restored.from}, of ${restored.madeAt}`],
              ['to', `${restored.to}, compared document by document`],
              ['needed beside it', `the keys, ${apart.keys}, as they were then or are now`],
              ['', `the newest ledger of ended ids, ${apart.endedIds}: never one from the time of the backup`],
              ['next', 'start: everything is paused, and `lethe store show` has what is lost']
            ])
        }
      })
    )
}
