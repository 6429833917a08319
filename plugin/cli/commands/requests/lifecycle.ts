import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { lifecycleTexts } from '../../../texts/admin/lifecycle.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { findPlatform } from '../../find-platform.ts'
import { readFileOrInput, readJsonFile } from '../../input.ts'
import { withNext } from '../../next.ts'
import { drawPairs, drawTable } from '../../output.ts'
import { follow } from '../../progress.ts'
import { readKeys } from '../../read-keys.ts'
import { sayCode, sayCounts, wordOf } from '../../words.ts'

type Lifecycle = components['schemas']['Lifecycle']
type Plan = components['schemas']['LifecyclePlan']
type Run = components['schemas']['LifecycleRun']
type Tab = components['schemas']['LifecycleTab']

const { en } = lifecycleTexts

/** A run that failed on a problem names it; codes of its own have words. */
const sayWhy = (code: string | null): string | null => (code === null ? null : sayCode(en.because, code))

const drawPlanned = (counts: Readonly<Record<string, number>>): string => sayCounts({}, counts, 'nothing')

const drawDone = (counts: Readonly<Record<string, number>>): string => sayCounts(en.runs.didNames, counts, 'nothing')

const drawFindings = (findings: Run['findings']): string =>
  findings.map(({ code, count }) => `${count} ${wordOf(en.findings, code)}`).join(', ') || 'none'

const pathOf = async ({ client }: Context, platform: string, more = ''): Promise<string> =>
  `/platforms/${(await findPlatform(client, platform)).id}/lifecycle${more}`

const show = ({ io }: Context, one: Lifecycle): Shown => ({
  value: one,
  draw: () => {
    const { settings, inactive, own } = one
    const pairs = drawPairs(io, [
      ['runs', settings?.isOn ? `every ${settings.everyMs / 3_600_000} h, next at ${one.nextRunAt}` : 'off'],
      ['live', settings === null ? null : (one.liveSince ?? 'no: the first run that finds something waits for people')],
      ['expiry', settings?.expiry.isOn ? 'on' : 'off'],
      ['deactivation', settings?.deactivation.isOn ? 'on' : 'off'],
      ['deletion', settings?.deletion.isOn ? `${settings.deletion.afterMs / 86_400_000} days after` : 'off'],
      ['brake', settings === null ? null : `${settings.brakePercent} % of all accounts`],
      ['without activity', inactive === null ? 'no list' : `${inactive.count} accounts, list of ${inactive.at}`]
    ])
    const rows = own.map(({ does, closedBy }) => [does, closedBy ?? 'cannot be ended'])
    return `${pairs}\n${drawTable(io, ['what the platform does by itself', 'ended by'], rows)}`
  }
})

const showRuns = ({ io }: Context, runs: readonly Run[], value: unknown = runs): Shown => ({
  value,
  draw: () =>
    drawTable(
      io,
      ['id', 'at', 'state', 'because', 'accounts', 'planned', 'done', 'found', 'kept back'],
      runs.map(one => [
        one.id,
        one.at,
        wordOf(en.runs.states, one.state),
        sayWhy(one.because),
        one.accounts,
        drawPlanned(one.planned),
        drawDone(one.did),
        drawFindings(one.findings),
        one.candidates
      ])
    )
})

const saidBy: Readonly<Record<Tab['readyAfter']['by'], string>> = {
  query: 'as asked for',
  settings: 'as set for the automatic deletion',
  default: 'nothing is set'
}

const drawReadyAfter = ({ readyAfter }: Tab): string =>
  `ready ${readyAfter.ms / 86_400_000} days after the deactivation (${saidBy[readyAfter.by]})\n`

const readTab = async (context: Context, platform: string, tab: string, days: string | undefined): Promise<Tab> => {
  const older = days === undefined ? '' : `&olderThanDays=${encodeURIComponent(days)}`
  const path = await pathOf(context, platform, `?tab=${encodeURIComponent(tab)}&limit=200${older}`)
  const all: Tab['items'] = []
  for (let after = ''; ; ) {
    const page: Tab = await context.client.call<Tab>('GET', `${path}${after}`)
    all.push(...page.items)
    if (page.next === null) return { ...page, items: all }
    after = `&after=${page.next}`
  }
}

const stages: Readonly<Record<Tab['items'][number]['stage'], string>> = {
  permanent: 'kept for ever',
  active: 'active',
  'login-denied': 'may not sign in',
  pending: 'not begun yet',
  deactivated: 'deactivated'
}

/** `lethe lifecycle …`: accounts that nobody needs any more. */
export const addLifecycleCommands = (program: Command, act: Act): void => {
  const lifecycle = program.command('lifecycle').description('accounts that nobody needs any more')

  lifecycle
    .command('tab <platform> <tab>')
    .description('accounts that are deactivated, ready (to be deleted), or without-activity')
    .option('--older-than-days <days>', 'ready so many days after the deactivation, whatever is set')
    .action(
      act(async (context, command) => {
        const tab = await readTab(context, command.args[0]!, command.args[1]!, command.opts().olderThanDays)
        const rows = tab.items.map(one => [
          one.key,
          one.username,
          stages[one.stage],
          one.deactivatedAt,
          one.readyAt,
          one.request
        ])
        const draw = () =>
          `${drawTable(context.io, ['key', 'login', 'stage', 'deactivated', 'ready', 'open request'], rows)}${drawReadyAfter(tab)}not known: ${tab.unknown.join(', ')}\n`
        return { value: tab, draw }
      })
    )

  lifecycle
    .command('show <platform>')
    .description('what is set there, and what the platform does by itself')
    .action(
      act(async (context, command) =>
        show(context, await context.client.call<Lifecycle>('GET', await pathOf(context, command.args[0]!, '/settings')))
      )
    )

  lifecycle
    .command('set <platform>')
    .description('set expiry, deactivation, deletion and brake; whoever sets it demands what a run demands')
    .requiredOption('--settings <file>', 'LifecycleSettings of the API document in JSON (- for standard input)')
    .action(
      act(async (context, command) => {
        const settings = await readJsonFile(context.io, command.opts().settings)
        const path = await pathOf(context, command.args[0]!, '/settings')
        const set = await context.client.call<Lifecycle>('PUT', path, settings)
        return withNext(show(context, set), `what a run would do now: lethe lifecycle plan "${command.args[0]!}"`)
      })
    )

  lifecycle
    .command('inactive <platform>')
    .description('say which accounts are without activity; the list holds for thirty days')
    .requiredOption('--keys <file>', 'one key a line, or CSV with a column `key` (- for standard input)')
    .option('--meant', 'the list is what it looks like, also if it is empty or names a large share of all accounts')
    .action(
      act(async (context, command) => {
        const keys = [...new Set(readKeys(await readFileOrInput(context.io, command.opts().keys)))]
        const path = await pathOf(context, command.args[0]!, '/inactive-keys')
        const body = { keys, ...(command.opts().meant === undefined ? {} : { isMeant: true }) }
        const set = await context.client.call<Lifecycle>('PUT', path, body)
        return withNext(show(context, set), `what a run would do now: lethe lifecycle plan "${command.args[0]!}"`)
      })
    )

  lifecycle
    .command('plan <platform>')
    .description('what a run would do now; nothing is changed and nobody is told')
    .action(
      act(async (context, command) => {
        const plan = await context.client.call<Plan>('GET', await pathOf(context, command.args[0]!, '/plan'))
        const rows = plan.rows.map(({ key, step, since }) => [key, step, since ?? 'without activity'])
        const pairs = () =>
          drawPairs(context.io, [
            ['accounts', plan.accounts],
            ['would do', drawPlanned(plan.planned)],
            ['found', drawFindings(plan.findings)],
            ['stopped by', sayWhy(plan.because) ?? 'nothing']
          ])
        const draw = () =>
          rows.length === 0 ? pairs() : `${pairs()}\n${drawTable(context.io, ['key', 'step', 'since'], rows)}`
        return { value: plan, draw }
      })
    )

  lifecycle
    .command('run <platform>')
    .description('begin a run now and follow it to its end')
    .action(
      act(async (context, command) => {
        const path = await pathOf(context, command.args[0]!, '/runs')
        const look = () => context.client.call<Run[]>('GET', path)
        const before = (await look()).length
        await context.client.call('POST', path)
        const runs = await follow(context, look, {
          isOver: seen => seen.length > before && seen[0]!.state !== 'running',
          say: ([run]) =>
            `${run === undefined ? 'waiting' : wordOf(en.runs.states, run.state)}: ${drawDone(run?.did ?? {})}`
        })
        const [run] = runs
        const next = run?.state === 'braked' ? `people agree by lethe lifecycle release ${run.id}` : null
        return withNext(showRuns(context, runs.slice(0, 1), run), next)
      })
    )

  lifecycle
    .command('runs <platform>')
    .description('the runs so far, the youngest first')
    .action(
      act(async (context, command) =>
        showRuns(context, await context.client.call<Run[]>('GET', await pathOf(context, command.args[0]!, '/runs')))
      )
    )

  lifecycle
    .command('release <run>')
    .description('agree that a braked or first run goes on; never by whoever set the lifecycle')
    .action(
      act(async (context, command) => {
        const path = `/lifecycle-runs/${encodeURIComponent(command.args[0]!)}/release`
        return showRuns(context, [await context.client.call<Run>('POST', path)])
      })
    )
}
