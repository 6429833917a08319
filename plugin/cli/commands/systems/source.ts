import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { collect } from '../../collect.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { checkSourceNameFree, findNamed } from '../../find-named.ts'
import { findPlatform } from '../../find-platform.ts'
import { withNext } from '../../next.ts'
import { drawPairs, drawTable } from '../../output.ts'
import { checkSecretFile, writeSecret } from '../../secrets.ts'
import { sayBecause } from '../../words.ts'

type Source = components['schemas']['Source']
type Made = components['schemas']['MadeSource']
type Kept = components['schemas']['Kept']

const liveOf = ({ secrets }: Source): number => secrets.filter(({ live }) => live).length

/** A secret that was just made: into a file of its own, or to standard output, once. */
const show = async (
  { io, url }: Context,
  made: Made,
  { secretFile: file, scimTokenFile: tokenFile }: { readonly secretFile?: string; readonly scimTokenFile?: string }
): Promise<Shown> => {
  const address = new URL(made.address, url).href
  if (file !== undefined) await writeSecret(file, made.secret)
  const where = file === undefined ? { secret: made.secret } : { secretFile: file }
  const { scim } = made
  if (scim !== undefined && tokenFile !== undefined) await writeSecret(tokenFile, scim.token)
  const base = scim === undefined ? null : new URL(scim.address, url).href
  const spoken =
    scim === undefined
      ? {}
      : { scim: { address: base, ...(tokenFile === undefined ? { token: scim.token } : { tokenFile }) } }
  const shown = {
    value: { source: made.source, address, ...where, ...spoken },
    draw: () =>
      drawPairs(io, [
        ['id', made.source.id],
        ['address', address],
        ['secret', file === undefined ? `${made.secret}  (shown once)` : `in ${file}`],
        ['live secrets', liveOf(made.source)],
        ...(scim === undefined
          ? []
          : ([
              ['SCIM', base],
              ['SCIM token', tokenFile === undefined ? `${scim.token}  (shown once)` : `in ${tokenFile}`]
            ] as const)),
        ...(made.source.isOnTrial
          ? ([['dry run', `until lethe source go-live ${made.source.id}: demands are only looked at`]] as const)
          : [])
      ])
  }
  return withNext(
    shown,
    `give address and secret to whoever sends; to try it: lethe webhook send ${made.source.id} --body FILE --secret FILE`
  )
}

/** What waits for people, and which command lets it go on. */
const drawKept = ({ io }: Context, kept: Kept): Shown => ({
  value: kept,
  draw: () =>
    [
      drawPairs(io, [
        ['waiting', kept.count],
        ['live since', kept.liveSince],
        ['must agree', kept.releasersNeeded]
      ]),
      drawTable(
        io,
        ['hour', 'over', 'agreed', 'released', 'mail sent'],
        kept.hours.map(({ hour, limit, agreed, isReleased, toldAt }) => [
          hour,
          limit,
          `${agreed} of ${kept.releasersNeeded}`,
          isReleased ? 'yes' : `lethe source release-brake ${kept.source} ${hour}`,
          toldAt
        ]),
        'in no hour did its brake keep anything back'
      ),
      drawTable(
        io,
        ['request', 'hour', 'because', 'would be', 'because', 'actions'],
        kept.items.map(({ request, hour, because, foreseen }) => [
          request,
          hour,
          sayBecause(because),
          foreseen?.next,
          foreseen === null ? null : sayBecause(foreseen.because),
          foreseen?.actions.length
        ]),
        'no request waits'
      )
    ].join('\n')
})

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
    .option(
      '--brake-percent <number>',
      'or over this share of the accounts known of a platform; 1 unless given',
      Number
    )
    .option('--brake-times-usual <number>', 'or over so many times its usual hour; 10 unless given', Number)
    .option('--releasers-needed <number>', 'people who must agree, if more than everywhere on this site', Number)
    .option('--scim', 'it is an identity manager that speaks SCIM; for one platform')
    .option('--deactivation <erase|ignore>', 'what active:false of SCIM means; ignore unless given')
    .option('--named-by <username|email>', 'what it calls users by in SCIM; username unless given')
    .option('--secret-file <file>', 'write the secret into this new file, for its owner only')
    .option('--scim-token-file <file>', 'write the token for SCIM into this new file, for its owner only')
    .action(
      act(async (context, command) => {
        const { platform, type, origin, standingMandate, dailyCap, scim, deactivation, namedBy, ...more } =
          command.opts()
        const { brakePerHour, brakePercent, brakeTimesUsual, releasersNeeded, secretFile, scimTokenFile } = more
        await checkSecretFile(secretFile)
        await checkSecretFile(scimTokenFile)
        await checkSourceNameFree(context.client, command.args[0]!)
        const found = await Promise.all(platform.map((name: string) => findPlatform(context.client, name)))
        const body = {
          name: command.args[0],
          platforms: found.map(({ id }) => id),
          ...(type.length === 0 ? {} : { types: type }),
          ...(origin.length === 0 ? {} : { origins: origin }),
          ...(standingMandate === undefined ? {} : { standingMandate }),
          ...(dailyCap === undefined ? {} : { dailyCap }),
          ...(brakePerHour === undefined ? {} : { brakePerHour }),
          ...(brakePercent === undefined ? {} : { brakePercent }),
          ...(brakeTimesUsual === undefined ? {} : { brakeTimesUsual }),
          ...(releasersNeeded === undefined ? {} : { releasersNeeded }),
          ...(scim === undefined
            ? {}
            : {
                scim: {
                  ...(deactivation === undefined ? {} : { deactivation }),
                  ...(namedBy === undefined ? {} : { namedBy })
                }
              })
        }
        return show(context, await context.client.call<Made>('POST', '/sources', body), { secretFile, scimTokenFile })
      })
    )

  source
    .command('rotate <source>')
    .description('make a new secret; the old ones go on for a while; <source> is its id or its name')
    .option('--old-lives-ms <ms>', 'how long the old ones are still taken', Number)
    .option('--secret-file <file>', 'write the secret into this new file, for its owner only')
    .option('--scim-token-file <file>', 'write the token for SCIM into this new file, for its owner only')
    .action(
      act(async (context, command) => {
        const { oldLivesMs, secretFile, scimTokenFile } = command.opts()
        await checkSecretFile(secretFile)
        await checkSecretFile(scimTokenFile)
        const id = await findNamed(context.client, 'source', command.args[0]!)
        const path = `/sources/${encodeURIComponent(id)}/rotate`
        const body = oldLivesMs === undefined ? {} : { oldLivesMs }
        return show(context, await context.client.call<Made>('POST', path, body), { secretFile, scimTokenFile })
      })
    )

  const drawAll = ({ io }: Context, all: readonly Source[]): Shown => ({
    value: all,
    draw: () =>
      drawTable(
        io,
        ['id', 'name', 'types', 'origins', 'cap', 'brake', 'waiting', 'live', 'live secrets'],
        all.map(one => [
          one.id,
          one.name,
          one.types.join(' '),
          one.origins.join(' '),
          one.dailyCap,
          one.brakePerHour,
          one.kept,
          one.isOnTrial ? 'dry run' : 'yes',
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
    .command('brake <source>')
    .description('what its brake or its dry run keeps back, and what would be done; nobody is named')
    .option('--limit <number>', 'requests to show', Number, 50)
    .action(
      act(async (context, command) => {
        const id = await findNamed(context.client, 'source', command.args[0]!)
        const path = `/sources/${encodeURIComponent(id)}/kept?limit=${command.opts().limit}`
        return drawKept(context, await context.client.call<Kept>('GET', path))
      })
    )

  source
    .command('go-live <source>')
    .description('an identity manager is carried out from now on; until then its demands are only looked at')
    .requiredOption('--kept <go-on|drop>', 'what becomes of what it has asked for so far')
    .action(
      act(async (context, command) => {
        const id = await findNamed(context.client, 'source', command.args[0]!)
        const body = { kept: command.opts().kept }
        return drawAll(context, [
          await context.client.call<Source>('POST', `/sources/${encodeURIComponent(id)}/go-live`, body)
        ])
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
