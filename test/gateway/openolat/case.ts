import { Checks, type Tell } from '../cases.ts'
import { until } from '../standings.ts'
import type { Answer } from '../wire.ts'
import { makeAddress, send } from '../wire.ts'
import { host, type RestCall, rest, type Stage, see } from './stage.ts'

/** What a case has at hand. */
export interface Hand {
  readonly stage: Stage
  readonly checks: Checks
  /** Makes a call; the last answer is told with the case. */
  call(given: RestCall): Promise<Answer>
  /** Whose account the case is about: told as OpenOlat holds it at the end. */
  about(key: number): number
  /** Remembers the request of an answer, to be told with its state at the end. */
  follow(answer: Answer): string
  /** Waits until the followed request is in a state, as its status address tells it. */
  reach(state: string, forMs?: number): Promise<void>
}

/** One case: who calls, what is special, and what happens. */
export interface GatewayCase {
  readonly id: string
  readonly caller: string
  readonly proxy?: 'nginx' | 'caddy'
  readonly play: (hand: Hand) => Promise<void>
}

/** A JSON object of an answer; empty where there is none. */
export function readBody({ body }: Answer): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** Checks that an answer is problem details with this status and code. */
export function checkProblem(checks: Checks, answer: Answer, status: number, code: string): void {
  checks.equal('status', answer.status, status)
  checks.equal('type', answer.headers['content-type']?.toString().split(';')[0], 'application/problem+json')
  checks.equal('code', readBody(answer).code, code)
  checks.equal('status in the body', readBody(answer).status, status)
}

/** Plays one case and tells it. */
export async function playCase(stage: Stage, mode: string, one: GatewayCase, tell: Tell): Promise<void> {
  const checks = new Checks()
  let status: number | null = null
  let key: number | null = null
  let request: string | null = null
  let state: string | null = null
  const hand: Hand = {
    stage,
    checks,
    async call(given) {
      const answer = await rest(stage, { ...(one.proxy !== undefined && { proxy: one.proxy }), ...given })
      status = answer.status
      return answer
    },
    about(of) {
      key = of
      return of
    },
    follow(answer) {
      request = String(readBody(answer).request ?? '')
      return request
    },
    async reach(wanted, forMs = 120_000) {
      state = await until(
        () => readState(stage, request ?? ''),
        now => now === wanted,
        forMs
      )
      checks.equal('state', state, wanted)
    }
  }
  await one.play(hand).catch((error: Error) => checks.ok(`broke off: ${error.message}`, false))
  tell({
    id: one.id,
    proxy: one.proxy ?? 'nginx',
    mode,
    caller: one.caller,
    fault: one.id,
    status,
    sandbox: key === null ? {} : see(stage, key),
    state,
    faults: checks.faults
  })
}

/** State of a request as its status address says it to a client that takes JSON. */
async function readState(stage: Stage, request: string): Promise<string> {
  const answer = await send({
    port: stage.nginx.port,
    from: makeAddress(),
    method: 'GET',
    path: `/lethe/status/${request}`,
    headers: { host, accept: 'application/json' }
  })
  const { state, joinedTo } = readBody(answer)
  if (typeof joinedTo === 'string') return readState(stage, joinedTo)
  return answer.status === 200 ? String(state) : `no state, but ${answer.status}`
}
