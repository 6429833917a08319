import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findPlatform } from '../../find-platform.ts'
import { readFileOrInput } from '../../input.ts'
import type { Io } from '../../io.ts'
import { drawTable } from '../../output.ts'

type Schemas = components['schemas']
type Backlog = Schemas['Backlog']
type Imported = Schemas['ImportedConfiguration']

interface Options {
  readonly take?: string
  readonly show?: true
  readonly configuration?: string
  readonly apply?: true
  readonly looksApart: string
  readonly yes?: true
}

const portion = 25

const wholeNumber = (text: string, option: string, least: number): number => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < least)
    throw new CliError(exitCodes.usage, 'number-wrong', `${option} needs a whole number from ${least}`)
  return number
}

const say = ({ io, isJson }: Context, text: string): void => {
  if (!isJson && io.isInteractive) io.err(`${text}\n`)
}

/** Two looks, so that a row that moves between them betrays whoever else drives. */
const lookTwice = async (context: Context, id: string, names: boolean, apartMs: number): Promise<Backlog> => {
  const { client, io } = context
  const look = () => client.call<Backlog>('POST', `/platforms/${id}/backlog`, { names })
  say(context, 'looking …')
  const first = await look()
  say(context, `looking again in ${Math.ceil(apartMs / 1000)} s …`)
  await io.clock.sleep(apartMs, new AbortController().signal)
  const second = await look()
  return { ...second, foreignMoves: first.foreignMoves + second.foreignMoves }
}

const daysSince = (io: Io, at: string): string =>
  `${Math.floor((io.clock.now().getTime() - Date.parse(at)) / 86_400_000)} d`

const drawBacklog = (io: Io, backlog: Backlog): string => {
  const driver = backlog.isDrivenElsewhere
    ? `Another driver moves rows there (${backlog.foreignMoves} just now): switch it off, then \`lethe platform check\`.\n`
    : 'Nobody else moved a row.\n'
  const stands = backlog.stands.map(({ stands, count, takeable, oldestSince, longestUnmovedSince }) => [
    stands,
    count,
    takeable,
    daysSince(io, oldestSince),
    daysSince(io, longestUnmovedSince)
  ])
  const rows = backlog.rows?.map(({ username, id, stands, state, since }) => [username, id, stands, state, since])
  return [
    driver,
    drawTable(io, ['stands', 'how many', 'can be taken', 'oldest', 'longest unmoved'], stands),
    rows === undefined ? '' : `\n${drawTable(io, ['name', 'number', 'stands', 'state', 'since'], rows)}`
  ].join('')
}

const takeOver = async (context: Context, id: string, take: number): Promise<readonly string[]> => {
  const taken: string[] = []
  while (taken.length < take) {
    const body = { take: Math.min(portion, take - taken.length) }
    const { requests } = await context.client.call<Schemas['Adopted']>('POST', `/platforms/${id}/adopt`, body)
    if (requests.length === 0) break
    taken.push(...requests)
    say(context, `taken over ${taken.length} of ${take} …`)
  }
  return taken
}

const withoutSlash = (address: string): string => address.replace(/\/+$/, '')

/** A container's name beside the address that people use: either says that the file is of this platform. */
const isAddressOf = ({ baseUrl, gateway }: Schemas['Platform'], theirs: unknown): boolean =>
  [baseUrl, ...(gateway === null ? [] : [gateway.publicUrl])].map(withoutSlash).includes(withoutSlash(String(theirs)))

const importFrom = async (
  { io, client }: Context,
  found: Schemas['Platform'],
  file: string,
  applies: boolean
): Promise<Shown> => {
  const text = await readFileOrInput(io, file)
  const imported = await client.call<Imported>('POST', `/platforms/${found.id}/configuration`, { text })
  const { baseUrl: theirs, ...options } = imported.options as Record<string, unknown>
  const isSamePlatform = theirs === undefined || isAddressOf(found, theirs)
  if (applies && !isSamePlatform)
    throw new CliError(exitCodes.refused, 'another-platform', 'this configuration is of another address')
  const isApplied = applies && Object.keys(options).length > 0
  if (isApplied) await client.call('PATCH', `/platforms/${found.id}/options`, { options })
  return {
    value: { ...imported, applied: isApplied },
    draw: () =>
      [
        drawTable(
          io,
          ['about', 'is', 'what it says'],
          imported.findings.map(({ about, is, says }) => [about, is, says])
        ),
        `\n${JSON.stringify(options, null, 2)}\n`,
        imported.secrets.length === 0 ? '' : `Give these by \`lethe platform set --secret\`: ${imported.secrets}\n`,
        isApplied ? 'Set.\n' : 'Nothing was set; --apply sets it.\n'
      ].join('')
  }
}

const mayTake = async ({ io }: Context, name: string, count: number, isYes: boolean): Promise<void> => {
  if (!io.isInteractive || isYes) return
  const answer = await io.askChoice(`Carry on ${count} deletions on ${name}, outside the brake?`, ['no', 'yes'])
  if (answer !== 'yes') throw new CliError(exitCodes.refused, 'cancelled', 'Nothing was done.')
}

/** `lethe platform adopt`: what the platform began without Lethe, who drives it, and taking it over. */
export const addAdoptCommand = (platform: Command, act: Act): void => {
  platform
    .command('adopt <platform>')
    .description('report what was begun there without Lethe and whether somebody else drives it; take it over')
    .option('--take <number>', 'take so many over, the longest waiting first; unless given, it only reports')
    .option('--show', 'name the people, for whoever may see them')
    .option('--configuration <file>', "read another driver's configuration (YAML; - for standard input) instead")
    .option('--apply', 'set the options that the configuration comes to')
    .option('--looks-apart <seconds>', 'between the two looks', '5')
    .option('--yes', 'do not ask')
    .action(
      act(async (context, command) => {
        const options = command.opts<Options>()
        const found = await findPlatform(context.client, command.args[0]!)
        const { id, name } = found
        const { io } = context
        if (options.configuration !== undefined)
          return importFrom(context, found, options.configuration, options.apply === true)
        const take = options.take === undefined ? null : wholeNumber(options.take, '--take', 1)
        const apartMs = wholeNumber(options.looksApart, '--looks-apart', 0) * 1000
        const backlog = await lookTwice(context, id, options.show === true, apartMs)
        if (take === null) return { value: backlog, draw: () => drawBacklog(io, backlog) }
        if (backlog.isDrivenElsewhere)
          throw new CliError(
            exitCodes.refused,
            'another-driver',
            'another driver moves rows there: switch it off first'
          )
        await mayTake(context, name, Math.min(take, backlog.takeable), options.yes === true)
        const taken = await takeOver(context, id, take)
        return {
          value: { ...backlog, taken },
          draw: () => `${drawBacklog(io, backlog)}\nTaken over: ${taken.length}\n`
        }
      })
    )
}
