import Fastify, { type FastifyInstance } from 'fastify'
import { appOptions } from '../api/app-options.ts'
import { logCalls } from '../api/logging.ts'
import type { Clock } from '../clock.ts'
import type { Foresee } from '../erasure/foreseen.ts'
import type { Accept } from '../erasure/incoming.ts'
import { registerGateway } from '../intake/gateway/listener.ts'
import { paceAccept } from '../intake/pace.ts'
import { registerSubjectPages } from '../pages/subject/register.ts'
import { drawCertificate } from '../work/draw-certificate.ts'
import { foresee } from '../work/foresee.ts'
import type { WorkParts } from '../work/parts.ts'
import type { Surroundings } from './surroundings.ts'

/** How long calls under way may take to be answered once the process is asked to stop. */
const answersWithinMs = 3_000

/** An app that knows neither routes nor guards yet. */
export const openApp = ({ random, log, logLevel }: Surroundings): FastifyInstance =>
  Fastify(appOptions({ random, log: { write: log }, level: logLevel }))

/** Stops listening. Whoever holds a connection open without a call, or takes too long, does not keep us here. */
export const closeServer = async (app: FastifyInstance, clock: Clock): Promise<void> => {
  const closed = new AbortController()
  const patience = clock.sleep(answersWithinMs, closed.signal).then(
    () => app.server.closeAllConnections(),
    () => {}
  )
  await app.close()
  closed.abort()
  await patience
}

/** The listener for the operator's reverse proxy, apart from that of our API. */
export const openGateway = async (around: Surroundings, work: WorkParts, accept: Accept): Promise<FastifyInstance> => {
  const { store, keys, clock, random } = around
  const app = openApp(around)
  const connect = async (platform: string) => (await work.platforms.get(platform))?.platform ?? null
  const look: Foresee = (thinkable, signal) => foresee(work, thinkable, signal)
  logCalls(app)
  const paced = paceAccept(accept, clock)
  const parts = { store, keys, clock, random, accept: paced, connect, foresee: look, hasMail: work.send !== null }
  const certificateOf = (request: Parameters<typeof drawCertificate>[1]) => drawCertificate(work, request)
  await registerGateway(app, parts)
  await app.register(pages => registerSubjectPages(pages, { ...parts, certificateOf }), { prefix: '/lethe' })
  await app.ready()
  return app
}
