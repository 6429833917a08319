import jwt from '@fastify/jwt'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import openapiGlue from 'fastify-openapi-glue'
import { callerAddress } from '../caller-address.ts'
import { type Crowd, limitCrowd, mostInHand } from '../crowd.ts'
import type { ApiDocument } from '../document.ts'
import { Problem } from '../errors.ts'
import { languageOfHeaders } from '../texts/language.ts'
import { authenticateCalls, signToken } from './authentication.ts'
import type { Call, Handler } from './call.ts'
import { createHandlers } from './handlers/index.ts'
import { knownMethods } from './known-methods.ts'
import { logCalls } from './logging.ts'
import type { ApiParts } from './parts.ts'
import { permissions } from './permissions.ts'
import { answerProblem } from './problem-answer.ts'
import { isScim } from './scim/scim-error.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { serveDocument } from './serve-document.ts'
import { refuseWhileStalled } from './stalls.ts'
import { validateByDocument } from './validation.ts'

/** Ids of the operations that the document serves. */
export const operationsOf = (document: ApiDocument): readonly string[] =>
  Object.values(document.paths).flatMap(path => Object.values(path).flatMap(({ operationId }) => operationId ?? []))

/** The start fails on an operation without handler or row of rights, and on a handler or row without operation. */
export const compareWithDocument = (document: ApiDocument, handlers: object, rights: object): void => {
  const declared = new Set(operationsOf(document))
  for (const [name, table] of [
    ['handler', handlers],
    ['row of rights', rights]
  ] as const) {
    const lacks = [...declared].filter(id => !Object.hasOwn(table, id))
    const excess = Object.keys(table).filter(id => !declared.has(id))
    if (lacks.length > 0) throw new Error(`operations without ${name}: ${lacks.join(', ')}`)
    if (excess.length > 0) throw new Error(`${name} without operation: ${excess.join(', ')}`)
  }
}

/** Whoever asks whether we live is answered as long as the event loop turns; why we take nothing is told to anybody. */
const healthRoutes: Readonly<Record<string, object>> = {
  showLive: { rateLimit: false, isAlwaysAnswered: true },
  showReady: { rateLimit: false }
}

/** Bytes that those may send who are no named persons. */
const bodyLimits: Readonly<Record<string, number>> = { receiveWebhook: 64 * 1024, receiveHint: 256 * 1024 }

const goneSignal = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController()
  if (reply.raw.destroyed) gone.abort()
  else reply.raw.once('close', () => gone.abort())
  return gone.signal
}

/** Made for whoever asks for it: most calls are answered without a platform, and a signal costs as much as a signature. */
const signalOf = (reply: FastifyReply, timeoutMs: number): (() => AbortSignal) => {
  let made: AbortSignal | null = null
  return () => {
    made ??= AbortSignal.any([goneSignal(reply), AbortSignal.timeout(timeoutMs)])
    return made
  }
}

const callOf = (request: FastifyRequest, reply: FastifyReply, timeoutMs: number): Call => {
  const params = request.params as Call['params']
  const signal = signalOf(reply, timeoutMs)
  return {
    params,
    query: request.query as Call['query'],
    body: request.body,
    accept: request.headers.accept ?? '',
    language: languageOfHeaders(request.headers),
    caller: request.caller!,
    source: request.source!,
    delivery: {
      source: params.source ?? '',
      rawHeaders: request.raw.rawHeaders,
      body: (request.body as Buffer | undefined) ?? Buffer.alloc(0)
    },
    get signal() {
      return signal()
    }
  }
}

const serve =
  (handler: Handler, { limits }: ApiParts, crowd: Crowd) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const call = callOf(request, reply, limits.platformTimeoutMs) as Call<never>
    const answer = await crowd.during(request, () => handler(call))
    const { status, body, type = 'application/json', headers = {} } = answer
    if (status === 204) return reply.code(204).send()
    return reply.code(status).headers(headers).type(type).send(body)
  }

const registerGuards = async (app: FastifyInstance, { document, keys, limits }: ApiParts): Promise<Crowd> => {
  app.setErrorHandler(answerProblem)
  logCalls(app)
  const crowd = limitCrowd(app, limits.mostInHand ?? mostInHand)
  await setSecurityHeaders(app)
  await app.register(rateLimit, {
    max: limits.callsPerMinute,
    timeWindow: 60_000,
    keyGenerator: callerAddress,
    errorResponseBuilder: (_, { ttl }) => new Problem('too-many-calls', { retryAfterMs: ttl })
  })
  refuseWhileStalled(app, limits.maxEventLoopDelayMs ?? 10_000)
  await app.register(jwt, {
    secret: keys.tokenSecret,
    sign: { algorithm: 'HS256', noTimestamp: true },
    verify: { algorithms: ['HS256'] }
  })
  serveDocument(app)
  const methodsAt = knownMethods(document)
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    const allowed = methodsAt(request.url)
    // Groups, Bulk and Me, which the standard names (RFC 7644, 3.2), are not spoken here.
    if (allowed.length === 0) throw new Problem(isScim(request.url) ? 'scim-not-there' : 'route-unknown')
    reply.header('allow', allowed.join(', '))
    throw new Problem('method-not-allowed')
  })
  return crowd
}

/** Registers every operation of the document, its guards and its documentation on an app made with `appOptions`. */
export const registerApi = async (app: FastifyInstance, parts: ApiParts): Promise<void> => {
  const crowd = await registerGuards(app, parts)
  const handlers = createHandlers(parts, (token, person) => signToken(app, token, person))
  compareWithDocument(parts.document, handlers, permissions)
  await app.register(async routes => {
    authenticateCalls(routes, parts)
    validateByDocument(routes)
    await routes.register(openapiGlue, {
      specification: parts.document,
      operationResolver: (id: string) => {
        const handler = serve(handlers[id as keyof typeof handlers], parts, crowd)
        // The glue adds method and address, which its types ask for.
        const bodyLimit = bodyLimits[id]
        const config = healthRoutes[id]
        return { handler, ...(bodyLimit && { bodyLimit }), ...(config && { config }) } as RouteOptions
      }
    })
  })
}
