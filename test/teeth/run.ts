import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { saboteurs } from './saboteurs/index.ts'
import { openWorkshop, type Verdict } from './workshop.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write('Usage: test:teeth [--json] [--only PART-OF-AN-ID]\n')
  process.exit(0)
}

const side = 2
const chosen = saboteurs.filter(({ id }) => id.includes(values.only ?? ''))
const queue = [...chosen]
const verdicts: Verdict[] = []

await Promise.all(
  Array.from({ length: Math.min(side, chosen.length) }, async () => {
    const workshop = openWorkshop()
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const verdict = await workshop.judge(next)
        verdicts.push(verdict)
        const how = verdict.isCaught ? `caught by "${verdict.caughtBy.name}"` : `NOT CAUGHT: ${verdict.because}`
        process.stderr.write(`${verdicts.length} of ${chosen.length}  ${verdict.id}: ${how}\n`)
      }
    } finally {
      workshop.remove()
    }
  })
)

const casesFile = join(mkdtempSync(join(tmpdir(), 'lethe-teeth-cases-')), 'cases.jsonl')
writeFileSync(casesFile, verdicts.map(verdict => `${JSON.stringify(verdict)}\n`).join(''))
const caught = verdicts.filter(({ isCaught }) => isCaught).length
const summary = { saboteurs: verdicts.length, caught, casesFile }
process.stdout.write(
  values.json ? `${JSON.stringify(summary)}\n` : `${caught} of ${verdicts.length} saboteurs caught (${casesFile})\n`
)
process.exitCode = verdicts.length > 0 && caught === verdicts.length ? 0 : 1
