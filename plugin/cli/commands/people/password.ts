import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Context } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findNamed } from '../../find-named.ts'
import { withNext } from '../../next.ts'
import { drawPairs } from '../../output.ts'
import { readSecret } from '../../secrets.ts'

type Schemas = components['schemas']
type Person = Schemas['Person']

/** As many as the API asks for: said before anything is sent, and in words. */
const fewestCharacters = 12

const checkLength = (password: string): void => {
  if ([...password].length < fewestCharacters)
    throw new CliError(
      exitCodes.usage,
      'password-too-short',
      `the new password needs at least ${fewestCharacters} characters; nothing was done`
    )
}

/** Two lines of standard input, or asked for without echo; never an argument. */
const askPasswords = async ({ io }: Context, needsOld: boolean, reads: boolean) => {
  if (reads) {
    const lines = (await io.readInput()).split(/\r?\n/)
    const [first = '', second = ''] = lines
    checkLength(needsOld ? second : first)
    return needsOld ? { old: first, password: second } : { password: first }
  }
  if (!io.isInteractive)
    throw new CliError(exitCodes.usage, 'secret-missing', 'nobody can be asked here: give it by --stdin')
  const old = needsOld ? { old: await io.askSecret('The present password') } : {}
  const password = await io.askSecret(`The new password, at least ${fewestCharacters} characters`)
  checkLength(password)
  if ((await io.askSecret('The new password once more')) !== password)
    throw new CliError(exitCodes.usage, 'passwords-differ', 'these are two passwords; nothing was done')
  return { ...old, password }
}

/** `lethe person password|identity`: what somebody signs in with at the pages. */
export const addPasswordCommands = (person: Command, act: Act): void => {
  person
    .command('password [person]')
    .description(
      `set what somebody signs in with at the pages, else your own: at least ${fewestCharacters} characters, asked for without echo`
    )
    .option('--sign-in-name <name>', 'what they sign in as; else as before, else their name')
    .option(
      '--stdin',
      'read it from standard input: a line with the new password, before it one with your present one, if you have one'
    )
    .action(
      act(async (context, command) => {
        const { io, client } = context
        const { signInName, stdin } = command.opts<{ signInName?: string; stdin?: true }>()
        const me = (await client.call<Schemas['Me']>('GET', '/me')).person
        const named = command.args[0]
        const id = named === undefined ? me.id : await findNamed(client, 'person', named)
        const needsOld = id === me.id && me.signInName !== null
        const said = await askPasswords(context, needsOld, stdin === true)
        const body = { ...said, ...(signInName === undefined ? {} : { signInName }) }
        const value = await client.call<Person>('PUT', `/persons/${encodeURIComponent(id)}/password`, body)
        const pairs = [
          ['id', value.id],
          ['name', value.name],
          ['signs in as', value.signInName]
        ] as const
        return withNext({ value, draw: () => drawPairs(io, pairs) }, 'they sign in at the pages with it: /sign-in')
      })
    )

  person
    .command('identity <person>')
    .description('say whom the identity provider means by a person; <person> is an id or a name')
    .requiredOption('--subject-file <file>', 'file with the provider’s `sub` for them, - for standard input')
    .action(
      act(async ({ io, client }, command) => {
        const id = await findNamed(client, 'person', command.args[0]!)
        const subject = await readSecret(io, 'the subject', '--subject-file ', command.opts().subjectFile)
        const value = await client.call<Person>('PUT', `/persons/${encodeURIComponent(id)}/identity`, { subject })
        const pairs = [
          ['id', value.id],
          ['name', value.name],
          ['known to the identity provider', value.hasIdentity ? 'yes' : 'no']
        ] as const
        return { value, draw: () => drawPairs(io, pairs) }
      })
    )
}
