import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { readNames } from '../../find-named.ts'
import { readFileOrInput } from '../../input.ts'
import { drawPairs, drawTable } from '../../output.ts'
import { follow } from '../../progress.ts'
import { addFilterOptions, readFilter } from '../../request-filter.ts'
import { noteOption, readNote } from '../../say.ts'
import { sayCode, words } from '../../words.ts'

type Schemas = components['schemas']
type Counts = Schemas['RequestCounts']
type BulkMove = Schemas['BulkMove']

const moves = ['recheck', 'approve', 'withdraw', 'refuse', 'retry'] as const

const readIds = (text: string): readonly string[] => {
  const ids = [...new Set(text.split(/\s+/).filter(id => id !== ''))]
  if (ids.length === 0 || ids.length > 200)
    throw new CliError(exitCodes.usage, 'usage', 'name one to two hundred requests, one a line')
  return ids
}

/** `lethe request counts|export|history|many`: the queue as a whole, and the same said to many. */
export const addRequestQueueCommands = (program: Command, act: Act): void => {
  const request = program.commands.find(command => command.name() === 'request')!

  addFilterOptions(request.command('counts').description('how many requests there are of each kind')).action(
    act(async (context, command) => {
      const asked = new URLSearchParams(await readFilter(context, command))
      const counts = await context.client.call<Counts>('GET', `/requests/counts?${asked}`)
      const { total, forCaller, mailsGivenUp, hasMail, ...kinds } = counts
      return {
        value: counts,
        draw: () =>
          drawPairs(context.io, [
            ['requests', total],
            ['wait for your approval', forCaller],
            ['mail', hasMail ? `set up; ${mailsGivenUp} could not be sent` : 'not set up'],
            ...Object.entries(kinds).flatMap(([kind, by]) =>
              Object.entries(by).map(([code, count]) => [`${kind} ${code}`, count] as const)
            )
          ])
      }
    })
  )

  addFilterOptions(request.command('export').description('every request as CSV, for a spreadsheet'))
    .option('--by-days-left', 'the fewest days first')
    .option('--ended <month>', 'that ended in a month (YYYY-MM)')
    .action(
      act(async (context, command) => {
        const { byDaysLeft, ended } = command.opts()
        const order = byDaysLeft === true ? 'days-left' : undefined
        const asked = new URLSearchParams(await readFilter(context, command, { order, ended }))
        const csv = await context.client.text('GET', `/requests/csv?${asked}`)
        if (context.isJson) return { value: { csv }, draw: () => csv }
        context.io.out(csv)
        return null
      })
    )

  request
    .command('history <request>')
    .description('what was done, when, by whom: the chain of evidence in codes')
    .action(
      act(async ({ client, io }, command) => {
        const path = `/requests/${encodeURIComponent(command.args[0]!)}/history`
        const history = await client.call<Schemas['History']>('GET', path)
        const names = await readNames(client, 'person')
        return {
          value: history,
          draw: () =>
            drawTable(
              io,
              ['n', 'at', 'what', 'by'],
              history.entries.map(({ n, at, kind, actor }) => [
                n,
                at,
                sayCode(words.history, kind),
                names.get(actor) ?? actor
              ])
            )
        }
      })
    )

  request
    .command('many <move>')
    .description(`say the same to many requests: ${moves.join(', ')}`)
    .requiredOption('--requests <file>', 'their ids, one a line (- for standard input); 200 at most')
    .option('--article <article>', 'to refuse: the ground')
    .option('--letter <letter>', 'its letter; 12(5) and 17(3) need one')
    .option(...noteOption)
    .action(
      act(async (context, command) => {
        const { client, io } = context
        const [move] = command.args
        const { requests: file, article, letter, noteFile } = command.opts()
        const ids = readIds(await readFileOrInput(io, file))
        const one = (id: string) => client.call<Schemas['Request']>('GET', `/requests/${encodeURIComponent(id)}`)
        const rows = await Promise.all(
          ids.map(async id => {
            if (move !== 'approve') return { request: id }
            const { fingerprint } = await one(id)
            return fingerprint === null ? { request: id } : { request: id, fingerprint }
          })
        )
        const started = await client.call<BulkMove>('POST', '/requests/moves', {
          move,
          requests: rows,
          ...(article !== undefined && { ground: { article, letter: letter ?? null } }),
          ...(await readNote(context, noteFile))
        })
        const ended = await follow(context, () => client.call<BulkMove>('GET', `/requests/moves/${started.id}`), {
          isOver: ({ state }) => state !== 'running',
          say: ({ said, refused, total }) => `${said + refused} of ${total}`
        })
        if (ended.refused > 0 || ended.state !== 'done') context.endWith(exitCodes.refused)
        return {
          value: ended,
          draw: () =>
            drawTable(
              io,
              ['request', 'outcome', 'state'],
              ended.items.map(row => [row.request, row.outcome ?? 'not said', row.state])
            )
        }
      })
    )
}
