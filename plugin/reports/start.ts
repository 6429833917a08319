import { StoreError } from '../store/store-error.ts'
import type { WorkLog } from '../work/parts.ts'
import { keepClosedMonths, type ReportParts } from './collect.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Keeps the figures of closed months: at the start and once a day, before our own purge takes requests. Returns how to stop. */
export const startReportMonths = (parts: ReportParts & { readonly log: WorkLog }): (() => Promise<void>) => {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await keepClosedMonths(parts).catch(error => {
        const code = error instanceof StoreError ? error.code : 'internal-fault'
        if (!stopping.signal.aborted) parts.log.error({ code }, 'figures of closed months could not be kept')
      })
      await parts.clock.sleep(dayMs, stopping.signal).catch(() => {})
    }
  }
  const running = run()
  return () => {
    stopping.abort()
    return running
  }
}
