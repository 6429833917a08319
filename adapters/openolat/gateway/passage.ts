import { operations } from '../../../openapi/types/openolat-operations.ts'
import type { GatewayCall, GatewaySite, HeaderList, HttpAnswer, HttpDoor, PassedAnswer } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import type { OpenolatOptions } from '../options.ts'
import type { OperationId, Rest } from '../rest.ts'
import { addressAs, credentialHeaders, readHeader, tokenHeader } from './headers.ts'

/** One reading with the caller's own credentials. */
export type AskAsCaller = (
  operation: OperationId,
  given?: {
    readonly params?: Readonly<Record<string, string>>
    readonly query?: Readonly<Record<string, string>>
  }
) => Promise<HttpAnswer>

/** The way of somebody else's calls to OpenOlat, and our own beside it. */
export interface Passage {
  readonly rest: Rest
  /** Prepares readings in the caller's name; null for somebody who sent no credentials. */
  ask(headers: HeaderList, site: GatewaySite, signal: AbortSignal): AskAsCaller | null
  /** Passes a call on, once. @throws PlatformError `unavailable` */
  pass(call: GatewayCall, site: GatewaySite, signal: AbortSignal): Promise<PassedAnswer>
  /** The token that the caller needs for their next call, where OpenOlat gave one for this call. */
  tokenFor(headers: HeaderList): HeaderList
}

/**
 * Opens the way. Each answer to a token carries the next one, and the last is worth nothing then (fact sheet 1.2): of
 * several readings for one call each uses what the one before brought, and the caller gets the last.
 */
export function openPassage(options: OpenolatOptions, http: HttpDoor, rest: Rest): Passage {
  const root = options.baseUrl.replace(/\/+$/, '')
  const base = `${root}/restapi`
  const { pathname } = new URL(root)
  const context = pathname.replace(/\/+$/, '')
  const renewed = new WeakMap<HeaderList, string>()

  const learn = (headers: HeaderList, answer: PassedAnswer) => {
    const token = readHeader(answer.headers, tokenHeader)
    if (token !== null) renewed.set(headers, token)
  }
  /** As the caller sent it, but for a token that was renewed meanwhile. */
  const withToken = (headers: HeaderList, sent: HeaderList): HeaderList =>
    sent.map(([name, value]) => [name, name === tokenHeader ? (renewed.get(headers) ?? value) : value] as const)

  return {
    rest,
    ask(headers, site, signal) {
      const own = headers.filter(([name]) => credentialHeaders.includes(name))
      if (own.length === 0) return null
      return async (id, { params = {}, query = {} } = {}) => {
        const { method, path } = operations[id]
        const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(params[name]!))
        const search = new URLSearchParams(query).toString()
        const target = `${context}/restapi${filled}${search === '' ? '' : `?${search}`}`
        const sent = [...addressAs(site), ...withToken(headers, own), ['accept', 'application/json'] as const]
        const answer = await http.pass(base, { method, target, headers: sent, body: new Uint8Array(), signal })
        learn(headers, answer)
        return readAnswer(id, answer)
      }
    },
    async pass(call, site, signal) {
      const { method, headers, body } = call
      const kept = headers.filter(([name]) => !addressAs(site).some(([own]) => own === name))
      const target = moveTarget(call.target, new URL(site.publicUrl).pathname.replace(/\/+$/, ''), context)
      const sent = [...addressAs(site), ...withToken(headers, kept)]
      const answer = await http.pass(base, { method, target, headers: sent, body, signal })
      learn(headers, answer)
      return answer
    },
    tokenFor(headers) {
      const token = renewed.get(headers)
      return token === undefined ? [] : [[tokenHeader, token]]
    }
  }
}

/** The context that the world sees may be another one than that behind the proxy. */
function moveTarget(target: string, from: string, to: string): string {
  return target.startsWith(`${from}/`) ? `${to}${target.slice(from.length)}` : target
}

function readAnswer(operation: OperationId, { status, headers, body }: PassedAnswer): HttpAnswer {
  if (status === 429 || status >= 500) {
    const after = Number(readHeader(headers, 'retry-after'))
    throw new PlatformError('unavailable', status === 429 ? 'too-many-requests' : 'platform-failed', {
      operation,
      status,
      mayHaveHappened: false,
      ...(after > 0 ? { retryAfterMs: after * 1000 } : {})
    })
  }
  const text = Buffer.from(body).toString('utf8')
  const isJson = /^application\/json\s*(;|$)/i.test(readHeader(headers, 'content-type') ?? '')
  return { status, headers: Object.fromEntries(headers), json: isJson ? parse(operation, text) : undefined, text }
}

function parse(operation: OperationId, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PlatformError('surprise', 'answer-not-json', { operation, mayHaveHappened: false })
  }
}
