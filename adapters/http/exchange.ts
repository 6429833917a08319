import type { LookupFunction } from 'node:net'
import { type Dispatcher, Pool } from 'undici'
import type { HttpAnswer, Operation } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { ADDRESS_NOT_PERMITTED, guardLookup, type Target } from './address.ts'
import type { WireRequest } from './request.ts'
import { readRetryAfter } from './retry-after.ts'

/** An answer longer than this is no answer to anything that is asked here. */
export const BODY_LIMIT_BYTES = 10 * 1024 * 1024

const REFUSALS: Readonly<Record<string, string>> = {
  [ADDRESS_NOT_PERMITTED]: ADDRESS_NOT_PERMITTED,
  UND_ERR_INVALID_ARG: 'request-invalid'
}
const NAME_FAILURES = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ENODATA']

/** Connections to one origin and no other; nothing is retried, redirected or pipelined below this. */
export function openConnections(target: Target, slots: number, connectMs: number, lookup?: LookupFunction): Pool {
  return new Pool(target.origin, {
    connections: slots,
    pipelining: 1,
    // Over HTTP/2 a refused stream may be sent again by the client itself.
    allowH2: false,
    // The time-out of the exchange covers headers and body together.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: connectMs, lookup: guardLookup(target.allowPrivate, lookup) }
  })
}

/** One exchange: what is sent, on which connections, and what may end it. */
export interface Exchange {
  readonly connections: Pool
  readonly operation: Operation
  readonly request: WireRequest
  readonly timeoutMs: number
  readonly signal: AbortSignal
  now(): Date
}

/**
 * Sends one request and reads the whole answer. Whether the platform may have worked on it is known from whether
 * anything was written to a connection.
 * @throws PlatformError as `HttpDoor` says
 */
export async function exchange(given: Exchange): Promise<HttpAnswer> {
  const timeout = AbortSignal.timeout(given.timeoutMs)
  let mayHaveHappened = false
  const noteStart = markStart(() => {
    mayHaveHappened = true
  })
  try {
    const response = await given.connections.compose(noteStart).request({
      ...given.request,
      signal: AbortSignal.any([given.signal, timeout])
    })
    return readAnswer(given, response.statusCode, readHeaders(response.headers), await readText(given, response))
  } catch (error) {
    if (error instanceof PlatformError) throw error
    throw explainFailure(error, given, timeout, mayHaveHappened)
  }
}

/** Tells when a request is about to be written to a connection: from then on it may have happened. */
export function markStart(tell: () => void): Dispatcher.DispatcherComposeInterceptor {
  return dispatch => (options, handler) =>
    dispatch(options, {
      ...delegate(handler),
      onRequestStart(controller, context) {
        tell()
        handler.onRequestStart?.(controller, context)
      }
    })
}

function delegate(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  return {
    onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
    onResponseStart: (...given) => handler.onResponseStart?.(...given),
    onResponseData: (...given) => handler.onResponseData?.(...given),
    onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
    onResponseError: (...given) => handler.onResponseError?.(...given)
  }
}

async function readText({ operation }: Exchange, { statusCode, body }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > BODY_LIMIT_BYTES) {
      throw new PlatformError('surprise', 'answer-too-large', { operation: operation.id, status: statusCode })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function readAnswer(given: Exchange, status: number, headers: HttpAnswer['headers'], text: string): HttpAnswer {
  const detail = { operation: given.operation.id, status }
  if (status === 429 || status === 502 || status === 503 || status === 504) {
    const retryAfterMs = readRetryAfter(headers['retry-after'], given.now())
    throw new PlatformError('unavailable', status === 429 ? 'too-many-requests' : 'platform-unavailable', {
      ...detail,
      mayHaveHappened: status !== 429,
      ...(retryAfterMs === null ? {} : { retryAfterMs })
    })
  }
  return { status, headers, json: readJson(detail, headers['content-type'] ?? '', text), text }
}

function readJson(detail: { operation: string; status: number }, type: string, text: string): unknown {
  if (text === '' || !/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new PlatformError('surprise', 'answer-not-json', detail)
  }
}

function readHeaders(headers: Dispatcher.ResponseData['headers']): HttpAnswer['headers'] {
  const pairs = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value])
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined))
}

function explainFailure(error: unknown, given: Exchange, timeout: AbortSignal, mayHaveHappened: boolean) {
  const systemCode = error instanceof Error && 'code' in error ? String(error.code) : ''
  const detail = { operation: given.operation.id, mayHaveHappened }
  const refusal = REFUSALS[systemCode]
  if (refusal !== undefined) return new PlatformError('refused', refusal, detail)
  const isTimedOut = timeout.aborted || systemCode === 'UND_ERR_CONNECT_TIMEOUT'
  if (given.signal.aborted) return new PlatformError('unavailable', 'aborted', detail)
  if (isTimedOut) return new PlatformError('unavailable', 'timed-out', detail)
  const code = mayHaveHappened ? 'connection-lost' : nameConnectFailure(systemCode)
  return new PlatformError('unavailable', code, detail)
}

function nameConnectFailure(systemCode: string): string {
  if (systemCode === 'ECONNREFUSED') return 'connection-refused'
  if (NAME_FAILURES.includes(systemCode)) return 'name-not-resolved'
  return /CERT|UNABLE_TO_/.test(systemCode) ? 'certificate-not-trusted' : 'connection-failed'
}
