import Fastify, { type FastifyInstance } from 'fastify'
import { appOptions } from '../api/app-options.ts'
import { logCalls } from '../api/logging.ts'
import type { Clock } from '../clock.ts'
import { registerGateway } from '../intake/gateway/listener.ts'
import { registerSubjectPages } from '../pages/subject/register.ts'
import { subjectPageParts } from './subject-pages.ts'
import type { Surroundings } from './surroundings.ts'
import type { Assembled } from './work.ts'

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
