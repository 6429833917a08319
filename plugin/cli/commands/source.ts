import type { Command } from 'commander'
import type { components } from '../../../openapi/types/lethe.ts'
import { collect } from '../collect.ts'
import type { Act, Context, Shown } from '../context.ts'
import { findNamed } from '../find-named.ts'
import { findPlatform } from '../find-platform.ts'
import { drawPairs, drawTable } from '../output.ts'
import { checkSecretFile, writeSecret } from '../secrets.ts'

type Source = components['schemas']['Source']
type Made = components['schemas']['MadeSource']

const liveOf = ({ secrets }: Source): number => secrets.filter(({ live }) => live).length

/** A secret that was just made: into a file of its own, or to standard output, once. */
const show = async ({ io, url }: Context, made: Made, file: string | undefined): Promise<Shown> => {
  const address = new URL(made.address, url).href
  if (file !== undefined) await writeSecret(file, made.secret)
  const where = file === undefined ? { secret: made.secret } : { secretFile: file }
  return {
    value: { source: made.source, address, ...where },
    draw: () =>
      drawPairs(io, [
        ['id', made.source.id],
        ['address', address],
        ['secret', file === undefined ? `${made.secret}  (shown once)` : `in ${file}`],
        ['live secrets', liveOf(made.source)]
      ])
  }
}

/** `lethe source …`: who may send webhooks. */
export const addSourceCommands = (program: Command, act: Act): void => {
  const source = program.command('source').description('who may send webhooks')

  source
    .command('add <name>')
    .description('let somebody send webhooks; the secret is shown once')
    .requiredOption('--platform <platform>', 'a platform that it may speak of; can be repeated', collect, [])
    .option('--type <type>', 'a delivery type that it may send; can be repeated', collect, [])
    .option('--origin <origin>', 'an origin that it may say; can be repeated', collect, [])
    .option('--standing-mandate', 'its demands need no mandate of their own (an identity manager)')
    .option('--daily-cap <number>', 'deliveries a day', Number)
    .option('--brake-per-hour <number>', 'over this many in an hour they wait to be released', Number)
    .option('--releasers-needed <number>', 'people who must agree to release them; two unless given', Number)
    .option('--secret-file <file>', 'write the secret into this new file, for its owner only')
    .action(
      act(async (context, command) => {
        const { platform, type, origin, standingMandate, dailyCap, brakePerHour, releasersNeeded, secretFile } =
          command.opts()
        await checkSecretFile(secretFile)
        const found = await Promise.all(platform.map((name: string) => findPlatform(context.client, name)))
        const body = {
          name: command.args[0],
          platforms: found.map(({ id }) => id),
          ...(type.length === 0 ? {} : { types: type }),
          ...(origin.length === 0 ? {} : { origins: origin }),
          ...(standingMandate === undefined ? {} : { standingMandate }),
          ...(dailyCap === undefined ? {} : { dailyCap }),
          ...(brakePerHour === undefined ? {} : { brakePerHour }),
          ...(releasersNeeded === undefined ? {} : { releasersNeeded })
        }
        return show(context, await context.client.call<Made>('POST', '/sources', body), secretFile)
      })
    )

  source
    .command('rotate <source>')
    .description('make a new secret; the old ones go on for a while; <source> is its id or its name')
    .option('--old-lives-ms <ms>', 'how long the old ones are still taken', Number)
    .option('--secret-file <file>', 'write the secret into this new file, for its owner only')
    .action(
      act(async (context, command) => {
        const { oldLivesMs, secretFile } = command.opts()
        await checkSecretFile(secretFile)
        const id = await findNamed(context.client, 'source', command.args[0]!)
        const path = `/sources/${encodeURIComponent(id)}/rotate`
        const body = oldLivesMs === undefined ? {} : { oldLivesMs }
        return show(context, await context.client.call<Made>('POST', path, body), secretFile)
      })
    )

  const drawAll = ({ io }: Context, all: readonly Source[]): Shown => ({
    value: all,
    draw: () =>
      drawTable(
        io,
        ['id', 'name', 'types', 'origins', 'cap', 'brake', 'live secrets'],
        all.map(one => [
          one.id,
          one.name,
          one.types.join(' '),
          one.origins.join(' '),
          one.dailyCap,
          one.brakePerHour,
          liveOf(one)
        ])
      )
  })

  source
    .command('list')
    .description('all of them; never their secrets')
    .action(act(async context => drawAll(context, await context.client.call<Source[]>('GET', '/sources'))))

  source
    .command('remove <source>')
    .description('take the right to send away; open requests go on; <source> is its id or its name')
    .action(
      act(async (context, command) => {
        const id = await findNamed(context.client, 'source', command.args[0]!)
        return drawAll(context, [await context.client.call<Source>('DELETE', `/sources/${encodeURIComponent(id)}`)])
      })
    )

  source
    .command('release-brake <source> <hour>')
    .description('agree that what the brake kept back in an hour (2026-09-01T10, UTC) may go on')
    .action(
      act(async (context, command) => {
        const [named, hour] = command.args
        const id = await findNamed(context.client, 'source', named!)
        const path = `/sources/${encodeURIComponent(id)}/brake-release`
        return drawAll(context, [await context.client.call<Source>('POST', path, { hour })])
      })
    )
}
