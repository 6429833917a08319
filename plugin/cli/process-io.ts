import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { cancel, password, select } from '@clack/prompts'
import { request } from 'undici'
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

/** Everything that counts is stored: whatever still holds the process then is not worth waiting for. */
const endOverdue = (): never => {
  process.stderr.write('lethe: it was time to end, and something was still open [stop-overdue]\n')
  process.exit()
}

const stopSignals = ['SIGTERM', 'SIGINT'] as const

const mostBytes = 64 * 1024
const patienceMs = 10_000

const reach: NonNullable<Io['reach']> = async url => {
  try {
    const { statusCode, headers, body } = await request(url, { headersTimeout: patienceMs, bodyTimeout: patienceMs })
    const { date } = headers
    const read = await Readable.from(body).take(16).toArray()
    return {
      status: statusCode,
      text: Buffer.concat(read as Buffer[])
        .toString()
        .slice(0, mostBytes),
      date: typeof date === 'string' ? date : null
    }
  } catch {
    return null
  }
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
    reach,
    untilStopped: graceMs =>
      new Promise(resolve => {
        const hear = (): void => {
          // Whoever asks again does not want to wait: without us listening, the signal ends the process.
          for (const name of stopSignals) process.off(name, hear)
          if (graceMs !== undefined) setTimeout(endOverdue, graceMs).unref()
          resolve()
        }
        for (const name of stopSignals) process.on(name, hear)
      })
  }
}
