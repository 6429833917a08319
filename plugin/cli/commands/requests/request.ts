import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Context } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findPlatform, readPlatformNames } from '../../find-platform.ts'
import { readJsonFile } from '../../input.ts'
import { addFilterOptions, readFilter } from '../../request-filter.ts'
import { drawList, drawPlan, drawRequest } from '../../request-views.ts'

type Schemas = components['schemas']
type Summary = Schemas['RequestSummary']
type Full = Schemas['Request']
type DryRun = Schemas['DryRun']
type List = Schemas['RequestList']

const pathOf = (id: string, verb = ''): string => `/requests/${encodeURIComponent(id)}${verb}`

const readAll = async ({ client }: Context, query: Readonly<Record<string, string>>): Promise<readonly Summary[]> => {
  const items: Summary[] = []
  let next: string | null = null
  do {
    const page = new URLSearchParams({ ...query, limit: '200', ...(next === null ? {} : { after: next }) })
    const list: List = await client.call<List>('GET', `/requests?${page}`)
    items.push(...list.items)
    next = list.next
  } while (next !== null)
  return items
}

const writeNew = async (file: string, content: string, isForced: boolean): Promise<void> => {
  try {
    await writeFile(file, content, { mode: 0o600, flag: isForced ? 'w' : 'wx' })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST')
      throw new CliError(exitCodes.usage, 'file-exists', `${file} exists already: name a new file, or add --force`)
    throw new CliError(exitCodes.usage, 'file-unwritable', `cannot write ${file} (${code})`)
  }
}

/** `lethe request list|show|plan|certificate`: how requests stand. */
export const addRequestCommands = (program: Command, act: Act): void => {
  const request = program.command('request').description('erasure requests')

  addFilterOptions(request.command('list'))
    .description('open requests and those that ended within a day, those of a subject, or those of an earlier month')
    .option('--ended <month>', 'that ended in a month (YYYY-MM)')
    .option('--by-days-left', 'the fewest days first')
    .option('--by-receipt', 'the oldest demand first')
    .option(
      '--subject <file>',
      'of the identifier in this file (JSON: kind and value; - for standard input); with --platform'
    )
    .option('--erased-before', 'with --subject: also ended ones, as long as a keyed hash tells')
    .action(
      act(async (context, command) => {
        const { platform, byDaysLeft, byReceipt, ended, subject, erasedBefore } = command.opts()
        const show = async (items: readonly Summary[]) => {
          const names = await readPlatformNames(context.client)
          return { value: items, draw: () => drawList(context.io, items, names) }
        }
        if (subject === undefined) {
          const order = byDaysLeft === true ? 'days-left' : byReceipt === true ? 'receipt' : undefined
          return show(await readAll(context, await readFilter(context, command, { ended, order })))
        }
        const id = platform === undefined ? undefined : (await findPlatform(context.client, platform)).id
        const body = {
          platform: id,
          identifier: await readJsonFile(context.io, subject),
          ...(erasedBefore && { ended: true })
        }
        return show((await context.client.call<List>('POST', '/requests/search', body)).items)
      })
    )

  request
    .command('show <request>')
    .description('how a request stands')
    .option('--reveal-subject', 'with who the subject is, if your role may see it and the vault still knows')
    .action(
      act(async ({ io, client }, command) => {
        const query = command.opts().revealSubject === true ? '?reveal=subject' : ''
        const full = await client.call<Full>('GET', pathOf(command.args[0]!, query))
        const names = await readPlatformNames(client)
        return { value: full, draw: () => drawRequest(io, full, names) }
      })
    )

  request
    .command('plan <request>')
    .description('what would happen now; nothing is changed')
    .action(
      act(async ({ io, client }, command) => {
        const plan = await client.call<DryRun>('GET', pathOf(command.args[0]!, '/plan'))
        return { value: plan, draw: () => drawPlan(io, plan) }
      })
    )

  request
    .command('certificate <request>')
    .description('the signed page that proves what was done, byte for byte')
    .option('--out <file>', 'write it into this new file')
    .option('--page <language>', 'as a page to be printed instead (HTML): en or de')
    .option('--force', 'with --out: write over a file that is there')
    .action(
      act(async ({ io, client, isJson }, command) => {
        const { out, force, page } = command.opts()
        const certificate =
          page === undefined
            ? await client.text('GET', pathOf(command.args[0]!, '/certificate'))
            : await client.text(
                'GET',
                pathOf(command.args[0]!, `/certificate?language=${page}`),
                undefined,
                'text/html'
              )
        if (out === undefined) {
          io.out(certificate)
          return null
        }
        await writeNew(out, certificate, force === true)
        io.err(`wrote the certificate into ${out}\n`)
        return isJson ? { value: { file: out }, draw: () => '' } : null
      })
    )
}
