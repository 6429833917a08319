import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act } from '../../context.ts'
import { drawTable } from '../../output.ts'

type KeptRow = components['schemas']['KeptRow']

const headings = ['IS', 'ENDS', 'ROW', 'GROUND', 'ACCOUNT', 'REQUEST']

const draw = ({ is, endsAt, row, article, letter, account, request }: KeptRow): readonly unknown[] => [
  is,
  endsAt.slice(0, 10),
  row,
  [article, letter].filter(Boolean).join(' '),
  account,
  request
]

/** `lethe retained …`: what platforms keep for a term, and what of it is to be deleted now. */
export const addRetainedCommands = (program: Command, act: Act): void => {
  const retained = program.command('retained').description('what platforms keep for a term that the policy sets')

  retained
    .command('list')
    .description('when each term ends, and what is due')
    .option('--due', 'only what is to be deleted now')
    .action(
      act(async ({ io, client }, command) => {
        const { items } = await client.call<components['schemas']['KeptRows']>('GET', '/retained')
        const shown = command.opts().due === true ? items.filter(({ is }) => is === 'due') : items
        const headings = ['IS', 'ENDS', 'ROW', 'GROUND', 'ACCOUNT', 'REQUEST']
        return { value: shown, draw: () => drawTable(io, headings, shown.map(draw)) }
      })
    )

  retained
    .command('settle <request> <row>')
    .description('say that it is deleted at the platform; it stands in the evidence')
    .action(
      act(async ({ io, client }, command) => {
        const [request, row] = command.args as [string, string]
        const path = `/requests/${encodeURIComponent(request)}/retained/${encodeURIComponent(row)}/settle`
        const settled = await client.call<KeptRow>('POST', path)
        return { value: settled, draw: () => drawTable(io, headings, [draw(settled)]) }
      })
    )
}
