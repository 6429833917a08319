/*
 * Runs the reference driver and Lethe over the same learners in the sandbox and draws the table of the adapter's README.
 * `node test/adapters/openedx/reference-run.ts` writes it there; a test compares.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Operation } from '../../../adapters/contract.ts'
import { tutorStates } from '../../../adapters/openedx/sandbox/index.ts'
import { requestRetirement } from '../../../adapters/openedx/sandbox/retirement.ts'
import { byUsername } from '../../../adapters/openedx/sandbox/world.ts'
import {
  driveByReference,
  fullPipeline,
  type ReferenceRun,
  type ReferenceStep,
  tutorPipeline
} from './reference-driver.ts'
import { carryOut, policy, type Stage, setStage } from './stage.ts'

/** One line of the table. */
export interface Comparison {
  readonly learner: string
  /** Where the reference driver leaves the learner, at its first run and at the next one. */
  readonly reference: { readonly end: string; readonly again: string; readonly changes: number }
  readonly lethe: { readonly end: string; readonly changes: number; readonly readings: number }
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
  const stage = await setStage(given)
  requestRetirement(stage.sandbox.world, byUsername(stage.sandbox.world, learner)!)
  return stage
}

async function runReference(each: Case): Promise<Pick<Comparison, 'reference'>> {
  const stage = await ask(each.given)
  const run = await driveWith(each, stage)
  const again = await driveByReference(stage.sandbox, learner, each.pipeline ?? tutorPipeline)
  await stage.close()
  return { reference: { end: run.end, again: again.end, changes: run.changes } }
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
  const platform = stage.connect(each.options)
  const backlog = await platform.takeOver.backlog(new AbortController().signal)
  // Whoever was asked for first is finished first, which frees the one who waits for the empty e-mail.
  const others = backlog.filter(({ subject }) => subject.username !== learner)
  for (const { subject } of others) await finish(stage, platform, subject.username)
  stage.calls.length = 0
  await finish(stage, platform, learner)
  const row = [...stage.sandbox.world.rows.values()].find(({ originalUsername }) => originalUsername === learner)
  const person = byUsername(stage.sandbox.world, row?.retiredUsername ?? '')
  const isRetired = person !== undefined && !person.isActive && person.name === '' && person.email === row?.retiredEmail
  const readings = stage.calls.filter(isReading).length
  const end = isRetired ? (row?.state ?? 'none') : 'not retired'
  await stage.close()
  return { end, changes: stage.calls.filter(each => !isReading(each)).length, readings }
}

async function finish(stage: Stage, platform: Stage['platform'], username: string): Promise<void> {
  const signal = new AbortController().signal
  const found = await platform.find({ identifiers: [{ kind: 'username', value: username }] }, signal)
  if (found.is !== 'one') throw new Error(`${username}: ${found.is}`)
  const plan = await platform.plan(found.subject, policy, signal)
  for (const { action } of plan.actions) {
    await carryOut(stage, plan, action, platform)
    await platform.actions.find(({ id }) => id === action)!.confirm(plan.subject, plan, signal)
  }
}

/** Calls that change nothing: GET, the search that is a POST, and the token. */
function isReading({ id, method }: Operation): boolean {
  return method === 'GET' || id === 'searchEmails' || id === 'issueToken'
}

/** The table as it stands in the README. */
export function drawComparison(rows: readonly Comparison[]): string {
  const head = [
    '| learner | reference driver ends in | its next run | its changing calls | Lethe ends in | changing calls | readings |',
    '|---|---|---|---|---|---|---|'
  ]
  const lines = rows.map(({ learner: who, reference, lethe }) =>
    [
      `| ${who} | ${reference.end} | ${reference.again} | ${reference.changes}`,
      `${lethe.end} | ${lethe.changes} | ${lethe.readings} |`
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
