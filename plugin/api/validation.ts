import { isUtf8 } from 'node:buffer'
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createAjv } from '../document.ts'
import { Problem } from '../errors.ts'
import { hasDoubledName, hasLoneSurrogate } from '../read-json.ts'
import { isScim, scimType } from './scim/scim-error.ts'

interface Compiled {
  readonly schema: unknown
  readonly httpPart?: string
}

interface Validate {
  (data: unknown): boolean
  errors: NonNullable<ValidateFunction['errors']> | null
}

/** Compiled when it is first asked: a start that compiled hundreds of schemas took a second and a half for it. */
const lazily = (compile: () => ValidateFunction): Validate => {
  let compiled: ValidateFunction | null = null
  const validate: Validate = data => {
    compiled ??= compile()
    const isValid = compiled(data)
    validate.errors = compiled.errors ?? null
    return isValid
  }
  validate.errors = null
  return validate
}

// The glue gives each operation copies of its own of the same few schemas.
const compileOnce = (ajv: Ajv2020) => {
  const known = new Map<string, Validate>()
  return (schema: unknown): Validate => {
    const text = JSON.stringify(schema)
    const validate = known.get(text) ?? lazily(() => ajv.compile(schema as object))
    known.set(text, validate)
    return validate
  }
}

const inUtf8 = /^application\/(json|scim\+json|x-www-form-urlencoded)\s*;\s*charset="?utf-8"?$/i

/** Media types that the document names for answers alone. The glue warns of one that no parser knows. */
const onlyAnswered = ['application/problem+json', 'text/html', 'text/csv', 'text/plain'] as const

const hasMark = (bytes: Buffer): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

/**
 * Bodies are judged as they came: Ajv 2020-12, no coercion, no removal. Addresses are text, so their numbers are read.
 * Answers are validated too: one that would break the document is a fault of ours, and is not sent.
 */
export const validateByDocument = (app: FastifyInstance): void => {
  const strict = compileOnce(createAjv())
  const reading = compileOnce(createAjv(true))
  // A signed call is checked after its signature, in intake; its address too, so that no wrong one stands out.
  const isRaw = (config: unknown): boolean => (config as { rawBody?: boolean } | undefined)?.rawBody === true
  const takesForms = (config: unknown): boolean => (config as { takesForms?: boolean } | undefined)?.takesForms === true

  app.setValidatorCompiler(({ schema, httpPart }: Compiled) => (httpPart === 'body' ? strict : reading)(schema))
  app.setSerializerCompiler(({ schema }: Compiled) => {
    const isValid = strict(schema)
    return (body: unknown) => {
      if (!isValid(body)) throw new Problem('answer-out-of-contract')
      return JSON.stringify(body)
    }
  })
  app.addHook('onRoute', route => {
    if (!isRaw(route.config)) return
    const { body: _, params: __, ...rest } = route.schema ?? {}
    route.schema = rest
  })
  app.addHook('preParsing', ({ headers }, _, __, done) => {
    const isOther = /charset/i.test(headers['content-type'] ?? '') && !inUtf8.test(headers['content-type']!)
    if (isOther || headers['content-encoding'] !== undefined) done(new Problem('media-type-unsupported'))
    else done()
  })
  app.addHook('preValidation', (request, _, done) => {
    const wantsBody = request.routeOptions.schema?.body !== undefined
    if (wantsBody && request.body === undefined) done(new Problem('body-missing'))
    else done()
  })

  const takesNoScim = ({ url, headers }: FastifyRequest): boolean =>
    headers['content-type']!.toLowerCase().startsWith(scimType) && !isScim(url)

  app.removeAllContentTypeParsers()
  app.addContentTypeParser([...onlyAnswered], (_, __, done) => done(new Problem('media-type-unsupported')))
  // Forms come as hints only, and are read where hints are.
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (request, bytes, done) =>
    takesForms(request.routeOptions.config) ? done(null, bytes) : done(new Problem('media-type-unsupported'))
  )
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser(['application/json', scimType], { parseAs: 'buffer' }, (request, bytes, done) => {
    if (takesNoScim(request)) return done(new Problem('media-type-unsupported'))
    if (isRaw(request.routeOptions.config)) return done(null, bytes)
    const body = bytes as Buffer
    if (body.length === 0) return done(new Problem('body-missing'))
    if (!isUtf8(body) || hasMark(body)) return done(new Problem('body-not-json'))
    const text = body.toString()
    parseJson(request, text, (error, parsed) => {
      if (error !== null || hasLoneSurrogate(text)) return done(new Problem('body-not-json'))
      done(hasDoubledName(text) ? new Problem('body-ambiguous') : null, parsed)
    })
  })
}
