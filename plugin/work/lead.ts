import type { WorkParts } from './parts.ts'

const againMs = 1000

/** What runs by itself, once started. */
export interface Running {
  stop(): Promise<void>
}

/**
 * Runs something on one instance of all: whoever leads does, until it stops or its way to the database is cut; then
 * another leads. Resolves `stop` when nothing of it runs here.
 */
export const startLeading = (
  { store, clock, log }: Pick<WorkParts, 'store' | 'clock' | 'log'>,
  start: () => Promise<Running>
): Running => {
  const stopping = new AbortController()
  const lead = async (lost: AbortSignal): Promise<void> => {
    const over = AbortSignal.any([lost, stopping.signal])
    log.info({ code: 'leading' }, 'this instance does what one of all does')
    const running = await start()
    await new Promise<void>(resolve => {
      if (over.aborted) resolve()
      else over.addEventListener('abort', () => resolve(), { once: true })
    })
    if (!stopping.signal.aborted) log.error({ code: 'lead-lost' }, 'another instance may do what one of all does')
    await running.stop()
  }
  const keepTrying = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await store.exclusive('leader', lead, stopping.signal).catch(() => {})
      await clock.sleep(againMs, stopping.signal).catch(() => {})
    }
  }
  const trying = keepTrying()
  return {
    stop() {
      stopping.abort()
      return trying
    }
  }
}
