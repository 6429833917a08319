import type { GatewaySite, HeaderList, HttpAnswer, HttpDoor, Operation } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { surprise } from '../answers.ts'
import type { Connection } from '../connection.ts'
import type { CrossOrigin } from './cross-origin.ts'
import { addressAs, pick, readHeader, selectCredentials } from './headers.ts'

/** What the parts of the gateway work with. */
export interface Passage {
  readonly connection: Connection
  readonly http: HttpDoor
  readonly crossOrigin: CrossOrigin
}

/** One reading with the caller's own credentials; the names fill the path. */
export type AskAsCaller = (operation: Operation, params?: Readonly<Record<string, string>>) => Promise<HttpAnswer>

/**
 * Prepares readings in the caller's name: their cookies or token go to the registered LMS and nowhere else, with the
 * origin of their page, so that the answer shows what the LMS allows it, and with the header without which releases
 * before Redwood do not look at JWT cookies (1.2): a reading must name whom the deletion would. They have connections of
 * their own, and never wait behind the work.
 * @returns null for somebody who sent no credentials
 */
export function prepareAsking(
  { connection, http, crossOrigin }: Passage,
  headers: HeaderList,
  site: GatewaySite,
  signal: AbortSignal
): AskAsCaller | null {
  const credentials = selectCredentials(headers)
  if (credentials.length === 0) return null
  const { baseUrl } = connection.options
  const prefix = new URL(baseUrl).pathname.replace(/\/+$/, '')
  const said = pick(headers, ['origin', 'use-jwt-cookie'])
  const sent = [...addressAs(site), ...credentials, ...said, ['accept', 'application/json'] as const]
  return async (operation, params = {}) => {
    const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(params[name]!))
    const call = { method: operation.method, target: `${prefix}${path}`, headers: sent, body: new Uint8Array(), signal }
    const answer = await http.pass(baseUrl, call)
    crossOrigin.learn(readHeader(headers, 'origin'), site, answer)
    if (answer.status === 429) {
      throw new PlatformError('unavailable', 'too-many-requests', { operation: operation.id, status: 429 })
    }
    const text = Buffer.from(answer.body).toString('utf8')
    const isJson = (readHeader(answer.headers, 'content-type') ?? '').startsWith('application/json')
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      json: isJson ? parse(operation, text) : undefined,
      text
    }
  }
}

function parse(operation: Operation, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw surprise('answer-not-json', operation)
  }
}
