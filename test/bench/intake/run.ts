import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { spreadOf } from '../../doubles/spread.ts'
import { startPlatform } from '../scale/platform.ts'
import { type Case, runBeside } from './beside.ts'
import { runFlat } from './flat.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '4' },
    only: { type: 'string', default: '' },
    stored: { type: 'string', default: '1000000' },
    open: { type: 'string', default: '100000' },
    profile: { type: 'string', default: '' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write(
    'Usage: bench:intake [--rounds N] [--seconds N] [--only beside|flat] [--stored N] [--open N] [--profile FOLDER] [--json]\n'
  )
  process.exit(0)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const folder = mkdtempSync(join(tmpdir(), 'lethe-intake-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const casesFile = join(mkdtempSync(join(tmpdir(), 'lethe-intake-cases-')), 'cases.jsonl')
writeFileSync(casesFile, '')

const cases: Case[] = []
const tell = (one: Case) => {
  cases.push(one)
  appendFileSync(casesFile, `${JSON.stringify(one)}\n`)
  const { round, server, perSecond, p50Ms, p99Ms, cpuUs } = one
  process.stderr.write(
    `${round}  ${server.padEnd(12)} ${perSecond.toFixed(0).padStart(6)}/s  median ${p50Ms.toFixed(1)} ms, 99 % ${p99Ms.toFixed(1)} ms, processor ${cpuUs.toFixed(0)} µs a call\n`
  )
}
const pace = { rounds: Number(values.rounds), seconds: Number(values.seconds), tell }
const execArgv = values.profile === '' ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`]

/** Of each round, what one did divided by what another did. */
const ratiosOf = (one: string, other: string, of: (one: Case) => number) =>
  spreadOf(
    cases
      .filter(({ server }) => server === one)
      .map(own => of(own) / of(cases.find(({ server, round }) => server === other && round === own.round)!))
  )
const speed = ({ perSecond }: Case) => perSecond
const medians = (of: (one: Case) => number) =>
  Object.fromEntries(
    [...Map.groupBy(cases, ({ server }) => server)].map(([server, all]) => [server, spreadOf(all.map(of)).median])
  )

const platform = await startPlatform(folder, [])
const asked = (part: string) => values.only === '' || values.only === part
const beside = asked('beside') ? await runBeside(folder, platform.address, pace, execArgv) : null
const stored = { all: Number(values.stored), open: Number(values.open) }
const flat = asked('flat')
  ? await runFlat(folder, platform.address, stored, pace, text => process.stderr.write(`${text}\n`))
  : null
await platform.end()

const ratios = beside && {
  toHmac: ratiosOf('lethe', 'hmac', speed),
  toSyncedFile: ratiosOf('lethe', 'synced-file', speed),
  toProbot: ratiosOf('lethe', 'probot', speed),
  p99ToSyncedFile: ratiosOf('lethe', 'synced-file', ({ p99Ms }) => p99Ms)
}
const flatness = flat && ratiosOf('lethe, much', 'lethe, few', speed)
const bars = [
  ['ratioToSyncedFile', ratios && ratios.toSyncedFile.median >= 0.5],
  ['p99ToSyncedFile', ratios && ratios.p99ToSyncedFile.median <= 2.5],
  ['flat', flatness && flatness.median >= 0.9],
  ['every 202 is stored', beside && beside.accepted === beside.stored],
  ['every 202 is stored beside a million', flat && flat.expected === flat.found]
] as const
const missed = bars.flatMap(([name, isMet]) => (isMet === false ? [name] : []))
const summary = {
  ratioToHmac: ratios?.toHmac.median ?? null,
  ratioToSyncedFile: ratios?.toSyncedFile.median ?? null,
  ratioToProbot: ratios?.toProbot.median ?? null,
  p99ToSyncedFile: ratios?.p99ToSyncedFile.median ?? null,
  flat: flatness?.median ?? null,
  missed,
  spread: { ...ratios, flat: flatness },
  perSecond: medians(speed),
  p99Ms: medians(({ p99Ms }) => p99Ms),
  cpuUs: medians(({ cpuUs }) => cpuUs),
  ...beside,
  large: flat && {
    ...stored,
    openMs: spreadOf(flat.openings.map(({ openMs }) => openMs)),
    rssMb: spreadOf(flat.openings.map(({ rssMb }) => rssMb))
  },
  casesFile
}
process.stdout.write(`${JSON.stringify(summary, null, values.json ? 0 : 2)}\n`)
process.exit(missed.length === 0 ? 0 : 1)
