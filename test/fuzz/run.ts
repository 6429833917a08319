import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzz } from './fuzz.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write('Usage: test:fuzz [--json] [--requests 100000] [--seed NUMBER] [--only PART-OF-AN-OPERATION]\n')
  process.exit(0)
}

const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
process.stderr.write(`seed ${seed}\n`)
const result = await fuzz({
  requests: Number(values.requests),
  seed,
  only: new RegExp(values.only),
  say: line => void process.stderr.write(`${line}\n`)
})
const casesFile = join(mkdtempSync(join(tmpdir(), 'lethe-fuzz-cases-')), 'cases.jsonl')
writeFileSync(casesFile, result.cases.map(each => `${JSON.stringify(each)}\n`).join(''))
const { cases: _, ...counts } = result
const summary = { ...counts, seed, casesFile }
process.stdout.write(values.json ? `${JSON.stringify(summary)}\n` : `${JSON.stringify(summary, null, 2)}\n`)
process.exit(result.serverErrors === 0 && result.undocumented === 0 ? 0 : 1)
