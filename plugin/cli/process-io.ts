import { text } from 'node:stream/consumers'
import { cancel, password, select } from '@clack/prompts'
import { systemClock } from '../clock.ts'
import { environment } from '../config.ts'
import { systemRandom } from '../random.ts'
import { CliError, exitCodes } from './exit-codes.ts'
import type { Io } from './io.ts'

const answered = (answer: string | symbol): string => {
  if (typeof answer === 'string') return answer
  cancel('Nothing was done.')
  throw new CliError(exitCodes.refused, 'cancelled', 'Nothing was done.')
}

// `lethe … | head` closes the pipe early: whoever read has read enough, and a sidecar goes on without its log.
const outliveReader = (stream: NodeJS.WriteStream): void => {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

/** The surroundings of the process itself. */
export const processIo = (): Io => {
  const env = environment()
  outliveReader(process.stdout)
  outliveReader(process.stderr)
  const isTerminal = process.stdout.isTTY === true
  return {
    env,
    clock: systemClock(),
    random: systemRandom(),
    out: said => void process.stdout.write(said),
    err: said => void process.stderr.write(said),
    readInput: () => text(process.stdin),
    askSecret: async question => answered(await password({ message: question })),
    askChoice: async (question, choices) =>
      answered(await select({ message: question, options: choices.map(value => ({ value, label: value })) })),
    isInteractive: isTerminal && process.stdin.isTTY === true,
    hasColour: isTerminal && (env.NO_COLOR ?? '') === '',
    untilStopped: () =>
      new Promise(resolve => {
        for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve())
      })
  }
}
