import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { orphanTexts } from '../../../texts/admin/orphans.ts'
import type { Act, Context } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findPlatform } from '../../find-platform.ts'
import { withNext } from '../../next.ts'
import { drawPairs, drawTable } from '../../output.ts'
import { wordOf } from '../../words.ts'

type Orphans = components['schemas']['Orphans']

const lookEveryMs = 1000

/** Begins a reading and waits for its end. */
const readNow = async ({ client, io, isJson }: Context, path: string): Promise<Orphans> => {
  let seen = await client.call<Orphans>('POST', path).catch((error: unknown) => {
    // The platform is there; what is missing is a way to read who owns what.
    if (!(error instanceof CliError) || error.code !== 'no-ownership-list') throw error
    throw new CliError(exitCodes.refused, error.code, error.message)
  })
  if (!isJson && io.isInteractive) io.err('reading who owns what: one call an object …\n')
  while (seen.readingSince !== null) {
    await io.clock.sleep(lookEveryMs, new AbortController().signal)
    seen = await client.call<Orphans>('GET', path)
  }
  return seen
}

/** `lethe platform orphans`: what nobody living looks after. */
export const addOrphansCommand = (platform: Command, act: Act): void => {
  platform
    .command('orphans <platform>')
    .description('what nobody living looks after there, whoever deleted the owners; by the list of the last night')
    .option('--now', 'read it now, which takes one call an object')
    .action(
      act(async (context, command) => {
        const { client, io } = context
        const { id, name } = await findPlatform(client, command.args[0]!)
        const path = `/platforms/${id}/orphans`
        const isAsked = command.opts<{ now?: true }>().now === true
        const seen = isAsked ? await readNow(context, path) : await client.call<Orphans>('GET', path)
        const head = drawPairs(io, [
          ['platform', name],
          ['read', seen.at ?? 'never: `--now`'],
          ['objects', seen.objects],
          ['orphans', seen.orphans.length],
          ...(seen.readingSince === null ? [] : [['being read since', seen.readingSince] as const]),
          ...(seen.problem === null ? [] : [['problem', `${seen.problem.code} (${seen.problem.at})`] as const])
        ])
        const rows = seen.orphans.map(one => [
          one.category,
          one.key,
          one.organisation,
          wordOf(orphanTexts.en.because, one.because)
        ])
        const table = drawTable(io, ['category', 'key', 'organisation', 'because'], rows)
        const shown = { value: seen, draw: () => (rows.length === 0 ? head : `${head}\n${table}`) }
        return withNext(shown, rows.length === 0 ? null : orphanTexts.en.todos[0]!)
      })
    )
}
