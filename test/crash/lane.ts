import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Survival } from '../doubles/power-cut-disk.ts'
import { countEffects } from './count-effects.ts'
import { type Crossing, openCrossing } from './crossing.ts'
import { proofOf } from './evidence.ts'
import { type Fault, isInStore } from './fault.ts'
import type { Ground, GroundMaker, Life } from './grounds.ts'
import { openMailbox } from './mailbox.ts'
import type { Scenario } from './scenarios.ts'
import { readCertificate, readStanding, registerSite, type Sender, sendDemand } from './site.ts'
import { firstDifference, snapshot } from './snapshot.ts'

/** How a sidecar is stopped: the process is killed, or the power goes, or one of two is killed and the other goes on. */
export type Mode = 'sigkill' | 'power-cut' | 'take-over'

/** What a run came to. */
export interface Run {
  /** Whether the fault was met at all. */
  readonly isStopped: boolean
  readonly state: string
  readonly story: readonly string[]
  readonly refusal: string | null
  readonly journal: string
  readonly world: string
  /** Different messages, however often each arrived. */
  readonly messages: number
  readonly commits: number
  readonly changes: number
}

/** One site and one stretch of network, on which one case runs after the other. */
export interface Lane {
  run(fault: Fault | null, survival: Survival): Promise<Run>
  close(): Promise<void>
}

const patienceMs = 150_000
const pollMs = 40
const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** Waits until the request is over, or the life is; answers the state. */
async function awaitEnd(life: Life, request: string, until: () => boolean): Promise<string> {
  const before = Date.now() + patienceMs
  let last = 'unknown'
  while (!until() && Date.now() < before) {
    const standing = await readStanding(life, request)
    if (standing !== null) last = standing.state
    if (standing?.isOver === true || standing?.state === 'stalled' || standing?.state === 'blocked') return last
    await sleep(pollMs + (Date.now() > before - patienceMs + 5000 ? 400 : 0))
  }
  return last
}

/** Demand, stop, start again, end: on a ground that outlives the stop. */
async function carry(
  {
    scenario,
    sender,
    ground,
    crossing,
    to
  }: {
    readonly scenario: Scenario
    readonly sender: Sender
    readonly ground: Ground
    readonly crossing: Crossing
    readonly to: string
  },
  fault: Fault | null
) {
  const messageId = randomUUID()
  let [isStopped, changes] = [false, 0]
  let [request, state]: [string | null, string] = [null, 'never accepted']
  let life: Life | null = null
  crossing.lead(to, (at, n, who) => {
    changes = n
    if (fault === null || isStopped || fault.at !== at || fault.n !== n) return
    isStopped = true
    // One of several calls by its name; whoever has none is all there is.
    const whom = who === '' ? undefined : who
    crossing.cut(whom)
    life?.kill(whom)
  })
  for (let lives = 0; lives < 3; lives += 1) {
    crossing.mend()
    const running = await ground.start(lives === 0 ? fault : null).catch(error => {
      // Its first life may end before it has come up; the others have no reason to.
      if (lives > 0 || fault === null) throw error
      return null
    })
    life = running
    if (running === null) {
      isStopped = true
      continue
    }
    let isDead = false
    void running.dead.then(() => {
      isDead = true
    })
    // A sender that got no 202 sends the same message again; one that got it never does.
    while (request === null && !isDead) {
      request = await sendDemand(running, sender, scenario, messageId)
      if (request === null) await sleep(pollMs)
    }
    if (request !== null) state = await awaitEnd(running, request, () => isDead)
    if (!isDead) {
      const certificate = request === null ? '{}' : await readCertificate(running, request).catch(() => '{}')
      const isHurt = running.isHurt?.() ?? false
      await running.end()
      return { isStopped: isStopped || isHurt, state, certificate, changes, commits: await ground.commits() }
    }
    isStopped = true
    await running.end()
  }
  throw new Error('the sidecar died more than once')
}

/** Grounds by the way in which a sidecar is stopped. */
export type Grounds = Readonly<Record<Mode, (mailUrl: string, crossing: Crossing) => GroundMaker>>

/** Opens a lane: registers the scenario's platform once, and begins every case from there. */
export async function openLane(scenario: Scenario, mode: Mode, makers: Grounds): Promise<Lane> {
  const [crossing, mailbox] = [await openCrossing(), await openMailbox()]
  const grounds = makers[mode](mailbox.url, crossing)
  const folder = mkdtempSync(join(tmpdir(), 'lethe-journal-'))
  let sender: Sender | null = null
  const first = await scenario.open(join(folder, 'first.jsonl'))
  crossing.lead(first.address, () => {})
  await grounds.prepare(async life => {
    sender = await registerSite(life, scenario, crossing.address)
  })
  await first.close()
  let cases = 0

  return {
    async run(fault, survival) {
      cases += 1
      const journalFile = join(folder, `${cases}.jsonl`)
      const stand = await scenario.open(journalFile)
      const ground = await grounds.make(survival)
      mailbox.take()
      try {
        const site = { scenario, sender: sender!, ground, crossing, to: stand.address }
        const { certificate, ...run } = await carry(site, fault)
        const proof = certificate.startsWith('{"certificate"') ? proofOf(certificate) : null
        return {
          ...run,
          story: proof?.story ?? [],
          refusal: proof === null ? 'no certificate' : proof.because,
          journal: readFileSync(journalFile, { encoding: 'utf8', flag: 'a+' }),
          world: snapshot(stand.world),
          messages: new Set(mailbox.take()).size
        }
      } finally {
        crossing.cut()
        await ground.remove()
        await stand.close()
      }
    },
    async close() {
      await grounds.remove()
      await Promise.all([crossing.close(), mailbox.close()])
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** In what a stopped run differs from one without a stop. */
export interface Comparison {
  readonly lost: number
  readonly doneTwice: number
  readonly repeatedWithoutEffect: number
  readonly differences: readonly string[]
}

/** Compares a stopped run with one of the same scenario that nothing stopped. */
export function compareRuns(run: Run, plain: Run): Comparison {
  const count = countEffects(run.journal, plain.journal)
  const isLost = run.state !== plain.state
  const missing = plain.story.filter(line => !run.story.includes(line))
  const added = run.story.filter(line => !plain.story.includes(line))
  const world = firstDifference(run.world, plain.world)
  const isSameOrder = missing.length + added.length > 0 || run.story.join() === plain.story.join()
  return {
    lost: count.lost + (isLost ? 1 : 0) + Math.max(0, plain.messages - run.messages),
    doneTwice: count.doneTwice,
    repeatedWithoutEffect: count.repeatedWithoutEffect,
    differences: [
      ...count.which,
      ...(isLost ? [`ends ${run.state} instead of ${plain.state}`] : []),
      ...(run.refusal === null ? [] : [`certificate: ${run.refusal}`]),
      ...missing.map(line => `evidence without: ${line}`),
      ...added.map(line => `evidence with: ${line}`),
      ...(isSameOrder ? [] : [`evidence in another order: ${run.story.join(', ')}`]),
      ...(world === null ? [] : [`platform: ${world}`]),
      ...(run.messages < plain.messages ? [`messages: ${run.messages} instead of ${plain.messages}`] : [])
    ]
  }
}

/** The name of a case: what was stopped, how, and where. */
export const nameCase = (scenario: Scenario, mode: Mode, fault: Fault, survival: Survival): string =>
  [scenario.id, mode, `${fault.at} ${isInStore(fault) ? 'commit' : 'call'} ${fault.n}`]
    .concat(mode === 'power-cut' ? [`keeps ${survival}`] : [])
    .join(', ')
