import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { intro, note, outro } from '@clack/prompts'
import { createBoard } from './board.ts'
import { readCast } from './cast.ts'
import { drawEnd, drawJson } from './report.ts'
import { runCast, saveCertificates } from './run.ts'
import { openStage, type Stage } from './stage.ts'

const help = `npm run demo -- [--once] [--json] [--cast FILE]

  --once       end when everybody has ended; exit 0 only if all ended as expected
  --json       one JSON document as the last line of standard output
  --cast FILE  another cast than test/demo/cast.json
`

const { values } = parseArgs({
  options: {
    cast: { type: 'string' },
    once: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false }
  }
})

// With --json nothing but the document goes to standard output.
const screen = values.json ? process.stderr : process.stdout
const isColoured = screen.isTTY === true && (process.env.NO_COLOR ?? '') === ''

function say(title: string, text: string): void {
  if (isColoured) note(text, title, { output: screen })
  else screen.write(`${title}\n${text}\n`)
}

async function play(stage: Stage, results: string): Promise<'played'> {
  const run = await runCast(cast, stage, createBoard(screen, cast.people.length, isColoured))
  const retained = await saveCertificates(run, join(results, 'certificates'))
  const casesFile = join(results, 'cases.jsonl')
  writeFileSync(casesFile, run.verdicts.map(verdict => `${JSON.stringify(verdict)}\n`).join(''))
  screen.write(drawEnd(run, retained))
  if (values.json) process.stdout.write(`${drawJson(run.verdicts, casesFile)}\n`)
  process.exitCode = run.verdicts.every(({ asExpected }) => asExpected) ? 0 : 1
  return 'played'
}

function describeWhere(stage: Stage, results: string): string {
  return [
    `API           ${stage.address} (document: ${stage.address}/docs)`,
    ...[...stage.sandboxes].map(
      ([name, address]) => `${name.padEnd(12)}  ${address} (control: ${address}/_sandbox/people)`
    ),
    `token         ${stage.tokenFile}`,
    `certificates  ${join(results, 'certificates')}`
  ].join('\n')
}

if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}
const cast = readCast(values.cast ?? new URL('cast.json', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'lethe-demo-'))
// What one run leaves behind is for whoever reads it; everything else goes.
const results = values.once ? mkdtempSync(join(tmpdir(), 'lethe-demo-results-')) : folder
const interrupted = new Promise<'interrupted'>(resolve => {
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => resolve('interrupted'))
})
if (isColoured) intro('Lethe', { output: screen })
try {
  const stage = await openStage(cast, folder)
  try {
    say(`${cast.people.length} people on ${cast.platforms.length} platforms`, describeWhere(stage, results))
    const playing = play(stage, results)
    const how = await Promise.race([playing, interrupted])
    if (how === 'interrupted') {
      process.exitCode = 130
      // It breaks off with the stage; what it then throws is nobody's concern.
      playing.catch(() => {})
    } else if (!values.once) {
      say(`It stays up. Ctrl-C ends it and removes ${folder}`, describeWhere(stage, results))
      await interrupted
    }
  } finally {
    await stage.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (isColoured) outro('Ended.', { output: screen })
// Calls that were broken off may still hold a timer.
process.exit()
