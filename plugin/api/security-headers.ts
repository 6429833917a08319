import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/**
 * Sets the headers of helmet on every answer. They are the same each time, and it takes as long to work them out as to check
 * a signature: helmet is asked once. A part of the app with others (pages) registers helmet with its own, which come last.
 */
export const setSecurityHeaders = async (app: FastifyInstance): Promise<void> => {
  await app.register(helmet, { global: false })
  let known: readonly (readonly [string, string])[] | null = null
  app.addHook('onRequest', (_, reply, done) => {
    const { raw } = reply
    if (known === null) {
      const before = new Set(raw.getHeaderNames())
      reply.helmet()
      known = Object.entries(raw.getHeaders()).flatMap(([name, value]) =>
        before.has(name) ? [] : [[name, String(value)] as const]
      )
    } else for (const [name, value] of known) raw.setHeader(name, value)
    done()
  })
}
