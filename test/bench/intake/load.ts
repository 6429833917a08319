import { performance } from 'node:perf_hooks'
import autocannon from 'autocannon'
import { cpuMsOf } from '../scale/process.ts'
import type { MakeDelivery } from './deliveries.ts'

/** What one server did with so many calls. */
export interface Slice {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly answers: number
  /** Processor time of the server for one call, all its threads, in microseconds. */
  readonly cpuUs: number
}

/** Where calls go, and how each is made. */
export interface Target {
  readonly name: string
  readonly address: string
  readonly make: MakeDelivery
  /** The answer that counts. */
  readonly status: number
  readonly pid: number
}

const connections = 32

const at = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!

/**
 * Sends exactly so many calls over 32 connections, each as soon as the one before it on its connection was answered.
 * Every answer is counted. The calls are signed beforehand, so that the sender costs all servers the same.
 * @throws Error for any other answer, or none
 */
export const load = async ({ name, address, make, status, pid }: Target, amount: number): Promise<Slice> => {
  const url = new URL(address)
  // A connection builds its first call twice.
  const ready = Array.from({ length: amount + 2 * connections }, make)
  const cpuMsBefore = cpuMsOf(pid)
  let next = 0
  const times = new Float64Array(amount)
  let answers = 0
  let wrong = 0
  let firstAt = 0
  let lastAt = 0
  const { promise, resolve, reject } = Promise.withResolvers<autocannon.Result>()
  const running = autocannon(
    {
      url: url.origin,
      connections: Math.min(connections, amount),
      amount,
      sampleInt: 100,
      requests: [
        {
          method: 'POST',
          path: url.pathname,
          setupRequest: given => ({ ...given, ...(ready[next++] ?? make()) })
        }
      ]
    },
    (error, result) => (error ? reject(error) : resolve(result))
  )
  running.on('start', () => {
    firstAt = performance.now()
  })
  running.on('response', (_, code, __, ms) => {
    lastAt = performance.now()
    times[answers] = ms
    answers += 1
    if (code !== status) wrong += 1
  })
  const { errors } = await promise
  if (errors > 0 || wrong > 0 || answers !== amount)
    throw new Error(
      `${name}: of ${amount} calls ${answers} were answered, ${wrong} not by ${status}, ${errors} not at all`
    )
  times.sort()
  const cpuUs = ((cpuMsOf(pid) - cpuMsBefore) * 1000) / answers
  return {
    perSecond: (answers * 1000) / (lastAt - firstAt),
    p50Ms: at(times, 0.5),
    p99Ms: at(times, 0.99),
    answers,
    cpuUs
  }
}
