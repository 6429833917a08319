import type { Command } from 'commander'
import type { components } from '../../../openapi/types/lethe.ts'
import type { Act } from '../context.ts'
import { findNamed } from '../find-named.ts'
import { drawPairs } from '../output.ts'
import { checkSecretFile, writeSecret } from '../secrets.ts'

type Schemas = components['schemas']

/** `lethe token …`: what a person or a system calls the API with. */
export const addTokenCommands = (program: Command, act: Act): void => {
  const token = program.command('token').description('what a person or a system calls the API with')

  token
    .command('create <person>')
    .description('make a token; it is shown once; <person> is an id or a name')
    .requiredOption('--label <text>', 'what it is for')
    .option('--days <number>', 'how long it lives', Number)
    .option('--secret-file <file>', 'write it into this new file, for its owner only')
    .action(
      act(async ({ io, client }, command) => {
        const { label, days, secretFile } = command.opts()
        await checkSecretFile(secretFile)
        const person = await findNamed(client, 'person', command.args[0]!)
        const body = { person, label, ...(days === undefined ? {} : { days }) }
        const made = await client.call<Schemas['MadeToken']>('POST', '/tokens', body)
        if (secretFile !== undefined) await writeSecret(secretFile, made.token)
        const where = secretFile === undefined ? { token: made.token } : { secretFile }
        const pairs = [
          ['id', made.record.id],
          ['expires', made.record.expiresAt],
          ['token', secretFile === undefined ? `${made.token}  (shown once)` : `in ${secretFile}`]
        ] as const
        return { value: { record: made.record, ...where }, draw: () => drawPairs(io, pairs) }
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
