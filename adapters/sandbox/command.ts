import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

/** What the command line of a sandbox says. */
export interface SandboxCommand {
  readonly port: number
  /** The seed, parsed; undefined: the example beside the command. */
  readonly seed: unknown
  readonly journalFile: string | undefined
}

/** Reads `--port --seed --journal`; null when help was asked for and written. */
export function readSandboxCommand(name: string, platform: string): SandboxCommand | null {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      seed: { type: 'string' },
      journal: { type: 'string' },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    process.stdout.write(`Usage: ${name} [--port N] [--seed FILE] [--journal FILE]

A stand-in for ${platform} on 127.0.0.1 with a memory of its own.
  --port N        port to listen on (any free one unless said)
  --seed FILE     people and settings as JSON (the example seed unless said)
  --journal FILE  append every effect as a JSON line
Checks ask it below /_sandbox/: journal, faults, people, people/ID, settings, jobs/NAME.
`)
    return null
  }
  return {
    port: Number(values.port),
    seed: values.seed === undefined ? undefined : JSON.parse(readFileSync(values.seed, 'utf8')),
    journalFile: values.journal
  }
}
