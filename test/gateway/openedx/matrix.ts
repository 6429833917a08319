import { Checks, type Tell } from '../cases.ts'
import type { Mail } from '../mailbox.ts'
import type { ProxyName } from '../proxies.ts'
import { type Standing, until } from '../standings.ts'
import type { Answer } from '../wire.ts'
import { cells, type Expected, type Fault, faultNames } from './expected.ts'
import {
  emailOf,
  type Learner,
  makeLearner,
  pressDelete,
  readAsPage,
  type Signing,
  seeRetirement,
  signings
} from './learners.ts'
import { accountPage, type Stage } from './stage.ts'

/** A cell whose call was made, and which waits for its end. */
export interface Played {
  readonly id: string
  readonly proxy: ProxyName
  readonly signing: Signing
  readonly fault: Fault
  readonly learner: Learner
  readonly answer: Answer
  readonly expected: Expected
  readonly request: string | null
  readonly checks: Checks
}

/** The request that a call made: the one that was not there before. */
async function findNew(stage: Stage, known: Set<string>, checks: Checks): Promise<string | null> {
  const fresh = [...(await stage.standings()).keys()].filter(id => !known.has(id))
  for (const id of fresh) known.add(id)
  checks.ok(`${fresh.length} requests were made`, fresh.length <= 1)
  return fresh[0] ?? null
}

/** Plays every fault but those that take the LMS or Lethe down, one after the other, and then waits for the ends. */
export async function runMatrix(stage: Stage, known: Set<string>, tell: Tell): Promise<void> {
  const played: Played[] = []
  for (const fault of faultNames) for (const signing of signings) played.push(await play(stage, known, fault, signing))
  await settle(stage, played, tell)
  // Nobody else asks the LMS while it is down.
  for (const signing of signings) await settle(stage, [await play(stage, known, 'lms-down', signing)], tell)
}

async function play(stage: Stage, known: Set<string>, fault: Fault, signing: Signing): Promise<Played> {
  const { mode } = stage
  const cell = cells[fault]
  const turn = faultNames.indexOf(fault) + signings.indexOf(signing)
  const proxy: ProxyName = turn % 2 === 0 ? 'caddy' : 'nginx'
  const checks = new Checks()
  const learner = makeLearner(stage, cell.person ?? {})
  cell.before?.(stage, learner)
  const port = stage.proxies.ports[proxy]['fail-closed']
  const answer = await pressDelete(stage, learner, {
    port,
    as: signing,
    ...(cell.password !== undefined && { password: cell.password })
  })
  const expected = cell[mode]
  const now = seeRetirement(stage, learner)
  checkAnswer(checks, answer, expected)
  checks.equal('rows in the LMS after the call', now.rows, expected.rows)
  if (fault === 'lms-down') stage.sandbox.faults.clear()
  const request = await findNew(stage, known, checks)
  return { id: `${mode} ${fault} ${signing}`, proxy, signing, fault, learner, answer, expected, request, checks }
}

/** What every answer to the account page must be, and what this one must show. */
export function checkAnswer(checks: Checks, answer: Answer, expected: Pick<Expected, 'status' | 'shown'>): void {
  checks.equal('status', answer.status, expected.status)
  checks.equal('the page shows', readAsPage(answer), expected.shown)
  checks.equal('allowed origin', answer.headers['access-control-allow-origin'], accountPage)
  checks.ok('a 403 is only handed on', answer.status !== 403 || expected.status === 403)
}

/** Waits until every request is where it must end, then looks at LMS and mails. */
export async function settle(stage: Stage, played: readonly Played[], tell: Tell): Promise<void> {
  const isAt = (standings: ReadonlyMap<string, Standing>, { request, expected }: Played) =>
    expected.state === null || standings.get(request ?? '')?.state === expected.state
  const standings = await until(stage.standings, all => played.every(each => isAt(all, each)))
  for (const each of played) {
    const { checks, expected, learner, request, fault, answer } = each
    const standing = standings.get(request ?? '')
    checks.equal('state', standing?.state ?? null, expected.state)
    checks.equal('blockers', [...new Set(standing?.blockers.map(({ code }) => code) ?? [])].sort(), expected.blockers)
    const mails = await until(
      () => stage.mailbox.of(emailOf(learner)),
      all => expected.mails.every((pattern, at) => pattern.test(textOf(all[at]))),
      60_000
    )
    checks.equal('mails', mails.length, expected.mails.length)
    for (const [at, pattern] of expected.mails.entries()) checks.match(`mail ${at + 1}`, textOf(mails[at]), pattern)
    const sandbox = seeRetirement(stage, learner)
    checks.ok(`the LMS began ${sandbox.begun} times`, sandbox.begun <= 1)
    if (expected.state === 'completed') checks.equal('state in the LMS', sandbox.state, 'COMPLETE')
    tell({
      id: each.id,
      proxy: each.proxy,
      mode: stage.mode,
      caller: each.signing,
      fault,
      status: answer.status,
      sandbox,
      state: standing?.state ?? null,
      faults: checks.faults
    })
  }
}

const textOf = (mail: Mail | undefined): string => (mail === undefined ? '' : `${mail.subject}\n${mail.text}`)
