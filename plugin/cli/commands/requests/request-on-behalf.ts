import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Context } from '../../context.ts'
import { findPlatform } from '../../find-platform.ts'
import { readJsonFile } from '../../input.ts'
import { drawPairs } from '../../output.ts'
import { readIdentifiers } from '../../read-identifiers.ts'
import { noteOption, readNote, say } from '../../say.ts'

type Schemas = components['schemas']
type Accepted = Schemas['Accepted']
type Details = Omit<Schemas['Mandate'], 'kind' | 'expiresAt'>

interface MandateOptions {
  readonly mandate: Schemas['Mandate']['kind']
  readonly mandateFile?: string
  readonly mandateExpires?: string
  readonly cannotAskFile?: string
}

/** Options of a mandate: what is personal in it comes from files, because a command line stays in the shell's history. */
export const addMandateOptions = (command: Command, kind?: MandateOptions['mandate']): Command =>
  command
    .option('--mandate <kind>', 'consent-to-act, guardian, estate or standing-rule', kind)
    .option('--mandate-file <file>', 'JSON: who, how, reference, obtainedOn (- for standard input); it is sealed')
    .option('--mandate-expires <instant>', 'until when it holds')
    .option('--cannot-ask-file <file>', 'why the subject cannot ask themselves; then nobody is invited')

/** The mandate that the options stand for; what is missing in it, the sidecar says. */
export const readMandateOptions = async (context: Context, command: Command): Promise<Schemas['Mandate']> => {
  const { mandate, mandateFile, mandateExpires, cannotAskFile } = command.opts<MandateOptions>()
  const details = mandateFile === undefined ? {} : ((await readJsonFile(context.io, mandateFile)) as Details)
  const { note: cannotAsk } = await readNote(context, cannotAskFile)
  return {
    kind: mandate,
    ...details,
    ...(mandateExpires === undefined ? {} : { expiresAt: mandateExpires }),
    ...(cannotAsk === undefined ? {} : { cannotAsk })
  }
}

/** `lethe request add|cannot-ask|object`: asking for somebody else, and what they say to it. */
export const addOnBehalfCommands = (program: Command, act: Act): void => {
  const request = program.commands.find(command => command.name() === 'request')!

  addMandateOptions(
    request
      .command('add <platform>')
      .description('ask for the deletion of somebody else’s account; they are invited to ask themselves first')
      .requiredOption('--subject <file>', 'two identifiers, JSON: [{"kind", "value"}] (- for standard input)')
      .requiredOption('--article <article>', 'the ground, for example 17(1)')
      .option('--letter <letter>', 'its letter')
      .option('--received <instant>', 'when the organisation received the demand; now, unless said')
      .option(
        '--copy <answer>',
        'whether the subject wants a copy of their data: asked, not-wanted or not-said',
        'not-said'
      )
  ).action(
    act(async (context, command) => {
      const { io, client } = context
      const { subject, article, letter, received, copy, mandate } = command.opts()
      const identifiers = await readIdentifiers(io, subject)
      const accepted = await client.call<Accepted>('POST', '/requests', {
        platform: (await findPlatform(client, command.args[0]!)).id,
        subject: { identifiers },
        origin: 'on-behalf',
        ground: { article, letter: letter ?? null },
        receivedAt: received ?? io.clock.now().toISOString(),
        acknowledged: false,
        copy,
        ...(mandate === undefined ? {} : { mandate: await readMandateOptions(context, command) })
      })
      return {
        value: accepted,
        draw: () =>
          drawPairs(io, [
            ['request', accepted.request],
            ['what now', 'it is stored, and checked by itself; the subject is invited first unless they cannot ask'],
            ['next', `lethe request show ${accepted.request}`]
          ])
      }
    })
  )

  const noted = [
    ['cannot-ask', 'record why the subject cannot ask themselves; the demand opens at once'],
    ['object', 'record that the subject objects, who wrote or called instead of following the link']
  ] as const
  for (const [verb, description] of noted) {
    request
      .command(`${verb} <request>`)
      .description(description)
      .requiredOption(...noteOption)
      .action(
        act(async (context, command) =>
          say(context, command.args[0]!, verb, await readNote(context, command.opts().noteFile))
        )
      )
  }
}
