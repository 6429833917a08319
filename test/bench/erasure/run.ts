/*
 * How fast learners are erased on an Open edX site, beside a driver that makes the reference driver's calls one after the
 * other. Usage and method stand in test/bench/README.md.
 */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Sidecar } from '../../gateway/sidecar.ts'
import { type Child, startChild } from './child.ts'
import type { Drive } from './driver.ts'
import { median, round, spreadOf, usageOf } from './figures.ts'
import type { Learner, SiteReport } from './learner.ts'
import {
  assertCompleted,
  awaitNoneOpen,
  deliver,
  parallelCalls,
  places,
  type Registered,
  register,
  startLethe
} from './lethe.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    learners: { type: 'string', default: '400' },
    sequential: { type: 'string', default: '16' },
    pairs: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    'cpu-prof': { type: 'string' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write(
    'Usage: bench:erasure [--json] [--pairs N] [--learners N] [--sequential N] [--only forumV2|forumOff]\n' +
      '                     [--cpu-prof FOLDER]   N learners by Lethe beside N by the sequential driver, in each pair\n'
  )
  process.exit(0)
}

const callMs = 50
const say = (line: string) => process.stderr.write(`${line}\n`)
const casesFile = join(mkdtempSync(join(tmpdir(), 'lethe-erasure-cases-')), 'cases.jsonl')
writeFileSync(casesFile, '')
const folder = mkdtempSync(join(tmpdir(), 'lethe-erasure-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

/** One way of a site, with what has been measured on it. */
interface Mode {
  readonly name: 'forumV2' | 'forumOff'
  readonly hasForum: boolean
  readonly site: Child<{ address: string }>
  /** The same once more for the driver: where Lethe saw somebody else drive retirements it would rightly ask people first. */
  readonly drivenSite: Child<{ address: string }>
  readonly registered: Registered
  readonly pairs: Pair[]
}

interface Pair {
  readonly sequentialMs: number
  readonly letheMs: number
  readonly referenceCalls: number
  readonly report: SiteReport
  readonly cpuMs: number | null
  readonly siteCpuMs: number | null
  readonly rssMb: number | null
}

const sidecar: Sidecar = await startLethe(
  folder,
  values['cpu-prof'] === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values['cpu-prof']}`]
)
const driver = await startChild<string>('driver.ts')

async function openMode(name: Mode['name']): Promise<Mode> {
  const hasForum = name === 'forumV2'
  const openSite = () => startChild<{ address: string }>('site.ts', { forum: hasForum, callMs })
  const [site, drivenSite] = [await openSite(), await openSite()]
  return { name, hasForum, site, drivenSite, registered: await register(sidecar, name, site.hello.address), pairs: [] }
}

/** One learner after the other, by the driver: milliseconds a learner, and calls a learner. */
async function runSequentially({ drivenSite: site, hasForum }: Mode, count: number) {
  await site.ask({ do: 'forget' })
  const learners = await site.ask<readonly Learner[]>({ do: 'add', count })
  const drive: Drive = { address: site.hello.address, hasForum, learners }
  const { ms, fault } = await driver.ask<{ ms: number; fault?: string }>(drive)
  if (fault !== undefined) throw new Error(fault)
  const { calls, retired } = await site.ask<SiteReport>({ do: 'report' })
  if (retired !== count) throw new Error(`the sequential driver retired ${retired} of ${count}`)
  return { ms: ms / count, calls: Object.values(calls).reduce((sum, each) => sum + each, 0) / count }
}

/** All of them by Lethe, from the first delivery to the last request that is `completed`. */
async function runLethe({ site, registered, name }: Mode, count: number) {
  await site.ask({ do: 'forget' })
  const learners = await site.ask<readonly Learner[]>({ do: 'add', count })
  const [before, siteBefore] = [usageOf(sidecar.pid), usageOf(site.pid)]
  const beganAt = performance.now()
  const requests = await deliver(sidecar, registered, learners)
  const deliveredMs = performance.now() - beganAt
  // Whoever looks would take the time of whoever is looked at: the site is asked until it is done, then Lethe.
  const until = performance.now() + 60_000 + count * 1000
  while ((await site.ask<number>({ do: 'count' })) < count && performance.now() < until) await sleep(10)
  await awaitNoneOpen(sidecar, registered, 60_000)
  const ms = performance.now() - beganAt
  const [after, siteAfter] = [usageOf(sidecar.pid), usageOf(site.pid)]
  await assertCompleted(sidecar, requests)
  const report = await site.ask<SiteReport>({ do: 'report' })
  if (report.retired !== count || report.doneTwice > 0)
    throw new Error(`${name}: ${report.retired} of ${count} retired, ${report.doneTwice} changes done twice`)
  return {
    ms: ms / count,
    deliveredMs,
    report,
    cpuMs: before && after && (after.cpuMs - before.cpuMs) / count,
    siteCpuMs: siteBefore && siteAfter && (siteAfter.cpuMs - siteBefore.cpuMs) / count,
    rssMb: after === null ? null : after.rssMb
  }
}

async function runPair(mode: Mode, n: number): Promise<void> {
  const isFirst = n % 2 === 0
  const [many, few] = [Number(values.learners), Number(values.sequential)]
  const early = isFirst ? await runSequentially(mode, few) : null
  const lethe = await runLethe(mode, many)
  const sequential = early ?? (await runSequentially(mode, few))
  const { report, cpuMs, siteCpuMs, rssMb } = lethe
  const pair = {
    sequentialMs: sequential.ms,
    letheMs: lethe.ms,
    referenceCalls: sequential.calls,
    report,
    ...{ cpuMs, siteCpuMs, rssMb }
  }
  mode.pairs.push(pair)
  const { name } = mode
  appendFileSync(casesFile, `${JSON.stringify({ mode: name, pair: n + 1, deliveredMs: lethe.deliveredMs, ...pair })}\n`)
  say(
    `${name} ${n + 1}: sequential ${round(sequential.ms)} ms a learner, Lethe ${round(lethe.ms)}, ` +
      `${round(sequential.ms / lethe.ms)} times; CPU ${round(cpuMs ?? 0)} ms a learner, site ${round(siteCpuMs ?? 0)}; ` +
      `section ${round(report.sectionMs ?? 0)} ms and ${round(report.sectionGapMs ?? 0)} ms between; peak ${report.peak} calls`
  )
}

/** What a mode has come to, and the bars that it misses. */
function summarise({ hasForum, pairs }: Mode) {
  const ratios = pairs.map(({ sequentialMs, letheMs }) => sequentialMs / letheMs)
  const [last] = pairs.slice(-1)
  const referenceCalls = last!.referenceCalls
  const limit = hasForum ? referenceCalls / 2 : places
  const ratioToSequential = median(ratios)
  const { why, calls, siteCalls } = last!.report
  const many = Number(values.learners)
  const perLearner = (count: number) => round(count / many)
  const callsPerLearner = perLearner(why.changing + why.preparing + why.readBack)
  return {
    ratioToSequential: round(ratioToSequential),
    ratioToLimit: round(ratioToSequential / limit),
    limit,
    limitIs: hasForum
      ? `${referenceCalls} calls of the reference by the 2 that stand in the section, one learner at a time`
      : `${places} requests in hand at once`,
    callsPerLearner,
    referenceCalls,
    changing: perLearner(why.changing),
    preparing: perLearner(why.preparing),
    readBack: perLearner(why.readBack),
    calls: Object.fromEntries(Object.entries(calls).map(([name, count]) => [name, perLearner(count)])),
    siteCalls,
    spread: spreadOf(ratios),
    sequentialMs: spreadOf(pairs.map(pair => pair.sequentialMs)),
    letheMs: spreadOf(pairs.map(pair => pair.letheMs)),
    cpuMsPerLearner: spreadOf(pairs.flatMap(({ cpuMs }) => cpuMs ?? [])),
    siteCpuMsPerLearner: spreadOf(pairs.flatMap(({ siteCpuMs }) => siteCpuMs ?? [])),
    peakCalls: Math.max(...pairs.map(({ report }) => report.peak)),
    connections: Math.max(...pairs.map(({ report }) => report.connections)),
    ...(hasForum && {
      sectionMs: spreadOf(pairs.map(({ report }) => report.sectionMs!)),
      sectionGapMs: spreadOf(pairs.map(({ report }) => report.sectionGapMs!))
    })
  }
}

const beganAt = performance.now()
const names = (['forumV2', 'forumOff'] as const).filter(name => name.includes(values.only))
const modes: Mode[] = []
for (const name of names) modes.push(await openMode(name))
for (const mode of modes) {
  say(`${mode.name}: warming up`)
  await runSequentially(mode, 2)
  say(`${mode.name}: ${round((await runLethe(mode, 40)).ms)} ms a learner in the warm-up`)
}
for (let n = 0; n < Number(values.pairs); n += 1) for (const mode of modes) await runPair(mode, n)

const told = Object.fromEntries(modes.map(mode => [mode.name, summarise(mode)]))
const bars = modes.flatMap(mode => {
  const { ratioToSequential, ratioToLimit, preparing, changing, referenceCalls } = summarise(mode)
  const least = mode.hasForum ? 5 : 20
  return [
    ...(ratioToLimit < 0.85 ? [`${mode.name}: ${ratioToLimit} of the limit, less than 0.85`] : []),
    ...(ratioToSequential < least ? [`${mode.name}: ${ratioToSequential} times sequential, less than ${least}`] : []),
    ...(changing + preparing > referenceCalls
      ? [`${mode.name}: ${changing + preparing} calls beside read-backs, more than ${referenceCalls}`]
      : [])
  ]
})
const summary = {
  ...told,
  cpuMsPerLearner: round(median(modes.map(mode => summarise(mode).cpuMsPerLearner.median))),
  rssMb: Math.max(...modes.flatMap(({ pairs }) => pairs.map(({ rssMb }) => rssMb ?? 0))),
  missed: bars,
  learners: Number(values.learners),
  sequentialLearners: Number(values.sequential),
  pairs: Number(values.pairs),
  places,
  parallelCalls,
  callMs,
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  seconds: Math.round((performance.now() - beganAt) / 1000),
  casesFile
}
for (const bar of bars) say(`missed: ${bar}`)
for (const { site, drivenSite } of modes) await Promise.all([site.end(), drivenSite.end()])
await driver.end()
await sidecar.end()
process.stdout.write(values.json ? `${JSON.stringify(summary)}\n` : `${JSON.stringify(summary, null, 2)}\n`)
process.exit(bars.length === 0 ? 0 : 1)
