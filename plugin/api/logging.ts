import type { FastifyInstance, FastifyRequest } from 'fastify'

/** The stream that log lines go to, one JSON document a line. */
export interface LogStream {
  write(line: string): void
}

const ofError = (error: Error & { code?: string }) => ({
  type: error.name,
  // What pino would write here may repeat what somebody sent.
  message: '',
  stack: '',
  code: error.code ?? null,
  cause:
    error.cause instanceof Error
      ? { name: error.cause.name, code: (error.cause as { code?: string }).code ?? null }
      : null
})

/**
 * Settings of pino: an allow-list. Of a call: method and route pattern, never the address; of an answer: the status;
 * of an error: name and code, never the message. Bodies, headers and the caller's address are not among them.
 */
export const loggerOptions = (stream: LogStream, level = 'info') => ({
  level,
  stream,
  base: null,
  serializers: {
    req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url ?? null }),
    res: (reply: { statusCode?: number }) => ({ status: reply.statusCode ?? 0 }),
    err: ofError,
    error: ofError
  }
})

/** One line a call, after the answer. */
export const logCalls = (app: FastifyInstance): void => {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime)
      },
      'answered'
    )
    done()
  })
}
