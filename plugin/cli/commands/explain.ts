import type { Command } from 'commander'
import type { components } from '../../../openapi/types/lethe.ts'
import { blockerCodes, blockerText } from '../../texts/blockers.ts'
import type { Act, Context } from '../context.ts'
import { CliError, exitCodes } from '../exit-codes.ts'
import { drawPairs, drawTable } from '../output.ts'
import { explainVerifyCode, verifyCodes } from '../verify-codes.ts'

type Schemas = components['schemas']

const explainOne = async ({ client }: Context, code: string) => {
  if (blockerCodes.includes(code)) {
    const { what, next } = blockerText(code, 'en')
    return { code, what, next }
  }
  if (verifyCodes.includes(code)) return { code, ...explainVerifyCode(code) }
  try {
    const path = `/problems/${encodeURIComponent(code)}`
    const { title, whatToDo } = await client.call<Schemas['ProblemKind']>('GET', path)
    return { code, what: title, next: whatToDo }
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'problem-unknown') throw error
    const elsewhere = 'those of the start and of the command line stand in start-and-commands.md'
    throw new CliError(exitCodes.notFound, error.code, `no such code: \`lethe explain\` lists them; ${elsewhere}`)
  }
}

/** `lethe explain` and `lethe whoami`: what a code means, and who calls. */
export const addExplainCommands = (program: Command, act: Act): void => {
  program
    .command('explain [code]')
    .description(
      'what a code means and what to do: of a refusal, of what stands in the way of a request, or of what `lethe verify` found'
    )
    .action(
      act(async (context, command) => {
        const { io, client } = context
        const [code] = command.args
        if (code !== undefined) {
          const value = await explainOne(context, code)
          return { value, draw: () => drawPairs(io, Object.entries(value)) }
        }
        const refusals = await client.call<Schemas['ProblemKind'][]>('GET', '/problems')
        const blockers = blockerCodes.map(one => ({ code: one, title: blockerText(one, 'en').what }))
        const verifying = verifyCodes.map(one => ({ code: one, title: explainVerifyCode(one).what }))
        const value = [...refusals.map(({ code: one, title }) => ({ code: one, title })), ...blockers, ...verifying]
        return {
          value,
          draw: () =>
            drawTable(
              io,
              ['code', 'what it means'],
              value.map(one => [one.code, one.title])
            )
        }
      })
    )

  program
    .command('whoami')
    .description('whose token this is, and what it may')
    .action(
      act(async ({ io, client }) => {
        const value = await client.call<Schemas['Me']>('GET', '/me')
        const { id, name, roles } = value.person
        const pairs = [
          ['person', `${name} (${id})`],
          ['roles', roles.join(' ')]
        ] as const
        return { value, draw: () => drawPairs(io, pairs) }
      })
    )
}
