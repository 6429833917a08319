import type { FastifyInstance, FastifyRequest } from 'fastify'

/** The fields of a form that was sent. */
export const formOf = ({ body }: FastifyRequest): URLSearchParams =>
  new URLSearchParams(body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : '')

/** Lets a part of a listener take forms. They are kept as bytes until `formOf` reads them. */
export const takeForms = (app: FastifyInstance, limits: { readonly bodyLimit?: number } = {}): void => {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer', ...limits }, (_, body, done) =>
    done(null, body)
  )
}
