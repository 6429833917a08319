import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { parse, stringify } from 'yaml'
import { type Scrape, type Seen, seriesOf } from './scrape.ts'
import { ofMessages } from './states/messages.ts'
import { ofPlatforms } from './states/platforms.ts'
import { ofPostgres } from './states/postgres.ts'
import { ofProcess } from './states/process.ts'
import { ofRequests } from './states/requests.ts'
import { type BadState, movedClock } from './states/state.ts'

// Brings a real sidecar into every state that an alert tells of, scrapes it, and has Prometheus' own promtool say which
// alerts fire: that one and no other, and none while all is well. By hand and in .ci/run: it needs Debian's prometheus.
const run = promisify(execFile)
const rulesFile = fileURLToPath(new URL('../../plugin/deploy/alerts.yaml', import.meta.url))
const only = process.argv[2]
const badStates = [...ofProcess, ...ofRequests, ...ofMessages, ...ofPlatforms, ...ofPostgres]

interface Rule {
  readonly alert: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

const { groups } = parse(await readFile(rulesFile, 'utf8')) as { groups: readonly { rules: readonly Rule[] }[] }
const rules = groups.flatMap(group => group.rules)

/** Minutes of which all is well, before it is not. */
const goodMinutes = 60
const usuallyLastsMinutes = 13 * 60

const scrapeOf = async ({ address, token }: { address(): string; token: string }): Promise<string> => {
  const answer = await fetch(`${address()}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok) throw new Error(`/metrics answered ${answer.status}`)
  return answer.text()
}

interface Played {
  readonly alert: string | null
  readonly labels: Readonly<Record<string, string>>
  readonly seen: readonly Seen[]
  readonly untilMinute: number
}

/** Plays one state: the good one first, then the bad one. */
const play = async (state: BadState): Promise<Played> => {
  const clock = movedClock()
  const scene = await state.open(clock)
  const now = (): number => clock.now().getTime()
  try {
    const scrapeUntil = async (isSo: RegExp): Promise<string> => {
      for (let tries = 0; ; tries += 1) {
        const text = await scrapeOf(scene)
        if (isSo.test(text)) return text
        if (tries === 2400) throw new Error(`${state.alert}: it did not come to ${isSo}:\n${text}`)
        await pause(50)
      }
    }
    const text = await scrapeUntil(/^lethe_watch_complete_timestamp_seconds/m)
    const good: Scrape = { text, atMs: now() }
    const bad = await state.bring(scene as never, { clock, scrapeUntil })
    const seen = bad.map(({ afterMinutes, text }) => ({
      fromMinute: goodMinutes + afterMinutes,
      scrape: { text, atMs: now() }
    }))
    const untilMinute = (seen.at(-1)?.fromMinute ?? 0) + (state.lastsMinutes ?? usuallyLastsMinutes)
    const [code] = /(?<=^lethe_platform_problems\{.*code=")[a-z-]+/m.exec(bad.at(-1)?.text ?? '') ?? []
    const labels = { ...state.labels(scene), ...(code === undefined ? {} : { code }) }
    return { alert: state.alert, labels, seen: [{ fromMinute: 0, scrape: good }, ...seen], untilMinute }
  } finally {
    await scene.close().catch(() => {})
  }
}

/** The state in which nobody answers. */
const playDown = async (): Promise<Played> => {
  const good = await play(badStates[0]!)
  const scrape = { text: null, atMs: good.seen[0]!.scrape.atMs }
  const labels = { job: 'lethe', instance: 'lethe:7380' }
  return { ...good, alert: 'LetheDown', labels, seen: [good.seen[0]!, { fromMinute: goodMinutes, scrape }] }
}

const fill = (text: string, labels: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => labels[name] ?? '')

const expected = ({ alert, labels }: Played, rule: Rule) =>
  rule.alert !== alert
    ? []
    : [
        {
          exp_labels: { ...labels, ...rule.labels },
          exp_annotations: Object.fromEntries(
            Object.entries(rule.annotations).map(([name, text]) => [name, fill(text, labels)])
          )
        }
      ]

const testOf = (played: Played) => ({
  name: played.alert ?? 'all is well',
  interval: '1m',
  input_series: seriesOf(played.seen, played.untilMinute),
  alert_rule_test: rules.map(rule => ({
    eval_time: `${played.untilMinute}m`,
    alertname: rule.alert,
    exp_alerts: expected(played, rule)
  }))
})

const folder = await mkdtemp(join(tmpdir(), 'lethe-alerts-'))
try {
  const states = badStates.map(state => ({ alert: state.alert, play: () => play(state) }))
  const all = [...states, { alert: 'LetheDown', play: playDown }].filter(
    ({ alert }) => only === undefined || alert === only
  )
  const untried = rules.filter(({ alert }) => only === undefined && !all.some(state => state.alert === alert))
  for (const { alert } of untried) {
    process.exitCode = 1
    process.stdout.write(`NOT OK - ${alert}: no state is told for it\n`)
  }
  for (const state of all) {
    const name = state.alert ?? 'all is well'
    const file = join(folder, `${name.replaceAll(' ', '-')}.yaml`)
    try {
      const text = stringify({
        rule_files: [rulesFile],
        evaluation_interval: '1m',
        tests: [testOf(await state.play())]
      })
      await writeFile(file, text)
      await run('promtool', ['test', 'rules', file])
      process.stdout.write(`ok - ${name}\n`)
    } catch (error) {
      process.exitCode = 1
      const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string }
      process.stdout.write(`NOT OK - ${name}: ${stderr}${stdout || message}\n`)
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
