import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { collect } from '../../collect.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { findPlatform, readPlatformNames } from '../../find-platform.ts'
import { drawPairs, drawTable } from '../../output.ts'
import { checkSecretFile, writeSecret } from '../../secrets.ts'

type Provider = components['schemas']['FactProvider']
type Made = components['schemas']['MadeFactProvider']

/** A secret that was just made: into a file of its own, or to standard output, once. */
const show = async ({ io }: Context, { provider, secret }: Made, file: string | undefined): Promise<Shown> => {
  if (file !== undefined) await writeSecret(file, secret)
  const where = file === undefined ? { secret } : { secretFile: file }
  return {
    value: { provider, ...where },
    draw: () =>
      drawPairs(io, [
        ['id', provider.id],
        ['asked', provider.questions.join(' ')],
        ['at', provider.url],
        ['told', provider.identifiers.join(' ')],
        ['answers later at', provider.answerUrl],
        ['secret', file === undefined ? `${secret}  (shown once)` : `in ${file}`]
      ])
  }
}

const drawAll = async ({ io, client }: Context, all: readonly Provider[]): Promise<Shown> => {
  const names = await readPlatformNames(client)
  return {
    value: all,
    draw: () =>
      drawTable(
        io,
        ['id', 'name', 'platform', 'asked', 'at', 'live secrets'],
        all.map(one => [
          one.id,
          one.name,
          names.get(one.platform) ?? one.platform,
          one.questions.join(' '),
          one.url,
          one.liveSecrets
        ])
      )
  }
}

const pathOf = (id: string, more = ''): string => `/fact-providers/${encodeURIComponent(id)}${more}`

/** `lethe fact-provider …`: systems that are asked what no platform knows. */
export const addFactProviderCommands = (program: Command, act: Act): void => {
  const provider = program.command('fact-provider').description('systems that are asked what no platform knows')

  provider
    .command('add <name>')
    .description('let a finance or student-information system be asked; the secret is shown once')
    .requiredOption('--platform <platform>', 'of whose accounts it is asked')
    .requiredOption(
      '--question <question>',
      'unpaid-invoices, open-grading-orders, records-archived or inactive-keys; can be repeated',
      collect,
      []
    )
    .requiredOption('--at <address>', 'where it is asked: host and path alone; a private network is allowed for it')
    .option('--answer-at <address>', 'our own address as it reaches us, for answers that come later')
    .option('--identifier <kind>', 'a name of people that it is told; can be repeated', collect, [])
    .option('--timeout-ms <ms>', 'how long an answer at once may take', Number)
    .option('--cache-ms <ms>', 'how long an answer holds, at most', Number)
    .option('--answer-within-ms <ms>', 'how long an answer may take that comes later', Number)
    .option('--secret-file <file>', 'write the secret into this new file, for its owner only')
    .action(
      act(async (context, command) => {
        const { platform, question, at, answerAt, identifier, secretFile, ...times } = command.opts()
        await checkSecretFile(secretFile)
        const { timeoutMs, cacheMs, answerWithinMs } = times
        const body = {
          name: command.args[0],
          platform: (await findPlatform(context.client, platform)).id,
          questions: question,
          url: at,
          ...(answerAt === undefined ? {} : { answerUrl: answerAt }),
          ...(identifier.length === 0 ? {} : { identifiers: identifier }),
          ...(timeoutMs === undefined ? {} : { timeoutMs }),
          ...(cacheMs === undefined ? {} : { cacheMs }),
          ...(answerWithinMs === undefined ? {} : { answerWithinMs })
        }
        return show(context, await context.client.call<Made>('POST', '/fact-providers', body), secretFile)
      })
    )

  provider
    .command('rotate <provider>')
    .description('make a new secret; questions are signed with both for a while')
    .option('--old-lives-ms <ms>', 'how long the old one still holds', Number)
    .option('--secret-file <file>', 'write the secret into this new file, for its owner only')
    .action(
      act(async (context, command) => {
        const { oldLivesMs, secretFile } = command.opts()
        await checkSecretFile(secretFile)
        const body = oldLivesMs === undefined ? {} : { oldLivesMs }
        const made = await context.client.call<Made>('POST', pathOf(command.args[0]!, '/rotate'), body)
        return show(context, made, secretFile)
      })
    )

  provider
    .command('list')
    .description('all of them; never their secrets')
    .action(act(async context => drawAll(context, await context.client.call<Provider[]>('GET', '/fact-providers'))))

  provider
    .command('remove <provider>')
    .description('ask it no more, and take no answer of its own')
    .action(
      act(async (context, command) =>
        drawAll(context, [await context.client.call<Provider>('DELETE', pathOf(command.args[0]!))])
      )
    )
}
