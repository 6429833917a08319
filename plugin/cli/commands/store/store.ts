import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Shown } from '../../context.ts'
import type { Io } from '../../io.ts'
import { drawPairs } from '../../output.ts'
import { addBackupCommand } from './backup.ts'
import { addMigrateCommand } from './migrate.ts'
import { addRestoreCommand } from './restore.ts'

type StoreView = components['schemas']['StoreView']

const list = (ids: readonly string[]): string => ids.join(' ') || 'none'

const show = (io: Io, value: StoreView): Shown => ({
  value,
  draw: () => {
    const { restore } = value
    if (restore === null) return 'never restored from a backup, as far as Lethe can tell\n'
    return drawPairs(io, [
      ['came back from a backup', restore.noticedAt],
      ['lost is what was done', `${restore.from ?? 'before we count'} to ${restore.until ?? 'an unknown time'}`],
      ['requests that end as they had ended', list(restore.ended)],
      ['holds that are lost', list(restore.holdsLost)],
      ['holds that are back', list(restore.holdsBack)],
      ['paused', list(restore.paused)],
      ['looked at', restore.acknowledged === null ? 'by nobody: everything waits' : restore.acknowledged.at]
    ])
  }
})

/** `lethe store …`: our own data. */
export const addStoreCommands = (program: Command, act: Act): void => {
  const store = program.command('store').description('our own data')

  store
    .command('show')
    .description('whether it came back from a backup, and what was lost with it')
    .action(act(async ({ io, client }) => show(io, await client.call<StoreView>('GET', '/store'))))

  store
    .command('acknowledge-restore')
    .description('say that what was lost was looked at: lost holds placed anew, withdrawals asked for; all goes on')
    .action(act(async ({ io, client }) => show(io, await client.call<StoreView>('POST', '/store/acknowledge-restore'))))

  addMigrateCommand(store, act)
  addBackupCommand(store, act)
  addRestoreCommand(store, act)
}
