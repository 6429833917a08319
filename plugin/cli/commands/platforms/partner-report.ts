import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act } from '../../context.ts'
import { findPlatform } from '../../find-platform.ts'
import { withNext } from '../../next.ts'
import { drawPairs, drawTable } from '../../output.ts'

type Schemas = components['schemas']

/** `lethe platform partner-report`: whose data organisations beside the platform must delete too. */
export const addPartnerReportCommand = (platform: Command, act: Act): void => {
  platform
    .command('partner-report <platform>')
    .description('whose data partner organisations must delete too; kept here until it is said to be handed over')
    .option('--close <key...>', 'these were handed over: clear them there and drop them here')
    .action(
      act(async ({ client, io }, command) => {
        const { id } = await findPlatform(client, command.args[0]!)
        const path = `/platforms/${id}/partner-report`
        const { close } = command.opts<{ close?: string[] }>()
        if (close !== undefined) {
          const closed = await client.call<Schemas['PartnerReportLeft']>('POST', `${path}/closed`, { keys: close })
          return { value: closed, draw: () => drawPairs(io, [['closed', closed.closed]]) }
        }
        const report = await client.call<Schemas['PartnerReport']>('POST', path)
        const rows = report.rows.map(row => [row.key, row.organisations.join(' '), row.username, row.email, row.since])
        const head = ['key', 'organisations', 'name', 'e-mail', 'since']
        const shown = { value: report, draw: () => drawTable(io, head, rows, 'nobody waits to be handed over') }
        const next = `hand it over, then the same with --close and the keys that were`
        return withNext(shown, rows.length === 0 ? null : next)
      })
    )
}
