import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { collect } from '../../collect.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findNamed } from '../../find-named.ts'
import { findPlatform, readPlatformNames } from '../../find-platform.ts'
import { addRotateCommand, type MadeSecret, secretFileOption, showSecret } from '../../made-secret.ts'
import { drawTable } from '../../output.ts'
import { checkSecretFile } from '../../secrets.ts'

type Provider = components['schemas']['FactProvider']
type Made = components['schemas']['MadeFactProvider']
type Question = Provider['questions'][number]

const readMade = ({ provider, secret }: Made): MadeSecret => ({
  value: { provider },
  secret,
  pairs: [
    ['id', provider.id],
    ['asked', provider.questions.join(' ')],
    ['at', provider.url],
    ['told', provider.identifiers.join(' ')],
    ['answers later at', provider.answerUrl]
  ],
  next: 'give the secret to the system; it is asked at each check, for a request at once by lethe request recheck REQUEST'
})

// Typed by the API document: a question too many or one too few does not compile.
const known: Readonly<Record<Question, true>> = {
  'unpaid-invoices': true,
  'open-grading-orders': true,
  'records-archived': true,
  'inactive-keys': true
}
const questions = Object.keys(known)

const collectQuestion = (text: string, before: readonly string[]): readonly string[] => {
  if (questions.includes(text)) return [...before, text]
  throw new CliError(exitCodes.usage, 'usage', `--question is one of ${questions.join(', ')}`)
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

/** `lethe fact-provider …`: systems that are asked what no platform knows. */
export const addFactProviderCommands = (program: Command, act: Act): void => {
  const provider = program.command('fact-provider').description('systems that are asked what no platform knows')

  provider
    .command('add <name>')
    .description('let a finance or student-information system be asked; the secret is shown once')
    .requiredOption('--platform <platform>', 'of whose accounts it is asked')
    .requiredOption('--question <question>', `${questions.join(', ')}; can be repeated`, collectQuestion, [])
    .requiredOption('--at <address>', 'where it is asked: host and path alone; a private network is allowed for it')
    .option('--answer-at <address>', 'our own address as it reaches us, for answers that come later')
    .option('--identifier <kind>', 'a name of people that it is told; can be repeated', collect, [])
    .option('--timeout-ms <ms>', 'how long an answer at once may take', Number)
    .option('--cache-ms <ms>', 'how long an answer holds, at most', Number)
    .option('--answer-within-ms <ms>', 'how long an answer may take that comes later', Number)
    .option(...secretFileOption)
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
        const made = await context.client.call<Made>('POST', '/fact-providers', body)
        return showSecret(context, readMade(made), secretFile)
      })
    )

  addRotateCommand<Made>(provider, act, {
    what: 'fact-provider',
    signed: 'questions',
    path: 'fact-providers',
    read: readMade
  })

  provider
    .command('list')
    .description('all of them; never their secrets')
    .action(act(async context => drawAll(context, await context.client.call<Provider[]>('GET', '/fact-providers'))))

  provider
    .command('remove <fact-provider>')
    .description('ask it no more, and take no answer of its own; <fact-provider> is its id or its name')
    .action(
      act(async (context, command) => {
        const id = await findNamed(context.client, 'fact-provider', command.args[0]!)
        const path = `/fact-providers/${encodeURIComponent(id)}`
        return drawAll(context, [await context.client.call<Provider>('DELETE', path)])
      })
    )
}
