import type { Command } from 'commander'
import type { components } from '../../../openapi/types/lethe.ts'
import { collect } from '../collect.ts'
import type { Act, Shown } from '../context.ts'
import { findNamed } from '../find-named.ts'
import type { Io } from '../io.ts'
import { drawTable } from '../output.ts'

type Person = components['schemas']['Person']

const show = (io: Io, people: readonly Person[], value: unknown): Shown => ({
  value,
  draw: () =>
    drawTable(
      io,
      ['id', 'name', 'roles', 'disabled'],
      people.map(one => [one.id, one.name, one.roles.join(' '), one.disabledAt])
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
