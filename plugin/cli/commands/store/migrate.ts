import type { Command } from 'commander'
import { copyStore } from '../../../store/copies/copy.ts'
import type { Act, Context } from '../../context.ts'
import { openSource, openTarget, ownPlace, type Place, readPlace } from '../../copies/ends.ts'
import { apartOf, drawSeen } from '../../copies/show.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { drawPairs } from '../../output.ts'
import { createBar } from '../../progress.ts'

const move = async (context: Context, from: Place, to: Place) => {
  const source = await openSource(context.io, from)
  try {
    const target = await openTarget(context.io, to, source.name)
    try {
      const total = await source.count()
      const progress = { write: createBar(context, 'copied', total), compare: createBar(context, 'compared', total) }
      return await copyStore(source, target, progress)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

const settingOf = ({ is, where }: Place): string =>
  is === 'folder' ? `unset LETHE_STORE, set LETHE_DATA to ${where}` : 'set LETHE_STORE to its address'

/** `lethe store migrate`: from the data folder into PostgreSQL, or back. */
export const addMigrateCommand = (store: Command, act: Act): void => {
  store
    .command('migrate')
    .description(
      'copy everything that is stored into PostgreSQL, or from there into a data folder: while nothing runs, verbatim, compared at the end'
    )
    .option('--to <place>', 'an empty database (postgres://user@host/database), or a folder that is empty or not there')
    .option(
      '--to-file <file>',
      'the same, read from a file: an address with a password is seen by others on the command line'
    )
    .option('--from <place>', 'where it is now, if not where LETHE_STORE and LETHE_DATA say')
    .option('--from-file <file>', 'the same, read from a file')
    .action(
      act(async (context, command) => {
        const { io, config } = context
        const { to, toFile, from, fromFile } = command.opts<Record<string, string>>()
        const target = await readPlace(io, '--to', { given: to, file: toFile })
        if (target === null) throw new CliError(exitCodes.usage, 'usage', 'say where to: --to PLACE, or --to-file FILE')
        const source = (await readPlace(io, '--from', { given: from, file: fromFile })) ?? ownPlace(config)
        const seen = await move(context, source, target)
        const apart = apartOf(config)
        const value = { from: source.name, to: target.name, ...seen, apart }
        return {
          value,
          draw: () =>
            drawSeen(io, seen) +
            drawPairs(io, [
              ['from', `${source.name}, which is as it was`],
              ['to', `${target.name}, compared document by document`],
              ['stays where it is', `the keys, ${apart.keys}`],
              ['', `the ledger of ended ids, ${apart.endedIds}`],
              ['next', `${settingOf(target)}, start, and destroy the old one once all is well: never start on it again`]
            ])
        }
      })
    )
}
