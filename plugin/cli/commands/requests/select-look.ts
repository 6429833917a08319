import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Context } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findPlatform } from '../../find-platform.ts'
import { readFileOrInput } from '../../input.ts'
import { drawPairs, drawTable } from '../../output.ts'

type Looked = components['schemas']['LookedUpAccounts']['rows'][number]
type Plan = components['schemas']['SelectionPlan']

/** As many rows as one call takes. */
const rowsAtOnce = 250

const lookUp = async ({ client }: Context, platform: string, by: string, rows: readonly string[]) => {
  const looked: Looked[] = []
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const body = { by, rows: rows.slice(at, at + rowsAtOnce) }
    const answer = await client.call<{ rows: Looked[] }>('POST', `/platforms/${platform}/look-up`, body)
    looked.push(...answer.rows)
  }
  return looked
}

const readPlan = async ({ client }: Context, id: string): Promise<Plan> => {
  const all: Plan['items'] = []
  for (let after = '0'; ; ) {
    const path = `/selections/${encodeURIComponent(id)}/plan?limit=50&after=${after}`
    const plan: Plan = await client.call<Plan>('GET', path)
    all.push(...plan.items)
    if (plan.next === null) return { ...plan, items: all }
    after = plan.next
  }
}

/** `lethe select look-up` and `plan`: who is meant, and what would become of each, before anything is made. */
export const addLookCommands = (select: Command, act: Act): void => {
  select
    .command('look-up <platform>')
    .description('which accounts a list means, row by row; nothing is made')
    .requiredOption('--list <file>', 'one key, login or e-mail a line (- for standard input)')
    .option('--by <what>', 'key, login or email', 'login')
    .action(
      act(async (context, command) => {
        const { list, by } = command.opts<{ list: string; by: string }>()
        const { id } = await findPlatform(context.client, command.args[0]!)
        const lines = (await readFileOrInput(context.io, list)).replace(/^\uFEFF/, '').split(/\r?\n/)
        const rows = lines.map(line => line.trim()).filter(line => line !== '')
        if (rows.length === 0) throw new CliError(exitCodes.usage, 'list-empty', 'there is nothing in it')
        const looked = await lookUp(context, id, by, rows)
        const table = looked.map((row, at) => [at + 1, rows[at], row.is, row.key, row.request])
        const value = looked.map((row, at) => ({ row: at + 1, ...row }))
        return { value, draw: () => drawTable(context.io, ['row', by, 'is', 'key', 'open request'], table) }
      })
    )

  select
    .command('plan <selection>')
    .description('what would become of each person of a draft; nothing is changed and nobody is told')
    .action(
      act(async (context, command) => {
        const plan = await readPlan(context, command.args[0]!)
        const { totals } = plan
        const rows = plan.items.map(one => [
          one.key,
          one.username,
          one.is,
          one.isHeld ? 'held' : null,
          one.next,
          one.blockers.join(' ')
        ])
        const head = () =>
          drawPairs(context.io, [
            ['people', totals.people],
            ['open already', totals.alreadyOpen],
            ['held', totals.holdsUnknown ?? totals.held],
            ['over the brake', totals.overBrake]
          ])
        const heads = ['key', 'login', 'is', 'hold', 'next', 'what stops it']
        return { value: plan, draw: () => `${head()}\n${drawTable(context.io, heads, rows)}` }
      })
    )
}
