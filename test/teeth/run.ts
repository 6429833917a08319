import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { saboteurs } from './saboteurs/index.ts'
import { createSoundRuns, openWorkshop, type Verdict } from './workshop.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    part: { type: 'string', default: '1/1' },
    side: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write('Usage: test:teeth [--json] [--only PART-OF-AN-ID] [--part 2/5] [--side WORKSHOPS]\n')
  process.exit(0)
}

const side = Number(values.side)
const [part, parts] = values.part.split('/').map(Number) as [number, number]
const chosen = saboteurs.filter(({ id }, at) => id.includes(values.only ?? '') && at % parts === part - 1)
const queue = [...chosen]
const verdicts: Verdict[] = []
const sound = createSoundRuns()
const begunAt = performance.now()

await Promise.all(
  Array.from({ length: Math.min(side, chosen.length) }, async () => {
    const workshop = openWorkshop(sound)
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
const seconds = Math.round((performance.now() - begunAt) / 1000)
const summary = { saboteurs: verdicts.length, caught, seconds, casesFile }
process.stdout.write(
  values.json ? `${JSON.stringify(summary)}\n` : `${caught} of ${verdicts.length} saboteurs caught (${casesFile})\n`
)
process.exitCode = verdicts.length > 0 && caught === verdicts.length ? 0 : 1
