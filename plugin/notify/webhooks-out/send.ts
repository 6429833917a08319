import type { HttpDoor } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import type { Clock } from '../../clock.ts'
import { Undelivered } from '../../erasure/undelivered.ts'
import { sign } from '../../intake/webhook/signature.ts'
import { type EndpointBody, liveEndpointSecrets, setEndpointDisabled } from '../../store/records/endpoints/endpoints.ts'
import type { Seals } from '../../store/records/seals.ts'
import type { Document, Store } from '../../store/store.ts'
import type { Lanes } from '../lanes.ts'

/** What sending works with. */
export interface WebhookParts {
  readonly store: Store
  readonly keys: Seals
  readonly clock: Clock
  readonly lanes: Lanes
  /** A door that reaches this address and no other, closed by whoever opened it. */
  openDoor(url: string, timeoutMs: number): HttpDoor
}

/** The body of a signed call (`EndpointEvent` and `PartnerErasure` in our API document). */
export interface Payload {
  readonly type: string
  readonly timestamp: string
  readonly data: Readonly<Record<string, unknown>>
}

const timeoutMs = 10_000

const failureOf = (status: number): Undelivered => {
  if (status === 410) return new Undelivered('endpoint-gone', { isFinal: true })
  if (status >= 300 && status < 400) return new Undelivered('endpoint-redirects')
  return new Undelivered(status >= 500 ? 'endpoint-fails' : 'endpoint-refuses')
}

const callOnce = async (
  { keys, clock, openDoor }: WebhookParts,
  endpoint: Document<EndpointBody>,
  id: string,
  payload: Payload
): Promise<number> => {
  const { url } = endpoint.body
  const { origin, pathname } = new URL(url)
  const now = clock.now()
  const timestamp = String(Math.floor(now.getTime() / 1000))
  // The door writes JSON in this same way: the signature is over these bytes.
  const body = Buffer.from(JSON.stringify(payload))
  const signatures = liveEndpointSecrets(keys, endpoint, now.toISOString()).map(secret =>
    sign(secret, { id, timestamp, body })
  )
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
  const door = openDoor(url, timeoutMs)
  try {
    // Tries are planned over days by the outbox, so the door makes one.
    const operation = { id: 'tellEndpoint', method: 'POST', path: pathname, repeat: 'never' } as const
    return (await door.call(origin, operation, { json: payload, headers, signal: new AbortController().signal })).status
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    if (error.status !== null && error.failure === 'unavailable')
      throw new Undelivered('endpoint-fails', { retryAfterMs: error.retryAfterMs })
    throw new Undelivered(error.failure === 'unavailable' ? 'endpoint-unreachable' : `endpoint-${error.code}`)
  } finally {
    await door.close()
  }
}

/** What says that the endpoint is not able to take anything, rather than something of this message. */
const isDown = (code: string): boolean => code === 'endpoint-unreachable' || code === 'endpoint-fails'

/**
 * One signed POST (Standard Webhooks `v1`, with every secret that holds now) under the id of the message, which stays
 * the same over all tries. Only 2xx counts as taken; redirects are not followed; 410 disables the endpoint. Throws
 * `Undelivered`.
 */
export const tellEndpoint = async (
  parts: WebhookParts,
  endpoint: Document<EndpointBody>,
  id: string,
  payload: Payload
): Promise<void> => {
  const passage = parts.lanes.enter(endpoint.id)
  try {
    const status = await callOnce(parts, endpoint, id, payload)
    if (status < 200 || status >= 300) throw failureOf(status)
    passage.arrived()
  } catch (error) {
    const code = error instanceof Undelivered ? error.code : 'endpoint-unreachable'
    passage[isDown(code) ? 'failed' : 'arrived']()
    if (code === 'endpoint-gone') {
      const at = parts.clock.now().toISOString()
      await setEndpointDisabled(parts.store, endpoint.id, { at, by: 'lethe', because: code })
    }
    throw error
  }
}
