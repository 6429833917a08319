import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { retention } from '../../adapters/openolat/retention/index.ts'
import { erase } from './erase.ts'
import { erasures } from './erasures.ts'
import { runPartial } from './partial.ts'
import { runSelection } from './selection.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    people: { type: 'string', default: '40' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write('Usage: test:openolat [--json] [--people N]   N (20 or more) are picked from a list at once\n')
  process.exit(0)
}

const people = Number(values.people)
if (!Number.isInteger(people) || people < 20) {
  process.stderr.write('--people needs a whole number of 20 or more\n')
  process.exit(2)
}

const casesFile = join(mkdtempSync(join(tmpdir(), 'lethe-openolat-cases-')), 'cases.jsonl')
const say = (line: string) => process.stderr.write(`${line}\n`)

const erased = []
for (const erasure of erasures) {
  say(`erasing: ${erasure.id}`)
  const { cases, faults } = await erase(erasure)
  for (const fault of faults) say(`${erasure.id}: ${fault}`)
  for (const each of cases.filter(one => one.faults.length > 0))
    say(`${erasure.id}: ${each.row}: ${each.faults.join()}`)
  erased.push({ cases, faults })
}
say('breaking off at each step of the deletion')
const partial = await runPartial()
say(`picking ${people} people from a list`)
const { cases: picked, faults: amiss, ...selection } = await runSelection(people, say)
const cases = erased.flatMap(each => each.cases)
writeFileSync(casesFile, [...cases, ...partial.cases, ...picked].map(line => `${JSON.stringify(line)}\n`).join(''))

/** Rows that some reading answered: that it could not tell is no answer. */
const wereRead = new Set(
  cases.flatMap(({ row, reading, check }) =>
    reading === null || reading === 'cannot-tell' || check === 'cannot-tell' ? [] : row
  )
)
const checkable = retention.filter(({ check }) => check !== 'cannot-tell')
const numbers = new Set(retention.flatMap(({ number }) => number ?? []))
const certified = new Set(cases.filter(({ faults }) => faults.length === 0).map(({ row }) => row))
const summary = {
  rows: retention.length,
  withOutcome: retention.filter(({ id }) => certified.has(id)).length,
  checked: checkable.filter(({ id }) => wereRead.has(id)).length,
  notCheckable: retention.length - checkable.length,
  partial: { points: partial.points, recovered: partial.recovered },
  selection,
  casesFile
}

const wrong = [
  ...erased.flatMap(({ cases: each, faults }) => [...faults, ...each.flatMap(one => one.faults)]),
  ...checkable.filter(({ id }) => !wereRead.has(id)).map(({ id }) => `${id}: nobody read it`),
  ...retention.filter(({ id }) => !certified.has(id)).map(({ id }) => `${id}: without an outcome`),
  ...amiss
]
for (const each of wrong) say(each)
for (const row of checkable) say(`${row.number ?? '-'} ${row.category}: ${row.readBy}`)
process.stdout.write(
  values.json
    ? `${JSON.stringify(summary)}\n`
    : `${summary.rows} rows, ${summary.checked} read back, ${summary.notCheckable} that cannot be, ` +
        `${partial.recovered} of ${partial.points} broken deletions recovered, ` +
        `${selection.erased} of ${people} picked people erased, ${selection.blocked} blocked (${casesFile})\n`
)
const isRight = wrong.length === 0 && numbers.size === 51 && partial.points > 0 && partial.recovered === partial.points
process.exit(isRight ? 0 : 1)
