import { readConfig } from '../../plugin/config.ts'
import { startServer } from '../../plugin/server.ts'

// The sidecar as a process of its own: it ends when it is told to, and when whoever started it is gone.
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
process.send?.({ address: server.address, gateway: server.gateway })
