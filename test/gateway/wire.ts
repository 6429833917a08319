import { request } from 'node:http'
import { connect } from 'node:net'

/** What came back. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** One call through a proxy; each caller has an address of their own on the loopback. */
export interface Call {
  readonly port: number
  readonly from: string
  readonly method?: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body?: string
}

const patienceMs = 120_000

let callers = 0

/** An address of the loopback that nobody called from yet: calls are counted by address. */
export function makeAddress(): string {
  callers += 1
  return `127.7.${Math.floor(callers / 250)}.${(callers % 250) + 1}`
}

/** Makes a call; connections are never kept. @throws Error when there was no answer at all */
export function send({ port, from, method = 'POST', path, headers, body }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        localAddress: from,
        method,
        path,
        headers: { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) },
        agent: false,
        timeout: patienceMs
      },
      incoming => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode!,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString('utf8')
          })
        )
      }
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')))
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** How long nothing more must come until what came is taken for all there is. */
const quietMs = 1500

/** Sends bytes as they are; answers everything that came back, however many answers that are. */
export function sendRaw(port: number, from: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect({ port, host: '127.0.0.1', localAddress: from }, () => socket.write(bytes, 'latin1'))
    socket.setTimeout(quietMs, () => socket.destroy())
    socket.on('data', chunk => {
      text += chunk.toString('latin1')
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(text))
  })
}

/** Status codes of all answers in what came back. */
export const statusesIn = (text: string): readonly number[] =>
  [...text.matchAll(/(?:^|\r\n|\})HTTP\/1\.[01] (\d{3})/g)].map(([, status]) => Number(status))
