import type { Io } from '../../plugin/cli/io.ts'
import { runCli } from '../../plugin/cli/run.ts'
import { systemClock } from '../../plugin/clock.ts'
import { systemRandom } from '../../plugin/random.ts'

/** Types one command line, with these settings and nobody at the terminal; answers what it said and its exit code. */
export const typeCommand = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
  let out = ''
  let err = ''
  const io: Io = {
    env,
    clock: systemClock(),
    random: systemRandom(),
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    readInput: async () => '',
    askSecret: async () => '',
    askChoice: async () => '',
    isInteractive: false,
    hasColour: false,
    untilStopped: async () => {}
  }
  const code = await runCli(args, io)
  return { code, out, err }
}
