import type { Command } from 'commander'
import { systemClock } from '../../clock.ts'
import { startServer } from '../../server.ts'
import type { Act } from '../context.ts'
import { logStrayOutput } from '../stray-output.ts'

/** `lethe start`: the sidecar itself, in the foreground. */
export const addStartCommand = (program: Command, act: Act): void => {
  program
    .command('start')
    .description('run the sidecar until it is asked to end')
    .action(
      act(async ({ io, config }) => {
        logStrayOutput(console, config.logLevel, io.err, systemClock())
        // Whoever is asked to end while it starts ends when it has started, not in the middle.
        const stopped = io.untilStopped(config.stopGraceMs)
        const server = await startServer(config, { print: io.out, log: io.err })
        await stopped
        await server.stop()
        return null
      })
    )
}
