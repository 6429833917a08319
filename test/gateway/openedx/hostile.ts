import { Checks, type Tell } from '../cases.ts'
import type { ProxyName } from '../proxies.ts'
import { hiddenCalls } from './hidden-calls.ts'
import { type Hostile, hostileCalls } from './hostile-calls.ts'
import { makeLearner, pageHeaders, seeRetirement, signIn } from './learners.ts'
import type { Stage } from './stage.ts'

/**
 * Calls that are not what they seem. In `defer` nothing may begin in the LMS, whichever way somebody reads them; in
 * `forward` neither, because the ones that are whole are not played.
 */
export async function runHostile(stage: Stage, known: Set<string>, tell: Tell): Promise<void> {
  const proxyNames: readonly ProxyName[] = ['caddy', 'nginx']
  for (const hostile of [...hostileCalls, ...hiddenCalls]) {
    // What may be a whole call would begin a deletion.
    if (stage.mode === 'forward' && hostile.stores !== undefined) continue
    for (const proxy of hostile.straight ? (['none'] as const) : proxyNames)
      await playHostile(stage, known, hostile, proxy, tell)
  }
}

async function playHostile(stage: Stage, known: Set<string>, hostile: Hostile, proxy: ProxyName | 'none', tell: Tell) {
  const checks = new Checks()
  const learner = makeLearner(stage)
  const headers = { ...pageHeaders, ...(await signIn(stage, learner, 'session')) }
  const port = proxy === 'none' ? stage.sidecar().gatewayPort : stage.proxies.ports[proxy]['fail-closed']
  const status = await hostile.play({ stage, port, learner, headers, checks }).catch((error: Error) => {
    // Whoever hangs up has refused too.
    checks.ok(`broke off: ${error.message}`, /ECONNRESET|EPIPE/.test(String((error as { code?: string }).code)))
    return null
  })
  const all = await stage.standings()
  const fresh = [...all.keys()].filter(id => !known.has(id))
  for (const id of fresh) known.add(id)
  checks.ok(`${fresh.length} requests were stored`, fresh.length <= (hostile.stores ?? 0))
  const sandbox = seeRetirement(stage, learner)
  checks.equal('rows in the LMS', sandbox.rows, 0)
  tell({
    id: `${stage.mode} ${hostile.id} (${proxy})`,
    proxy,
    mode: stage.mode,
    caller: 'session',
    fault: hostile.id,
    status,
    sandbox,
    state: all.get(fresh[0] ?? '')?.state ?? null,
    faults: checks.faults
  })
}
