import type { IncomingMessage } from 'node:http'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GatewayAnswer, GatewayCall, Interception, Saying } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { limitCrowd, mostInHand } from '../../crowd.ts'
import { Problem, problems } from '../../errors.ts'
import { answerProbe, isProbe, probePath } from '../../store/records/platforms/route-probes.ts'
import { findSite, type Site } from '../../store/records/platforms/sites.ts'
import { StoreError } from '../../store/store-error.ts'
import { gatewaySentence } from '../../texts/gateway.ts'
import { matchCall, passableHeaders, readPath } from './call.ts'
import type { GatewayParts } from './parts.ts'
import { wipeAfterParsing } from './read-memory.ts'
import { clientAddressOf, isForSite, routeSecretOf } from './route.ts'
import { languageOfCall, sayRefused, sayUnavailable } from './speak.ts'
import { takeCall } from './take-call.ts'
import { readWipedBody } from './wiped-body.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The site whose route the call came by: set before anything else is looked at. */
    site: Site | null
    /** What takes the call, where something does. */
    intercepted: { readonly interception: Interception; readonly call: GatewayCall } | null
  }
}

/** Calls of one address in a minute to what nothing takes. */
const strayCallsPerMinute = 60

/** How long the platform may keep a caller waiting. */
const patienceMs = 60_000

/** Callers are asked to come back after so many seconds where the store could not be asked. */
const storePauseS = 60

const noBody = new Uint8Array(0)

/** Before anything is read: whose route it is, and whether the call is meant for that site. */
const admit = async (parts: GatewayParts, request: FastifyRequest): Promise<void> => {
  const { rawHeaders } = request.raw
  const secret = routeSecretOf(rawHeaders)
  const site = secret === null ? null : await findSite(parts, secret)
  if (site === null) throw new Problem('route-secret-refused')
  if (!isForSite(site, rawHeaders)) throw new Problem('route-host-refused')
  request.site = site
}

const intercept = async (parts: GatewayParts, request: FastifyRequest): Promise<void> => {
  const { site, raw, method } = request
  const target = raw.url ?? ''
  const path = readPath(target)
  if (path === null) throw new Problem('route-path-refused')
  if (path.startsWith('/lethe/')) return
  const prefix = new URL(site!.gateway.publicUrl).pathname.replace(/\/+$/, '')
  const platform = await parts.connect(site!.platform)
  const inside = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path
  const matched = matchCall(platform?.interceptions ?? [], { method, path: inside })
  if (matched === null) throw new Problem('route-unknown')
  const { interception, params } = matched
  const headers = passableHeaders(raw.rawHeaders)
  request.intercepted = { interception, call: { method, target, params, headers, body: noBody } }
}

const send = (reply: FastifyReply, { status, headers, body }: GatewayAnswer): FastifyReply => {
  reply.code(status)
  for (const name of new Set(headers.map(([each]) => each))) {
    const values = headers.filter(([each]) => each === name).map(([, value]) => value)
    reply.header(name, values.length === 1 ? values[0] : values)
  }
  return reply.send(typeof body === 'string' ? body : Buffer.from(body))
}

/** A text that pages can show stands in a JSON string: an object would be shown as nothing at all. */
const sendSentence = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).header('content-type', 'application/json').send(JSON.stringify(text))

const sayingOf = (error: unknown, call: GatewayCall): Saying | null => {
  const language = languageOfCall(call)
  if (error instanceof PlatformError) return sayUnavailable('platform-down', language, error.retryAfterMs ?? 30_000)
  if (error instanceof StoreError) return sayUnavailable('store-read-only', language)
  return error instanceof Problem ? sayRefused(error.code, error.status, language) : null
}

const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const { intercepted, site } = request
  const saying = intercepted === null ? null : sayingOf(error, intercepted.call)
  if (saying !== null) {
    const { interception, call } = intercepted!
    return send(reply, interception.say(saying, call, site!.gateway))
  }
  if (error instanceof Problem && error.retryAfterMs !== null)
    reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000))
  if (error instanceof Problem)
    return sendSentence(reply, error.status, `${problems[error.code].title}. ${error.detail}`)
  request.log.error({ err: error }, 'a call through the route failed')
  // Whose route it is could not even be asked: this passes.
  if (error instanceof StoreError) {
    reply.header('retry-after', storePauseS)
    return sendSentence(reply, 503, gatewaySentence('store-read-only', 'en'))
  }
  const status = (error as { statusCode?: number }).statusCode ?? 500
  return sendSentence(reply, status, gatewaySentence(status === 429 ? 'too-many-calls' : 'internal', 'en'))
}

const mostBytesOf = ({ intercepted }: FastifyRequest): number => intercepted?.interception.maxBodyBytes ?? 16 * 1024

/** A call that is not passed on leaves its body unread: it is overwritten as it comes. */
const keepingOf = ({ site, intercepted }: FastifyRequest) =>
  intercepted !== null && site!.gateway.mode === 'defer' ? 'nothing' : 'whole'

/**
 * The listener for the operator's reverse proxy: calls of the platform's own pages and clients, and our pages under the
 * platform's host. Nothing else reaches it: a call without the secret of a route is refused before it is looked at.
 */
export const registerGateway = async (app: FastifyInstance, parts: GatewayParts): Promise<void> => {
  app.decorateRequest('site', null)
  app.decorateRequest('intercepted', null)
  app.setErrorHandler(answerError)
  const crowd = limitCrowd(app, mostInHand)
  const endWiping = await wipeAfterParsing(app.server)
  app.addHook('onClose', async () => endWiping())
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())
  app.addHook('onRequest', async request => {
    await admit(parts, request)
    await intercept(parts, request)
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (request: FastifyRequest, stream: IncomingMessage) =>
    readWipedBody(stream, mostBytesOf(request), keepingOf(request))
  )
  await app.register(rateLimit, {
    global: false,
    keyGenerator: request => clientAddressOf(request.raw.rawHeaders)
  })
  app.get<{ Params: { nonce: string } }>(
    `${probePath}:nonce`,
    { config: { rateLimit: { max: strayCallsPerMinute, timeWindow: 60_000 } } },
    async ({ site, params: { nonce } }) => {
      if (!isProbe(nonce)) throw new Problem('route-unknown')
      return { answer: answerProbe(parts.keys, site!.platform, nonce) }
    }
  )
  app.route({
    method: [...app.supportedMethods],
    url: '/*',
    config: {
      rateLimit: {
        max: ({ intercepted }: FastifyRequest) => intercepted?.interception.callsPerMinute ?? strayCallsPerMinute,
        timeWindow: 60_000
      }
    },
    handler: async (request, reply) => {
      const { site, intercepted, body } = request
      if (intercepted === null) throw new Problem('route-unknown')
      const bytes = body instanceof Uint8Array ? body : noBody
      const call = { ...intercepted.call, body: bytes }
      // Whoever hangs up does not end what was passed on.
      const signal = AbortSignal.timeout(patienceMs)
      try {
        const { interception } = intercepted
        const taking = { parts, site: site!, interception, call, signal, closing: closing.signal }
        return send(reply, await crowd.during(request, () => takeCall(taking)))
      } finally {
        bytes.fill(0)
      }
    }
  })
}
