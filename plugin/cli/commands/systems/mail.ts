import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act } from '../../context.ts'
import { mailNextSteps } from '../../doctor/mail.ts'
import { exitCodes } from '../../exit-codes.ts'
import { drawPairs } from '../../output.ts'

type Schemas = components['schemas']

/** `lethe mail …`: whether people can be written to. */
export const addMailCommands = (program: Command, act: Act): void => {
  const mail = program.command('mail').description('whether people can be written to')

  mail
    .command('show')
    .description('whether mail is set up')
    .action(
      act(async ({ io, client }) => {
        const value = await client.call<object>('GET', '/mail')
        return { value, draw: () => drawPairs(io, Object.entries(value)) }
      })
    )

  mail
    .command('test')
    .description('whether the mail server lets us in; no mail is sent; exit code 1 when it does not')
    .action(
      act(async ({ io, client, endWith }) => {
        const value = await client.call<Schemas['Tried']>('POST', '/mail/test')
        const { isTaken, because } = value
        if (!isTaken) endWith(exitCodes.refused)
        const next = mailNextSteps[because ?? ''] ?? 'look at the log of the mail server'
        return {
          value,
          draw: () =>
            isTaken
              ? 'the mail server lets us in\n'
              : drawPairs(io, [
                  ['not taken', because],
                  ['next', next]
                ])
        }
      })
    )
}
