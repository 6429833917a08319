import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CaseRow } from './cases.ts'
import { runOpenedx } from './openedx/run.ts'
import { runOpenolat } from './openolat/run.ts'
import { findMissing } from './proxies.ts'

const platforms = { openedx: runOpenedx, openolat: runOpenolat }

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    platform: { type: 'string', default: 'openedx' },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write('Usage: test:gateway [--platform openedx] [--only PART] [--json]\n')
  process.exit(0)
}
const play = Object.hasOwn(platforms, values.platform) ? platforms[values.platform as keyof typeof platforms] : null
const missing = findMissing()
const refusal =
  play === null
    ? `there is nothing for the platform ${values.platform}; there is ${Object.keys(platforms).join(', ')}`
    : missing.length > 0
      ? `${missing.join(' and ')} cannot be found; Debian and Ubuntu have both: apt-get install caddy nginx`
      : null
if (play === null || refusal !== null) {
  process.stderr.write(`test:gateway: ${refusal}\n`)
  process.exit(2)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const beganAt = Date.now()
const folder = mkdtempSync(join(tmpdir(), 'lethe-gateway-'))
const casesFile = join(mkdtempSync(join(tmpdir(), 'lethe-gateway-cases-')), 'cases.jsonl')
writeFileSync(casesFile, '')
const rows: CaseRow[] = []
const say = (line: string) => process.stderr.write(`${line}\n`)

const more = await play(
  { folder, only: values.only },
  row => {
    const told = { ...row, passed: row.faults.length === 0 }
    rows.push(told)
    appendFileSync(casesFile, `${JSON.stringify(told)}\n`)
    say(`${told.passed ? 'passed' : 'FAILED'}  ${row.id} (${row.proxy})`)
    for (const fault of row.faults) say(`        ${fault}`)
  },
  say
)
rmSync(folder, { recursive: true, force: true })
const failed = rows.filter(({ passed }) => !passed).map(({ id }) => id)
const summary = {
  cases: rows.length,
  passed: rows.length - failed.length,
  failed,
  ...more,
  seconds: Math.round((Date.now() - beganAt) / 1000),
  casesFile
}
process.stdout.write(
  values.json
    ? `${JSON.stringify(summary)}\n`
    : `${summary.passed} of ${summary.cases} cases passed in ${summary.seconds} s (${casesFile})\n`
)
process.exit(failed.length === 0 && rows.length > 0 ? 0 : 1)
