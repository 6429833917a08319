import type { FastifyServerOptions } from 'fastify'
import { Problem, type ProblemCode } from '../errors.ts'
import type { Random } from '../random.ts'
import { problemBody } from './problem-answer.ts'

const codes: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'call-too-slow',
  HPE_HEADER_OVERFLOW: 'headers-too-large'
}

const phrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large'
}

/** Answers what never becomes a call (Node's `clientError`): a problem too, written to the bare connection. */
export const answerClientErrors =
  (random: Random): NonNullable<FastifyServerOptions['clientErrorHandler']> =>
  ({ code }, socket) => {
    if (code === 'ECONNRESET' || socket.destroyed) return
    const problem = new Problem(codes[code ?? ''] ?? 'request-malformed')
    const body = JSON.stringify(problemBody(problem, `urn:uuid:${random.uuid()}`))
    const head = [
      `HTTP/1.1 ${problem.status} ${phrases[problem.status]}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close'
    ]
    if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
    socket.destroySoon()
  }
