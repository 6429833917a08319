import type { Command } from 'commander'
import type { components } from '../../../openapi/types/lethe.ts'
import type { Act } from '../context.ts'
import { CliError, exitCodes } from '../exit-codes.ts'
import { findPlatform } from '../find-platform.ts'
import { readJsonFile } from '../input.ts'
import { drawTable } from '../output.ts'

type Schemas = components['schemas']
type Platform = Schemas['Platform']

const write = (value: unknown): string => JSON.stringify(value)

/** `lethe platform policy|kinds`: what a site decides, and what each kind of platform asks for. */
export const addPolicyCommands = (platform: Command, act: Act): void => {
  platform
    .command('policy <platform> [file]')
    .description('show the policy, or set it from a file in JSON (- for standard input)')
    .option('--all', 'show what holds, what was set, and what holds where nothing is set')
    .option('--dry-run', 'say what the file would change, and set nothing')
    .action(
      act(async ({ io, client }, command) => {
        const [name, file] = command.args
        const { all, dryRun } = command.opts<{ all?: true; dryRun?: true }>()
        const { id, policy: set } = await findPlatform(client, name!)
        if (dryRun === true) {
          if (file === undefined) throw new CliError(exitCodes.usage, 'usage', '--dry-run needs the file of a policy')
          const body = await readJsonFile(io, file)
          const preview = await client.call<Schemas['PolicyPreview']>('POST', `/platforms/${id}/policy/preview`, body)
          const rows = preview.changes.map(one => [
            one.name,
            one.origins.join(' '),
            write(one.before),
            write(one.after)
          ])
          return {
            value: preview,
            draw: () =>
              [
                drawTable(io, ['field', 'origins', 'now', 'then'], rows),
                `${preview.openRequests} open requests would look again${preview.asksLess ? '; it asks less than before' : ''}\n`
              ].join('')
          }
        }
        if (all === true) {
          const shown = await client.call<Schemas['PolicyShown']>('GET', `/platforms/${id}/policy`)
          return { value: shown, draw: () => `${JSON.stringify(shown, null, 2)}\n` }
        }
        const { policy } =
          file === undefined
            ? { policy: set }
            : await client.call<Platform>('PUT', `/platforms/${id}/policy`, await readJsonFile(io, file))
        return { value: policy, draw: () => `${JSON.stringify(policy, null, 2)}\n` }
      })
    )

  platform
    .command('kinds')
    .description('which kinds of platform there are, and the options of each')
    .action(
      act(async ({ io, client }) => {
        const kinds = await client.call<Schemas['Kind'][]>('GET', '/platform-kinds')
        const rows = kinds.flatMap(({ kind, texts }) =>
          Object.entries(texts.en).map(([name, { title, description }]) => [kind, name, title, description])
        )
        return { value: kinds, draw: () => drawTable(io, ['kind', 'option', 'what it is', 'more'], rows) }
      })
    )
}
