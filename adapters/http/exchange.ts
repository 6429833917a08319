import type { LookupFunction } from 'node:net'
import { type Dispatcher, Pool } from 'undici'
import type { HttpAnswer, Operation } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { ADDRESS_NOT_PERMITTED, guardLookup, type Target } from './address.ts'
import type { WireRequest } from './request.ts'
import { readRetryAfter } from './retry-after.ts'
import { startTimeOut } from './time-out.ts'

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
  const { signal: timeout, clear } = startTimeOut(given.timeoutMs)
  const sent = { mayHaveHappened: false }
  try {
    const { status, headers, text } = await send(given, timeout, sent)
    return readAnswer(given, status, headers, text)
  } catch (error) {
    if (error instanceof PlatformError) throw error
    throw explainFailure(error, given, timeout, sent.mayHaveHappened)
  } finally {
    clear()
  }
}

type Received = Pick<HttpAnswer, 'status' | 'headers' | 'text'>

/**
 * Takes the answer as it comes in, without a stream in between: there is nothing that would be slower than the platform.
 * `sent.mayHaveHappened` is set when the request is about to be written to a connection. Rejects with a `PlatformError`
 * for an answer that is too long, with the reason of whatever signal broke it off, or with what the client says.
 */
function send(
  { connections, request, operation, signal }: Exchange,
  timeout: AbortSignal,
  sent: { mayHaveHappened: boolean }
): Promise<Received> {
  const { promise, resolve, reject } = Promise.withResolvers<Received>()
  const signals = [signal, timeout]
  const chunks: Buffer[] = []
  let [status, length] = [0, 0]
  let headers: HttpAnswer['headers'] = {}
  let controller: Dispatcher.DispatchController | null = null
  let isOver = false
  const end = (): void => {
    isOver = true
    for (const each of signals) each.removeEventListener('abort', giveUp)
  }
  const fail = (reason: Error): void => {
    end()
    reject(reason)
  }
  const breakOff = (reason: Error): void => {
    fail(reason)
    controller?.abort(reason)
  }
  const giveUp = (): void => breakOff(signals.find(({ aborted }) => aborted)!.reason)
  if (signals.some(({ aborted }) => aborted)) giveUp()
  else for (const each of signals) each.addEventListener('abort', giveUp)
  if (isOver) return promise
  connections.dispatch(request, {
    onRequestStart(started) {
      // Given up while it waited for a connection: nothing of it is written.
      if (isOver) return started.abort(new Error('given up'))
      controller = started
      sent.mayHaveHappened = true
    },
    onResponseStart(_, code, received) {
      // What comes before 200 announces the answer.
      if (code < 200) return
      status = code
      headers = readHeaders(received)
    },
    onResponseData(_, chunk) {
      length += chunk.length
      if (length > BODY_LIMIT_BYTES) {
        breakOff(new PlatformError('surprise', 'answer-too-large', { operation: operation.id, status }))
        return
      }
      chunks.push(chunk)
    },
    onResponseEnd() {
      end()
      resolve({ status, headers, text: Buffer.concat(chunks, length).toString('utf8') })
    },
    onResponseError: (_, error) => fail(error)
  })
  return promise
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

function readHeaders(received: Dispatcher.ResponseData['headers']): HttpAnswer['headers'] {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(received)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return headers
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
