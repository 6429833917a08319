import type { Command } from 'commander'
import type { components } from '../../../openapi/types/lethe.ts'
import type { Act } from '../context.ts'
import { drawPairs } from '../output.ts'

type RetiredKey = components['schemas']['RetiredKey']

/** `lethe keys retire`: the end of a month's key. */
export const addKeysCommand = (program: Command, act: Act): void => {
  program
    .command('keys')
    .description('the keys that seal what names somebody')
    .command('retire <month>')
    .description('wrap anew what still lives under the key of a month, and destroy that key')
    .action(
      act(async ({ io, client }, command) => {
        const done = await client.call<RetiredKey>('POST', `/keys/${encodeURIComponent(command.args[0]!)}/retire`)
        return {
          value: done,
          draw: () =>
            drawPairs(io, [
              ['month', done.month],
              ['wrapped anew', done.rewrapped],
              ['destroyed', done.at]
            ])
        }
      })
    )
}
