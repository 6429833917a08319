import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { readDocument } from '../../../document.ts'
import type { Act } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findPlatform } from '../../find-platform.ts'
import { readJsonFile } from '../../input.ts'
import type { Io } from '../../io.ts'
import { drawTable } from '../../output.ts'

type Schemas = components['schemas']
type Platform = Schemas['Platform']

const fieldsOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []

const propertiesOf = (schema: string): readonly string[] =>
  fieldsOf(readDocument().components.schemas[schema]!.properties)

/** The API names no field that it does not know, since it could be anything; whoever wrote the file may read it. */
const readPolicyFile = async (io: Io, file: string): Promise<unknown> => {
  const policy = await readJsonFile(io, file)
  const { all, byOrigin } = policy as { all?: unknown; byOrigin?: Readonly<Record<string, unknown>> }
  const known = propertiesOf('PolicyChanges')
  const parts = [
    ['/all', all] as const,
    ...Object.entries(byOrigin ?? {}).map(([of, one]) => [`/byOrigin/${of}`, one] as const)
  ]
  const faults = [
    ...fieldsOf(policy)
      .filter(name => !propertiesOf('PlatformPolicy').includes(name))
      .map(name => ({ at: `/${name}`, because: 'there is no such field; fields stand below `all` or `byOrigin`' })),
    ...parts.flatMap(([at, part]) =>
      fieldsOf(part)
        .filter(name => !known.includes(name))
        .map(name => ({ at: `${at}/${name}`, because: 'there is no such field' }))
    )
  ]
  if (faults.length > 0)
    throw new CliError(exitCodes.usage, 'policy-field-unknown', 'the policy has fields that there are not', faults)
  return policy
}

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
          const body = await readPolicyFile(io, file)
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
            : await client.call<Platform>('PUT', `/platforms/${id}/policy`, await readPolicyFile(io, file))
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
