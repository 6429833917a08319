import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Client } from '../../client.ts'
import { collect } from '../../collect.ts'
import type { Act, Shown } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findPlatform } from '../../find-platform.ts'
import { readJsonFile } from '../../input.ts'
import type { Io } from '../../io.ts'
import { withNext } from '../../next.ts'
import { drawPairs, drawTable } from '../../output.ts'
import { askSite, checkKind, readOptions, siteOptions } from '../../platform-answers.ts'
import { addAdoptCommand } from './adopt.ts'
import { addGatewayCommand } from './gateway.ts'
import { addHintsCommand } from './hints.ts'
import { addOrphansCommand } from './orphans.ts'
import { addPartnerReportCommand } from './partner-report.ts'
import { addPolicyCommands } from './policy.ts'
import { addRestoredCommand } from './replay.ts'

type Platform = components['schemas']['Platform']

const watchText = (watch: Platform['watch']): string => {
  if (watch === null) return 'not looked yet'
  const looked = `last complete at ${watch.lastCompleteAt ?? 'no time yet'}`
  const failing = watch.problem === null ? '' : `, failing since ${watch.problem.since}: ${watch.problem.code}`
  return `${looked}${failing}${watch.backlog === 0 ? '' : `, backlog ${watch.backlog}`}`
}

/** The platform's own pause, and that of everything; either holds. */
const pauseText = ({ paused, everythingPaused }: Platform): string =>
  [
    ...(paused === null ? [] : [`since ${paused.at}: ${paused.because}`]),
    ...(everythingPaused === null ? [] : [`with everything since ${everythingPaused.at}: ${everythingPaused.because}`])
  ].join('; ') || 'no'

const one = (io: Io, platform: Platform): Shown => ({
  value: platform,
  draw: () => {
    const { registration, section, watch, hints } = platform
    const head = drawPairs(io, [
      ['id', platform.id],
      ['name', platform.name],
      ['kind', platform.practice ? `${platform.kind} (practice)` : platform.kind],
      ['address', platform.baseUrl],
      ['version', registration.version],
      ['paused', pauseText(platform)],
      ['problems', registration.problems.length],
      ['watch', watchText(watch)],
      ['hints', hints === null ? 'none' : `since ${hints.madeAt}`],
      [
        'section',
        section === null
          ? 'free'
          : `${section.name}: ${section.request} since ${section.since}${section.isStuck ? ', stuck: look at that request' : ''}`
      ]
    ])
    const problems = registration.problems.map(({ code, stops, fix }) => [code, stops, fix])
    const rights = registration.permissions.map(({ id, state, means }) => [id, state, means])
    return [
      head,
      problems.length === 0 ? '' : `\n${drawTable(io, ['problem', 'stops', 'how to fix it'], problems)}`,
      rights.length === 0 ? '' : `\n${drawTable(io, ['right', 'state', 'what it means'], rights)}`
    ].join('')
  }
})

/** `lethe platform …`: registered LMS instances. */
export const addPlatformCommands = (program: Command, act: Act): void => {
  const platform = program.command('platform').description('registered LMS instances')

  const add = platform
    .command('add <name>')
    .description('register an LMS instance; it does not end without an answer to the three questions about the site')
    .requiredOption('--kind <kind>', 'openedx or openolat')
    .requiredOption('--base-url <address>', 'base address of the LMS')
    .option('--option <name=value>', 'option of the adapter, value in JSON or as text; can be repeated', collect, [])
    .option('--secret <name[=file]>', 'secret option: from a file, from standard input (=-), or asked for', collect, [])
    .option('--policy <file>', 'policy in JSON')
    .option('--practice', 'it is a stand-in with made-up people (lethe sandbox), and marked as such everywhere')
  siteOptions(add).action(
    act(async ({ io, client }, command) => {
      const options = command.opts()
      checkKind(options.kind)
      const declarations = await askSite(io, options)
      const body = {
        kind: options.kind,
        name: command.args[0],
        options: { baseUrl: options.baseUrl, ...(await readOptions(io, { ...options, kind: options.kind })) },
        declarations,
        ...(options.practice === true ? { practice: true } : {}),
        ...(options.policy === undefined ? {} : { policy: await readJsonFile(io, options.policy) })
      }
      const made = await client.call<Platform>('POST', '/platforms', body)
      const asks =
        made.registration.problems.length === 0 ? 'let somebody ask' : 'mend its problems, then let somebody ask'
      return withNext(
        one(io, made),
        `${asks}: lethe source add, or lethe platform gateway; lethe doctor looks at it all`
      )
    })
  )

  platform
    .command('list')
    .description('all of them')
    .action(
      act(async ({ io, client }) => {
        const all = await client.call<Platform[]>('GET', '/platforms')
        const rows = all.map(({ id, name, kind, baseUrl, paused, everythingPaused, registration }) => [
          id,
          name,
          kind,
          baseUrl,
          everythingPaused !== null ? 'with everything' : paused === null ? 'no' : 'yes',
          registration.problems.length
        ])
        return { value: all, draw: () => drawTable(io, ['id', 'name', 'kind', 'address', 'paused', 'problems'], rows) }
      })
    )

  const verb = (
    name: string,
    description: string,
    how: (path: string, client: Client, options: Record<string, string>) => Promise<Platform>
  ) =>
    platform
      .command(`${name} <platform>`)
      .description(description)
      .action(
        act(async ({ io, client }, command) => {
          const { id } = await findPlatform(client, command.args[0]!)
          return one(io, await how(`/platforms/${id}`, client, command.opts()))
        })
      )

  verb('show', 'one of them', (path, client) => client.call('GET', path))
  verb('check', 'ask the platform again what can be done there', (path, client) => client.call('POST', `${path}/check`))
  verb('pause', 'stop everything destructive on it at once', (path, client, { because }) =>
    client.call('POST', `${path}/pause`, { because })
  ).requiredOption('--because <text>', 'why; shown to everybody who works with Lethe')
  verb('resume', 'let it go on', (path, client) => client.call('POST', `${path}/resume`))

  platform
    .command('remove <platform>')
    .description('forget it; it has no open request')
    .option('--yes', 'do not ask')
    .action(
      act(async ({ io, client }, command) => {
        const { id, name } = await findPlatform(client, command.args[0]!)
        const isAsked = io.isInteractive && command.opts().yes !== true
        if (isAsked && (await io.askChoice(`Forget ${name}, its secrets and its policy?`, ['no', 'yes'])) !== 'yes')
          throw new CliError(exitCodes.refused, 'cancelled', 'Nothing was done.')
        return one(io, await client.call<Platform>('DELETE', `/platforms/${id}`))
      })
    )

  platform
    .command('set <platform>')
    .description('change options or secrets of its adapter; what is not named stays')
    .option('--option <name=value>', 'option of the adapter, value in JSON or as text; can be repeated', collect, [])
    .option('--secret <name[=file]>', 'secret option: from a file, from standard input (=-), or asked for', collect, [])
    .action(
      act(async ({ io, client }, command) => {
        const { id, kind } = await findPlatform(client, command.args[0]!)
        const options = await readOptions(io, { ...command.opts(), kind })
        return one(io, await client.call<Platform>('PATCH', `/platforms/${id}/options`, { options }))
      })
    )

  addGatewayCommand(platform, act)
  addHintsCommand(platform, act)
  addOrphansCommand(platform, act)
  addAdoptCommand(platform, act)
  addPartnerReportCommand(platform, act)
  addRestoredCommand(platform, act)

  addPolicyCommands(platform, act)
}
