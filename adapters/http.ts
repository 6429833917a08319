import type { LookupFunction } from 'node:net'
import type { Pool } from 'undici'
import type { HttpAnswer, HttpCall, HttpDoor, Operation, PassedCall, SlotShare } from './contract.ts'
import { PlatformError } from './errors.ts'
import { aimAt, isNear, type Pin, type Target } from './http/address.ts'
import { type Circuit, type CircuitOptions, createCircuit, type Passage } from './http/circuit.ts'
import { type Exchange, exchange, openConnections } from './http/exchange.ts'
import { createLane, type Lane } from './http/lane.ts'
import { passOn } from './http/pass.ts'
import { composeRequest } from './http/request.ts'
import { refuseToSend, retry } from './http/retry.ts'
import { createSharedLane, type SharedLane } from './http/shared-lane.ts'

export { isNear }

/** How a door behaves; each base address has slots, pace and circuit of its own. */
export interface HttpDoorOptions {
  /** For one attempt, from connecting to the last byte of the body; default 30 s. */
  readonly timeoutMs?: number
  /** Calls at once; default 4. */
  readonly slots?: number
  /** Least time between the starts of two calls; default 0. */
  readonly paceMs?: number
  /** For operations that are `safe` to repeat; default 3. */
  readonly attempts?: number
  /** Default: opens after 5 failures in a row, for 30 s. */
  readonly circuit?: CircuitOptions
  /** The only addresses that may be called; absent: every public one. */
  readonly allow?: readonly Pin[]
  readonly lookup?: LookupFunction
  /** Where slots and pace of an address are shared with other processes: this one's share. Absent: all of them are ours. */
  share?(origin: string, slots: number): SlotShare
  now(): Date
  /** From 0 up to, not including, 1. */
  random(): number
  /** Waits, or rejects with the signal's reason. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

interface Route {
  readonly target: Target
  readonly connections: Pool
  readonly lane: Lane
  readonly circuit: Circuit
}

/** What an error names when a passed call could not be sent. */
const passing: Operation = { id: 'pass', method: 'POST', path: '', repeat: 'never' }
const passageSlots = 16

type Sending = Omit<Exchange, 'connections' | 'now'>

/**
 * Opens the one way out to platforms (see `HttpDoor`). A `Retry-After` longer than the time-out is not waited for
 * here: the error carries it to whoever plans the next try.
 */
export function createHttpDoor(options: HttpDoorOptions): HttpDoor {
  const { timeoutMs = 30_000, slots = 4, paceMs = 0, attempts = 3, now, random, sleep } = options
  const routes = new Map<string, Route>()
  /** Calls of people have connections of their own, so that they never wait behind the work. */
  const passages = new Map<string, Pool>()
  const sharedLanes: SharedLane[] = []
  let closing: Promise<void> | undefined

  function findRoute(base: string, operation: string): Route {
    const known = routes.get(base)
    if (known !== undefined) return known
    const target = aimAt(base, options.allow, operation)
    const sameOrigin = [...routes.values()].find(route => route.target.origin === target.origin)
    const route = sameOrigin === undefined ? openRoute(target) : { ...sameOrigin, target }
    routes.set(base, route)
    return route
  }

  function openRoute(target: Target): Route {
    const connections = openConnections(target, slots, timeoutMs, options.lookup)
    const circuit = createCircuit(options.circuit ?? { failures: 5, openMs: 30_000 }, now)
    return { target, connections, lane: openLane(target.origin), circuit }
  }

  function openLane(origin: string): Lane {
    if (options.share === undefined) return createLane({ slots, paceMs, now, sleep })
    const lane = createSharedLane({ paceMs, now, sleep, share: options.share(origin, slots) })
    sharedLanes.push(lane)
    return lane
  }

  function openPassage(base: string): Pool {
    const { target } = findRoute(base, passing.id)
    const connections = openConnections(target, passageSlots, timeoutMs, options.lookup)
    passages.set(target.origin, connections)
    return connections
  }

  async function attempt(route: Route, sending: Sending): Promise<HttpAnswer> {
    const { operation, signal } = sending
    const leave = await route.lane.enter(signal).catch(() => {
      throw refuseToSend('aborted', operation)
    })
    try {
      const passage = route.circuit.enter()
      if (passage === null) throw refuseToSend('circuit-open', operation, route.circuit.remainingMs())
      try {
        const answer = await exchange({ ...sending, connections: route.connections, now })
        passage.succeed()
        return answer
      } catch (error) {
        passage[judge(error, signal)]()
        throw error
      }
    } finally {
      leave()
    }
  }

  return {
    async call(base: string, operation: Operation, call: HttpCall): Promise<HttpAnswer> {
      if (closing !== undefined) throw refuseToSend('door-closed', operation)
      const route = findRoute(base, operation.id)
      const request = composeRequest(route.target.prefix, operation, call)
      const patienceMs = call.timeoutMs ?? timeoutMs
      const { signal } = call
      return retry({ operation, attempts, patienceMs, signal, random, sleep }, () =>
        attempt(route, { operation, request, timeoutMs: patienceMs, signal })
      )
    },

    async pass(base: string, call: PassedCall) {
      if (closing !== undefined) throw refuseToSend('door-closed', passing)
      const { origin } = findRoute(base, passing.id).target
      const connections = passages.get(origin) ?? openPassage(base)
      return passOn(connections, call, timeoutMs)
    },

    close() {
      const all = new Set([...[...routes.values()].map(({ connections }) => connections), ...passages.values()])
      closing ??= Promise.all([...all].map(connections => connections.close()))
        .then(() => Promise.all(sharedLanes.map(lane => lane.close())))
        .then(() => {})
      return closing
    }
  }
}

/** What a failed call says about the platform: a 429 or a broken answer is an answer. */
function judge(error: unknown, signal: AbortSignal): keyof Passage {
  if (signal.aborted || !(error instanceof PlatformError) || error.failure === 'refused') return 'abandon'
  return error.failure === 'surprise' || error.status === 429 ? 'succeed' : 'fail'
}
