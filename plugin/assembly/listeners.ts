import Fastify, { type FastifyInstance } from 'fastify'
import { logCalls } from '../api/logging.ts'
import { appOptions } from '../api/options/app-options.ts'
import type { Clock } from '../clock.ts'
import { registerGateway } from '../intake/gateway/listener.ts'
import { registerSubjectPages } from '../pages/subject/register.ts'
import { startRounds } from '../rounds.ts'
import { subjectPageParts } from './subject-pages.ts'
import type { Surroundings } from './surroundings.ts'
import type { Assembled } from './work.ts'

/** How long calls under way may take at most to be answered once the process is asked to stop. */
const answersWithinMs = 3_000
/** How often connections are let go whose last call has been answered. */
const idleEveryMs = 50

/** An app that knows neither routes nor guards yet. */
export const openApp = ({ random, log, logLevel }: Surroundings): FastifyInstance =>
  Fastify(appOptions({ random, log: { write: log }, level: logLevel }))

/**
 * Stops listening, and answers what is in hand, within `graceMs` or less. Whoever holds a connection open without a call, or
 * takes too long, does not keep us here.
 */
export const closeServer = async (app: FastifyInstance, clock: Clock, graceMs: number): Promise<void> => {
  const closed = new AbortController()
  const patience = clock.sleep(Math.min(answersWithinMs, graceMs), closed.signal).then(
    () => app.server.closeAllConnections(),
    () => {}
  )
  const stopSweeping = startRounds({
    clock,
    everyMs: idleEveryMs,
    round: async () => app.server.closeIdleConnections(),
    tell: () => {}
  })
  await app.close()
  closed.abort()
  await Promise.all([patience, stopSweeping()])
}

/** The listener for the operator's reverse proxy, apart from that of our API. */
export const openGateway = async (
  around: Surroundings,
  assembled: Pick<Assembled, 'work' | 'accept' | 'tally'>
): Promise<FastifyInstance> => {
  const app = openApp(around)
  logCalls(app)
  const parts = subjectPageParts(around, assembled)
  await registerGateway(app, parts)
  await app.register(pages => registerSubjectPages(pages, parts), { prefix: '/lethe' })
  await app.ready()
  return app
}
