import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import Fastify from 'fastify'

/** What a signed body is kept as, before the answer; answers its id. */
export type Keep = (body: Buffer) => Promise<string>

/**
 * Fastify as it comes, with the one thing that every receiver of signed calls must do: the HMAC of Standard Webhooks over
 * the raw bytes, compared in constant time. Nothing is validated, limited or logged. Tells its parent the address, and
 * ends with it.
 */
export async function serveBare(keep: Keep): Promise<void> {
  const key = createSecretKey((process.env.PEER_SECRET ?? '').slice('whsec_'.length), 'base64')
  const app = Fastify({ logger: false })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  app.post('/hook', async (request, reply) => {
    const body = request.body as Buffer
    const { headers } = request
    const expected = createHmac('sha256', key)
      .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`)
      .update(body)
      .digest()
    const given = Buffer.from(String(headers['webhook-signature']).slice('v1,'.length), 'base64')
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return reply.code(401).send()
    JSON.parse(body.toString())
    return reply.code(202).send({ request: await keep(body) })
  })
  process.once('disconnect', () => process.exit(0))
  process.send?.({ address: `${await app.listen({ host: '127.0.0.1', port: 0 })}/hook` })
}
