import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'

/** What helmet sets by itself. Its headers are asked for once: they are the same each time, and its hooks cost every call a turn. */
const readHelmet = async (): Promise<Readonly<Record<string, string>>> => {
  const apart = Fastify()
  await apart.register(helmet)
  let headers = {}
  apart.get('/', async (_, { raw }) => {
    headers = Object.fromEntries(Object.entries(raw.getHeaders()).map(([name, value]) => [name, String(value)]))
    return ''
  })
  await apart.inject('/')
  await apart.close()
  return headers
}

/** What helmet adds where it is registered. */
const hasOwnTerms = (reply: object): boolean => 'helmet' in reply

/**
 * Sets the headers of helmet on every answer. A part of the app that registers helmet with terms of its own, as pages do, sets
 * them over what stands on the bare answer; elsewhere they are sent with those of the answer, in one go.
 */
export const setSecurityHeaders = async (app: FastifyInstance): Promise<void> => {
  const headers = await readHelmet()
  app.addHook('onRequest', (_, reply, done) => {
    if (hasOwnTerms(reply)) for (const name in headers) reply.raw.setHeader(name, headers[name]!)
    else reply.headers(headers)
    done()
  })
}
