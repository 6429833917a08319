import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findPlatform } from '../../find-platform.ts'
import { showHold, showHolds, showOutcome } from '../../hold-views.ts'
import { readFileOrInput } from '../../input.ts'
import { withNext } from '../../next.ts'
import { readIdentifiers } from '../../read-identifiers.ts'

type Schemas = components['schemas']
type Hold = Schemas['Hold']
type HoldList = Schemas['HoldList']

const usage = (detail: string): never => {
  throw new CliError(exitCodes.usage, 'usage', detail)
}

const toItem = (text: string): Schemas['HeldItem'] => {
  const [kind = '', key] = text.split(/=(.*)/s)
  if (kind === 'account' || kind === 'invoices') return { kind }
  if ((kind === 'course' || kind === 'category') && key) return { kind, key }
  return usage('--item is account, invoices, course=KEY or category=ID')
}

const toOwner = (text: string): Schemas['HoldOwner'] =>
  text === 'administrator' || text === 'privacy-officer' ? { role: text } : { person: text }

const listAll = async ({ client }: Context): Promise<Omit<HoldList, 'next'>> => {
  const items: Hold[] = []
  let list: HoldList = { items: [], lost: [], next: '' }
  while (list.next !== null) {
    const after: string = list.next === '' ? '' : `&after=${encodeURIComponent(list.next)}`
    list = await client.call<HoldList>('GET', `/holds?limit=200${after}`)
    items.push(...list.items)
  }
  return { items, lost: list.lost }
}

const at = (command: Command): string => `/holds/${encodeURIComponent(command.args[0]!)}`

/** `lethe hold …`: legal grounds that suspend erasure. */
export const addHoldCommands = (program: Command, act: Act): void => {
  const hold = program.command('hold').description('legal grounds that suspend erasure')

  hold
    .command('add <platform>')
    .description('suspend erasure of a subject, or of what they have in one course, invoices, or one category')
    .requiredOption(
      '--subject <file>',
      'every identifier that is known, JSON: [{"kind", "value"}] (- for standard input)'
    )
    .requiredOption('--article <article>', 'the ground, for example 17(3)')
    .option('--letter <letter>', 'its letter')
    .option('--item <item...>', 'what is suspended: account (default), invoices, course=KEY, category=ID')
    .option('--owner <owner>', 'who answers for it: a person’s id, privacy-officer or administrator; default: you')
    .option('--review-at <instant>', 'when it must be looked at again')
    .option('--note-file <file>', 'a note, sealed, from this file')
    .action(
      act(async (context, command): Promise<Shown> => {
        const { io, client } = context
        const { subject, article, letter, item, owner, reviewAt, noteFile } = command.opts()
        const identifiers = await readIdentifiers(io, subject)
        const made = await client.call<Hold>('POST', '/holds', {
          platform: (await findPlatform(client, command.args[0]!)).id,
          identifiers,
          ground: { article, letter: letter ?? null },
          ...(item && { items: item.map(toItem) }),
          ...(owner && { owner: toOwner(owner) }),
          ...(reviewAt && { reviewAt }),
          ...(noteFile && { note: (await readFileOrInput(io, noteFile)).trim() })
        })
        return withNext(await showHold(context, made), `look at it again by its review: lethe hold show ${made.id}`)
      })
    )

  hold
    .command('list')
    .description('those in force, and those whose file is gone')
    .option('--due', 'only those whose review is due')
    .action(
      act(async (context, command) => {
        const { items, lost } = await listAll(context)
        const { due } = command.opts<{ due?: boolean }>()
        return showHolds(context, { items: due ? items.filter(({ isDue }) => isDue) : items, lost })
      })
    )

  hold
    .command('show <hold>')
    .description('one hold with its notes, also a released one')
    .action(
      act(async (context, command) => {
        const { hold: one, note, liftNote } = await context.client.call<Schemas['HoldWithNotes']>('GET', at(command))
        return showHold(context, one, [
          ['note', note],
          ['why it is to be lifted', liftNote]
        ])
      })
    )

  hold
    .command('review <hold>')
    .description('say that it was looked at and stays; a lifting that was asked for falls')
    .requiredOption('--again-at <instant>', 'when it must be looked at again')
    .action(
      act(async (context, command) => {
        const { againAt } = command.opts<{ againAt: string }>()
        return showHold(
          context,
          await context.client.call<Hold>('POST', `${at(command)}/review`, { reviewAt: againAt })
        )
      })
    )

  hold
    .command('lift <hold>')
    .description('ask for it to be lifted; it stands until another person agrees')
    .requiredOption('--note-file <file>', 'why, sealed, from this file (- for standard input)')
    .action(
      act(async ({ io, client }, command) => {
        const note = (await readFileOrInput(io, command.opts().noteFile)).trim()
        return showOutcome(io, await client.call<Schemas['HoldOutcome']>('POST', `${at(command)}/lift`, { note }))
      })
    )

  hold
    .command('agree <hold>')
    .description('agree to a lifting that another person asked for; what the hold stopped goes on')
    .action(
      act(async ({ io, client }, command) =>
        showOutcome(io, await client.call<Schemas['HoldOutcome']>('POST', `${at(command)}/agree`))
      )
    )
}
