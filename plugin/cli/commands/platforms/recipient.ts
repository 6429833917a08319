import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { collect } from '../../collect.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { findPlatform } from '../../find-platform.ts'
import { withNext } from '../../next.ts'
import { drawTable } from '../../output.ts'

type Recipient = components['schemas']['Recipient']

const drawAll = ({ io }: Context, all: readonly Recipient[]): Shown => ({
  value: all,
  draw: () =>
    drawTable(
      io,
      ['id', 'name', 'told by', 'knows people by'],
      all.map(one => [one.id, one.name, one.mail ?? `endpoint ${one.endpoint}`, one.identifiers.join(' ')])
    )
})

const pathOf = async ({ client }: Context, platform: string): Promise<string> =>
  `/platforms/${(await findPlatform(client, platform)).id}/recipients`

/** `lethe recipient …`: organisations that received data of a platform's people (Article 19 GDPR). */
export const addRecipientCommands = (program: Command, act: Act): void => {
  const recipient = program
    .command('recipient')
    .description('organisations that receive data of a platform’s people, and are told to erase it')

  recipient
    .command('list <platform>')
    .description('all of them')
    .action(
      act(async (context, command) => {
        const path = await pathOf(context, command.args[0]!)
        return drawAll(context, await context.client.call<Recipient[]>('GET', path))
      })
    )

  recipient
    .command('add <platform> <name>')
    .description('tell an organisation at the end of each erasure; its name stands in the certificate')
    .option('--mail <address>', 'by mail')
    .option('--endpoint <id>', 'by a signed call to this endpoint')
    .option('--language <language>', 'of the mail: en or de', 'en')
    .option('--identifier <kind>', 'a name by which it knows people; can be repeated', collect, [])
    .action(
      act(async (context, command) => {
        const [platform, name] = command.args
        const { mail = null, endpoint = null, language, identifier } = command.opts()
        const path = await pathOf(context, platform!)
        const known = await context.client.call<Recipient[]>('GET', path)
        const identifiers = identifier.length === 0 ? ['email'] : identifier
        const recipients = [...known.filter(one => one.name !== name), { name, mail, endpoint, language, identifiers }]
        const all = await context.client.call<Recipient[]>('PUT', path, { recipients })
        return withNext(drawAll(context, all), 'it is told by itself at the end of each erasure')
      })
    )

  recipient
    .command('remove <platform> <recipient>')
    .description('tell it no more')
    .action(
      act(async (context, command) => {
        const [platform, given] = command.args
        const path = await pathOf(context, platform!)
        const known = await context.client.call<Recipient[]>('GET', path)
        const recipients = known.filter(one => one.id !== given && one.name !== given)
        return drawAll(context, await context.client.call<Recipient[]>('PUT', path, { recipients }))
      })
    )
}
