import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../doubles/postgres-server.ts'
import { killGrounds, powerGrounds } from './grounds.ts'
import { compareRuns, type Grounds, type Lane, type Mode, openLane, type Run } from './lane.ts'
import { modesOf, type Point, pointsOf, type StoreKind } from './points.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { twinGrounds } from './twin-grounds.ts'

interface Row {
  readonly id: string
  readonly store: StoreKind
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
    store: { type: 'string' },
    scenario: { type: 'string' },
    only: { type: 'string' },
    every: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false }
  }
})
const stores = Object.keys(modesOf).filter(store => store === (values.store ?? store)) as StoreKind[]
if (values.help || stores.length === 0) {
  process.stdout.write(`Usage: test:crash [--json] [--store lowdb|postgres] [--scenario PART-OF-AN-ID]
                  [--only PART-OF-A-NAME] [--every N]

Stops a sidecar at every point, on both stores: on PostgreSQL one of two instances dies, and the other takes over.
--every N takes every Nth point of each scenario, for a sample.
`)
  process.exit(values.help ? 0 : 2)
}

const casesFile = join(mkdtempSync(join(tmpdir(), 'lethe-crash-cases-')), 'cases.jsonl')
writeFileSync(casesFile, '')

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

async function runPoint(store: StoreKind, lane: Lane, point: Point, plain: Run): Promise<Row> {
  const { id, scenario, fault, survival } = point
  const base = { id, store, platform: scenario.platform }
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
async function runScenario(
  store: StoreKind,
  scenario: Scenario,
  mode: Mode,
  plain: Run,
  grounds: Grounds
): Promise<void> {
  const points = pointsOf(scenario, mode, plain)
    .filter(({ id }) => id.includes(values.only ?? ''))
    .filter((_, at) => at % Number(values.every) === 0)
  planned.count += points.length
  const queue = [...points]
  // Two instances wait for leases besides, so that more of them fit beside one another.
  const lanes = Math.min(scenario.lanes * (mode === 'take-over' ? 2 : 1), points.length)
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      const lane = await openLane(scenario, mode, grounds)
      for (let point = queue.shift(); point !== undefined; point = queue.shift()) {
        report(await runPoint(store, lane, point, plain))
      }
      await lane.close()
    })
  )
}

async function runPlainly(scenario: Scenario, mode: Mode, grounds: Grounds): Promise<Run> {
  const lane = await openLane(scenario, mode, grounds)
  const plain = await lane.run(null, 'synced')
  await lane.close()
  if (plain.state !== 'completed' || plain.refusal !== null || plain.messages !== scenario.messages) {
    throw new Error(`${scenario.id} without a stop: ${plain.state}, ${plain.refusal}, ${plain.messages} messages`)
  }
  return plain
}

/** Runs everything on one store; answers how many seconds it took. */
async function runStore(store: StoreKind, chosen: readonly Scenario[]): Promise<number> {
  const beganAt = Date.now()
  const database = store === 'postgres' ? await startPostgres() : null
  const grounds: Grounds = {
    sigkill: mailUrl => killGrounds(mailUrl),
    'power-cut': (mailUrl, crossing) => powerGrounds(mailUrl, () => crossing.cut()),
    'take-over': mailUrl => twinGrounds(mailUrl, database!)
  }
  const modes: readonly Mode[] = modesOf[store]
  const plain = await Promise.all(chosen.map(scenario => runPlainly(scenario, modes.at(-1)!, grounds)))
  await Promise.all(
    chosen.flatMap((scenario, at) => modes.map(mode => runScenario(store, scenario, mode, plain[at]!, grounds)))
  )
  await database?.stop()
  return Math.round((Date.now() - beganAt) / 1000)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const chosen = scenarios.filter(({ id }) => id.includes(values.scenario ?? ''))
const seconds: Partial<Record<StoreKind, number>> = {}
for (const store of stores) seconds[store] = await runStore(store, chosen)

const total = (which: readonly Row[], count: (row: Row) => number): number =>
  which.reduce((sum, row) => sum + count(row), 0)
const countOf = (which: readonly Row[]) => ({
  points: which.filter(({ isReached }) => isReached).length,
  lost: total(which, row => row.lost),
  doneTwice: total(which, row => row.doneTwice),
  differing: which.filter(({ differences }) => differences.length > 0).length,
  notReached: which.filter(({ isReached }) => !isReached).length,
  repeatedWithoutEffect: total(which, row => row.repeatedWithoutEffect)
})
const platforms = [...new Set(chosen.map(({ platform }) => platform))]
const summary = {
  ...countOf(rows),
  platforms: Object.fromEntries(platforms.map(name => [name, countOf(rows.filter(row => row.platform === name))])),
  stores: Object.fromEntries(
    stores.map(name => [name, { ...countOf(rows.filter(({ store }) => store === name)), seconds: seconds[name] }])
  ),
  seconds: stores.reduce((sum, store) => sum + seconds[store]!, 0),
  casesFile
}
process.stderr.write('\n')
process.stdout.write(
  values.json
    ? `${JSON.stringify(summary)}\n`
    : `${summary.points} points, ${summary.lost} lost, ${summary.doneTwice} done twice, ${summary.differing} differing (${casesFile})\n`
)
const isEachStoreTried = stores.every(name => rows.some(({ store, isReached }) => store === name && isReached))
process.exit(summary.lost + summary.doneTwice + summary.differing === 0 && isEachStoreTried ? 0 : 1)
