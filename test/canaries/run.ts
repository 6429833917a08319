import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createCanaries } from './canary.ts'
import { noteArguments, tryCommands } from './commands.ts'
import { flows } from './flows.ts'
import { sendOddInputs } from './odd-inputs.ts'
import { gatherOutputs } from './outputs.ts'
import { plantPerson } from './people.ts'
import { createSearch } from './search.ts'
import { folderOf, openStage, type Stage } from './stage.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write('Usage: test:canaries [--only PART-OF-A-FLOW] [--json]\n')
  process.exit(0)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const beganAt = Date.now()
const root = mkdtempSync(join(tmpdir(), 'lethe-canaries-'))
const casesFile = join(mkdtempSync(join(tmpdir(), 'lethe-canaries-cases-')), 'cases.jsonl')
writeFileSync(casesFile, '')
const tell = (row: object) => appendFileSync(casesFile, `${JSON.stringify(row)}\n`)
const say = (line: string) => process.stderr.write(`${line}\n`)

const firstId = { openolat: 2000, openedx: 11 }
const chosen = flows.filter(({ id }) => id.includes(values.only))
const canaries = createCanaries()
const cast = chosen.map((flow, at) => ({ flow, person: plantPerson(canaries, firstId[flow.platform] + at, flow.id) }))
const peopleOf = (platform: 'openolat' | 'openedx') =>
  cast.filter(({ flow }) => flow.platform === platform).map(({ person }) => person)

/** Whether everything that follows the ends is done too: messages sent, keys destroyed. */
async function untilForgotten(stage: Stage): Promise<void> {
  type Page = { items: { id: string }[] }
  type Vault = { vault: { compartment: string; state: string }[] }
  for (const { id } of (await stage.say<Page>('GET', '/requests?limit=200')).items) {
    for (let tries = 0; ; tries += 1) {
      const { vault } = await stage.say<Vault>('GET', `/requests/${id}`)
      if (vault.every(({ compartment, state }) => compartment !== 'work' || state !== 'sealed')) break
      if (tries > 1200) throw new Error(`the vault of ${id} was not destroyed`)
      await pause(100)
    }
  }
}

const stage = await openStage(folderOf(root), canaries, {
  openolat: peopleOf('openolat'),
  openedx: peopleOf('openedx')
})
noteArguments(stage)
const failed: string[] = []
for (const { flow, person } of cast) {
  const error = await flow.walk(stage, person, stage.grounds[flow.platform]).then(
    () => null,
    (error: Error) => error.message
  )
  if (error !== null) failed.push(flow.id)
  tell({ id: flow.id, fault: error, planted: canaries.all.filter(({ way }) => way === flow.id).length })
  say(`${error === null ? 'walked' : 'FAILED'}  ${flow.id}${error === null ? '' : `: ${error}`}`)
}
say(`sent ${await sendOddInputs(stage)} odd calls`)
const commands = await tryCommands(stage)
noteArguments(stage)
await untilForgotten(stage)
const outputs = await gatherOutputs(
  stage,
  cast.map(({ person }) => person),
  commands
)
await stage.close()

const search = createSearch(canaries.all)
const found: string[] = []
let lawful = 0
for (const { name, pieces } of outputs) {
  let bytes = 0
  for (const { about, bytes: content, may } of pieces) {
    bytes += content.length
    for (const { canary, form, near } of search(content)) {
      if (may?.(canary)) {
        lawful += 1
        continue
      }
      const where = `${name}: ${canary.kind} of “${canary.way}” as ${form} in ${about}`
      found.push(where)
      tell({ id: where, fault: near })
    }
  }
  tell({ id: `output ${name}`, pieces: pieces.length, bytes })
  say(`searched ${name}: ${pieces.length} pieces, ${bytes} bytes`)
}
const empty = outputs.filter(({ pieces }) => !pieces.some(({ bytes }) => bytes.length > 0)).map(({ name }) => name)
rmSync(root, { recursive: true, force: true })

const summary = {
  planted: canaries.all.length,
  outputsSearched: outputs.length - empty.length,
  found: found.length,
  where: [...new Set(found)].slice(0, 50),
  /** Seen where they belong: a mail to their own person, a call that names who is meant. None would mean that nothing was read. */
  seenWhereLawful: lawful,
  flows: chosen.length,
  failed,
  empty,
  seconds: Math.round((Date.now() - beganAt) / 1000),
  casesFile
}
process.stdout.write(
  values.json
    ? `${JSON.stringify(summary)}\n`
    : `${summary.planted} planted, ${summary.outputsSearched} outputs searched, ${summary.found} found (${casesFile})\n`
)
process.exit(found.length === 0 && failed.length === 0 && lawful > 0 ? 0 : 1)
