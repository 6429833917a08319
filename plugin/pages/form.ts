import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ProblemCode } from '../errors.ts'

/** The fields of a form that was sent. */
export const formOf = ({ body }: FastifyRequest): URLSearchParams =>
  new URLSearchParams(body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : '')

/** Lets a part of a listener take forms. They are kept as bytes until `formOf` reads them. */
export const takeForms = (app: FastifyInstance, limits: { readonly bodyLimit?: number } = {}): void => {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer', ...limits }, (_, body, done) =>
    done(null, body)
  )
}

const unread: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_EMPTY_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-missing',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request-malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-not-json'
}

/** Why a body that is no form could not be read, by the code of Fastify's error; null: the error is another one. */
export const unreadForm = (error: unknown): ProblemCode | null =>
  unread[String((error as { code?: unknown } | null)?.code)] ?? null
