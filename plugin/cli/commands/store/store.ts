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

/** What nobody can list from here, and who brings it back. */
const beforehand = `
What came in that time is lost as well, and is known to nobody here. Before anything goes on:
  1. Place lost holds anew: lethe hold add
  2. Shut out again who had been shut out, and revoke tokens that had been revoked.
  3. Add sources and platforms anew that were added in that time.
  4. Have the demands of that time sent again: webhooks, SCIM and the API by whoever runs the system, lists by whoever
     imported them, demands for somebody else by whoever asked. Learners who asked on the pages have to ask again.
  5. Then have the withdrawals of that time sent again.
  6. A privacy officer says \`lethe store acknowledge-restore\`: erasing begins again at once on what is paused here.
`

const show = (io: Io, value: StoreView): Shown => ({
  value,
  draw: () => {
    const { restore } = value
    if (restore === null) return 'never restored from a backup, as far as Lethe can tell\n'
    const pairs = drawPairs(io, [
      ['came back from a backup', restore.noticedAt],
      ['lost is what was done', `${restore.from ?? 'before we count'} to ${restore.until ?? 'an unknown time'}`],
      ['requests that end as they had ended', list(restore.ended)],
      ['holds that are lost', list(restore.holdsLost)],
      ['holds that are back', list(restore.holdsBack)],
      ['paused', list(restore.paused)],
      ['looked at', restore.acknowledged === null ? 'by nobody: everything waits' : restore.acknowledged.at]
    ])
    return restore.acknowledged === null ? `${pairs}${beforehand}` : pairs
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
    .description(
      'begin erasing again after a restore: lost holds are placed anew, demands and withdrawals of that time were asked for'
    )
    .action(act(async ({ io, client }) => show(io, await client.call<StoreView>('POST', '/store/acknowledge-restore'))))

  addMigrateCommand(store, act)
  addBackupCommand(store, act)
  addRestoreCommand(store, act)
}
