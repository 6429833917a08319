import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { intro, note, outro } from '@clack/prompts'
import { createBoard } from './board.ts'
import type { Cast } from './cast.ts'
import { CallError } from './client.ts'
import { CastError, readCast } from './read-cast.ts'
import { drawEnd, drawJson } from './report.ts'
import { runCast, saveCertificates } from './run.ts'
import { openStage, type Stage } from './stage.ts'

const help = `npm run demo -- [--once] [--json] [--cast FILE]

  --once       end when everybody has ended; exit 0 only if all ended as expected
  --json       one JSON document as the last line of standard output
  --cast FILE  another cast than test/demo/cast.json
`

/** Ends with 2: nothing could be begun. */
function refuse(because: string): never {
  process.stderr.write(`demo: ${because} (--help says what there is)\n`)
  process.exit(2)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        cast: { type: 'string' },
        once: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false }
      }
    }).values
  } catch (error) {
    return refuse((error as Error).message)
  }
}

function readOrRefuse(file: string | URL): Cast {
  try {
    return readCast(file)
  } catch (error) {
    if (error instanceof CastError) return refuse(error.message)
    throw error
  }
}

const values = readOptions()

// With --json nothing but the document goes to standard output.
const screen = values.json ? process.stderr : process.stdout
const isColoured = screen.isTTY === true && (process.env.NO_COLOR ?? '') === ''

function say(title: string, text: string): void {
  if (isColoured) note(text, title, { output: screen })
  else screen.write(`${title}\n${text}\n`)
}

async function play(stage: Stage, results: string): Promise<'played'> {
  const run = await runCast(cast, stage, createBoard(screen, cast.people.length, isColoured))
  const certificates = join(results, 'certificates')
  const retained = await saveCertificates(run, certificates)
  // Whoever checks them later needs the key that signed them, and the keys of this run go with it.
  copyFileSync(stage.certificateKey, join(certificates, 'certificate.pub'))
  const casesFile = join(results, 'cases.jsonl')
  writeFileSync(casesFile, run.verdicts.map(verdict => `${JSON.stringify(verdict)}\n`).join(''))
  screen.write(drawEnd(run, retained, { width: screen.columns ?? Number.POSITIVE_INFINITY, isColoured }))
  if (values.json) process.stdout.write(`${drawJson(run.verdicts, { casesFile, certificates })}\n`)
  process.exitCode = run.verdicts.every(({ asExpected }) => asExpected) ? 0 : 1
  return 'played'
}

function describeWhere(stage: Stage, results: string): string {
  return [
    `API           ${stage.address} (document: ${stage.address}/openapi.yaml)`,
    ...[...stage.sandboxes].map(
      ([name, address]) => `${name.padEnd(12)}  ${address} (control: ${address}/_sandbox/people)`
    ),
    `token         ${stage.tokenFile}`,
    `certificates  ${join(results, 'certificates')} (lethe verify FILE --key certificate.pub)`
  ].join('\n')
}

if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}
const cast = readOrRefuse(values.cast ?? new URL('cast.json', import.meta.url))
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
} catch (error) {
  // What our API does not take at the set-up was in the cast.
  const isOfCast = error instanceof CastError || (error instanceof CallError && error.status === 400)
  if (!isOfCast) throw error
  process.stderr.write(`demo: ${error.message}\n`)
  process.exitCode = 2
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (isColoured) outro('Ended.', { output: screen })
// Calls that were broken off may still hold a timer.
process.exit()
