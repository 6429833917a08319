import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { throwDice } from './dice.ts'
import { type Outcome, runShare, type StoreKind } from './share.ts'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '2000' },
    store: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write(`Usage: test:soak [--requests N] [--store lowdb|postgres] [--seed N] [--minutes N] [--json]

Demands come in while everything fails that can: half of them on the embedded store, then half on PostgreSQL with two
instances, unless a store is named. The seed of a run replays its programme.
`)
  process.exit(0)
}

const requests = Number(values.requests)
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)
const stores: readonly StoreKind[] = values.store === undefined ? ['lowdb', 'postgres'] : [values.store as StoreKind]
/** All demands of 2,000 come within seven minutes; more of them as fast. */
const minutes = values.minutes === undefined ? (requests / 2000) * 7 : Number(values.minutes)
const leastKills = 20

const folder = mkdtempSync(join(tmpdir(), 'lethe-soak-'))
const casesFile = join(folder, 'cases.jsonl')
writeFileSync(casesFile, '')
const say = (text: string): void => void process.stderr.write(`${text}\n`)
say(`seed ${seed}, ${folder}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const beganAt = Date.now()
const outcomes: Outcome[] = []
for (const [n, store] of stores.entries()) {
  const part = Math.floor(requests / stores.length) + (n < requests % stores.length ? 1 : 0)
  const outcome = await runShare({
    store,
    requests: part,
    leastKills: Math.ceil(leastKills / stores.length),
    spreadMs: (minutes * 60_000) / stores.length,
    dice: throwDice(seed).for(store),
    folder: join(folder, store),
    say
  })
  outcomes.push(outcome)
  for (const each of outcome.cases) appendFileSync(casesFile, `${JSON.stringify({ store, ...each })}\n`)
  const { cases: _, ...shown } = outcome
  say(JSON.stringify(shown))
}

const total = (count: (outcome: Outcome) => number): number => outcomes.reduce((sum, each) => sum + count(each), 0)
const faults: Record<string, number> = {}
for (const outcome of outcomes)
  for (const [what, times] of Object.entries(outcome.faults)) faults[what] = (faults[what] ?? 0) + times
const kills = faults.sigkill ?? 0
/** A fault that was never met shows nothing. */
const neverMet = Object.entries(faults).flatMap(([what, times]) => (times > 0 ? [] : [what]))
const summary = {
  accepted: total(each => each.accepted),
  lost: total(each => each.lost),
  doneTwice: total(each => each.doneTwice),
  unfinished: total(each => each.unfinished),
  needsPerson: total(each => each.needsPerson),
  uninvited: total(each => each.uninvited),
  overlapping: total(each => each.overlapping),
  kills,
  badExits: total(each => each.badExits),
  crashes: total(each => each.crashes),
  faults,
  neverMet,
  stores: outcomes.map(({ cases: _, faults: __, ...each }) => each),
  seconds: Math.round((Date.now() - beganAt) / 1000),
  seed,
  casesFile
}
process.stdout.write(
  values.json
    ? `${JSON.stringify(summary)}\n`
    : `${summary.accepted} accepted, ${summary.lost} lost, ${summary.doneTwice} done twice, ${summary.unfinished} unfinished, ${summary.needsPerson} wait for a person, ${kills} kills (${casesFile})\n`
)
const { accepted, lost, doneTwice, unfinished, uninvited, overlapping, badExits, crashes } = summary
const isGood =
  accepted === requests &&
  lost + doneTwice + unfinished + uninvited + overlapping + badExits + crashes + neverMet.length === 0 &&
  kills >= leastKills
process.exit(isGood ? 0 : 1)
