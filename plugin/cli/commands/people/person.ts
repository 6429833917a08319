import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { collect } from '../../collect.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findNamed, readNames } from '../../find-named.ts'
import { findPlatform, readPlatformNames } from '../../find-platform.ts'
import { withNext } from '../../next.ts'
import { drawBlocks } from '../../output.ts'
import { addPasswordCommands } from './password.ts'

type Person = components['schemas']['Person']

/** What is said of somebody below their name, in lines that fit 80 columns. */
const linesOf = (one: Person, names: Names): readonly string[] => {
  const nameOf = (known: ReadonlyMap<string, string>, id: string) => known.get(id) ?? id
  const accounts = one.accounts.map(({ platform, id }) => `${nameOf(names.platforms, platform)}=${id}`)
  const without = one.without.map(id => nameOf(names.platforms, id))
  return [
    one.roles.join(', '),
    one.countsAs === one.id ? 'counts as themselves' : `counts as ${nameOf(names.people, one.countsAs)}`,
    ...(accounts.length === 0 ? [] : [`linked to ${accounts.join(' ')}`]),
    ...(without.length === 0 ? [] : [`without account on ${without.join(', ')}`]),
    ...(one.disabledAt === null ? [] : [`shut out since ${one.disabledAt}`])
  ]
}

interface Names {
  readonly platforms: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, string>
}

const show = async ({ io, client }: Context, people: readonly Person[], value: unknown): Promise<Shown> => {
  const names = { platforms: await readPlatformNames(client), people: await readNames(client, 'person') }
  return {
    value,
    draw: () =>
      drawBlocks(
        io,
        people.map(one => ({ name: one.name, id: one.id, lines: linesOf(one, names) }))
      )
  }
}

const roleHelp = 'user-manager, administrator, system-administrator, privacy-officer or auditor; can be repeated'

/** `lethe person …`: who works with Lethe. */
export const addPersonCommands = (program: Command, act: Act): void => {
  const person = program.command('person').description('who works with Lethe')
  addPasswordCommands(person, act)

  person
    .command('add <name>')
    .description('add a named person')
    .requiredOption('--role <role>', roleHelp, collect, [])
    .action(
      act(async (context, command) => {
        const made = await context.client.call<Person>('POST', '/persons', {
          name: command.args[0],
          roles: command.opts().role
        })
        const next = `lethe token create "${made.name}" --label LABEL, or lethe person password "${made.name}"; then lethe person link "${made.name}"`
        return withNext(await show(context, [made], made), next)
      })
    )

  person
    .command('list')
    .description('all of them')
    .action(
      act(async context => {
        const all = await context.client.call<Person[]>('GET', '/persons')
        return show(context, all, all)
      })
    )

  person
    .command('link <person>')
    .description('say which accounts are theirs, and where they have none, in the place of what was said before')
    .option(
      '--account <platform=id>',
      'platform by id or name, and its id of the account; can be repeated',
      collect,
      []
    )
    .option('--without <platform>', 'they have no account there; can be repeated', collect, [])
    .option('--none', 'they have no account on any platform that is registered now')
    .action(
      act(async (context, command) => {
        const { io, client } = context
        const given = command.opts<{ account: string[]; without: string[]; none?: true }>()
        if ((given.account.length + given.without.length === 0) !== (given.none === true))
          throw new CliError(
            exitCodes.usage,
            'accounts-missing',
            'Name accounts with --account and platforms with --without, or say --none.'
          )
        const id = await findNamed(client, 'person', command.args[0]!)
        const accounts = []
        for (const text of given.account) {
          const at = text.lastIndexOf('=')
          if (at < 1) throw new CliError(exitCodes.usage, 'account-wrong', '--account needs PLATFORM=ID')
          const platform = await findPlatform(client, text.slice(0, at))
          accounts.push({ platform: platform.id, id: text.slice(at + 1) })
        }
        const without = given.none ? (await client.call<{ id: string }[]>('GET', '/platforms')).map(({ id }) => id) : []
        if (given.none && without.length === 0)
          io.err('No platform is registered yet: say it again once there is one.\n')
        for (const text of given.without) without.push((await findPlatform(client, text)).id)
        const path = `/persons/${encodeURIComponent(id)}/accounts`
        const linked = await client.call<Person>('PUT', path, { accounts, without: [...new Set(without)] })
        return show(context, [linked], linked)
      })
    )

  person
    .command('roles <person>')
    .description('give a person other roles, in the place of those before; <person> is an id or a name')
    .requiredOption('--role <role>', roleHelp, collect, [])
    .action(
      act(async (context, command) => {
        const { client } = context
        const id = await findNamed(client, 'person', command.args[0]!)
        const path = `/persons/${encodeURIComponent(id)}/roles`
        const changed = await client.call<Person>('PUT', path, { roles: command.opts().role })
        return show(context, [changed], changed)
      })
    )

  person
    .command('vouch <person>')
    .description(
      'say that a person whom somebody else let in is a human being of their own; <person> is an id or a name'
    )
    .action(
      act(async (context, command) => {
        const { client } = context
        const id = await findNamed(client, 'person', command.args[0]!)
        const vouched = await client.call<Person>('POST', `/persons/${encodeURIComponent(id)}/vouch`)
        return show(context, [vouched], vouched)
      })
    )

  person
    .command('disable <person>')
    .description('shut a person out; every token of theirs stops at once; <person> is an id or a name')
    .action(
      act(async (context, command) => {
        const { client } = context
        const id = await findNamed(client, 'person', command.args[0]!)
        const shut = await client.call<Person>('POST', `/persons/${encodeURIComponent(id)}/disable`)
        return show(context, [shut], shut)
      })
    )
}
