import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Tells what happens on the wire: a call that changes something has arrived, or was answered; `n` counts them. `who`: the
 * instance that calls; '' where there is one only.
 */
export type Witness = (at: 'arrived' | 'answered', n: number, who: string) => void

/** By which header an instance of several says who it is: only in tests. */
export const instanceHeader = 'x-crash-instance'

/** A stretch of network between a sidecar and a platform: it sees every call, and it can be cut. */
export interface Crossing {
  /** What the sidecar takes for the platform. */
  readonly address: string
  /** Leads to another platform from here on, with the count at zero. */
  lead(to: string, witness: Witness): void
  /** Nothing passes any more, in neither direction: of one instance, or of all. */
  cut(who?: string): void
  mend(): void
  close(): Promise<void>
}

const changes = (method: string, path: string): boolean =>
  !['GET', 'HEAD'].includes(method) && !path.includes('/access_token')

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Passes one call on and resolves with the whole answer. */
function pass(
  to: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer
): Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const outgoing = send(`${to}${url}`, { method, headers: { ...headers, host: new URL(to).host } }, answer => {
      readBody(answer).then(
        bytes => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: bytes }),
        reject
      )
    })
    outgoing.on('error', reject).end(body)
  })
}

/** Opens a crossing on a free port of this machine. */
export async function openCrossing(): Promise<Crossing> {
  let to = ''
  let witness: Witness = () => {}
  let n = 0
  let isCut = false
  const cutOff = new Set<string>()

  async function carry(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(incoming)
    const { method = 'GET', url = '/' } = incoming
    const who = String(incoming.headers[instanceHeader] ?? '')
    const isChange = changes(method, url)
    if (isChange) n += 1
    const number = n
    if (isChange) witness('arrived', number, who)
    if (isCut || cutOff.has(who)) return void response.destroy()
    const answer = await pass(to, incoming, body)
    if (isChange) witness('answered', number, who)
    if (isCut || cutOff.has(who)) return void response.destroy()
    const { 'transfer-encoding': _, connection: __, ...headers } = answer.headers
    response.writeHead(answer.status, headers).end(answer.body)
  }

  const server = createServer((incoming, response) => {
    carry(incoming, response).catch(() => response.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead(next, witnessing) {
      to = next
      witness = witnessing
      n = 0
    },
    cut(who) {
      if (who !== undefined) return void cutOff.add(who)
      isCut = true
      server.closeAllConnections()
    },
    mend() {
      isCut = false
      cutOff.clear()
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    }
  }
}
