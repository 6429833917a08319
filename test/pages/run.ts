import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { noBrowser } from './browser.ts'
import { openGround } from './ground.ts'
import { playJourney } from './journey.ts'
import { journeys } from './journeys/index.ts'
import { crawlAll } from './tours.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write('Usage: test:pages [--only PART-OF-A-JOURNEY | --only crawl] [--json]\n')
  process.exit(0)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const beganAt = Date.now()
const folder = mkdtempSync(join(tmpdir(), 'lethe-pages-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
// What the browser of the package unpacks is left behind by it.
process.env.TMPDIR = join(folder, 'browser')
mkdirSync(process.env.TMPDIR)
const kept = mkdtempSync(join(folder, '..', 'lethe-pages-cases-'))
const casesFile = join(kept, 'cases.jsonl')
writeFileSync(casesFile, '')
const tell = (row: { id: string; fault: string | null }, seconds?: number) => {
  appendFileSync(casesFile, `${JSON.stringify(row)}\n`)
  const time = seconds === undefined ? '' : ` (${seconds} s)`
  process.stderr.write(`${row.fault === null ? 'passed' : 'FAILED'}  ${row.id}${time}\n`)
  if (row.fault !== null) process.stderr.write(`${row.fault.replaceAll(/^/gm, '        ')}\n`)
}

const ground = await openGround(folder)
if (ground === null) {
  process.stderr.write(`test:pages: ${noBrowser}\n`)
  process.exit(2)
}
const chosen = journeys.filter(({ id }) => id.includes(values.only))

/** Journeys at once: they wait more than they work. */
const lanes = 3
const waiting = [...chosen]
const rows: Awaited<ReturnType<typeof playJourney>>[] = []
const walkOn = async () => {
  for (let journey = waiting.shift(); journey !== undefined; journey = waiting.shift()) {
    const row = await playJourney(journey, ground, kept)
    rows.push(row)
    tell(row, row.seconds)
  }
}
await Promise.all(Array.from({ length: lanes }, walkOn))
const crawled = 'crawl'.includes(values.only) ? await crawlAll(ground, tell) : null
await ground.close()

const failed = [...rows.filter(({ fault }) => fault !== null).map(({ id }) => id), ...(crawled?.failed ?? [])]
const summary = {
  journeys: rows.length,
  passed: rows.filter(({ fault }) => fault === null).length,
  axeViolations: crawled?.violations ?? 0,
  pagesChecked: crawled?.pages ?? 0,
  combinations: crawled?.combinations ?? 0,
  heaviestBytes: crawled?.heaviestBytes ?? 0,
  layoutShifts: crawled?.shifts ?? 0,
  failed,
  seconds: Math.round((Date.now() - beganAt) / 1000),
  casesFile
}
process.stdout.write(
  values.json
    ? `${JSON.stringify(summary)}\n`
    : `${summary.passed} of ${summary.journeys} journeys, ${summary.pagesChecked} pages in ${summary.combinations} combinations, ` +
        `${summary.axeViolations} violations in ${summary.seconds} s (${casesFile})\n`
)
process.exit(failed.length === 0 && rows.length + (crawled?.pages ?? 0) > 0 ? 0 : 1)
