import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { drawBackup, openBackup } from '../../../store/copies/backup.ts'
import type { Act, Context } from '../../context.ts'
import { backupFileOf, checkBackupFile, readBackupFile, writeBackupFile } from '../../copies/backup-file.ts'
import { openView, ownPlace } from '../../copies/ends.ts'
import { apartOf, drawSeen } from '../../copies/show.ts'
import { exitCodes } from '../../exit-codes.ts'
import { drawPairs } from '../../output.ts'
import { createBar } from '../../progress.ts'

const write = async (context: Context, named: string) => {
  const { io, config } = context
  const madeAt = io.clock.now().toISOString()
  const file = await backupFileOf(named, madeAt)
  await checkBackupFile(file, config)
  const source = await openView(ownPlace(config))
  try {
    // As many as were there: more may come while it is read.
    const total = await source.count()
    const bar = createBar(context, 'backed up', total)
    const lines = drawBackup(source, madeAt, done => bar(Math.min(done, total)))
    let seen: Awaited<ReturnType<typeof openBackup>>['end'] | null = null
    await writeBackupFile(io.random, file, lines, async part => {
      seen = (await openBackup(file, () => readBackupFile(part))).end
    })
    return { file, madeAt, from: source.name, ...seen!, damaged: source.damaged() }
  } finally {
    await source.close()
  }
}

/** `lethe store backup`: all that is stored, beside whoever works on it. */
export const addBackupCommand = (store: Command, act: Act): void => {
  store
    .command('backup <file>')
    .description(
      'write everything that is stored into one new file, or into one in a folder that is named; beside a running sidecar, too. Keys and ledger of ended ids are never in it'
    )
    .action(
      act(async (context, command) => {
        const { io, config, endWith } = context
        const { damaged, ...made } = await write(context, command.args[0]!)
        const apart = apartOf(config)
        const { size: bytes } = await stat(made.file)
        if (damaged.length > 0) endWith(exitCodes.refused)
        return {
          value: { ...made, bytes, damaged, apart },
          draw: () =>
            drawSeen(io, made) +
            drawPairs(io, [
              ['in', `${made.file} (${bytes} bytes), read again and whole`],
              ['of', `${made.madeAt}: what was done later may be missing`],
              ...(damaged.length === 0 ? [] : ([['NOT in it, damaged', damaged.join(' ')]] as const)),
              ['back up apart from it', `the keys, ${apart.keys}: without them nothing sealed can be opened`],
              ['', `the ledger of ended ids, ${apart.endedIds}: never put back together with the data`]
            ])
        }
      })
    )
}
