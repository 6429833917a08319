import type { FastifyRequest } from 'fastify'

/** The fields of a form that was sent. */
export const formOf = ({ body }: FastifyRequest): URLSearchParams =>
  new URLSearchParams(body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : '')
