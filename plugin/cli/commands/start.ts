import type { Command } from 'commander'
import { startServer } from '../../server.ts'
import type { Act } from '../context.ts'

/** `lethe start`: the sidecar itself, in the foreground. */
export const addStartCommand = (program: Command, act: Act): void => {
  program
    .command('start')
    .description('run the sidecar until it is asked to end')
    .action(
      act(async ({ io, config }) => {
        const server = await startServer(config, { print: io.out, log: io.err })
        await io.untilStopped()
        await server.stop()
        return null
      })
    )
}
