import type { Command } from 'commander'
import type { components } from '../../../openapi/types/lethe.ts'
import { collect } from '../collect.ts'
import type { Act, Shown } from '../context.ts'
import { CliError, exitCodes } from '../exit-codes.ts'
import { findNamed } from '../find-named.ts'
import { findPlatform } from '../find-platform.ts'
import type { Io } from '../io.ts'
import { drawTable } from '../output.ts'

type Person = components['schemas']['Person']

const show = (io: Io, people: readonly Person[], value: unknown): Shown => ({
  value,
  draw: () =>
    drawTable(
      io,
      ['id', 'name', 'roles', 'accounts', 'disabled'],
      people.map(one => [one.id, one.name, one.roles.join(' '), one.accounts.length, one.disabledAt])
    )
})

/** `lethe person …`: who works with Lethe. */
export const addPersonCommands = (program: Command, act: Act): void => {
  const person = program.command('person').description('who works with Lethe')

  person
    .command('add <name>')
    .description('add a named person')
    .requiredOption(
      '--role <role>',
      'user-manager, administrator, system-administrator, privacy-officer or auditor; can be repeated',
      collect,
      []
    )
    .action(
      act(async ({ io, client }, command) => {
        const made = await client.call<Person>('POST', '/persons', {
          name: command.args[0],
          roles: command.opts().role
        })
        return show(io, [made], made)
      })
    )

  person
    .command('list')
    .description('all of them')
    .action(
      act(async ({ io, client }) => {
        const all = await client.call<Person[]>('GET', '/persons')
        return show(io, all, all)
      })
    )

  person
    .command('link <person>')
    .description('say which accounts are theirs, in the place of what was said before; none: --none')
    .option(
      '--account <platform=id>',
      'platform by id or name, and its id of the account; can be repeated',
      collect,
      []
    )
    .option('--none', 'they have none any more')
    .action(
      act(async ({ io, client }, command) => {
        const given = command.opts<{ account: string[]; none?: true }>()
        if ((given.account.length === 0) !== (given.none === true))
          throw new CliError(exitCodes.usage, 'accounts-missing', 'Name accounts with --account, or say --none.')
        const id = await findNamed(client, 'person', command.args[0]!)
        const accounts = []
        for (const text of given.account) {
          const at = text.lastIndexOf('=')
          if (at < 1) throw new CliError(exitCodes.usage, 'account-wrong', '--account needs PLATFORM=ID')
          const platform = await findPlatform(client, text.slice(0, at))
          accounts.push({ platform: platform.id, id: text.slice(at + 1) })
        }
        const linked = await client.call<Person>('PUT', `/persons/${encodeURIComponent(id)}/accounts`, { accounts })
        return show(io, [linked], linked)
      })
    )

  person
    .command('disable <person>')
    .description('shut a person out; every token of theirs stops at once; <person> is an id or a name')
    .action(
      act(async ({ io, client }, command) => {
        const id = await findNamed(client, 'person', command.args[0]!)
        const shut = await client.call<Person>('POST', `/persons/${encodeURIComponent(id)}/disable`)
        return show(io, [shut], shut)
      })
    )
}
