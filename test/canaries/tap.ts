import { createServer, type IncomingMessage, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call that the sidecar made of the platform. */
export interface TappedCall {
  readonly method: string
  readonly url: string
  readonly headers: readonly string[]
  readonly body: Buffer
}

/** A line between the sidecar and a platform: everything is written down, and answers can be spoiled. */
export interface Tap {
  readonly address: string
  readonly calls: readonly TappedCall[]
  /** The next calls whose path fits are answered so, and never reach the platform. */
  spoil(path: RegExp, times: number, answer: { readonly status: number; readonly body: string }): void
  /** How many spoiled answers were not given yet. */
  readonly left: () => number
  close(): Promise<void>
}

const readAll = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Opens a line to a platform on the loopback. */
export async function openTap(platform: string): Promise<Tap> {
  const calls: TappedCall[] = []
  const spoiled: { path: RegExp; times: number; answer: { status: number; body: string } }[] = []
  const target = new URL(platform)
  const server = createServer(async (incoming, outgoing) => {
    const body = await readAll(incoming)
    const { method = 'GET', url = '/', rawHeaders } = incoming
    calls.push({ method, url, headers: rawHeaders, body })
    const hit = spoiled.find(({ path, times }) => times > 0 && path.test(`${method} ${url}`))
    if (hit !== undefined) {
      hit.times -= 1
      outgoing.writeHead(hit.answer.status, { 'content-type': 'application/json' }).end(hit.answer.body)
      return
    }
    const { hostname, port } = target
    const passed = send({ hostname, port, method, path: url, headers: incoming.headers }, async answer => {
      const text = await readAll(answer)
      const headers = { ...answer.headers, 'content-length': String(text.length) }
      delete (headers as Record<string, unknown>)['transfer-encoding']
      outgoing.writeHead(answer.statusCode!, headers).end(text)
    })
    passed.on('error', () => outgoing.destroy())
    passed.end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    spoil: (path, times, answer) => void spoiled.push({ path, times, answer }),
    left: () => spoiled.reduce((sum, { times }) => sum + times, 0),
    async close() {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    }
  }
}

/** A system that endpoints and recipients are told at: it takes everything, and writes it down. */
export async function openReceiver() {
  const calls: TappedCall[] = []
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'POST', url = '/', rawHeaders } = incoming
    calls.push({ method, url, headers: rawHeaders, body: await readAll(incoming) })
    outgoing.writeHead(204).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`,
    calls,
    async close() {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    }
  }
}
