import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { dayMs } from '../../../durations.ts'
import type { Act } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { drawTable } from '../../output.ts'

type Schemas = components['schemas']

const reports: Readonly<Record<string, string>> = {
  volumes: 'how many were received, by platform, origin and month, and what has become of them',
  ended: 'how many ended, by platform and month of the end',
  waiting: 'what is open now, by the state in which it waits and why',
  durations: 'how long it took what was completed, in steps up to the legal month and beyond',
  times: 'days from receipt to confirmed completion: the middle one and the worst',
  refusals: 'how many were refused, by ground and by what stood in the way',
  overdue: 'what is open past its deadline, and what ended late',
  'read-back': 'how many actions were read back, and what the readings said',
  findings: 'what was found that nobody had asked for',
  holds: 'the holds in force now, by age'
}

const yearAgo = (now: Date): string =>
  new Date(Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth(), now.getUTCDate())).toISOString().slice(0, 10)

const tomorrow = (now: Date): string => new Date(now.getTime() + dayMs).toISOString().slice(0, 10)

const toLanguage = (text: string): 'en' | 'de' => {
  if (text === 'en' || text === 'de') return text
  throw new CliError(exitCodes.usage, 'usage', '--language is en or de')
}

/** `lethe report …`: figures for whoever answers for the processing; they name nobody. */
export const addReportCommands = (program: Command, act: Act): void => {
  const report = program.command('report').description('figures of a period, without personal data')

  for (const [name, description] of Object.entries(reports)) {
    report
      .command(name)
      .description(description)
      .option('--from <day>', 'first day, UTC (default: a year ago)')
      .option('--to <day>', 'day after the last one, UTC (default: tomorrow)')
      .option('--csv', 'as CSV, for a spreadsheet')
      .option('--hide-small', 'hide counts from 1 to 4, for what leaves the house')
      .action(
        act(async ({ io, client }, command) => {
          const { csv, hideSmall, ...period } = command.opts()
          const now = io.clock.now()
          const asked = new URLSearchParams({
            from: period.from ?? yearAgo(now),
            to: period.to ?? tomorrow(now),
            ...(hideSmall && { small: 'hide' })
          })
          if (csv) {
            io.out(await client.text('GET', `/reports/${name}/csv?${asked}`))
            return null
          }
          const drawn = await client.call<Schemas['Report']>('GET', `/reports/${name}?${asked}`)
          const rows = drawn.rows.map(row => drawn.columns.map(column => row[column]))
          return { value: drawn, draw: () => drawTable(io, drawn.columns, rows) }
        })
      )
  }

  report
    .command('art30')
    .description('the entry in the record of processing activities (Article 30(1) GDPR), as Markdown')
    .option('--language <language>', 'en or de', toLanguage, 'en')
    .action(
      act(async ({ client }, command) => {
        const { language } = command.opts<{ language: string }>()
        const drawn = await client.call<Schemas['ProcessingRecord']>('GET', `/reports/art30?language=${language}`)
        return { value: drawn, draw: () => drawn.markdown }
      })
    )
}
