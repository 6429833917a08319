import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** The platform's own answer to a call. */
export interface OwnAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** One call that came to the front. */
export interface FrontCall {
  /** Method and path; who and what it is about left out, and the query. */
  readonly route: string
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  /** Its body. */
  readonly sent: string
  /** Hands the call on, so that what it asks is done; `edit` changes its address and body before. */
  ask(edit?: (text: string) => string): Promise<OwnAnswer>
}

/** What stands before a sandbox. */
export interface Front {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly address: string
  /** Routes that were called. */
  readonly seen: Set<string>
  close(): void
}

const routeOf = ({ method = '', url = '' }: IncomingMessage): string => {
  const path = url.split('?')[0]!
  return `${method} ${path.replaceAll(/\/(\d+|learner-\d+)(?=\/|$)/g, '/…')}`
}

const notHandedOn = /^(connection|host|content-length|transfer-encoding|keep-alive)$/

/** Hands on what `answer` leaves to it, and that unchanged: it answers null where it has not answered itself. */
export async function openFront(target: string, answer: (call: FrontCall) => Promise<unknown>): Promise<Front> {
  const seen = new Set<string>()
  const hand = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const sent = await buffer(incoming)
    const { method = 'GET', url = '/' } = incoming
    const ask = async (edit = (text: string) => text): Promise<OwnAnswer> => {
      const headers = new Headers()
      for (const [name, value] of Object.entries(incoming.headers))
        if (!notHandedOn.test(name)) headers.set(name, String(value))
      const body = sent.length > 0 && { body: edit(sent.toString()) }
      const own = await fetch(`${target}${edit(url)}`, { method, headers, redirect: 'manual', ...body })
      const kept: Record<string, string> = {}
      own.headers.forEach((value, name) => {
        if (!notHandedOn.test(name)) kept[name] = value
      })
      return { status: own.status, headers: kept, body: Buffer.from(await own.arrayBuffer()) }
    }
    const route = routeOf(incoming)
    seen.add(route)
    if ((await answer({ route, incoming, outgoing, sent: sent.toString(), ask })) !== null) return
    const own = await ask()
    outgoing.writeHead(own.status, own.headers).end(own.body)
  }
  const server = createServer((incoming, outgoing) => {
    hand(incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close() {
      server.closeAllConnections()
      server.close()
    }
  }
}
