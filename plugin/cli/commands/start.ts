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
        // Whoever is asked to end while it starts ends when it has started, not in the middle.
        const stopped = io.untilStopped(config.stopGraceMs)
        const server = await startServer(config, { print: io.out, log: io.err })
        await stopped
        await server.stop()
        return null
      })
    )
}
