import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { collect } from '../../collect.ts'
import type { Act, Shown } from '../../context.ts'
import { findNamed, readNames } from '../../find-named.ts'
import type { Io } from '../../io.ts'
import { withNext } from '../../next.ts'
import { drawBlocks, drawPairs } from '../../output.ts'
import { checkSecretFile, writeSecret } from '../../secrets.ts'

type Schemas = components['schemas']

/** The one answer that holds a new token: into a file, or shown once. */
const showMade = async (
  io: Io,
  made: Schemas['MadeToken'],
  { secretFile, next }: { readonly secretFile: string | undefined; readonly next: string }
): Promise<Shown> => {
  if (secretFile !== undefined) await writeSecret(secretFile, made.token)
  const where = secretFile === undefined ? { token: made.token } : { secretFile }
  const pairs = [
    ['id', made.record.id],
    ['may act as', made.record.scopes?.join(' ') ?? 'all that its person is'],
    ['acts for', made.record.kind === 'machine' ? 'a system' : 'a person'],
    ['expires', made.record.expiresAt],
    ['token', secretFile === undefined ? `${made.token}  (shown once)` : `in ${secretFile}`]
  ] as const
  return withNext({ value: { record: made.record, ...where }, draw: () => drawPairs(io, pairs) }, next)
}

/** `lethe token …`: what a person or a system calls the API with. */
export const addTokenCommands = (program: Command, act: Act): void => {
  const token = program.command('token').description('what a person or a system calls the API with')

  token
    .command('list')
    .description('tokens that still work: your own, as an administrator everybody’s; never the tokens themselves')
    .action(
      act(async ({ io, client }) => {
        const value = await client.call<Schemas['Token'][]>('GET', '/tokens')
        const names = await readNames(client, 'person')
        const nameOf = (id: string): string => names.get(id) ?? id
        const things = value.map(one => ({
          name: one.label,
          id: one.id,
          lines: [
            `of ${nameOf(one.person)}, ${one.kind === 'machine' ? 'used by a system' : 'used by themselves'}`,
            `may act as ${one.scopes?.join(', ') ?? 'all that its person is'}`,
            ...(one.madeBy === null || one.madeBy === one.person ? [] : [`made by ${nameOf(one.madeBy)}`]),
            `expires ${one.expiresAt}`
          ]
        }))
        return { value, draw: () => drawBlocks(io, things, 'no token works any more') }
      })
    )

  token
    .command('create <person>')
    .description('make a token; it is shown once; <person> is an id or a name')
    .requiredOption('--label <text>', 'what it is for')
    .option('--machine', 'a system acts by it in the name of the person; it agrees to nothing and lets nobody in')
    .option(
      '--scope <role>',
      'a role of the person that it has, or metrics: the figures alone; can be repeated; all roles unless said',
      collect,
      []
    )
    .option('--days <number>', 'how long it lives', Number)
    .option('--secret-file <file>', 'write it into this new file, for its owner only')
    .action(
      act(async ({ io, client }, command) => {
        const { label, days, secretFile, machine, scope } = command.opts()
        await checkSecretFile(secretFile)
        const person = await findNamed(client, 'person', command.args[0]!)
        const kind = machine ? 'machine' : 'person'
        const scopes = scope.length === 0 ? {} : { scopes: scope }
        const body = { person, label, kind, ...scopes, ...(days === undefined ? {} : { days }) }
        const made = await client.call<Schemas['MadeToken']>('POST', '/tokens', body)
        const next = machine
          ? 'give it to the system; lethe token list shows it'
          : 'hand it over; they change it by lethe token exchange for one that nobody else had in hand'
        return showMade(io, made, { secretFile, next })
      })
    )

  token
    .command('exchange')
    .description(
      'change the token of this call for one of your own, which nobody else has had in hand; the old one ends'
    )
    .option('--label <text>', 'what it is for')
    .option('--days <number>', 'how long it lives', Number)
    .option('--secret-file <file>', 'write it into this new file, for its owner only')
    .action(
      act(async ({ io, client }, command) => {
        const { label, days, secretFile } = command.opts()
        await checkSecretFile(secretFile)
        const body = { ...(label === undefined ? {} : { label }), ...(days === undefined ? {} : { days }) }
        const made = await client.call<Schemas['MadeToken']>('POST', '/me/token', body)
        const next = 'set LETHE_TOKEN_FILE to its file, or give --token-file; the one before has ended'
        return showMade(io, made, { secretFile, next })
      })
    )

  token
    .command('revoke <token>')
    .description('end a token, by its id, at once')
    .action(
      act(async ({ io, client }, command) => {
        const record = await client.call<Schemas['Token']>(
          'POST',
          `/tokens/${encodeURIComponent(command.args[0]!)}/revoke`
        )
        return {
          value: record,
          draw: () =>
            drawPairs(io, [
              ['id', record.id],
              ['revoked', record.revokedAt]
            ])
        }
      })
    )
}
