import fc from 'fast-check'
import { writeCurl } from './curl.ts'
import { operations } from './operations.ts'
import { type Ground, openGround, type Played, play } from './play.ts'
import { seedGround } from './seed.ts'
import type { Way } from './send.ts'
import { openSite } from './site.ts'
import { type Step, story } from './story.ts'

/** What is sent, and where it begins. */
export interface FuzzGiven {
  readonly requests: number
  readonly seed: number
  /** Operations whose id fits. */
  readonly only: RegExp
  /** How many sites at once; some answers are waited for, and two keep one processor busy. */
  readonly lanes?: number
  say(line: string): void
}

/** How often an operation was called, and how it was answered. */
export interface Case {
  readonly operation: string
  readonly sent: number
  readonly taken: number
  readonly reached: number
  /** By status, and by code where it is a problem. */
  readonly answers: Readonly<Record<string, number>>
}

/** What became of all of them. */
export interface FuzzResult {
  readonly requests: number
  readonly serverErrors: number
  readonly undocumented: number
  readonly byInject: number
  readonly overSocket: number
  readonly operations: number
  /** Operations that took nothing of what was sent. */
  readonly neverTaken: readonly string[]
  /** Operations whose handler saw none of it: every call was refused by its form, its credentials or its address. */
  readonly neverReached: readonly string[]
  readonly seconds: number
  readonly cases: readonly Case[]
}

/** A site grows with what is made on it: after so many calls there is a fresh one. */
const callsPerSite = 4000

interface Tally {
  readonly cases: Map<string, { sent: number; taken: number; reached: number; answers: Record<string, number> }>
  requests: number
  serverErrors: number
  undocumented: number
  readonly ways: Record<Way, number>
  /** What was told already: shrunk once. */
  readonly told: Set<string>
}

const nameOf = ({ operation, wrong, answer }: Played): string =>
  `${operation.id}: ${wrong} ${answer.status >= 500 ? (/"code":"([a-z-]+)"/.exec(answer.text)?.[1] ?? '') : ''}`

/** Answered before a handler is asked. */
const isTurnedAway = (status: number, code: string | undefined): boolean =>
  [400, 413, 414, 415].includes(status) ||
  (status === 401 && code !== 'answer-refused') ||
  ['role-missing', 'route-unknown'].includes(code ?? '')

function note(tally: Tally, played: Played): void {
  const { operation, answer, way, wrong } = played
  const row = tally.cases.get(operation.id) ?? { sent: 0, taken: 0, reached: 0, answers: {} }
  tally.cases.set(operation.id, row)
  row.sent += 1
  const code = /"code":"([a-z-]+)"/.exec(answer.status < 300 ? '' : answer.text)?.[1]
  const name = code === undefined ? `${answer.status}` : `${answer.status} ${code}`
  row.answers[name] = (row.answers[name] ?? 0) + 1
  // What is documented by its number is what was asked for, be it 501.
  if (wrong === null && (answer.status < 300 || answer.status === 501)) row.taken += 1
  if (!isTurnedAway(answer.status, code)) row.reached += 1
  tally.requests += 1
  tally.ways[way] += 1
  if (wrong === null) return
  if (answer.status >= 500) tally.serverErrors += 1
  else tally.undocumented += 1
}

async function tell(ground: Ground, steps: readonly Step[], say: FuzzGiven['say']): Promise<void> {
  for (const step of steps) {
    const { sent, answer, wrong } = await play(ground, step, 'inject')
    say(`  ${writeCurl(sent, ground.secrets)}`)
    say(`    ${answer.status}${wrong === null ? '' : `: ${wrong}\n    ${answer.text.slice(0, 400)}`}`)
  }
}

/** One site's worth of stories. What goes wrong is made small, told, and not told again. */
async function runOnSite(given: FuzzGiven, tally: Tally, seed: number): Promise<void> {
  const site = await openSite()
  const ground = openGround(site)
  const until = Math.min(given.requests, tally.requests + callsPerSite)
  try {
    await seedGround(ground)
    for (let round = 0; tally.requests < until; round += 1) {
      let mine: string | null = null
      const property = fc.asyncProperty(story(given.only), async steps => {
        // The other site has sent the rest meanwhile; what is being made small goes on.
        if (mine === null && tally.requests >= until) return
        for (const step of steps) {
          const way = tally.requests % 2 === 0 ? 'inject' : 'socket'
          const played = await play(ground, step, way)
          note(tally, played)
          if (played.wrong === null) continue
          if (mine === null && !tally.told.has(nameOf(played))) mine = nameOf(played)
          if (mine !== nameOf(played)) continue
          tally.told.add(mine)
          throw new Error(mine)
        }
      })
      const numRuns = Math.max(1, Math.ceil((until - tally.requests) / 16))
      const found = await fc.check(property, { seed: seed + round, numRuns, interruptAfterTimeLimit: 60_000 })
      if (!found.failed || found.counterexample === null) continue
      const because = found.errorInstance instanceof Error ? found.errorInstance.message : ''
      given.say(`wrong: ${because} (seed ${seed + round})`)
      await tell(ground, found.counterexample[0], given.say)
    }
    // A fault that nobody foresaw: its kind stands in the log, and nothing that was sent.
    const faults = site.logged.filter(line => line.includes('"err"') && !line.includes('"type":"Problem"'))
    for (const line of new Set(faults)) given.say(`log: ${line.trim()}`)
  } finally {
    await ground.sender.close()
    await site.close()
  }
}

/** Sends what the document allows and what it does not, and looks whether every answer is documented. */
export async function fuzz(given: FuzzGiven): Promise<FuzzResult> {
  const tally: Tally = {
    cases: new Map(),
    requests: 0,
    serverErrors: 0,
    undocumented: 0,
    ways: { inject: 0, socket: 0 },
    told: new Set()
  }
  const begunAt = performance.now()
  let sites = 0
  const lane = async () => {
    while (tally.requests < given.requests) {
      sites += 1
      await runOnSite(given, tally, given.seed + sites * 1000)
      const seconds = Math.round((performance.now() - begunAt) / 1000)
      given.say(`${tally.requests} of ${given.requests} sent, ${seconds} s`)
    }
  }
  await Promise.all(Array.from({ length: given.lanes ?? 2 }, lane))
  const chosen = operations.filter(({ id }) => given.only.test(id))
  const cases = chosen.map(({ id }) => ({
    operation: id,
    ...(tally.cases.get(id) ?? { sent: 0, taken: 0, reached: 0, answers: {} })
  }))
  return {
    requests: tally.requests,
    serverErrors: tally.serverErrors,
    undocumented: tally.undocumented,
    byInject: tally.ways.inject,
    overSocket: tally.ways.socket,
    operations: chosen.length,
    neverTaken: cases.filter(({ taken }) => taken === 0).map(({ operation }) => operation),
    neverReached: cases.filter(({ reached }) => reached === 0).map(({ operation }) => operation),
    seconds: Math.round((performance.now() - begunAt) / 1000),
    cases
  }
}
