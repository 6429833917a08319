import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Control, controlRoutes } from './control.ts'
import type { Fault, Faults } from './faults.ts'
import type { Journal } from './journal.ts'
import { type Arrival, matchRoute, type Route, type StandAnswer, type StandRequest, toStandRequest } from './route.ts'

export type { Control } from './control.ts'
export { createFaults, type Fault, type FaultKind, type Faults } from './faults.ts'
export { createJournal, type Journal, type JournalEntry } from './journal.ts'
export type { Arrival, Route, StandAnswer, StandRequest } from './route.ts'

/** What a platform brings to the stand. */
export interface StandOptions {
  readonly routes: readonly Route[]
  /** Answers what fits no route, in the platform's own way. */
  notFound(request: StandRequest): StandAnswer
  readonly faults: Faults
  readonly journal: Journal
  readonly control: Control
  /** 0 or absent: any free port. */
  readonly port?: number
  /** Changes method and path before a route is chosen (method override, matrix parameters, trailing slash). */
  normalise?(arrival: Arrival): Arrival
  /** Stands around every call of the platform: sign-in, rate limit, headers. */
  around?(request: StandRequest, next: () => Promise<StandAnswer>): Promise<StandAnswer>
  /** Stands behind every answer of the platform itself, its crashes too: headers for other origins. */
  finish?(request: StandRequest, answer: StandAnswer): StandAnswer
}

/** A server that runs. */
export interface Stand {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly address: string
  close(): Promise<void>
}

/** Starts an HTTP server on 127.0.0.1 that answers by the routes, fails by the faults, and has `/_sandbox/`. */
export async function startStand(options: StandOptions): Promise<Stand> {
  const control = controlRoutes(options.control, options.faults, options.journal)
  const server = createServer((incoming, response) => {
    readArrival(incoming)
      .then(arrival => answer(arrival, response))
      .catch(() => send(response, { status: 500 }))
  })

  async function answer(arrival: Arrival, response: ServerResponse) {
    const own = matchRoute(control, arrival.method, arrival.path)
    if (own !== null) return send(response, await own.route.handle(toStandRequest(arrival, own.params)))
    const normal = options.normalise?.(arrival) ?? arrival
    const match = matchRoute(options.routes, normal.method, normal.path)
    const request = toStandRequest(normal, match?.params ?? {})
    const person = match?.route.person?.(request) ?? null
    const end = match === null || person === null ? () => {} : options.journal.begin(person, match.route.name)
    const finish = (answer: StandAnswer) => options.finish?.(request, answer) ?? answer
    const work = async () => {
      const next = async () => (match === null ? options.notFound(request) : match.route.handle(request))
      try {
        return finish(await (options.around === undefined ? next() : options.around(request, next)))
      } finally {
        end()
      }
    }
    const fault = match === null ? null : options.faults.take(match.route.name)
    if (fault === null) return send(response, await work())
    return fail(fault, response, { work, end, finish, defer: options.faults.defer })
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise(resolve => server.close(resolve))
      // Calls that a fault keeps waiting for ever would keep the server open.
      server.closeAllConnections()
      await closed
    }
  }
}

type Work = {
  work(): Promise<StandAnswer>
  end(): void
  finish(answer: StandAnswer): StandAnswer
  defer: Faults['defer']
}

async function fail(fault: Fault, response: ServerResponse, { work, end, finish, defer }: Work): Promise<void> {
  if (fault.kind === 'work-goes-on') return defer(async () => send(response, await work()), fault.ms)
  if (fault.kind === 'slow') {
    const answer = await work()
    setTimeout(() => send(response, answer), fault.ms ?? 1000).unref()
    return
  }
  if (fault.kind === 'fail-after' || fault.kind === 'reset-after' || fault.kind === 'malformed') await work()
  else end()
  if (fault.kind === 'reset' || fault.kind === 'reset-after') return void response.destroy()
  if (fault.kind === 'malformed') {
    return send(response, { status: 200, headers: { 'content-type': 'application/json' }, text: '{"key": 70' })
  }
  if (fault.kind === 'html-502') {
    return send(response, { status: 502, headers: { 'content-type': 'text/html' }, text: '<h1>Bad Gateway</h1>' })
  }
  if (fault.kind === 'too-many-requests') {
    const headers = { 'retry-after': String(fault.retryAfterS ?? 1) }
    return send(response, { status: 429, headers, json: { code: 429, message: 'Too many requests' } })
  }
  if (fault.kind !== 'time-out') send(response, finish({ status: 500 }))
}

function send(response: ServerResponse, answer: StandAnswer): void {
  if (response.destroyed || response.headersSent) return
  const body = answer.json === undefined ? (answer.text ?? '') : JSON.stringify(answer.json)
  const type = answer.json === undefined ? 'text/plain;charset=utf-8' : 'application/json;charset=utf-8'
  if (body !== '') response.setHeader('content-type', type)
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
  response.writeHead(answer.status).end(body)
}

async function readArrival(incoming: IncomingMessage): Promise<Arrival> {
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname.split('/').map(decodeSegment).join('/'),
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks)
  }
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
