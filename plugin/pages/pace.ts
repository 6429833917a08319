import type { FastifyInstance, FastifyRequest } from 'fastify'
import { callerAddress } from '../caller-address.ts'
import { Problem } from '../errors.ts'
import type { Tally } from '../store/tally.ts'

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

/**
 * Counts forms that one address sends to a page, over all instances: what is typed there is guessed, or writes mails.
 * Those beyond are refused with `too-many-calls`. `page`: what tells this page from others.
 */
export const createSharedPace =
  (
    tally: Pick<Tally, 'countUp'>,
    page: string,
    { max, timeWindow }: Pace,
    addressOf: (request: FastifyRequest) => string
  ): ((request: FastifyRequest) => Promise<void>) =>
  async request => {
    const key = `form:${page}:${addressOf(request)}`
    const waitMs = await tally.countUp([{ key, most: max, windowMs: timeWindow }])
    if (waitMs !== null) throw new Problem('too-many-calls', { retryAfterMs: waitMs })
  }
