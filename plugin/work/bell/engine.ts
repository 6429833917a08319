import { Logger, type Runner, run } from 'graphile-worker'
import type { Clock } from '../../clock.ts'
import { openEnginePool } from './pool.ts'

/** Jobs that are due later are looked for so often by each hand; those that are due now ring at once. */
const pollMs = 1000
const againMs = 1000
/** A hand that is busy keeps its job so long at the stop; our own grace is shorter or equal, and decides. */
const patienceMs = 3_600_000
/** As for the store's own questions. */
const usualAnswersWithinMs = 60_000

const silent = new Logger(() => () => {})

/** What the engine works with. */
export interface EngineParts {
  /** `postgres://…` of the store. */
  readonly url: string
  /** Jobs at the same time. */
  readonly hands: number
  readonly clock: Pick<Clock, 'sleep'>
  /** Does what is due; where it throws, the job is brought again. */
  due(): Promise<void>
  /** How long the server may take to answer the engine, in milliseconds; default a minute. */
  readonly answersWithinMs?: number
  /** Whether jobs come, whenever that has changed. */
  tell(isUp: boolean): void
}

/** The running engine. */
export interface Engine {
  /** Takes no more jobs; resolves when those in hand are done. */
  stop(): Promise<void>
}

/**
 * Runs the engine on the database of the store, and again whenever it has ended by itself. A job says that something is
 * due, no more: what it is and whose it is lies in our own tables.
 */
export const startEngine = ({
  url,
  hands,
  clock,
  due,
  tell,
  answersWithinMs = usualAnswersWithinMs
}: EngineParts): Engine => {
  const stopping = new AbortController()
  let wasUp: boolean | null = null
  let running: Runner | null = null
  const say = (isUp: boolean): void => {
    if (isUp !== wasUp && !stopping.signal.aborted) tell(isUp)
    wasUp = isUp
  }

  const runOnce = async (): Promise<void> => {
    const pool = openEnginePool(url, hands + 2, answersWithinMs)
    try {
      running = await run({
        pgPool: pool,
        concurrency: hands,
        noHandleSignals: true,
        pollInterval: pollMs,
        gracefulShutdownAbortTimeout: patienceMs,
        // Without them a job that cannot be ticked off, because the server ends, is a rejection that nobody handles.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
        logger: silent,
        taskList: { 'lethe-due': () => due() }
      })
      running.events.on('pool:listen:success', () => say(true))
      running.events.on('pool:listen:error', () => say(false))
      // Its tables may be gone: begun again, it makes them anew.
      running.events.on('worker:getJob:error', () => {
        say(false)
        running?.stop().catch(() => {})
      })
      if (stopping.signal.aborted) await running.stop()
      await running.promise
    } finally {
      running = null
      await pool.end()
    }
  }
  const keepRunning = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await runOnce().catch(() => {})
      say(false)
      await clock.sleep(againMs, stopping.signal).catch(() => {})
    }
  }
  const kept = keepRunning()
  return {
    async stop() {
      stopping.abort()
      await running?.stop().catch(() => {})
      await kept
    }
  }
}
