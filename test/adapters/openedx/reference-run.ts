/*
 * Runs the reference driver and Lethe over the same learners in the sandbox and draws the table of the adapter's README.
 * `node test/adapters/openedx/reference-run.ts` writes it there; a test compares.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync, writeFileSync } from 'node:fs'
import type { HttpCall, Operation, Platform, Subject } from '../../../adapters/contract.ts'
import { tutorStates } from '../../../adapters/openedx/sandbox/index.ts'
import { requestRetirement } from '../../../adapters/openedx/sandbox/retirement.ts'
import { byUsername } from '../../../adapters/openedx/sandbox/world.ts'
import { defaultPolicy } from '../../../plugin/erasure/policy.ts'
import { createAccept } from '../../../plugin/intake/accept.ts'
import { createManualClock } from '../../doubles/manual-clock.ts'
import { openBench } from '../../doubles/work-bench.ts'
import {
  driveByReference,
  fullPipeline,
  type ReferenceRun,
  type ReferenceStep,
  tutorPipeline
} from './reference-driver.ts'
import { never, type Stage, setStage } from './stage.ts'

/** One line of the table. */
export interface Comparison {
  readonly learner: string
  /** Where the reference driver leaves the learner, at its first run and at the next one. */
  readonly reference: { readonly end: string; readonly again: string; readonly calls: number }
  readonly lethe: { readonly end: string } & Counted
}

/**
 * Calls by why they were sent. `changing`: they change the platform. `preparing`: they read the learner before a change.
 * `telling`: they read what only the notice to the learner speaks of, their certificates. `readBack`: they read what became of one. `site`: they name no learner, and serve all of the next ten minutes.
 */
export interface Counted {
  readonly changing: number
  readonly preparing: number
  readonly telling: number
  readonly readBack: number
  readonly site: number
}

type Given = Parameters<typeof setStage>[0]
const learner = 'mira.holm'
const hourMs = 3_600_000
const unenrolPath = '/api/enrollment/v1/unenroll/'
const forumPath = '/api/discussion/v1/accounts/retire_forum/'
const retirePath = '/api/user/v1/accounts/retire/'

/** States of a site with every service: the Tutor plugin's, and what its operator added. */
const fullStates = [
  ...tutorStates.slice(0, tutorStates.indexOf('RETIRING_LMS')),
  ...['PROCTORING', 'PROCTORING_BACKEND', 'PARTNER', 'CREDENTIALS', 'LICENCES'].flatMap(name => [
    `RETIRING_${name}`,
    `${name}_COMPLETE`
  ]),
  ...tutorStates.slice(tutorStates.indexOf('RETIRING_LMS'))
]

const full: Given = { settings: { states: [...fullStates], proctoring: 'up' }, services: true }

interface Case {
  readonly learner: string
  readonly given?: Given
  readonly options?: Parameters<Stage['connect']>[0]
  readonly pipeline?: readonly ReferenceStep[]
  drive?(stage: Stage, pipeline: readonly ReferenceStep[]): Promise<ReferenceRun>
  /** What has passed when Lethe comes, such as a failure of the platform. */
  repair?(stage: Stage): void
}

const cases: readonly Case[] = [
  { learner: 'plain, Tutor site' },
  { learner: 'plain, every service', given: full, options: { partnerReport: true }, pipeline: fullPipeline },
  {
    learner: 'left in a working state (process killed)',
    drive: ({ sandbox }, pipeline) => driveByReference(sandbox, learner, pipeline, { killedAfter: unenrolPath })
  },
  {
    learner: 'ERRORED (notes service was down)',
    given: { settings: { notes: 'down' } },
    repair: ({ sandbox }) => {
      sandbox.world.settings.notes = 'up'
    }
  },
  {
    learner: 'token expired in the batch',
    drive: (stage, pipeline) =>
      driveByReference(stage.sandbox, learner, pipeline, {
        before: path => path.endsWith('/retire_misc/') && stage.pass(2 * hourMs)
      })
  },
  {
    learner: '500 on forum (forum does not know the learner)',
    drive: ({ sandbox }, pipeline) => {
      byUsername(sandbox.world, learner)!.posts = null
      return driveByReference(sandbox, learner, pipeline)
    }
  },
  {
    learner: 'e-mail collision of forum v2 (somebody was left half-way)',
    async drive({ sandbox }, pipeline) {
      requestRetirement(sandbox.world, byUsername(sandbox.world, 'tom.reed')!)
      await driveByReference(sandbox, 'tom.reed', pipeline, { killedAfter: forumPath })
      return driveByReference(sandbox, learner, pipeline)
    }
  },
  {
    learner: '`retire` stopped half-way',
    given: { settings: { retireStopsHalfWay: 3 } }
  },
  {
    learner: 'killed between `retire` and the last move',
    drive: ({ sandbox }, pipeline) => driveByReference(sandbox, learner, pipeline, { killedAfter: retirePath })
  }
]

/** Runs every case; each on a site of its own. */
export async function compareDrivers(): Promise<readonly Comparison[]> {
  const rows: Comparison[] = []
  for (const each of cases) {
    const reference = await runReference(each)
    rows.push({ learner: each.learner, ...reference, lethe: await runLethe(each) })
  }
  return rows
}

async function ask(given: Given): Promise<Stage> {
  // A page holds a hundred enrolments on a site, and two in the sandbox unless said.
  const stage = await setStage({ ...given, settings: { enrolmentPageSize: 100, ...given?.settings } })
  requestRetirement(stage.sandbox.world, byUsername(stage.sandbox.world, learner)!)
  return stage
}

async function runReference(each: Case): Promise<Pick<Comparison, 'reference'>> {
  const stage = await ask(each.given)
  const run = await driveWith(each, stage)
  const again = await driveByReference(stage.sandbox, learner, each.pipeline ?? tutorPipeline)
  await stage.close()
  return { reference: { end: run.end, again: again.end, calls: run.calls } }
}

function driveWith({ drive, pipeline = tutorPipeline }: Case, stage: Stage): Promise<ReferenceRun> {
  return drive?.(stage, pipeline) ?? driveByReference(stage.sandbox, learner, pipeline)
}

/** Lethe alone where the learner is plain, else after the reference driver has left somebody behind. */
async function runLethe(each: Case): Promise<Comparison['lethe']> {
  const stage = await ask(each.given)
  if (!each.learner.startsWith('plain')) {
    await driveWith(each, stage)
    each.repair?.(stage)
  }
  stage.pass(2 * hourMs)
  const backlog = await stage.platform.takeOver.backlog(never)
  const subjectOf = (isLearner: boolean) =>
    backlog.flatMap(({ subject }) => ((subject.username === learner) === isLearner ? [subject] : []))
  // Whoever was left half-way is finished first, which frees the one who waits for the empty e-mail.
  for (const other of subjectOf(false)) await workOn(stage, other, each.options)
  const counted = await workOn(stage, subjectOf(true)[0]!, each.options)
  const row = [...stage.sandbox.world.rows.values()].find(({ originalUsername }) => originalUsername === learner)
  const person = byUsername(stage.sandbox.world, row?.retiredUsername ?? '')
  const isRetired = person !== undefined && !person.isActive && person.name === '' && person.email === row?.retiredEmail
  const end = isRetired ? (row?.state ?? 'none') : 'not retired'
  await stage.close()
  return { end, ...counted }
}

/** Takes somebody over as `lethe platform adopt` does, and lets the worker of the core carry it on to its end. */
async function workOn(stage: Stage, subject: Subject, options: Case['options']): Promise<Counted> {
  const clock = createManualClock(stage.now().toISOString())
  const { platform, counted } = countCalls(stage, options)
  const { coolOffMs } = defaultPolicy
  const bench = await openBench(platform, { kind: 'openedx', policy: { asked: {}, coolOffMs }, clock })
  const { body } = await createAccept(bench.parts)({
    type: 'account.deletion.requested',
    by: 'operator',
    way: 'adopt',
    deliveryKey: null,
    platform: 'lake',
    identifiers: [{ kind: 'platform-id', value: subject.id }],
    subject,
    demand: {
      origin: 'platform',
      ground: { article: '17(1)', letter: null },
      saidAt: null,
      proof: null,
      mandate: null,
      acknowledged: false
    },
    notes: [],
    instants: {}
  })
  const state = async () => (await bench.request(body.request!)).state
  for (let turn = 0; turn < 40 && (await state()) !== 'completed'; turn += 1) {
    await bench.work()
    clock.advance(hourMs * 6)
    stage.pass(hourMs * 6)
  }
  if ((await state()) !== 'completed') throw new Error(JSON.stringify(await bench.told(body.request!)))
  bench.close()
  await platform.close()
  return counted
}

/** A connection whose calls are told apart by what the core was doing when they were sent. */
function countCalls(stage: Stage, options: Case['options']): { platform: Platform; counted: Counted } {
  const counted = { changing: 0, preparing: 0, telling: 0, readBack: 0, site: 0 }
  const doing = new AsyncLocalStorage<{ readsBack: boolean }>()
  const connected = stage.connect(options)
  stage.onCall = (operation, call) => {
    const now = doing.getStore()
    if (operation.id === 'issueToken') return
    if (isAboutSite(operation, call)) counted.site += 1
    else if (!isReading(operation)) {
      counted.changing += 1
      if (now !== undefined) now.readsBack = true
    } else if (now?.readsBack) counted.readBack += 1
    else if (operation.id === 'listCertificates') counted.telling += 1
    else counted.preparing += 1
  }
  const platform: Platform = {
    ...connected,
    actions: connected.actions.map(action => ({
      ...action,
      perform: (...given) => doing.run({ readsBack: false }, () => action.perform(...given)),
      confirm: (...given) => doing.run({ readsBack: true }, () => action.confirm(...given))
    })),
    ...(connected.readRows && {
      readRows: (...given: Parameters<NonNullable<Platform['readRows']>>) =>
        doing.run({ readsBack: true }, () => connected.readRows!(...given))
    })
  }
  return { platform, counted }
}

/** Calls that change nothing: GET, and the search that is a POST. */
function isReading({ id, method }: Operation): boolean {
  return method === 'GET' || id === 'searchEmails'
}

/** Calls that ask what the site is made of, or for the service account itself. */
function isAboutSite({ id }: Operation, { params, query }: HttpCall): boolean {
  const names: readonly unknown[] = [params?.username, query?.username]
  return id.startsWith('probe') || id === 'listRetirementQueue' || names.includes('retirement_service_worker')
}

/** The table as it stands in the README. */
export function drawComparison(rows: readonly Comparison[]): string {
  const head = [
    '| learner | reference driver ends in | its next run | its calls | Lethe ends in | changing | preparing | telling | read-backs | site probes |',
    '|---|---|---|---|---|---|---|---|---|---|'
  ]
  const lines = rows.map(({ learner: who, reference, lethe }) =>
    [
      `| ${who} | ${reference.end} | ${reference.again} | ${reference.calls}`,
      `${lethe.end} | ${lethe.changing} | ${lethe.preparing} | ${lethe.telling} | ${lethe.readBack} | ${lethe.site} |`
    ].join(' | ')
  )
  return [...head, ...lines].join('\n')
}

const readme = new URL('../../../adapters/openedx/README.md', import.meta.url)
const between = /(<!-- comparison -->\n)[\s\S]*?(<!-- end of comparison -->)/

/** The table that the README shows. */
export function readShown(): string {
  return between.exec(readFileSync(readme, 'utf8'))?.[0].split('\n').slice(1, -1).join('\n') ?? ''
}

if (import.meta.main) {
  const table = drawComparison(await compareDrivers())
  writeFileSync(readme, readFileSync(readme, 'utf8').replace(between, `$1${table}\n$2`))
  process.stdout.write(`${table}\n`)
}
