import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands behind a reverse proxy in front of a platform. */
export interface FrontGiven {
  readonly routeSecret: string
  readonly gatewayPort: number
  readonly platformPort: number
  /** The platform's own calls that Lethe takes. */
  readonly takes: (method: string, path: string) => boolean
}

/** A reverse proxy that listens. */
export interface Front {
  readonly port: number
  close(): Promise<void>
}

/**
 * The route of an operator, as short as it can be: `/lethe/` and what Lethe takes go to the gateway with the secret, the
 * rest to the platform. Which address somebody has is what their browser says: each window has one of its own.
 */
export async function startFront({ routeSecret, gatewayPort, platformPort, takes }: FrontGiven): Promise<Front> {
  const pass = (incoming: IncomingMessage, answer: ServerResponse) => {
    const { 'x-lethe-route': _, ...headers } = incoming.headers
    const path = new URL(incoming.url!, 'http://front').pathname
    const isOurs = path.startsWith('/lethe/') || takes(incoming.method!, path)
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: isOurs ? gatewayPort : platformPort,
        method: incoming.method,
        path: incoming.url,
        headers: { ...headers, 'x-forwarded-proto': 'http', ...(isOurs && { 'x-lethe-route': routeSecret }) }
      },
      back => {
        answer.writeHead(back.statusCode!, back.rawHeaders)
        back.pipe(answer)
      }
    )
    outgoing.on('error', () => answer.writeHead(502).end())
    incoming.pipe(outgoing)
  }
  const server = createServer(pass)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
