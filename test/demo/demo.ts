import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createBoard } from './board.ts'
import { readCast } from './cast.ts'
import { drawEnd, drawJson } from './report.ts'
import { runCast, saveCertificates } from './run.ts'
import { openStage } from './stage.ts'

const { values } = parseArgs({
  options: {
    cast: { type: 'string' },
    once: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false }
  }
})

// With --json nothing but the document goes to standard output.
const screen = values.json ? process.stderr : process.stdout
const isColoured = screen.isTTY === true && (process.env.NO_COLOR ?? '') === ''

const cast = readCast(values.cast ?? new URL('cast.json', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'lethe-demo-'))
const results = values.once ? mkdtempSync(join(tmpdir(), 'lethe-demo-results-')) : folder
const interrupted = new Promise<void>(resolve => {
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => resolve())
})

const stage = await openStage(cast, folder)
try {
  const board = createBoard(screen, cast.people.length, isColoured)
  board.say(`Lethe ${stage.address}, ${cast.people.length} people on ${cast.platforms.length} platforms`)
  const played = runCast(cast, stage, board).then(async run => ({
    run,
    certificates: await saveCertificates(run, join(results, 'certificates'))
  }))
  const done = await Promise.race([played, interrupted])
  if (done !== undefined) {
    const { verdicts } = done.run
    const casesFile = join(results, 'cases.jsonl')
    writeFileSync(casesFile, verdicts.map(verdict => `${JSON.stringify(verdict)}\n`).join(''))
    if (values.json) process.stdout.write(`${drawJson(verdicts, casesFile)}\n`)
    else screen.write(drawEnd(done.run, isColoured))
    if (verdicts.some(({ asExpected }) => !asExpected)) process.exitCode = 1
    if (!values.once) {
      const sandboxes = [...stage.sandboxes].map(([name, address]) => `  ${name.padEnd(14)} ${address}`)
      board.say(
        [
          `It stays up; Ctrl-C ends it and removes ${folder}`,
          `  API            ${stage.address} (document: ${stage.address}/docs)`,
          ...sandboxes,
          `  token          ${stage.tokenFile}`,
          `  certificates   ${join(results, 'certificates')}`
        ].join('\n')
      )
      await interrupted
    }
  }
} finally {
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
}
