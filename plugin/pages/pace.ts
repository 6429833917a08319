import type { FastifyInstance, FastifyRequest } from 'fastify'
import { callerAddress } from '../caller-address.ts'
import { Problem } from '../errors.ts'

/** How many calls within how many milliseconds. */
export interface Pace {
  readonly max: number
  readonly timeWindow: number
}

/**
 * Counts calls of one address, and refuses those beyond with `too-many-calls`. A limit of a route would not do: it runs
 * once a call only, and the listener may have counted this one already.
 */
export const createPace = (
  app: FastifyInstance,
  most: Pace,
  addressOf: (request: FastifyRequest) => string = callerAddress
): ((request: FastifyRequest) => Promise<void>) => {
  const count = app.createRateLimit({ ...most, keyGenerator: addressOf })
  return async request => {
    const counted = await count(request)
    if (!counted.isAllowed && counted.isExceeded) throw new Problem('too-many-calls', { retryAfterMs: counted.ttl })
  }
}
