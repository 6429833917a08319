import type { Dispatcher, Pool } from 'undici'
import type { PassedAnswer, PassedCall } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { BODY_LIMIT_BYTES, markStart } from './exchange.ts'
import { startTimeOut } from './time-out.ts'

/** Meant for one connection only (RFC 9110, section 7.6.1), or set anew by the client. */
const ofOneConnection = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade'
])

const operation = 'pass'

/**
 * Sends a call of somebody else on, once, and reads the whole answer. The body goes from the buffer that was given to
 * the socket, so that whoever gave it can overwrite it afterwards.
 * @throws PlatformError `unavailable` as `HttpDoor.pass` says
 */
export async function passOn(connections: Pool, call: PassedCall, timeoutMs: number): Promise<PassedAnswer> {
  const { signal: timeout, clear } = startTimeOut(timeoutMs)
  let wasSent = false
  const noteSending = markStart(() => {
    wasSent = true
  })
  try {
    const { statusCode, headers, body } = await connections.compose(noteSending).request({
      method: call.method as Dispatcher.HttpMethod,
      path: call.target,
      headers: call.headers.filter(([name]) => !ofOneConnection.has(name)).flat(),
      body: call.body.length === 0 ? null : call.body,
      responseHeaders: 'raw',
      signal: AbortSignal.any([call.signal, timeout])
    })
    return { status: statusCode, headers: readRawHeaders(headers), body: await readBytes(body) }
  } catch (error) {
    if (error instanceof PlatformError) throw error
    const code = timeout.aborted ? 'timed-out' : call.signal.aborted ? 'aborted' : 'answer-broken'
    throw new PlatformError('unavailable', wasSent ? code : 'not-reached', { operation, mayHaveHappened: wasSent })
  } finally {
    clear()
  }
}

function readRawHeaders(headers: unknown): PassedAnswer['headers'] {
  const flat = (headers as readonly (Buffer | string)[]).map(String)
  return flat
    .flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), flat[at + 1]!] as const] : []))
    .filter(([name]) => !ofOneConnection.has(name))
}

async function readBytes(body: AsyncIterable<Buffer>): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > BODY_LIMIT_BYTES) throw new PlatformError('surprise', 'answer-too-large', { operation })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
