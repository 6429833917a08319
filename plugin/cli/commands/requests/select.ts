import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { findPlatform } from '../../find-platform.ts'
import { readFileOrInput } from '../../input.ts'
import { drawTable } from '../../output.ts'
import { follow } from '../../progress.ts'
import { readKeys } from '../../read-keys.ts'
import { readSecret } from '../../secrets.ts'
import { drawSelection, drawSelections, sayProgress, showItems } from '../../selection-views.ts'
import { addMandateOptions, readMandateOptions } from './request-on-behalf.ts'
import { addLookCommands } from './select-look.ts'

type Selection = components['schemas']['Selection']
type Items = components['schemas']['SelectionItems']
type Found = components['schemas']['FoundAccounts']

const pathOf = (id: string, more = ''): string => `/selections/${encodeURIComponent(id)}${more}`

const show = ({ io }: Context, selection: Selection): Shown => ({
  value: selection,
  draw: () => drawSelection(io, selection)
})

/** Follows until everybody is taken in; the sidecar goes on without us. */
const untilTaken = (context: Context, id: string): Promise<Selection> =>
  follow(context, () => context.client.call<Selection>('GET', pathOf(id)), {
    isOver: ({ state }) => state === 'done',
    say: sayProgress
  })

const start = async (context: Context, id: string, digest: string): Promise<Shown> => {
  await context.client.call<Selection>('POST', pathOf(id, '/confirm'), { digest })
  return show(context, await untilTaken(context, id))
}

const readItems = async ({ client }: Context, id: string): Promise<Items['items']> => {
  const all: Items['items'] = []
  for (let next: string | null = '0'; next !== null; ) {
    const page: Items = await client.call<Items>('GET', pathOf(id, `/items?limit=200&after=${next}`))
    all.push(...page.items)
    next = page.next
  }
  return all
}

/** Whoever sits before it reads the consequences and chooses; else the draft waits to be confirmed by its digest. */
const offer = async (context: Context, draft: Selection): Promise<Shown> => {
  const { io, isJson } = context
  if (!io.isInteractive || isJson) return show(context, draft)
  io.err(drawSelection(io, draft))
  const nothing = 'nothing'
  const chosen = await io.askChoice('What is to be done?', [nothing, `delete ${draft.total} accounts`])
  return chosen === nothing ? show(context, draft) : start(context, draft.id, draft.digest)
}

/** `lethe select …`: people picked from a search or a list. */
export const addSelectCommands = (program: Command, act: Act): void => {
  const select = program.command('select').description('people picked from a search or a list')

  select
    .command('search <platform>')
    .description('look for accounts; what is looked for is asked for, or comes from a file')
    .option('--by <what>', 'login, name, external-id, email or authentication', 'login')
    .option('--provider <provider>', 'with --by authentication: the provider of logins')
    .option('--value-file <file>', 'what is looked for, in a file (- for standard input)')
    .action(
      act(async ({ io, client }, command) => {
        const { by, provider, valueFile } = command.opts()
        const { id } = await findPlatform(client, command.args[0]!)
        const value = (await readSecret(io, 'what is looked for', '--value-file ', valueFile)).trim()
        const body = { by, value, ...(provider === undefined ? {} : { provider }) }
        const found = await client.call<Found>('POST', `/platforms/${id}/search`, body)
        const rows = found.items.map(one => [one.key, one.username, one.displayName, one.email, one.request])
        const more = found.isCut ? 'There may be more: look for more of the name.\n' : ''
        return {
          value: found,
          draw: () => `${drawTable(io, ['key', 'login', 'name', 'e-mail', 'open request'], rows)}${more}`
        }
      })
    )

  addLookCommands(select, act)

  addMandateOptions(
    select
      .command('make <platform>')
      .description('draft the deletion of many people and read what it means; nothing is done before it is confirmed')
      .requiredOption('--keys <file>', 'one key a line, or CSV with a column `key` (- for standard input)')
      .requiredOption('--article <article>', 'the ground, for example 17(1)')
      .option('--letter <letter>', 'its letter')
      .option('--origin <origin>', 'on-behalf or lifecycle', 'on-behalf')
      .option('--meant', 'the list is what it looks like, also if it names a large share of all accounts')
      .option('--language <language>', 'of the consequences: en or de', 'en'),
    'standing-rule'
  ).action(
    act(async (context, command) => {
      const { keys, article, letter, origin, language, meant } = command.opts()
      const draft = await context.client.call<Selection>('POST', '/selections', {
        platform: (await findPlatform(context.client, command.args[0]!)).id,
        keys: readKeys(await readFileOrInput(context.io, keys)),
        origin,
        ground: { article, letter: letter ?? null },
        mandate: await readMandateOptions(context, command),
        language,
        ...(meant === undefined ? {} : { isMeant: true })
      })
      return offer(context, draft)
    })
  )

  select
    .command('confirm <selection> <digest>')
    .description('let a draft run, by repeating the digest that stood with its consequences')
    .action(act((context, command) => start(context, command.args[0]!, command.args[1]!)))

  select
    .command('follow <selection>')
    .description('show how far it is until everybody is taken in')
    .action(act(async (context, command) => show(context, await untilTaken(context, command.args[0]!))))

  select
    .command('show <selection>')
    .description('how far it is')
    .action(
      act(async (context, command) =>
        show(context, await context.client.call<Selection>('GET', pathOf(command.args[0]!)))
      )
    )

  select
    .command('items <selection>')
    .description('what became of each person')
    .option('--csv', 'as a table for a spreadsheet')
    .action(
      act(async (context, command) => {
        const id = command.args[0]!
        if (command.opts<{ csv?: true }>().csv !== true) return showItems(context.io, await readItems(context, id))
        const csv = await context.client.text('GET', pathOf(id, '/csv'))
        return { value: { csv }, draw: () => csv }
      })
    )

  select
    .command('list')
    .description('all that are not forgotten yet')
    .action(
      act(async ({ io, client }) => {
        const all = await client.call<Selection[]>('GET', '/selections')
        return { value: all, draw: () => drawSelections(io, all) }
      })
    )

  select
    .command('release <selection>')
    .description('agree that what the brake kept back goes on; never by whoever selected')
    .action(
      act(async (context, command) =>
        show(context, await context.client.call<Selection>('POST', pathOf(command.args[0]!, '/release')))
      )
    )
}
