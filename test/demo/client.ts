import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'

/** An answer that was not the one that was needed. */
export class CallError extends Error {
  readonly status: number

  constructor(call: string, status: number, text: string) {
    super(`${call} answered ${status}: ${text}`)
    this.status = status
  }
}

/** Calls our API as one named person; answers the parsed body. */
export type Call = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>

/** A sender of signed deliveries. */
export interface Source {
  readonly id: string
  readonly secret: string
}

/** A client of the API. @throws CallError for anything but a success. */
export function createClient(address: string, token: string): Call {
  return async <Answer>(method: string, path: string, body?: unknown) => {
    const answer = await fetchPatiently(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    return readAnswer<Answer>(`${method} ${path}`, answer)
  }
}

/** Signs a delivery as the Standard Webhooks say and posts it; answers the request that it became, or null. */
export async function sendSigned(
  address: string,
  source: Source,
  type: string,
  data: object,
  id = `msg_${randomUUID()}`
): Promise<string | null> {
  const at = new Date()
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data })
  const answer = await fetchPatiently(`${address}/webhooks/${source.id}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(source.secret).sign(id, at, body)
    },
    body
  })
  return (await readAnswer<{ request: string | null }>(`webhook ${type}`, answer)).request
}

/** Asks a sandbox below `/_sandbox/`. */
export async function askSandbox<Answer>(address: string, path: string): Promise<Answer> {
  return readAnswer<Answer>(`sandbox ${path}`, await fetch(`${address}/_sandbox/${path}`))
}

/** Calls again when it is told to, as long as it is told: nothing was done then. */
async function fetchPatiently(address: string, init: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(address, init)
    const afterS = Number(answer.headers.get('retry-after') ?? Number.NaN)
    if (![429, 503].includes(answer.status) || Number.isNaN(afterS) || tries === 10) return answer
    await answer.body?.cancel()
    await sleep(Math.min(afterS, 5) * 1000)
  }
}

async function readAnswer<Answer>(call: string, answer: Response): Promise<Answer> {
  const text = await answer.text()
  if (!answer.ok) throw new CallError(call, answer.status, text)
  return JSON.parse(text) as Answer
}
