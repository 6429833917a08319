import { Checks, type Tell } from '../cases.ts'
import type { Choice, ProxyName } from '../proxies.ts'
import { until } from '../standings.ts'
import type { Answer } from '../wire.ts'
import { type Learner, makeLearner, pressDelete, type Signing, seeRetirement, signings } from './learners.ts'
import { checkAnswer } from './matrix.ts'
import type { Stage } from './stage.ts'

interface Pressed {
  readonly choice: Choice
  readonly proxy: ProxyName
  readonly signing: Signing
  readonly learner: Learner
  readonly answer: Answer
  readonly checks: Checks
}

const proxyNames: readonly ProxyName[] = ['caddy', 'nginx']

/**
 * Lethe is down. Fail-closed: the page says so, and nothing is deleted. Pass-through: the LMS begins by itself, and
 * Lethe finds it when it is back.
 */
export async function runLetheDown(stage: Stage, known: Set<string>, tell: Tell): Promise<void> {
  await stage.stopSidecar()
  const pressed: Pressed[] = []
  for (const [at, signing] of signings.entries()) {
    pressed.push(await press(stage, 'fail-closed', proxyNames[at % 2]!, signing))
    pressed.push(await press(stage, 'pass-through', proxyNames[(at + 1) % 2]!, signing))
  }
  await stage.startSidecar()
  const through = pressed.filter(({ choice }) => choice === 'pass-through')
  const standings = await until(
    async () => [...(await stage.standings()).values()].filter(({ id }) => !known.has(id)),
    all => all.length >= through.length && all.every(({ state }) => state === 'completed'),
    60_000
  )
  for (const { id } of standings) known.add(id)
  for (const each of pressed) {
    const { choice, checks, learner } = each
    const sandbox = seeRetirement(stage, learner)
    if (choice === 'fail-closed') checks.equal('rows in the LMS', sandbox.rows, 0)
    else {
      checks.equal('state in the LMS', [sandbox.begun, sandbox.state], [1, 'COMPLETE'])
      checks.equal(
        'what Lethe found when it was back',
        standings.map(({ origin, state }) => `${origin} ${state}`),
        through.map(() => 'platform completed')
      )
    }
    tell({
      id: `${stage.mode} lethe-down ${choice} ${each.signing}`,
      proxy: each.proxy,
      mode: stage.mode,
      caller: each.signing,
      fault: `lethe-down ${choice}`,
      status: each.answer.status,
      sandbox,
      state: choice === 'fail-closed' ? null : (standings[0]?.state ?? null),
      faults: checks.faults
    })
  }
}

async function press(stage: Stage, choice: Choice, proxy: ProxyName, signing: Signing): Promise<Pressed> {
  const checks = new Checks()
  const learner = makeLearner(stage)
  const answer = await pressDelete(stage, learner, { port: stage.proxies.ports[proxy][choice], as: signing })
  if (choice === 'fail-closed') checkAnswer(checks, answer, { status: 503, shown: 'unable-to-delete' })
  else checkAnswer(checks, answer, { status: 204, shown: 'goodbye' })
  checks.equal('rows in the LMS after the call', seeRetirement(stage, learner).rows, choice === 'fail-closed' ? 0 : 1)
  return { choice, proxy, signing, learner, answer, checks }
}
