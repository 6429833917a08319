import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../../doubles/postgres-server.ts'
import { medianOf, rounded, spreadOf } from '../../doubles/spread.ts'
import { judge } from './bars.ts'
import { crowdCourses, crowdPeople, makeOriginals, multiply } from './crowd.ts'
import { measureCrowded } from './crowded.ts'
import { type InstancesCase, learnersOf, measureInstances } from './instances.ts'
import { measureMoments } from './moments.ts'
import { startPlatform } from './platform.ts'

const parts = ['instances', 'open', 'moments'] as const
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: parts.join() },
    rounds: { type: 'string', default: '5' },
    each: { type: 'string', default: '12' },
    open: { type: 'string', default: '100000' },
    'open-postgres': { type: 'string' },
    tries: { type: 'string', default: '10' },
    profile: { type: 'string', default: '' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout.write(
    `Usage: bench:scale [--only ${parts.join()}] [--rounds N] [--each LEARNERS] [--open N] [--open-postgres N] [--tries N] [--profile FOLDER] [--json]\n`
  )
  process.exit(0)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const root = mkdtempSync(join(tmpdir(), 'lethe-scale-'))
process.once('exit', () => rmSync(root, { recursive: true, force: true }))
const casesFile = join(mkdtempSync(join(tmpdir(), 'lethe-scale-cases-')), 'cases.jsonl')
writeFileSync(casesFile, '')
const say = (line: string) => void process.stderr.write(`${line}\n`)
const keep = (part: string, one: object) => {
  appendFileSync(casesFile, `${JSON.stringify({ part, ...one })}\n`)
  say(`${part.padEnd(18)} ${JSON.stringify(one, (_, value) => (typeof value === 'number' ? rounded(value) : value))}`)
}
const folderOf = (name: string): string => {
  const folder = join(root, name)
  mkdirSync(folder)
  return folder
}
const wanted = values.only.split(',')
const cores = availableParallelism()
const execArgv = values.profile === '' ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`]

/** One, two and four instances in turn, so many rounds. */
const runInstances = async (server: Awaited<ReturnType<typeof startPostgres>>) => {
  const [rounds, each] = [Number(values.rounds), Number(values.each)]
  const names = Array.from({ length: rounds }, (_, round) =>
    [1, 2, 4].flatMap(instances => Object.values(learnersOf(round, instances, each)).flat())
  ).flat()
  const people = names.map((username, n) => ({ id: 100 + n, username, notes: 2 }))
  const platform = await startPlatform(folderOf('site'), people, { settings: { bulkRetirement: true, forum: false } })
  const cases: InstancesCase[] = []
  for (let round = 0; round < rounds; round += 1)
    for (const instances of [1, 2, 4]) {
      const folder = folderOf(`instances-${round}-${instances}`)
      const one = await measureInstances(folder, server, platform, { round, instances, each, cores })
      cases.push(one)
      keep('instances', one)
    }
  await platform.end()
  const of = (instances: number) => cases.filter(one => one.instances === instances)
  const efficiency = (instances: number) =>
    spreadOf(of(instances).map((one, round) => one.perSecond / (instances * of(1)[round]!.perSecond)))
  const [two, four] = [efficiency(2), efficiency(4)]
  return {
    efficiency2: two.median,
    efficiency4: four.median,
    cpuPercent: rounded(medianOf(of(4).map(({ cpuPercent }) => cpuPercent))),
    spread: { efficiency2: two, efficiency4: four }
  }
}

/** A store with so many open requests, made by a real sidecar and copied. */
const runOpen = async (name: string, count: number, env: Readonly<Record<string, string>>) => {
  const folder = folderOf(name)
  const platform = await startPlatform(folder, crowdPeople, { courses: crowdCourses })
  const ids = await makeOriginals(folder, platform, env)
  await platform.end()
  const from = Date.now()
  await multiply(folder, env, ids, count, made => say(`${name.padEnd(18)} ${made} made`))
  say(`${name.padEnd(18)} made in ${Math.round((Date.now() - from) / 1000)} s`)
  const measured = await measureCrowded(folder, env, execArgv)
  keep(name, measured)
  rmSync(folder, { recursive: true, force: true })
  return Object.fromEntries(Object.entries(measured).map(([field, value]) => [field, rounded(value)]))
}

const runMoments = async (name: string, env: Readonly<Record<string, string>>) => {
  const { factByApiMs, factByHintMs, acceptedToCompletedMs, trace } = await measureMoments(
    folderOf(name),
    Number(values.tries),
    env
  )
  keep(name, { factByApiMs, factByHintMs, acceptedToCompletedMs, trace })
  const [byApi, byHint] = [spreadOf(factByApiMs), spreadOf(factByHintMs)]
  const completed = spreadOf(acceptedToCompletedMs)
  return {
    // Whichever takes longer.
    factToStepMs: Math.max(byApi.median, byHint.median),
    acceptedToCompletedMs: completed.median,
    spread: { factByApiMs: byApi, factByHintMs: byHint, acceptedToCompletedMs: completed }
  }
}

const beganAt = Date.now()
const server = await startPostgres()
const instances = wanted.includes('instances') ? await runInstances(server) : null
const openOnPostgres = Number(values['open-postgres'] ?? values.open)
const open = wanted.includes('open') ? await runOpen('open-embedded', Number(values.open), {}) : null
const beside =
  wanted.includes('open') && openOnPostgres > 0
    ? await runOpen('open-postgres', openOnPostgres, { LETHE_STORE: await server.database() })
    : null
const moments = wanted.includes('moments') ? await runMoments('moments-embedded', {}) : null
const momentsBeside = wanted.includes('moments')
  ? await runMoments('moments-postgres', { LETHE_STORE: await server.database() })
  : null
await server.stop()

const { spread: instancesSpread, ...efficiencies } = instances ?? { spread: undefined }
const { spread: momentsSpread, ...waits } = moments ?? { spread: undefined }
const figures = { ...efficiencies, ...open, ...waits }
const bars = judge(figures)
const summary = {
  ...figures,
  missed: bars.filter(({ isMet }) => !isMet).map(({ says }) => says),
  postgres: { ...beside, ...(momentsBeside === null ? {} : momentsBeside) },
  spread: { ...instancesSpread, ...momentsSpread },
  cores,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  seconds: Math.round((Date.now() - beganAt) / 1000),
  casesFile
}
for (const { says, isMet } of bars) say(`${isMet ? 'met   ' : 'MISSED'} ${says}`)
process.stdout.write(`${JSON.stringify(summary, null, values.json ? 0 : 2)}\n`)
process.exit(bars.every(({ isMet }) => isMet) ? 0 : 1)
