import { readFileSync } from 'node:fs'
import { readSandboxCommand } from '../../sandbox/command.ts'
import { type Seed, startSandbox } from './index.ts'

const command = readSandboxCommand('node adapters/openolat/sandbox/start.ts', 'OpenOlat')
if (command !== null) {
  const example = () => JSON.parse(readFileSync(new URL('seed.json', import.meta.url), 'utf8'))
  const sandbox = await startSandbox({
    seed: (command.seed ?? example()) as Seed,
    port: command.port,
    ...(command.journalFile !== undefined && { journalFile: command.journalFile })
  })
  process.stdout.write(`OpenOlat sandbox: ${sandbox.address}/restapi (control: ${sandbox.address}/_sandbox/people)\n`)
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => void sandbox.close())
}
