import { signToken } from './api/authentication.ts'
import { registerApi } from './api/register.ts'
import { assembleApi } from './assembly/api-parts.ts'
import { closeServer, openApp, openGateway } from './assembly/listeners.ts'
import { type Loops, startLoops } from './assembly/loops.ts'
import { connectProvider, openPages } from './assembly/pages.ts'
import { openSubjectPages } from './assembly/subject-pages.ts'
import type { Surroundings } from './assembly/surroundings.ts'
import { assembleWork } from './assembly/work.ts'
import { readDocument } from './document.ts'
import { createHints } from './intake/hints/hints.ts'
import { tellingFaults } from './store/change-bell.ts'
import { notingHolds } from './work/own-restore/note-holds.ts'
import type { WorkLog } from './work/parts.ts'
import { startProof } from './work/proof.ts'

/** A call of our own API from within. */
export interface OwnCall {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly body?: unknown
}

/** The parts, put together. */
export interface Lethe {
  /** Listens; answers the address. */
  listen(where: { readonly host: string; readonly port: number }): Promise<string>
  /** Listens for the operator's reverse proxy; answers the address. */
  listenForRoutes(where: { readonly host: string; readonly port: number }): Promise<string>
  /** Makes the token text that stands for a token document. */
  readonly signToken: (token: string, person: string) => string
  /** Makes one call of our own API with a token; nothing goes over the network. */
  call(token: string, call: OwnCall): Promise<{ readonly status: number; readonly body: unknown }>
  /**
   * Takes no more calls and claims nothing more, answers the calls and finishes the actions in hand, and ends connections,
   * all within the time. The store stays open.
   */
  stop(graceMs: number): Promise<void>
}

/** Of the grace of a stop: what is in hand gets most of it; writing down how it was left, and closing, the rest. */
const handsPart = 0.8

/** Puts the parts together. Requests that were under way are carried on from what is stored. */
export const createLethe = async (given: Surroundings): Promise<Lethe> => {
  const { clock } = given
  const app = openApp(given)
  const log = app.log as WorkLog
  const heard = tellingFaults(given.store, error =>
    app.log.error({ code: 'listener-failed', err: error }, 'a change was not heard')
  )
  const around = { ...given, store: notingHolds({ ...given, store: heard, log }) }
  const assembled = await assembleWork(around, log)
  const proof = startProof(assembled.work, given.shared === undefined ? 'one-process' : 'nobody-here')
  const hints = createHints(assembled.watching)
  let loops: Loops | null = null
  const document = readDocument()
  const provider = connectProvider(app, around)
  await registerApi(app, assembleApi(around, assembled, { document, proof, hints, provider, loops: () => loops! }))
  await openPages(app, around, document, provider, assembled)
  await openSubjectPages(app, around, assembled)
  await app.ready()
  const gateway = await openGateway(around, assembled)
  loops = await startLoops(around, assembled, hints)
  const running = loops
  return {
    listen: where => app.listen(where),
    listenForRoutes: where => gateway.listen(where),
    signToken: (token, person) => signToken(app, token, person),
    async call(token, { method, url, body }) {
      const headers = { authorization: `Bearer ${token}` }
      const answer = await app.inject({ method, url, headers, ...(body !== undefined && { payload: body as object }) })
      return { status: answer.statusCode, body: answer.json() }
    },
    async stop(graceMs) {
      const handsMs = graceMs * handsPart
      const servers = [app, gateway].map(server => closeServer(server, clock, handsMs))
      await Promise.all([...servers, running.stop(handsMs)])
      await proof.stop()
      await provider.close()
      await assembled.close()
    }
  }
}
