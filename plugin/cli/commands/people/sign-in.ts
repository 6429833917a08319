import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { collect } from '../../collect.ts'
import type { Act, Shown } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { readNames } from '../../find-named.ts'
import type { Io } from '../../io.ts'
import { withNext } from '../../next.ts'
import { drawPairs, drawTable } from '../../output.ts'
import { readSecret } from '../../secrets.ts'

type Schemas = components['schemas']
type Roles = Schemas['Mapping'][number]['roles']

const show = (io: Io, value: Schemas['SignIn']): Shown => ({
  value,
  draw: () => {
    const { provider } = value
    const passwords = ['passwords of Lethe', value.takesPasswords ? 'count' : 'do not count'] as const
    if (provider === null) return drawPairs(io, [['identity provider', 'none'], passwords])
    const pairs = drawPairs(io, [
      ['identity provider', provider.label],
      ['issuer', provider.issuer],
      ['client', `${provider.clientId}${provider.hasSecret ? '' : ', without secret'}`],
      ['asks for', provider.scopes.join(' ')],
      ['roles stand in', provider.rolesClaim],
      ['lets in by itself', provider.addsPeople ? 'whoever has a role' : 'nobody'],
      ['answers for them', provider.vouches ? 'the institution' : 'whoever set the provider'],
      ['sends back to', value.redirectUri],
      passwords
    ])
    return `${pairs}\n${drawTable(
      io,
      ['value', 'gives'],
      provider.mapping.map(({ value: claimed, roles }) => [claimed, roles.join(' ')])
    )}`
  }
})

/** `VALUE=ROLE`; several for one value become one row. */
const readMapping = (texts: readonly string[]): Schemas['Mapping'] => {
  const rows = new Map<string, Roles>()
  for (const text of texts) {
    const at = text.lastIndexOf('=')
    if (at < 1) throw new CliError(exitCodes.usage, 'role-wrong', '--role needs VALUE=ROLE')
    const [value, role] = [text.slice(0, at), text.slice(at + 1) as Roles[number]]
    rows.set(value, [...(rows.get(value) ?? []), role])
  }
  return [...rows].map(([value, roles]) => ({ value, roles }))
}

/** `lethe sign-in …`: how people sign in at the pages. */
export const addSignInCommands = (program: Command, act: Act): void => {
  const signIn = program.command('sign-in').description('how people sign in at the pages')

  signIn
    .command('show')
    .description('the identity provider of the institution, and whether passwords of Lethe count')
    .action(act(async ({ io, client }) => show(io, await client.call<Schemas['SignIn']>('GET', '/sign-in-settings'))))

  signIn
    .command('set')
    .description('set the identity provider (OpenID Connect), in the place of the one before')
    .requiredOption('--label <text>', 'what people read on the button: the name of the institution or of its account')
    .requiredOption('--issuer <url>', 'where /.well-known/openid-configuration lies')
    .requiredOption('--client <id>', 'what the provider calls Lethe')
    .option(
      '--secret-file <file>',
      'file with the secret of the client, - for standard input; left out: the one that stands'
    )
    .option('--scope <scope>', 'what is asked for; can be repeated; openid and profile unless said', collect, [])
    .requiredOption('--roles-claim <claim>', 'where roles stand: a name, names joined by dots, or a JSON pointer')
    .requiredOption('--role <value=role>', 'which value of the claim gives which role; can be repeated', collect, [])
    .option('--adds-nobody', 'nobody is let in by themselves: an administrator links each (lethe person identity)')
    .option('--vouches', 'the institution answers for each whom it sends; where others could agree, another says so')
    .option('--no-passwords', 'passwords of Lethe do not count any more; API tokens do')
    .action(
      act(async ({ io, client }, command) => {
        const given = command.opts<{
          label: string
          issuer: string
          client: string
          secretFile?: string
          scope: string[]
          rolesClaim: string
          role: string[]
          addsNobody?: true
          vouches?: true
          passwords: boolean
        }>()
        const { secretFile } = given
        const secret =
          secretFile === undefined
            ? {}
            : { clientSecret: await readSecret(io, 'the secret', '--secret-file ', secretFile) }
        const body = {
          label: given.label,
          issuer: given.issuer,
          clientId: given.client,
          ...secret,
          ...(given.scope.length === 0 ? {} : { scopes: given.scope }),
          rolesClaim: given.rolesClaim,
          mapping: readMapping(given.role),
          addsPeople: given.addsNobody !== true,
          vouches: given.vouches === true,
          takesPasswords: given.passwords
        }
        const set = await client.call<Schemas['SignIn']>('PUT', '/sign-in-settings', body)
        return withNext(show(io, set), `let the provider send back to ${set.redirectUri}, then lethe sign-in test`)
      })
    )

  signIn
    .command('test')
    .description('ask the identity provider what it says of itself, and for its keys')
    .action(
      act(async ({ io, client }) => {
        const value = await client.call<Schemas['ProviderReport']>('POST', '/sign-in-settings/test')
        const pairs = [
          ['issuer', value.issuer],
          ['people are sent to', value.authorizationEndpoint],
          ['asks who it was at', value.tokenEndpoint],
          ['signs out at', value.endSessionEndpoint ?? 'nowhere'],
          ['keys', String(value.keys)],
          ['must send back to', value.redirectUri]
        ] as const
        return { value, draw: () => drawPairs(io, pairs) }
      })
    )

  signIn
    .command('off')
    .description('take the identity provider away; passwords count again, and sessions that it began end')
    .action(
      act(async ({ io, client }) => show(io, await client.call<Schemas['SignIn']>('DELETE', '/sign-in-settings')))
    )

  signIn
    .command('sessions')
    .description('who is signed in; a session ends by lethe token revoke')
    .action(
      act(async ({ io, client }) => {
        const value = await client.call<Schemas['Session'][]>('GET', '/sessions')
        const names = await readNames(client, 'person')
        return {
          value,
          draw: () =>
            drawTable(
              io,
              ['id', 'person', 'by', 'since', 'last used', 'ends'],
              value.map(one => [
                one.id,
                names.get(one.person) ?? one.person,
                one.way,
                one.createdAt,
                one.usedAt,
                one.expiresAt
              ])
            )
        }
      })
    )
}
