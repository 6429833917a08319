import type { InjectOptions } from 'fastify'
import { Pool } from 'undici'
import type { Answer } from './operations.ts'
import type { Site } from './site.ts'

/** One call as it is sent. */
export interface Sent {
  readonly method: string
  /** Path and query, encoded. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | null
}

/** By which way a call goes: handed to the app, or over a connection. */
export type Way = 'inject' | 'socket'

/** Sends calls by either way. */
export interface Sender {
  send(way: Way, sent: Sent): Promise<Answer>
  close(): Promise<void>
}

const typeOf = (header: unknown): string =>
  String(header ?? '')
    .split(';')[0]!
    .trim()

/** A sender to one site. Whoever is not answered within half a minute fails. */
export function openSender({ app, address }: Pick<Site, 'app' | 'address'>): Sender {
  const pool = new Pool(address, { connections: 4, headersTimeout: 30_000, bodyTimeout: 30_000 })

  async function inject({ method, target, headers, body }: Sent): Promise<Answer> {
    const answer = await app.inject({
      method: method as InjectOptions['method'] & string,
      url: target,
      headers,
      ...(body === null ? {} : { payload: body })
    })
    return { status: answer.statusCode, type: typeOf(answer.headers['content-type']), text: answer.body }
  }

  async function overSocket({ method, target, headers, body }: Sent): Promise<Answer> {
    const answer = await pool.request({ method: method as 'GET', path: target, headers, body })
    return { status: answer.statusCode, type: typeOf(answer.headers['content-type']), text: await answer.body.text() }
  }

  return { send: (way, sent) => (way === 'inject' ? inject(sent) : overSocket(sent)), close: () => pool.destroy() }
}
