import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from './errors.ts'

/** Calls in hand at once, half-sent ones among them. What they may hold of memory is so bounded, however slow the disk is. */
export const mostInHand = 512

/** After this a caller who found no place tries again. */
const againMs = 2_000

/** Who is asked whether we live is answered in any crowd. */
const always = ['/health/live', '/health/ready', '/metrics']

/** Counts the calls of a listener. */
export interface Crowd {
  /** How many are in hand: begun, and either not answered or still worked on. */
  size(): number
  /** Keeps the place of a call while it is worked on, also when its caller no longer waits. */
  during<Answer>(request: FastifyRequest, work: () => Promise<Answer>): Promise<Answer>
}

/**
 * Takes no more calls at once than `most`: one that finds no place is refused as `under-pressure` with `Retry-After`
 * before anything of it is read. To be registered before any other hook.
 */
export const limitCrowd = (app: FastifyInstance, most: number): Crowd => {
  const inHand = new Map<FastifyRequest, { isWorkedOn: boolean; isClosed: boolean }>()
  const leaveOnceOver = (request: FastifyRequest): void => {
    const place = inHand.get(request)
    if (place?.isClosed === true && !place.isWorkedOn) inHand.delete(request)
  }
  const close = (request: FastifyRequest): void => {
    const place = inHand.get(request)
    if (place !== undefined) place.isClosed = true
    leaveOnceOver(request)
  }
  app.addHook('onRequest', (request, reply, done) => {
    if (always.includes(request.routeOptions.url ?? '')) return done()
    if (inHand.size >= most) return done(new Problem('under-pressure', { retryAfterMs: againMs }))
    const place = { isWorkedOn: false, isClosed: false }
    inHand.set(request, place)
    // Whoever hangs up is seen by the connection alone.
    reply.raw.once('close', () => close(request))
    done()
  })
  app.addHook('onResponse', (request, _, done) => {
    close(request)
    done()
  })
  return {
    size: () => inHand.size,
    async during(request, work) {
      const place = inHand.get(request)
      if (place === undefined) return work()
      place.isWorkedOn = true
      try {
        return await work()
      } finally {
        place.isWorkedOn = false
        leaveOnceOver(request)
      }
    }
  }
}
