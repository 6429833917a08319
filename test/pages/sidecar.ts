import { subscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { readConfig } from '../../plugin/config.ts'
import { startServer } from '../../plugin/server.ts'

// The sidecar as a process of its own, unchanged; it also tells which routes it has, as they are registered.
const listeners: { app: FastifyInstance; routes: string[] }[] = []
subscribe('fastify.initialization', message => {
  const { fastify: app } = message as { fastify: FastifyInstance }
  const routes: string[] = []
  listeners.push({ app, routes })
  app.addHook('onRoute', ({ method, url }) => {
    if ([method].flat().includes('GET')) routes.push(url)
  })
})

const server = await startServer(readConfig(process.env), {
  print: () => {},
  log: line => void process.stderr.write(line)
})
let isStopping = false

async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  await server.stop()
  if (process.connected) process.disconnect()
}

for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => void stop())
process.on('disconnect', () => void stop())
const routesOf = (address: string | null) => {
  const port = address === null ? null : Number(new URL(address).port)
  const isIt = ({ app }: (typeof listeners)[number]) =>
    app.addresses().some(each => typeof each === 'object' && each.port === port)
  return [...new Set(listeners.find(isIt)?.routes ?? [])]
}
process.send?.({
  address: server.address,
  gateway: server.gateway,
  pages: { staff: routesOf(server.address), subject: routesOf(server.gateway) }
})
