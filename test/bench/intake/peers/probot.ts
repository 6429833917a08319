import { generateKeyPairSync } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { Probot, Server } from 'probot'

// Probot as its own server starts it, with a handler that does nothing. It logs nothing, to its favour: a pino of its
// kind, as Fastify makes it, is silent.
const log = Fastify({ logger: { level: 'fatal' } }).log as never
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' }
})
const secret = process.env.PEER_SECRET ?? ''
const port = Number(process.env.PEER_PORT)
const server = new Server({
  Probot: Probot.defaults({ appId: 1, privateKey, secret, log }),
  log,
  host: '127.0.0.1',
  port,
  webhookPath: '/hook'
})
await server.load(app => {
  app.on('push', () => {})
})
const http = await server.start()
process.once('disconnect', () => process.exit(0))
process.send?.({ address: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook` })
