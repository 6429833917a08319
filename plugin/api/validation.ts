import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { createAjv } from '../document.ts'
import { Problem } from '../errors.ts'

interface Compiled {
  readonly schema: unknown
  readonly httpPart?: string
}

const hasMark = (bytes: Buffer): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

/**
 * Bodies are judged as they came: Ajv 2020-12, no coercion, no removal. Addresses are text, so their numbers are read.
 * Answers are validated too: one that would break the document is a fault of ours, and is not sent.
 */
export const validateByDocument = (app: FastifyInstance): void => {
  const strict = createAjv()
  const reading = createAjv(true)
  // The check of a signed body comes after the signature, in intake.
  const isRaw = (config: unknown): boolean => (config as { rawBody?: boolean } | undefined)?.rawBody === true

  app.setValidatorCompiler(({ schema, httpPart }: Compiled) =>
    (httpPart === 'body' ? strict : reading).compile(schema as object)
  )
  app.setSerializerCompiler(({ schema }: Compiled) => {
    const isValid = strict.compile(schema as object)
    return (body: unknown) => {
      if (!isValid(body)) throw new Problem('answer-out-of-contract')
      return JSON.stringify(body)
    }
  })
  app.addHook('onRoute', route => {
    if (isRaw(route.config)) route.schema = { ...route.schema, body: undefined } as FastifySchema
  })
  app.addHook('preValidation', async request => {
    const wantsBody = request.routeOptions.schema?.body !== undefined
    if (wantsBody && request.body === undefined) throw new Problem('body-missing')
  })

  app.removeAllContentTypeParsers()
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    if (isRaw(request.routeOptions.config)) return done(null, bytes)
    const body = bytes as Buffer
    if (body.length === 0) return done(new Problem('body-missing'))
    if (!isUtf8(body) || hasMark(body)) return done(new Problem('body-not-json'))
    parseJson(request, body.toString(), (error, parsed) =>
      done(error === null ? null : new Problem('body-not-json'), parsed)
    )
  })
}
