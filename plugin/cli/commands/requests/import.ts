import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { keyOf } from '../../../intake/webhook/signature.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findNamed } from '../../find-named.ts'
import { findPlatform } from '../../find-platform.ts'
import { columns } from '../../import/columns.ts'
import { foreseenWords, foreseeRows } from '../../import/foresee-rows.ts'
import { openOutcomes } from '../../import/outcome-file.ts'
import { type Demands, readDemands } from '../../import/read-demands.ts'
import { createSend, deliveryPrefix, type Sent } from '../../import/send-rows.ts'
import { drawPairs, drawTable } from '../../output.ts'
import { createBar } from '../../progress.ts'
import { readSecret } from '../../secrets.ts'

type Source = components['schemas']['Source']

interface List {
  readonly file: string
  readonly demands: Demands
  readonly platform: string
  readonly source: Source
}

const readSource = async ({ client }: Context, idOrName: string, platform: string): Promise<Source> => {
  const id = await findNamed(client, 'source', idOrName)
  const source = (await client.call<Source[]>('GET', '/sources')).find(one => one.id === id)!
  const refuse = (because: string): never => {
    throw new CliError(exitCodes.refused, 'source-unfit', `${source.name} ${because}: make one by lethe source add`)
  }
  if (!source.platforms.includes(platform)) refuse('may not speak of this platform')
  if (!source.types.includes('account.deletion.requested')) refuse('may not ask for deletions')
  return source
}

/** What the source lets through, and what becomes of the rest. */
const sayLimits = ({ id, isOnTrial, brakePerHour, brakePercent, dailyCap, releasersNeeded }: Source): string[] => [
  `The brake of this source lets ${brakePerHour} an hour pass, and ${brakePercent} % of all accounts; what comes over it is stored and waits until ${releasersNeeded} people agree: lethe source release-brake ${id} HOUR`,
  `It may send ${dailyCap} a day; what is over that is not taken, and goes on another day with --resume.`,
  ...(isOnTrial ? [`It is on its dry run: nothing is carried out before lethe source go-live ${id}`] : [])
]

const foresee = async (context: Context, { file, demands, platform, source }: List): Promise<Shown> => {
  const { rows } = demands
  const tell = createBar(context, 'looked at', rows.length)
  const foreseen = await foreseeRows(context.client, { platform, source, rows }, tell)
  const counts = Map.groupBy(foreseen, ({ is }) => is)
  const left = foreseen.filter(({ is }) => is === 'refused' || is === 'not-asked').length
  if (left > 0) context.endWith(exitCodes.refused)
  return {
    value: {
      hash: demands.hash,
      rows: foreseen,
      counts: Object.fromEntries([...counts].map(([is, all]) => [is, all.length]))
    },
    draw: () =>
      [
        drawTable(
          context.io,
          ['row', 'what would become of it', 'request'],
          foreseen.map(({ row, is, request, because }) => [
            row,
            because === null ? foreseenWords[is] : `${foreseenWords[is]} (${because})`,
            request
          ])
        ),
        '\n',
        drawPairs(context.io, [
          ['rows', rows.length],
          ...[...counts].map(([is, all]) => [foreseenWords[is], all.length] as const)
        ]),
        '\nNothing was sent.\n',
        ...sayLimits(source).map(line => `${line}\n`),
        `Next: the same without --dry-run; outcomes go into ${file}.outcome.csv\n`
      ].join('')
  }
}

const nextOf = ({ left, refused, stopped }: Sent, { file, source }: List): string => {
  if (stopped !== null || left > 0) return `mend that, then the same command with --resume: nobody is asked twice`
  if (refused > 0) return `see ${file}.outcome.csv; mend what it says, then the same with --resume`
  return `lethe request list --by-receipt; what its brake keeps back: lethe source brake ${source.id}`
}

const sendAll = async (context: Context, list: List, secret: string, isResumed: boolean): Promise<Shown> => {
  const { io, url, endWith } = context
  const { file, demands, source } = list
  const outcomeFile = `${file}.outcome.csv`
  const prefix = deliveryPrefix(demands.hash)
  const outcomes = await openOutcomes(outcomeFile, prefix, isResumed)
  try {
    const address = new URL(`/webhooks/${source.id}`, url).href
    const tell = createBar(context, 'sent', demands.rows.length)
    const sent = await createSend(io, { address, secret })(demands.rows, { prefix, outcomes, tell })
    if (sent.stopped !== null || sent.refused > 0) endWith(exitCodes.refused)
    const { stopped } = sent
    return {
      value: { hash: demands.hash, rows: demands.rows.length, ...sent, before: outcomes.asked.size, outcomeFile },
      draw: () =>
        drawPairs(io, [
          ['rows', demands.rows.length],
          ['asked', outcomes.asked.size === 0 ? sent.asked : `${sent.asked}, of which ${outcomes.asked.size} before`],
          ['refused', sent.refused],
          ['not sent', sent.left],
          ...(stopped === null ? [] : [['stopped', `${stopped.because} [${stopped.code}]`] as const]),
          ['outcomes', outcomeFile],
          ['next', nextOf(sent, list)]
        ])
    }
  } finally {
    await outcomes.close()
  }
}

const readSecretOf = async ({ io }: Context, file: string | undefined): Promise<string> => {
  const secret = await readSecret(io, 'secret of the source', '--secret ', file)
  if (keyOf(secret) === null)
    throw new CliError(exitCodes.usage, 'secret-wrong', 'a secret is whsec_ and 24 to 64 bytes in base64')
  return secret
}

/** Whoever sits before it says that it is meant. */
const isMeant = async ({ io, isJson }: Context, { demands, source }: List): Promise<boolean> => {
  if (!io.isInteractive || isJson) return true
  io.err(`${sayLimits(source).join('\n')}\n`)
  const nothing = 'nothing'
  return (await io.askChoice('What is to be done?', [nothing, `ask for ${demands.rows.length} deletions`])) !== nothing
}

const help = `
Columns, by their headings in the first row (the order is free; two of the first four in each row):
${columns.map(({ name, means }) => `  ${name.padEnd(20)}  ${means}`).join('\n')}

Each demand is a signed delivery of a source, whose brake, cap and dry run count. Made for it once:
  lethe source add Import --platform Campus --origin on-behalf --secret-file import.secret`

/** `lethe import`: demands from a spreadsheet, each row checked, looked at before, asked once, taken down. */
export const addImportCommand = (program: Command, act: Act): void => {
  program
    .command('import <file>')
    .description('ask for the deletions that a list (CSV) names, one a row; every row is checked before one is sent')
    .requiredOption('--platform <platform>', 'of whose accounts')
    .requiredOption('--source <source>', 'the source that asks: its id or its name')
    .option('--secret <file>', 'file with the secret of the source (- for standard input)')
    .option('--dry-run', 'say what would become of each row, and send nothing')
    .option('--resume', 'go on where it stopped, by FILE.outcome.csv; what was refused is tried again')
    .option('--origin <origin>', 'where the column is missing or empty')
    .option('--article <article>', 'the ground, where the column is missing or empty')
    .option('--letter <letter>', 'its letter, where the column is missing or empty')
    .option('--received-at <day>', 'when the demands were received, where the column is missing or empty')
    .addHelpText('after', help)
    .action(
      act(async (context, command) => {
        const options = command.opts()
        const file = command.args[0]!
        const bytes = await readFile(file).catch(() => {
          throw new CliError(exitCodes.usage, 'file-unreadable', `cannot read ${file}`)
        })
        const platform = (await findPlatform(context.client, options.platform)).id
        const { origin, article, letter, receivedAt } = options
        const demands = readDemands(bytes, platform, { origin, article, letter, 'received-at': receivedAt })
        const source = await readSource(context, options.source, platform)
        const list = { file, demands, platform, source }
        if (options.dryRun === true) return foresee(context, list)
        const secret = await readSecretOf(context, options.secret)
        if (!(await isMeant(context, list))) return { value: null, draw: () => 'Nothing was sent.\n' }
        return sendAll(context, list, secret, options.resume === true)
      })
    )
}
