import { readFileSync } from 'node:fs'
import { readSandboxCommand } from '../../sandbox/command.ts'
import { type Seed, startSandbox } from './index.ts'

const command = readSandboxCommand('start.ts', 'Open edX')
if (command !== null) {
  const example = () => JSON.parse(readFileSync(new URL('seed.example.json', import.meta.url), 'utf8'))
  const sandbox = await startSandbox({
    seed: (command.seed ?? example()) as Seed,
    port: command.port,
    ...(command.journalFile !== undefined && { journalFile: command.journalFile })
  })
  process.stdout.write(`Open edX sandbox at ${sandbox.address}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close())
}
