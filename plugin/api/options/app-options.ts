import { type FastifyServerOptions, LogController } from 'fastify'
import type { Random } from '../../random.ts'
import { answerClientErrors } from '../client-error.ts'
import { type LogStream, loggerOptions } from '../logging.ts'
import { answerProblem } from '../problem-answer.ts'

/** What the app must be made with for `registerApi`: allow-list logging, ids of calls, limits of addresses and bodies. */
export const appOptions = ({ random, log, level }: { random: Random; log: LogStream; level?: string }) =>
  ({
    logger: loggerOptions(log, level),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => random.uuid(),
    // A slow or busy machine is no reason not to start.
    pluginTimeout: 120_000,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 500 },
    // What breaks before a route is found: an address that is too long, or none at all.
    frameworkErrors: answerProblem,
    clientErrorHandler: answerClientErrors(random),
    return503OnClosing: true,
    requestTimeout: 30_000
  }) satisfies FastifyServerOptions
