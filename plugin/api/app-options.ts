import type { FastifyServerOptions } from 'fastify'
import type { Random } from '../random.ts'
import { type LogStream, loggerOptions } from './logging.ts'

/** What the app must be made with for `registerApi`: allow-list logging, ids of calls, limits of addresses and bodies. */
export const appOptions = ({ random, log, level }: { random: Random; log: LogStream; level?: string }) =>
  ({
    logger: loggerOptions(log, level),
    disableRequestLogging: true,
    genReqId: () => random.uuid(),
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 500 },
    return503OnClosing: true,
    requestTimeout: 30_000
  }) satisfies FastifyServerOptions
