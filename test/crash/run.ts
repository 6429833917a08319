import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Survival } from '../doubles/power-cut-disk.ts'
import type { Fault } from './fault.ts'
import { compareRuns, type Lane, type Mode, nameCase, openLane, type Run } from './lane.ts'
import { type Scenario, scenarios } from './scenarios.ts'

interface Point {
  readonly scenario: Scenario
  readonly mode: Mode
  readonly fault: Fault
  readonly survival: Survival
}

interface Row {
  readonly id: string
  readonly platform: string
  readonly isReached: boolean
  readonly lost: number
  readonly doneTwice: number
  readonly repeatedWithoutEffect: number
  readonly state: string
  readonly effects: readonly string[]
  readonly differences: readonly string[]
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    scenario: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write('Usage: test:crash [--json] [--scenario PART-OF-AN-ID] [--only PART-OF-A-NAME]\n')
  process.exit(0)
}

const casesFile = join(mkdtempSync(join(tmpdir(), 'lethe-crash-cases-')), 'cases.jsonl')
writeFileSync(casesFile, '')

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1)

/** Every point of a scenario: after each commit, and on both sides of each call that changes something. */
const pointsOf = (scenario: Scenario, mode: Mode, plain: Run): readonly Point[] => {
  // That everything written survives is what a kill shows.
  const survival = (n: number): Survival => (n % 4 < 2 ? 'names' : 'synced')
  const at = (fault: Fault): Point => ({ scenario, mode, fault, survival: survival(fault.n) })
  const commits = mode === 'sigkill' && !scenario.killsAtCommits ? [] : upTo(plain.commits)
  return [
    ...upTo(plain.changes).flatMap(n => [at({ at: 'arrived', n }), at({ at: 'answered', n })]),
    ...commits.map(n => at({ at: 'committed', n })),
    // Without power, what is not synced may be torn: then the commit before must still be there.
    ...(mode === 'power-cut' && scenario.killsAtCommits
      ? commits.filter(n => n % 2 === 0).map(n => at({ at: n % 4 === 0 ? 'renaming' : 'renamed', n }))
      : [])
  ]
}

const rows: Row[] = []
const planned = { count: 0 }

function report(row: Row): void {
  rows.push(row)
  appendFileSync(casesFile, `${JSON.stringify(row)}\n`)
  if (row.differences.length > 0) process.stderr.write(`\n${row.id}: ${row.differences.join('; ')}\n`)
  if (process.stderr.isTTY) {
    const width = 30
    const done = Math.round((rows.length / Math.max(1, planned.count)) * width)
    process.stderr.write(
      `\r[${'#'.repeat(done)}${'.'.repeat(width - done)}] ${rows.length} of ${planned.count}  ${row.id.slice(0, 70).padEnd(70)}`
    )
  } else if (rows.length % 20 === 0) process.stderr.write(`${rows.length} of ${planned.count} points\n`)
}

async function runPoint(lane: Lane, point: Point, plain: Run): Promise<Row> {
  const { scenario, mode, fault, survival } = point
  const base = { id: nameCase(scenario, mode, fault, survival), platform: scenario.platform }
  try {
    const run = await lane.run(fault, survival)
    const effects = run.journal.split('\n').flatMap(line => (line === '' ? [] : [String(JSON.parse(line).effect)]))
    return { ...base, isReached: run.isStopped, state: run.state, effects, ...compareRuns(run, plain) }
  } catch (error) {
    const differences = [`the case broke off: ${error instanceof Error ? error.message : 'unknown'}`]
    const nothing = { lost: 1, doneTwice: 0, repeatedWithoutEffect: 0, state: 'broken off', effects: [] }
    return { ...base, isReached: true, ...nothing, differences }
  }
}

/** Runs a scenario in one mode, on as many lanes as it is given. */
async function runScenario(scenario: Scenario, mode: Mode, plain: Run, lanes: number): Promise<void> {
  const points = pointsOf(scenario, mode, plain).filter(({ fault, survival }) =>
    nameCase(scenario, mode, fault, survival).includes(values.only ?? '')
  )
  planned.count += points.length
  const queue = [...points]
  await Promise.all(
    upTo(Math.min(lanes, points.length)).map(async () => {
      const lane = await openLane(scenario, mode)
      for (let point = queue.shift(); point !== undefined; point = queue.shift()) {
        report(await runPoint(lane, point, plain))
      }
      await lane.close()
    })
  )
}

async function runPlainly(scenario: Scenario): Promise<Run> {
  const lane = await openLane(scenario, 'power-cut')
  const plain = await lane.run(null, 'synced')
  await lane.close()
  if (plain.state !== 'completed' || plain.refusal !== null || plain.messages !== scenario.messages) {
    throw new Error(`${scenario.id} without a stop: ${plain.state}, ${plain.refusal}, ${plain.messages} messages`)
  }
  return plain
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const beganAt = Date.now()
const chosen = scenarios.filter(({ id }) => id.includes(values.scenario ?? ''))
const plain = await Promise.all(chosen.map(runPlainly))
await Promise.all(
  chosen.flatMap((scenario, at) => [
    runScenario(scenario, 'sigkill', plain[at]!, scenario.lanes),
    runScenario(scenario, 'power-cut', plain[at]!, scenario.lanes)
  ])
)

const total = (which: readonly Row[], count: (row: Row) => number): number =>
  which.reduce((sum, row) => sum + count(row), 0)
const reached = rows.filter(({ isReached }) => isReached)
const differing = rows.filter(({ differences }) => differences.length > 0)
const summary = {
  points: reached.length,
  lost: total(rows, row => row.lost),
  doneTwice: total(rows, row => row.doneTwice),
  differing: differing.length,
  notReached: rows.length - reached.length,
  repeatedWithoutEffect: total(rows, row => row.repeatedWithoutEffect),
  platforms: Object.fromEntries(
    ['openolat', 'openedx'].map(platform => {
      const here = reached.filter(row => row.platform === platform)
      return [
        platform,
        { points: here.length, lost: total(here, row => row.lost), doneTwice: total(here, row => row.doneTwice) }
      ]
    })
  ),
  seconds: Math.round((Date.now() - beganAt) / 1000),
  casesFile
}
process.stderr.write('\n')
process.stdout.write(
  values.json
    ? `${JSON.stringify(summary)}\n`
    : `${summary.points} points, ${summary.lost} lost, ${summary.doneTwice} done twice, ${differing.length} differing (${casesFile})\n`
)
process.exit(summary.lost + summary.doneTwice + differing.length === 0 && summary.points > 0 ? 0 : 1)
