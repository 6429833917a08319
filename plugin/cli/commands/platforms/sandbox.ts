import type { Command } from 'commander'
import { adapters } from '../../../../adapters/index.ts'
import type { Practice } from '../../../../adapters/sandbox/practice.ts'
import { optionTexts } from '../../../texts/options/index.ts'
import type { Act } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import type { Io } from '../../io.ts'
import { drawPairs, drawTable } from '../../output.ts'

/** Loaded when one is asked for: no other command needs a stand-in. */
const kinds: Readonly<Record<string, () => Promise<{ startPractice(port: number): Promise<Practice> }>>> = {
  openedx: () => import('../../../../adapters/openedx/sandbox/practice.ts'),
  openolat: () => import('../../../../adapters/openolat/sandbox/practice.ts')
}

/** Options by the labels that the form has for them. */
const labelled = (kind: string, options: Practice['options']) => {
  const [known, { optionsSchema }] = Object.entries(adapters).find(([one]) => one === kind)!
  const { en } = optionTexts(known as keyof typeof adapters, optionsSchema)
  return Object.entries(options).map(([name, value]) => [en[name]?.title ?? name, String(value)] as const)
}

/** One command that registers it; its secret goes in by standard input, as every secret does. */
const registration = (kind: string, { options }: Practice): string => {
  const { properties } = adapters[kind as keyof typeof adapters].optionsSchema as {
    properties: Readonly<Record<string, { readonly writeOnly?: boolean }>>
  }
  const [[name, secret] = []] = Object.entries(options).filter(([one]) => properties[one]?.writeOnly === true)
  const others = Object.entries(options).filter(([one]) => one !== name && one !== 'baseUrl')
  return [
    `  printf %s ${secret} | lethe platform add practice --practice --kind ${kind} \\`,
    `    --base-url ${options.baseUrl} --secret ${name}=- \\`,
    ...others.map(([one, value]) => `    --option ${one}=${value} \\`),
    '    --invoices no --graders nobody --no-institution-providers\n'
  ].join('\n')
}

const draw = (io: Io, kind: string, url: string, practice: Practice): string => {
  const { platform, options, people } = practice
  return [
    `A practice platform: a stand-in for ${platform} with made-up people, in memory and on this machine alone.`,
    "Nobody's account is deleted by it. It ends, and forgets everything, with this command (Ctrl-C).",
    '',
    `Register it at ${new URL(`/admin/platforms/new/${kind}?practice=yes`, url).href} with`,
    drawPairs(io, labelled(kind, options)),
    'or by this command:',
    registration(kind, practice),
    'People there, for a test deletion:',
    drawTable(
      io,
      ['username', 'email', 'name', 'password', 'about'],
      people.map(({ username, email, name, password, about }) => [username, email, name, password, about])
    )
  ].join('\n')
}

/** `lethe sandbox`: a practice platform, in the foreground. */
export const addSandboxCommand = (program: Command, act: Act): void => {
  program
    .command('sandbox <kind>')
    .description('run a practice platform with made-up people (openedx or openolat) until it is asked to end')
    .option('--port <number>', 'port on this machine; any free one unless given', Number, 0)
    .action(
      act(async ({ io, url, isJson }, command) => {
        const kind = command.args[0]!
        const load = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
        if (load === undefined)
          throw new CliError(exitCodes.usage, 'usage', `there is no practice platform ${kind}: openedx or openolat`)
        const practice = await (await load()).startPractice(command.opts().port)
        const { platform, options, people } = practice
        const form = new URL(`/admin/platforms/new/${kind}?practice=yes`, url).href
        io.out(
          isJson
            ? `${JSON.stringify({ practice: true, kind, platform, form, options, people })}\n`
            : draw(io, kind, url, practice)
        )
        await io.untilStopped()
        await practice.close()
        return null
      })
    )
}
