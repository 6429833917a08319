import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Context } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { readFileOrInput } from '../../input.ts'
import { drawPairs } from '../../output.ts'
import { say } from '../../say.ts'

type Schemas = components['schemas']

const noteOption = ['--note-file <file>', 'why, sealed, from this file (- for standard input)'] as const
const otherwiseOption = ['--told-otherwise', 'the subject was told in another way; send no mail'] as const

/** Free text comes from a file or standard input: a command line stays in the shell's history. */
const readNote = async ({ io }: Context, file: string): Promise<string> => (await readFileOrInput(io, file)).trim()

const readMonths = (text: string): 1 | 2 => {
  if (text !== '1' && text !== '2') throw new CliError(exitCodes.usage, 'usage', 'one or two further months, not more')
  return text === '1' ? 1 : 2
}

const toldOf = ({ toldOtherwise }: { toldOtherwise?: boolean }) => (toldOtherwise ? { toldOtherwise: true } : {})

/** The legal clock: `lethe request extend|suspend|resume-clock|agree-receipt|clock`. */
export const addLegalClockCommands = (program: Command, act: Act): void => {
  const request = program.commands.find(command => command.name() === 'request')!

  request
    .command('extend <request>')
    .description('take one or two months longer; the subject is told inside the first month')
    .requiredOption('--months <months>', '1 or 2 further months')
    .requiredOption('--because <reason>', 'complex-request or many-requests')
    .requiredOption(...noteOption)
    .option(...otherwiseOption)
    .action(
      act(async (context, command) => {
        const { months, because, noteFile, ...told } = command.opts()
        const note = await readNote(context, noteFile)
        return say(context, command.args[0]!, 'extend', { months: readMonths(months), because, note, ...toldOf(told) })
      })
    )

  request
    .command('suspend <request>')
    .description('let the clock stand still, because it is in doubt who asks; the subject is asked')
    .requiredOption(...noteOption)
    .option(...otherwiseOption)
    .action(
      act(async (context, command) => {
        const { noteFile, ...told } = command.opts()
        return say(context, command.args[0]!, 'suspend', { note: await readNote(context, noteFile), ...toldOf(told) })
      })
    )

  request
    .command('resume-clock <request>')
    .description('let the clock run again without a proof')
    .action(act((context, command) => say(context, command.args[0]!, 'resume-clock', {})))

  request
    .command('agree-receipt <request>')
    .description('let the clock run from the time that the sender said, although it lies more than 30 days back')
    .option('--demand <demand>', 'which demand, where several wait for it')
    .action(act((context, command) => say(context, command.args[0]!, 'agree-receipt', command.opts())))

  request
    .command('clock')
    .description('how many open requests are overdue, near their end, suspended or extended')
    .action(
      act(async ({ client, io }) => {
        const counts = await client.call<Schemas['Counts']>('GET', '/requests/clock')
        return {
          value: counts,
          draw: () =>
            drawPairs(io, [
              ['open', counts.open],
              ['overdue', counts.overdue],
              ['most overdue by', `${counts.mostOverdueDays} days`],
              ['near the end', counts.near],
              ['suspended', counts.suspended],
              ['extended', counts.extended],
              ['alerted', counts.alerted]
            ])
        }
      })
    )
}
